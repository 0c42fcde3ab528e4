"""Targets files: the figures a place has published, as written, with their days.

The format is described in ``docs/reference/targets.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast

from fangpin.expressions import Wording
from fangpin.indicators.rounding import Mode, Written
from fangpin.indicators.span import BEGINNING
from fangpin.policy import FIGURE_UNITS, Problem
from fangpin.policy.fields import Fields
from fangpin.policy.yaml_reading import Item, Notes, read_yaml_list

MODES = ("exact", "nearest", "at_least", "approx")
KINDS = ("stock", "flow", "ratio", "cap", "list_size", "claim")
TARGET_KEYS = (
    "id", "quote", "value", "value_as_written", "unit", "rounding", "subject", "subject_zh", "filters", "as_of",
    "period", "date_basis", "kind", "entity", "mechanism", "derived_from", "items", "implied", "note",
)  # fmt: skip
ROUNDING_KEYS = ("mode", "half_unit", "low", "high")


class TargetsRefused(ValueError):
    """A targets file that cannot be used; ``problems`` say why, each with line and remedy."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__(file)

    def __str__(self) -> str:
        return f"{self.file} has {len(self.problems)} problem(s):\n" + "\n".join(f"  {p}" for p in self.problems[:20])

    @property
    def zh(self) -> str:
        return f"{self.file} 有 {len(self.problems)} 处问题：\n" + "\n".join(f"  {p.zh()}" for p in self.problems[:20])


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One published figure. ``written`` is None for a date, whose text is ``text``.

    ``as_of`` is None where the article gives no day; ``since`` (the eve) and ``until`` bound a period.
    """

    id: str
    zh: str
    quote: str
    number: str  # the number or claim inside the quote, as written
    unit: str
    kind: str
    mechanism: str
    text: str
    written: Written | None
    as_of: date | None
    since: date | None
    until: date | None
    line: int


def read_targets(path: Path) -> tuple[Target, ...]:
    """The figures of a file in their order; :class:`TargetsRefused` lists everything wrong with it."""
    notes = Notes()
    found: dict[str, Target] = {}
    for item in read_yaml_list(path, notes):
        target = _target(item, notes)
        if target is None:
            continue
        if target.id in found:
            what = Wording(
                f"{target.id} stands twice, first on line {found[target.id].line}",
                f"{target.id} 出现两次，前一次在第 {found[target.id].line} 行",
            )
            notes.add(item, what, Wording("keep one of them", "请只保留一处"))
        found[target.id] = target
    if notes.problems:
        raise TargetsRefused(path.name, notes.problems)
    return tuple(found.values())


def _target(item: Item, notes: Notes) -> Target | None:
    fields = Fields(item, notes, keys=TARGET_KEYS, what=Wording("a figure", "数据"))
    before = len(notes.problems)
    id_ = fields.text("id")
    unit = fields.choice("unit", tuple(FIGURE_UNITS))
    text = fields.text("value")
    written = None if unit == "date" else _written(fields, text, notes)
    since, until = _period(fields, notes)
    target = Target(
        id=id_,
        zh=fields.text("subject_zh", default=""),
        quote=fields.text("quote", default=""),
        number=fields.text("value_as_written", default=""),
        unit=unit,
        kind=fields.choice("kind", KINDS),
        mechanism=fields.text("mechanism", default=""),
        text=text,
        written=written,
        as_of=_day(fields, notes),
        since=since,
        until=until,
        line=item.line,
    )
    return None if len(notes.problems) > before else target


def _written(fields: Fields, text: str, notes: Notes) -> Written | None:
    part = fields.part("rounding")
    if part is None:
        fields.need("rounding")
        return None
    inner = Fields(part, notes, keys=ROUNDING_KEYS, what=Wording("rounding", "rounding"))
    value = _number(fields.entries.get("value"), text, notes)
    if value is None:
        return None
    return Written(
        mode=cast("Mode", inner.choice("mode", MODES)),
        value=value,
        low=_end(inner, "low", notes),
        high=_end(inner, "high", notes),
        half_unit=_end(inner, "half_unit", notes),
    )


def _end(fields: Fields, key: str, notes: Notes) -> Decimal | None:
    item = fields.get(key)
    return None if item is None else _number(item, item.raw, notes)


def _number(item: Item | None, text: str, notes: Notes) -> Decimal | None:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        found = None
    if found is not None and found.is_finite():
        return found
    if item is not None:
        what = Wording(f"{text!r} is no number", f"“{text}”不是数字")
        notes.add(item, what, Wording("write digits, such as 619.379", "请写数字，如 619.379"))
    return None


def _day(fields: Fields, notes: Notes) -> date | None:
    item = fields.get("as_of")
    if item is None or item.raw == "unknown":
        return None
    return _date(item, item.raw, notes)


def _period(fields: Fields, notes: Notes) -> tuple[date | None, date | None]:
    """The eve of the first day and the last day; without a stated start everything since records began."""
    item = fields.get("period")
    if item is None:
        return None, None
    first, _, last = item.raw.partition("/")
    until = _date(item, last, notes)
    if first == "..":
        return BEGINNING, until
    begun = _date(item, first, notes)
    return (begun - timedelta(days=1) if begun else None), until


def _date(item: Item, text: str, notes: Notes) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        what = Wording(f"{text!r} is no day", f"“{text}”不是日期")
        remedy = Wording(
            "write 2020-12-30, a period 2020-01-01/2020-12-30", "日期写 2020-12-30，时期写 2020-01-01/2020-12-30"
        )
        notes.add(item, what, remedy)
        return None
