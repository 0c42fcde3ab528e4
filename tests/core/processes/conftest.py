"""The shipped processes of the nation, and of other places over them, from one reading of the policies."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from tests.shipped import shipped

from fangpin.policy import Policy, Process, shipped_folder
from fangpin.policy.process_merging import ProcessEntry, read_process_entries
from fangpin.policy.processes import ProcessSetting, read_process
from fangpin.policy.yaml_reading import Doubt, Item, Notes, read_yaml, read_yaml_text

Variant = Callable[[str, str], Process]


@cache
def nation() -> Policy:
    return shipped("national")


def setting(entries: dict[str, ProcessEntry]) -> ProcessSetting:
    policy = nation()
    return ProcessSetting(
        facts=policy.facts,
        parameters=policy.parameters,
        code_lists=policy.code_lists,
        entries=entries,
        doubt=Doubt(),
    )


def entries_of(*places: str) -> tuple[dict[str, ProcessEntry], Notes]:
    """The processes of the places as written, the nation first."""
    entries: dict[str, ProcessEntry] = {}
    notes = Notes()
    for place in places:
        for path in sorted((shipped_folder() / place / "processes").glob("*.yaml")):
            item = read_yaml(path, f"{place}/processes/{path.name}", notes)
            if item:
                read_process_entries(item, notes, place, entries)
    return entries, notes


@pytest.fixture(scope="session")
def national() -> Policy:
    return nation()


@pytest.fixture(scope="session")
def variant() -> Variant:
    """A process as a province runs it."""

    def made(place: str, process: str) -> Process:
        entries, notes = entries_of(*dict.fromkeys(("national", place)))
        found = read_process(entries[process], setting(entries), notes)
        assert found, [str(p) for p in notes.problems]
        return found

    return made


def written(text: str, *, over: bool = False) -> tuple[dict[str, ProcessEntry], Notes]:
    """A processes file as a place might write it; ``over`` the national ones."""
    entries, notes = entries_of("national") if over else ({}, Notes())
    item = read_yaml_text(text, "place/processes/x.yaml", notes)
    assert isinstance(item, Item)
    read_process_entries(item, notes, "place", entries)
    return entries, notes
