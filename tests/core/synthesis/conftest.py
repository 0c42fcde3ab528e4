"""One small city, made once for all tests of the synthesis."""

from __future__ import annotations

import pytest
from tests.shipped import shipped

from fangpin.policy import Policy
from fangpin.synthesis import World, city

SIZE = 600


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped("gejiu")


@pytest.fixture(scope="session")
def world(policy: Policy) -> World:
    return city("gejiu", households=SIZE, policy=policy)
