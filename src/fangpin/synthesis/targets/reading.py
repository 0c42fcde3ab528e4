"""Read a targets file: published figures with their rounding, period and the relations between them.

The format is that of the five files beside this module; a file of one's own has a list of entries with
``id``, ``value``, ``unit``, ``kind``, ``rounding`` ``{mode, half_unit, low, high}``, ``as_of``, ``period`` and, where
figures hang together, ``derived_from`` with formulas over ids. Everything else is carried along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from fangpin.policy.yaml_reading import LOADER
from fangpin.synthesis.arithmetic import ArithmeticProblem, evaluate, names_in, sides

FIGURE_ID = re.compile(r"[a-z][a-z_]*-\d{3}")
KINDS = ("stock", "flow", "ratio", "cap", "list_size", "claim")
MODES = ("exact", "nearest", "at_least", "approx")
# Where a number is only a floor ("more than 4亿"), records come out this far between the floor and the next step.
ABOVE_THE_FLOOR = Fraction(37, 100)


class TargetsError(ValueError):
    """A targets file that cannot be used; says which entry and what to do."""

    def __init__(self, file: str, problems: list[str]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__(f"{file}: " + "; ".join(problems))

    @property
    def zh(self) -> str:
        return f"目标数据文件 {self.file} 无法使用：" + "；".join(self.problems)


@dataclass(frozen=True, kw_only=True)
class Target:
    """One published figure. ``low`` to ``high`` holds the true value; for ``at_least`` the upper end is left out."""

    id: str
    value: Fraction | str
    unit: str
    kind: str
    mode: str
    low: Fraction | None
    high: Fraction | None
    as_of: date | None
    from_on: date | None
    to_on: date | None
    relations: tuple[str, ...]
    items: tuple[str, ...]
    entry: Mapping[str, Any] = field(compare=False)

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, Fraction)

    @property
    def step(self) -> Fraction:
        """One unit of the last digit written; 1 for exact numbers."""
        half = Fraction(str(self.entry["rounding"].get("half_unit") or 0))
        return 2 * half if half else Fraction(1)

    @property
    def aim(self) -> Fraction:
        """The number the records are made to give: the value, or above it where it is a floor; money to the fen."""
        if not isinstance(self.value, Fraction):
            raise TypeError(f"{self.id} is {self.value!r}, not a number")
        if self.mode != "at_least" or self.high is None or self.low is None:
            return self.value
        digits = 100 if self.unit.startswith("CNY") else 1
        return Fraction(int((self.low + (self.high - self.low) * ABOVE_THE_FLOOR) * digits), digits)

    @property
    def last_day(self) -> date | None:
        """The day up to which the figure speaks."""
        return self.as_of or self.to_on

    def holds(self, counted: Fraction | Decimal | int) -> bool:
        """Whether a counted number agrees with the figure as written."""
        number = Fraction(counted)
        if self.mode == "at_least" and self.high is not None and self.low is not None:
            return self.low <= number < self.high
        low, high = self.low, self.high
        return (low is None or number >= low) and (high is None or number <= high)


@dataclass(frozen=True)
class Targets:
    """The figures of one place, in the order of the file."""

    place: str
    by_id: Mapping[str, Target]
    file: str = ""

    def __iter__(self) -> Iterator[Target]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def __getitem__(self, figure: str) -> Target:
        try:
            return self.by_id[figure]
        except KeyError:
            raise KeyError(f"{self.file} has no figure {figure}; it has {len(self.by_id)} figures") from None

    def __contains__(self, figure: str) -> bool:
        return figure in self.by_id

    @property
    def day(self) -> date:
        """The latest day any figure speaks of: the day the city is sealed for."""
        days = (t.last_day for t in self if t.kind in ("stock", "flow", "ratio"))
        return max(day for day in days if day is not None)


def places_with_targets() -> tuple[str, ...]:
    """Ids of the places whose published figures came with the package."""
    folder = resources.files("fangpin.synthesis") / "targets"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


def shipped_targets(place: str) -> Targets:
    """The published figures of a place; ``TargetsError`` names the places there are."""
    if place not in places_with_targets():
        raise TargetsError(place, [f"no figures came with the package; there are {', '.join(places_with_targets())}"])
    path = resources.files("fangpin.synthesis") / "targets" / f"{place}.yaml"
    return read_entries(yaml.load(path.read_text("utf-8"), Loader=LOADER), file=f"{place}.yaml")  # noqa: S506 - safe


def read_targets(path: Path) -> Targets:
    """The figures of a file; :class:`TargetsError` lists everything that is wrong with it."""
    try:
        entries = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TargetsError(path.name, [f"cannot be read: {error}; save it as UTF-8 YAML"]) from error
    return read_entries(entries, file=path.name)


def read_entries(entries: Any, *, file: str) -> Targets:
    """Targets of a list of entries as they stand in a file."""
    if not isinstance(entries, list) or not entries:
        raise TargetsError(file, ["should be a list of figures, each beginning with '- id:'"])
    problems: list[str] = []
    found: dict[str, Target] = {}
    for number, entry in enumerate(entries, 1):
        target = _read(entry, number, problems)
        if target is None:
            continue
        if target.id in found:
            problems.append(f"{target.id} is there twice; keep one")
        found[target.id] = target
    for target in found.values():
        for formula in target.relations:
            problems += [f"{target.id}: {what}" for what in _cannot_be_held(formula, found)]
    if problems:
        raise TargetsError(file, problems)
    return Targets(place=next(iter(found)).rsplit("-", 1)[0], by_id=found, file=file)


def _cannot_be_held(formula: str, found: Mapping[str, Target]) -> list[str]:
    """Why nobody can say whether the figures keep a relation; empty if somebody can."""
    try:
        left, _, right = sides(formula)
        names = names_in(formula)
        if absent := sorted(names - set(found)):
            return [f"is related to {name}, which is not in the file" for name in absent]
        values = {name: found[name].value for name in names}
        if worded := sorted(name for name, value in values.items() if isinstance(value, str)):
            return [f"{formula!r} reckons with {name}, which is a day, no number" for name in worded]
        for side in (left, right):
            evaluate(side, values.__getitem__)  # type: ignore[arg-type]
    except ArithmeticProblem as error:
        return [str(error)]
    return []


def _relations(given: Any) -> Iterator[str]:
    """Formulas over ids, as text or as ``{formula, check}``; one that the report itself does not keep is left out."""
    for one in given:
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping) and "formula" in one and str(one.get("check", "ok")) == "ok":
            yield str(one["formula"])


def _read(entry: Any, number: int, problems: list[str]) -> Target | None:
    if not isinstance(entry, dict) or not FIGURE_ID.fullmatch(str(entry.get("id", ""))):
        problems.append(f"entry {number} has no id such as wuhu-001")
        return None
    name = str(entry["id"])
    rounding = entry.get("rounding")
    if not isinstance(rounding, dict) or rounding.get("mode") not in MODES:
        problems.append(f"{name}: rounding needs a mode of {', '.join(MODES)}")
        return None
    if entry.get("kind") not in KINDS:
        problems.append(f"{name}: kind {entry.get('kind')!r} is none of {', '.join(KINDS)}")
        return None
    is_date = entry.get("unit") == "date"
    value = str(entry.get("value")) if is_date else _number(entry.get("value"))
    if value is None:
        problems.append(f"{name}: value {entry.get('value')!r} is no number")
        return None
    try:
        from_on, to_on = _period(entry.get("period"))
        as_of = _day(entry.get("as_of"))
    except ValueError as error:
        problems.append(f"{name}: {error}")
        return None
    target = Target(
        id=name,
        value=value,
        unit=str(entry.get("unit")),
        kind=str(entry["kind"]),
        mode=str(rounding["mode"]),
        low=None if is_date else _number(rounding.get("low")),
        high=None if is_date else _number(rounding.get("high")),
        as_of=as_of,
        from_on=from_on,
        to_on=to_on,
        relations=tuple(_relations(entry.get("derived_from") or ())),
        items=tuple(map(str, entry.get("items") or ())),
        entry=entry,
    )
    if isinstance(value, Fraction) and not target.holds(value):
        problems.append(f"{name}: value {entry['value']} is not what rounding calls it: {_span(rounding)}")
    return target


def _span(rounding: Mapping[str, Any]) -> str:
    return f"{rounding['mode']}, low {rounding.get('low')}, high {rounding.get('high')}"


def _number(value: Any) -> Fraction | None:
    try:
        return None if value is None or isinstance(value, bool) else Fraction(str(value))
    except ValueError:
        return None


def _day(value: Any) -> date | None:
    if value in (None, "unknown"):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"as_of {value!r} is no day such as 2020-12-30") from None


def _period(value: Any) -> tuple[date | None, date | None]:
    if value is None:
        return None, None
    begin, _, end = str(value).partition("/")
    try:
        first, last = (None if begin == ".." else date.fromisoformat(begin)), date.fromisoformat(end)
    except ValueError:
        raise ValueError(f"period {value!r} is no span such as 2020-01-01/2020-12-30") from None
    if first is not None and first > last:
        raise ValueError(f"period {value!r} ends before it begins")
    return first, last
