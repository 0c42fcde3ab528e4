from __future__ import annotations

import pytest
from tests.shipped import shipped

from fangpin.policy import Policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped("gejiu")
