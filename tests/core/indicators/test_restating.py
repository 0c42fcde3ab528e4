"""Two seals with a late file between them: what moved is what a comparison of everything says, each with its batch."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tests.core.rules.families import DAY, Families
from tests.shipped import shipped

from fangpin.indicators import LEVELS, evaluate, restate
from fangpin.snapshots import open_snapshot, write


def sealed(folder: Path, known: Families):
    write(
        folder,
        ledgers=known.tables,
        policy=shipped("gejiu"),
        as_of=DAY,
        sealed_at=datetime(2026, 11, 1, tzinfo=UTC),
        label="2026年10月",
        demo=True,
        previous=None,
    )
    return open_snapshot(folder)


def known() -> Families:
    return Families().registered(1).monitored(1).claim(11, "100.50").claim(21, "20")


def test_a_late_file_moves_exactly_the_figures_a_full_comparison_finds_each_with_its_batch(tmp_path: Path) -> None:
    late = known().add("medical_claim", person_id=21, settled_on=date(2026, 10, 5), total_yuan=Decimal(90), batch_id=7)
    earlier, later = sealed(tmp_path / "a", known()), sealed(tmp_path / "b", late)
    moved = {(m.after.indicator.key, m.after.area_code): m for m in restate(earlier, later)}
    before, after = (evaluate(s, s.policy, as_of=DAY) for s in (earlier, later))
    brute = {
        (key, area)
        for key in after.indicators
        for level in LEVELS
        for area in after.areas[level]
        for a, b in [(before.figure(key, area), after.figure(key, area))]
        if (a.numerator, a.denominator, a.unknown, a.day) != (b.numerator, b.denominator, b.unknown, b.day)
    }
    assert set(moved) == brute
    claims = moved["claims", "532501"]
    assert claims.by == 1
    assert [(b.ledger, b.batch_id, b.added) for b in claims.batches] == [("medical_claim", 7, 1)]
    assert not claims.definition
    assert not claims.parameters


def test_nothing_moves_between_two_seals_of_the_same_records(tmp_path: Path) -> None:
    assert restate(sealed(tmp_path / "a", known()), sealed(tmp_path / "b", known())) == ()
