"""Cases of the small world, by the processes of provinces: the same family, other steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fangpin.policy import Policy, shipped_folder
from fangpin.policy.process_merging import ProcessEntry, read_process_entries
from fangpin.policy.processes import ProcessSetting, read_process
from fangpin.policy.yaml_reading import Doubt, Notes, read_yaml
from fangpin_web.access.scope import acting_as
from fangpin_web.evidence.models import Evidence
from fangpin_web.evidence.services import keep
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Clue


@pytest.fixture
def clue(world: Any) -> Clue:
    """A clue of household A that has been handed to its township."""
    with acting_as(world.zhou, "clue"):
        return Clue.objects.create(
            area_code=world.village_a, household=world.household_a, risk="illness", channel="department",
            raised_on=date(2026, 10, 20), state="open", dispatched_on=date(2026, 10, 20), due_on=date(2026, 10, 22),
            severity="high", entered_at=world.now,
        )  # fmt: skip


@pytest.fixture
def policy_of() -> Callable[[str], Policy]:
    """The office's policy with the processes of another place: what a place's own files change, and nothing else."""

    def made(place: str) -> Policy:
        policy = policy_in_force()
        entries: dict[str, ProcessEntry] = {}
        notes = Notes()
        for one in dict.fromkeys(("national", place)):
            for path in sorted((shipped_folder() / one / "processes").glob("*.yaml")):
                item = read_yaml(path, path.name, notes)
                assert item
                read_process_entries(item, notes, one, entries)
        around = ProcessSetting(
            facts=policy.facts, parameters=policy.parameters, code_lists=policy.code_lists, entries=entries,
            doubt=Doubt(),
        )  # fmt: skip
        processes = {id_: p for id_, entry in entries.items() if (p := read_process(entry, around, notes))}
        return replace(policy, processes=processes)

    return made


@pytest.fixture
def paper(world: Any) -> Callable[..., Evidence]:
    """A small PDF kept as evidence of village A."""

    def made(kind: str = "document", text: bytes = b"one") -> Evidence:
        content = b"%PDF-1.4\n" + text + b"\n%%EOF\n"
        return keep(content, "paper.pdf", kind=kind, by=world.lin, at=world.now, area_code=world.village_a)

    return made
