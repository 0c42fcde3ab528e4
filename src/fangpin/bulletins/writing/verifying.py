"""A written file and a snapshot: every number it carries computed again, its text held against what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fangpin.bulletins.stated import stated_in
from fangpin.bulletins.writing.carried import Carried, carried_by
from fangpin.bulletins.writing.counting import reckon
from fangpin.bulletins.writing.document import hash_of, text_hash
from fangpin.bulletins.writing.marks import Package, held
from fangpin.bulletins.writing.numbers import Number
from fangpin.bulletins.writing.word import MARK
from fangpin.expressions import Wording
from fangpin.indicators import Figure, evaluate, level_of
from fangpin.indicators.recomputing import Reference, differences
from fangpin.policy import Indicator, Policy, bound
from fangpin.rules.screening import Opened, connected


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Something that does not hold: of a number (its id), or of the file."""

    about: str
    what: Wording


@dataclass(kw_only=True)
class Verification:
    """What was verified. ``intact``: the text is that which was written, to the letter."""

    told: Mapping[str, Any]
    intact: bool = True
    checked: dict[str, int] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    edited: list[Wrong] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every number carried is what its records make it, and every number printed what is carried."""
        return not self.wrong

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.told["title"],
            "period": self.told["period"],
            "area_code": self.told["area_code"],
            "hash": self.told["hash"],
            "snapshot": self.told["snapshot"],
            "holds": self.holds,
            "intact": self.intact,
            "checked": self.checked,
            "wrong": [{"about": w.about, "zh": w.what.zh, "en": w.what.en} for w in self.wrong],
            "edited": [{"about": w.about, "zh": w.what.zh, "en": w.what.en} for w in self.edited],
        }


def verify_document(content: bytes, snapshot: Opened, policy: Policy) -> Verification:
    """Verify a .docx against its snapshot; ``CarriesNothing`` if it carries no figures. Needs no server."""
    carried = carried_by(content)
    found = Verification(told=carried.told)
    _check_file(content, carried, found)
    if carried.told["snapshot"] != snapshot.hash:
        given, wanted = snapshot.hash[:12], str(carried.told["snapshot"])[:12]
        what = Wording(
            f"it was written from the snapshot {wanted}…, this is {given}…",
            f"成文所用快照为 {wanted}…，所给快照为 {given}…",
        )
        found.wrong.append(Wrong(about="snapshot", what=what))
    _check_numbers(carried.numbers, snapshot, policy, found)
    return found


def _check_file(content: bytes, carried: Carried, found: Verification) -> None:
    if hash_of(carried.told) != carried.told["hash"]:
        what = Wording("the figures it carries were changed", "随附数据被改动")
        found.wrong.append(Wrong(about="hash", what=what))
    package = Package(content)
    found.intact = text_hash(package.lines) == carried.told["text_hash"]
    now = held(package.body, MARK)
    for mark in carried.marks:
        there = now.get(mark.name)
        if there is None or not there.text:
            what = Wording(f"{mark.text} is no longer there", f"“{mark.text}”已不在文中")
            found.edited.append(Wrong(about=mark.number or mark.name, what=what))
        elif there.text != mark.text:
            what = Wording(f"{mark.text} now reads {there.text}", f"“{mark.text}”被改为“{there.text}”")
            problem = Wrong(about=mark.number or mark.name, what=what)
            (found.wrong if mark.number or mark.ranking else found.edited).append(problem)


def _check_numbers(numbers: Mapping[str, Number], snapshot: Opened, policy: Policy, found: Verification) -> None:
    again = counted_again([n for n in numbers.values() if n.record], snapshot, policy)
    with connected(snapshot) as connection:
        on_record = {one.value for one in stated_in(connection).rows}
    kinds = {number.id.removesuffix("|"): number.kind for number in numbers.values()}  # in a table and a sentence: one
    found.checked = dict(Counter(kinds.values()))
    for number in numbers.values():
        found.wrong += [Wrong(about=number.id, what=what) for what in _wrong(number, numbers, again, on_record)]


def _wrong(
    number: Number, numbers: Mapping[str, Number], again: Mapping[str, Figure], on_record: set[Decimal]
) -> list[Wording]:
    wrong: list[Wording] = []
    if number.record is not None:
        wrong += differences({k: v for k, v in number.record.items() if k != "snapshot"}, again[number.id])
        if number.kind == "counted" and again[number.id].value != number.value and not wrong:
            wrong.append(Wording("carries another value than its record", "随附数值与其记录不符"))
    if number.kind in ("reported", "overridden") and number.value not in on_record:
        wrong.append(Wording("is not in the ledger of reported figures", "部门报送数台账中没有这个数"))
    if number.kind == "reckoned":
        value = reckon(number.how, [numbers[part].value for part in number.of])
        if value is None or abs(value - number.value) > Decimal("1e-9"):
            wrong.append(Wording(f"its parts make {value}", f"按所列各数应为 {value}"))
    if not number.printed.agrees(abs(number.value) if number.low >= 0 and number.value < 0 else number.value):
        wrong.append(Wording(f"is printed as {number.text}", f"写作“{number.text}”与数值不符"))
    return wrong


def counted_again(numbers: list[Number], snapshot: Opened, policy: Policy) -> dict[str, Figure]:
    """Figures of the numbers' records by number, counted in one pass for each span of days over one connection."""
    groups: dict[tuple[Any, ...], list[tuple[Number, Reference, Indicator]]] = {}
    for number in numbers:
        assert number.record is not None  # noqa: S101 - so they were chosen
        reference = Reference.parse(str(number.record["figure"]))
        indicator = bound(policy, reference.indicator, reference.given)
        days = (reference.as_of, reference.since, reference.until)
        groups.setdefault(days, []).append((number, reference, indicator))
    told: dict[str, Figure] = {}
    with connected(snapshot) as connection:
        for (as_of, since, until), listed in groups.items():
            levels = tuple(dict.fromkeys(level_of(reference.area_code) for _, reference, _ in listed))
            indicators = {indicator.key: indicator for _, _, indicator in listed}
            figures = evaluate(
                connection, policy, indicators.values(), as_of=as_of or until, since=since, until=until, levels=levels
            )
            told |= {n.id: figures.figure(i.key, reference.area_code) for n, reference, i in listed}
    return told
