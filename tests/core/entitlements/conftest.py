from __future__ import annotations

import pytest

from fangpin.policy import Policy, load


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load("gejiu")
