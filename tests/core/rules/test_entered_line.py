"""A line entered by page changes what a whole screening finds from its day on, and nothing before."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from fangpin.policy import Citation, Line, OwnPlace, Policy, enter, load, make_place, shipped_folder
from fangpin.rules import Screening

from .families import Families

PLACE = OwnPlace(id="shilixian", zh="示例县", en="Shili", inherits="yunnan", area_code="532501")
FROM = date(2026, 10, 15)
BEFORE, AFTER = date(2026, 10, 14), date(2026, 10, 31)


def entered(folder: Path) -> tuple[Policy, Policy]:
    """The county's policy before and after 8,900 was entered in place of 8,700."""
    make_place(folder, PLACE)
    folders = (folder, shipped_folder())
    old = load("shilixian", folders)
    line = Line(parameter="income_line", since=FROM, value="8900", source=Citation("示例县〔2026〕9号", "第一条"))
    enter(line, own=folder, shipped=shipped_folder(), place="shilixian")
    return old, load("shilixian", folders)


def told(screening: Screening) -> set[tuple[object, ...]]:
    """Everything that was found, and every count of every rule."""
    findings = screening.findings.drop_columns(["basis"]).to_pylist()
    return {tuple(row.values()) for row in (*findings, *screening.tallies.to_pylist())}


def test_an_entered_line_changes_findings_from_its_day_only(tmp_path: Path) -> None:
    old, new = entered(tmp_path)
    assert (old.value("income_line", on=AFTER).value, new.value("income_line", on=AFTER).value) == (
        Decimal(8700), Decimal(8900),
    )  # fmt: skip
    lin = Families().account(1, "35200").account(2, "8600", members=1).monitored(3)  # 8,800 a head; 8,600 a head
    assert told(lin.screened(old, as_of=BEFORE)) == told(lin.screened(new, as_of=BEFORE))
    changed = {row[0] for row in told(lin.screened(old, as_of=AFTER)) ^ told(lin.screened(new, as_of=AFTER))}
    assert "missed_income" in changed
    assert changed <= {rule.id for rule in new.rules.values() if "income_line" in {n.id for n in rule.holds.parameters}}
    assert lin.answers(old, "missed_income", as_of=AFTER) == {2}
    assert lin.answers(new, "missed_income", as_of=BEFORE) == {2}
    assert lin.answers(new, "missed_income", as_of=AFTER) == {1, 2}
