"""Filling in a paper: each line from the case, else the ledgers, else nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.forms.said import Rows, said_of_source, worded
from fangpin.policy import Policy
from fangpin.policy.forms import FormLine, OfficialForm
from fangpin.rosters.sources import Field, Source

HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSaid:
    """What a case brought: ``entries`` of its forms, and per step what it ``says`` (day, officer, due, …)."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLine:
    """A label and what is known, empty where nothing is."""

    label: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPart:
    """Lines, a table of members (``heads`` and a row each), or words."""

    title: str
    lines: tuple[FilledLine, ...] = ()
    heads: tuple[str, ...] = ()
    members: tuple[tuple[str, ...], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    form: OfficialForm
    parts: tuple[FilledPart, ...]


def fill(  # what is known of one household
    form: OfficialForm,
    source: Source,
    policy: Policy,
    *,
    rows: Rows,
    members: Sequence[int],
    beside: Mapping[str, Any],
    case: CaseSaid | None = None,
) -> FilledForm:
    """Fill a form for a household and its ``members`` in order. ``beside`` are fields known by other ways than the
    source's own columns: names of places, the head's number, sums."""
    said = case or CaseSaid()
    entered = {name: said.entries.get(entry) for name, entry in form.case.items()}
    house = {**said_of_source(source, rows), **beside, **{k: v for k, v in entered.items() if v is not None}}
    people = [{**house, **said_of_source(source, rows, person=one)} for one in members]
    filler = _Filler(form, source, policy, house, people, said)
    return FilledForm(form=form, parts=tuple(filler.parts()))


@dataclass(frozen=True, slots=True)
class _Filler:
    form: OfficialForm
    source: Source
    policy: Policy
    house: Mapping[str, Any]
    people: Sequence[Mapping[str, Any]]
    case: CaseSaid

    def parts(self) -> Iterator[FilledPart]:
        if not self.form.parts:
            yield from self._whole()
        for part in self.form.parts:
            fields = [self.source.by_id[name] for name in part.members]
            yield FilledPart(
                title=part.zh,
                lines=tuple(self._line(line) for line in part.lines),
                heads=tuple(f.zh for f in fields),
                members=tuple(tuple(worded(f, one.get(f.id), self.policy) for f in fields) for one in self.people)
                if fields
                else (),
                text=part.text,
            )

    def _whole(self) -> Iterator[FilledPart]:
        """Every field in the source's order: the household's first, then those of each member."""
        fields = [f for f in self.source.fields if f.kind != "dropped" and f.id not in self.form.leave_out]
        house = [f for f in fields if f.of == HOUSEHOLD]
        yield FilledPart(title="户", lines=tuple(self._said(f, self.house) for f in house))
        for number, one in enumerate(self.people, 1):
            lines = tuple(self._said(f, one) for f in fields if f.of != HOUSEHOLD)
            yield FilledPart(title=f"成员 {number}", lines=lines)

    def _said(self, found: Field, known: Mapping[str, Any]) -> FilledLine:
        return FilledLine(label=found.zh, text=worded(found, known.get(found.id), self.policy), field=found.id)

    def _line(self, line: FormLine) -> FilledLine:
        if line.field:
            told = self._said(self.source.by_id[line.field], self.house)
            return FilledLine(label=line.zh or told.label, text=told.text, field=told.field)
        if line.case:
            label = line.zh or self.case.labels.get(line.case, line.case)
            return FilledLine(label=label, text=_plain(self.case.entries.get(line.case)))
        return FilledLine(label=line.zh, text=_plain(self.case.steps.get(line.step, {}).get(line.says)))


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
