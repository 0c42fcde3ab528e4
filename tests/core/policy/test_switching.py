"""Mechanisms switched on and off by page: the same files, each line from its day on, checked before it counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fangpin.policy import DeclaredByHand, OwnPlace, Policy, SwitchLine, check, load, make_place, switch

OFFICE = OwnPlace(id="office", zh="示例县专班", en="Office", inherits="vale", area_code="770101")
DEFINED = """\
mechanisms:
  - id: loans
    zh: 小额信贷
    en: Loans
    family: finance
    definition: {zh: 逐笔登记, en: Each loan is kept.}
    ledgers: [loan]
    rules: [too_ill]
"""


@pytest.fixture
def own(tmp_path: Path, folder: Path) -> Path:
    own = tmp_path / "own"
    make_place(own, OFFICE)
    (folder / "land" / "mechanisms").mkdir()
    (folder / "land" / "mechanisms" / "loans.yaml").write_text(DEFINED.replace("too_ill", _rule(folder)), "utf-8")
    return own


def _rule(folder: Path) -> str:
    return next(iter(load("vale", folder).rules))


def put(own: Path, folder: Path, since: str, *, on: bool) -> None:
    line = SwitchLine(mechanism="loans", since=date.fromisoformat(since), on=on, why="不再办理", document="县〔1〕号")
    switch(line, own=own, shipped=folder, place=OFFICE.id)


def read(own: Path, folder: Path) -> Policy:
    return load(OFFICE.id, (own, folder))


def by_hand(own: Path, said: str) -> Path:
    page = own / OFFICE.id / "mechanisms" / "own.yaml"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"mechanisms:\n{said}\n", "utf-8")
    return page


def test_a_line_counts_from_its_day_on_and_the_one_before_stays(own: Path, folder: Path) -> None:
    put(own, folder, "2026-04-01", on=True)
    put(own, folder, "2026-09-01", on=False)
    found = read(own, folder).mechanism("loans")
    days = ("2026-03-31", "2026-04-01", "2026-08-31", "2026-09-01")
    assert [found.on_day(date.fromisoformat(day)) for day in days] == [False, True, True, False]
    assert [(s.on, s.why, s.document) for s in found.switches] == [
        (True, "不再办理", "县〔1〕号"),
        (False, "不再办理", "县〔1〕号"),
    ]
    assert (found.on, found.switched_by) == (False, OFFICE.id)


def test_what_is_off_on_a_day_is_not_asked(own: Path, folder: Path) -> None:
    put(own, folder, "2026-04-01", on=True)
    policy = read(own, folder)
    assert not policy.duties_on(date(2026, 3, 31))
    assert [rule.id for rule in policy.duties_on(date(2026, 4, 1))] == list(policy.mechanism("loans").rules)


def test_a_mechanism_of_which_the_own_files_speak_is_not_entered_by_page(own: Path, folder: Path) -> None:
    page = by_hand(own, "  - {id: loans, on: true}")
    with pytest.raises(DeclaredByHand):
        put(own, folder, "2026-04-01", on=False)
    assert not (page.parent / "entered.yaml").exists()


def test_a_place_that_speaks_without_a_day_overrules_the_days_above(own: Path, folder: Path) -> None:
    put(own, folder, "2026-04-01", on=True)
    below = OwnPlace(id="below", zh="下级", en="Below", inherits=OFFICE.id, area_code="770101")
    make_place(own, below)
    (own / "below" / "mechanisms").mkdir()
    (own / "below" / "mechanisms" / "own.yaml").write_text("mechanisms:\n  - {id: loans, on: false}\n", "utf-8")
    assert not load("below", (own, folder)).mechanism("loans").on_day(date(2026, 5, 1))


def test_a_switch_names_its_day(own: Path, folder: Path) -> None:
    by_hand(own, "  - id: loans\n    switched:\n      - {on: false}")
    assert [(p.file, p.line) for p in check((own, folder), OFFICE.id)] == [("office/mechanisms/own.yaml", 4)]
