"""A draft that carries its figures, checked by what it carries: its numbers need no guessing which figure they are.

The marks also say where numbers stand that no reader could know for numbers: those in the cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from fangpin.bulletins.checking import CheckedDraft
from fangpin.bulletins.documents import UnreadableDraft
from fangpin.bulletins.reading import Figure
from fangpin.bulletins.verdicts import Judged, Verdict
from fangpin.bulletins.writing.carried import Carried, CarriesNothing, Mark, carried_by
from fangpin.bulletins.writing.counting import reckon
from fangpin.bulletins.writing.marks import Package, held, offsets
from fangpin.bulletins.writing.numbers import Number
from fangpin.bulletins.writing.verifying import counted_again
from fangpin.bulletins.writing.word import MARK
from fangpin.expressions import Wording
from fangpin.indicators.figure import plain
from fangpin.policy import Policy
from fangpin.rules.screening import Opened

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_TIMES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_STATED = {"reported": Verdict.REPORTED, "overridden": Verdict.OVERRIDDEN}


def with_carried(content: bytes, checked: CheckedDraft, snapshot: Opened, policy: Policy) -> CheckedDraft:
    """The check of a file's text, its marked numbers judged by the figures it carries; as it was for any other file."""
    try:
        carried = carried_by(content)
    except (CarriesNothing, UnreadableDraft):
        return checked
    package = Package(content)
    if package.text != checked.reading.text.given:
        return checked
    places = _places(package, carried)
    numbers = carried.numbers
    values = _values(numbers, snapshot, policy)
    whole = _with_marked(checked, places, numbers)
    return replace(whole, judged=tuple(_judged(one, places, numbers, values) for one in whole.judged))


def _with_marked(
    checked: CheckedDraft, places: list[tuple[int, int, Mark]], numbers: Mapping[str, Number]
) -> CheckedDraft:
    """With the marked numbers that were not found in the text: a bare number in a cell of a table."""
    old = checked.judged
    found = [Judged.not_understood(figure) for figure in _unread(checked, places, numbers)]
    judged = sorted((*old, *found), key=lambda one: one.figure.start)
    now = {id(one): place for place, one in enumerate(judged)}
    relations = (replace(r, figures=tuple(now[id(old[place])] for place in r.figures)) for r in checked.relations)
    return replace(
        checked,
        reading=replace(checked.reading, figures=tuple(one.figure for one in judged)),
        judged=tuple(judged),
        relations=tuple(relations),
    )


def _unread(
    checked: CheckedDraft, places: list[tuple[int, int, Mark]], numbers: Mapping[str, Number]
) -> Iterator[Figure]:
    given = checked.reading.text.given
    read = [(one.figure.start, one.figure.end) for one in checked.judged]
    for start, end, mark in places:
        number, written = numbers.get(mark.number), _NUMBER.search(given, start, end)
        if number is None or written is None or any(low < end and start < high for low, high in read):
            continue
        times = _TIMES.get(given[written.end() : end][:1], Decimal(1))
        value, decimals = Decimal(written[0].replace(",", "")), len(written[0].partition(".")[2])
        yield Figure(
            start=start, end=end, text=given[start:end], value=value * times, unit=number.unit, bound="=",
            kind="quantity", step=Decimal(1).scaleb(-decimals) * times, subject=mark.sentence, sentence=mark.sentence,
        )  # fmt: skip


def _places(package: Package, carried: Carried) -> list[tuple[int, int, Mark]]:
    at = offsets(package.body)
    there = held(package.body, MARK)
    told = []
    for mark in carried.marks:
        nodes = there[mark.name].nodes if mark.name in there else ()
        if nodes and (mark.number or mark.ranking):
            last = nodes[-1]
            told.append((at[nodes[0]], at[last] + len(last.text or ""), mark))
    return told


def _values(numbers: Mapping[str, Number], snapshot: Opened, policy: Policy) -> dict[str, Decimal | None]:
    """What the snapshot makes of each number: counted ones counted, stated ones as stated, the rest reckoned."""
    again = counted_again([n for n in numbers.values() if n.record], snapshot, policy)
    told: dict[str, Decimal | None] = {
        n.id: again[n.id].value if n.kind == "counted" else n.value for n in numbers.values() if n.kind != "reckoned"
    }

    def value(id_: str) -> Decimal | None:
        if id_ not in told:
            number = numbers[id_]
            parts = [part for name in number.of if (part := value(name)) is not None]
            told[id_] = reckon(number.how, parts) if len(parts) == len(number.of) else None
        return told[id_]

    return {id_: value(id_) for id_ in numbers}


def _judged(
    one: Judged,
    places: list[tuple[int, int, Mark]],
    numbers: Mapping[str, Number],
    values: Mapping[str, Decimal | None],
) -> Judged:
    figure = one.figure
    mark = next((m for start, end, m in places if start < figure.end and figure.start < end), None)
    number = _number(mark, figure.text, numbers) if mark else None
    if mark is None or number is None or figure.kind == "date":
        return one
    value = values[number.id]
    record = number.record or {}
    found = replace(
        one,
        indicator=str(record["indicator"]) if record else None,
        score=Decimal(1),
        area=number.area_code,
        computed=plain(value, places=4),
        numerator=record.get("numerator"),
        denominator=record.get("denominator"),
        reference=str(record["figure"]) if record else None,
        source="；".join((number.source or {}).values()),
        alternatives=(),
    )
    written = -figure.value if number.high < 0 else figure.value
    unchanged = number.text in (mark.text, figure.text) or number.bare
    if not (number.low <= written <= number.high) and not (unchanged and figure.text in number.text):
        return _differs(found, f"成文时为“{number.text}”", f"it was {number.text} when it was written")
    if value is None or not number.printed.agrees(value):
        told = plain(value, places=4) if value is not None else "—"
        return _differs(found, f"快照中为 {told}", f"the snapshot has {told}")
    return replace(found, verdict=_STATED.get(number.kind, Verdict.AGREES), why=None)


def _differs(found: Judged, zh: str, en: str) -> Judged:
    return replace(found, verdict=Verdict.DIFFERS, why=Wording(en, zh))


def _number(mark: Mark, text: str, numbers: Mapping[str, Number]) -> Number | None:
    """The number a mark holds; in a list of areas, the one that is printed so."""
    if mark.number:
        return numbers.get(mark.number)
    return next((n for n in numbers.values() if "@" in n.id and n.text == text), None)
