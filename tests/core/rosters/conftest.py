"""The shipped policy and its sources, and a short way from a file to a reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.shipped import shipped

from fangpin.policy import Policy
from fangpin.rosters import Reading, Source, open_envelope, read_sheet, recognise
from fangpin.rosters.sources import sources_of

DAY = date(2026, 10, 31)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped("national")


@pytest.fixture(scope="session")
def sources(policy: Policy) -> dict[str, Source]:
    return {source.id: source for source in sources_of(policy)}


@pytest.fixture
def read(policy: Policy, sources: dict[str, Source]) -> Callable[..., Reading]:
    """Open a file, recognise its first sheet (as ``source`` where given) and read it."""

    def read_file(path: Path, source: str | None = None, password: str | None = None) -> Reading:
        sheet = open_envelope(path, password=password).sheets[0]
        wanted = [sources[source]] if source else list(sources.values())
        best = recognise(sheet, wanted)[0]
        return read_sheet(sheet, best, sources[best.source], policy, day=DAY)

    return read_file
