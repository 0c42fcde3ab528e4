"""From a stored file to typed rows: open, recognise, read. Nothing here writes a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pyarrow as pa

from fangpin.imports import Period
from fangpin.ledgers import SPECS
from fangpin.policy import Policy
from fangpin.rosters import (
    Envelope,
    Reading,
    Recognition,
    Remembered,
    Sheet,
    Source,
    open_envelope,
    read_sheet,
    read_source,
    recognise,
    source_of_ledger,
)
from fangpin_web.intake.models import ColumnMemory
from fangpin_web.intake.originals import as_file, read_original
from fangpin_web.intake.problems import NotReadable

SURE = 0.5  # a sheet whose best reading scores less is not taken for a list unless somebody says so


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """A sheet and what it could be, best first."""

    sheet: Sheet
    recognitions: tuple[Recognition, ...]

    @property
    def best(self) -> Recognition | None:
        return self.recognitions[0] if self.recognitions and self.recognitions[0].score >= SURE else None

    def as_source(self, source: str) -> Recognition | None:
        return next((r for r in self.recognitions if r.source == source), None)


_READ: dict[str, dict[str, Source]] = {}  # by hash of the policy; a process meets one, or two where a file changes


def sources_of(policy: Policy) -> dict[str, Source]:
    """The sources in force, read once per policy; raises ``SourceError`` for a broken file."""
    if policy.hash not in _READ:
        _READ.clear()
        _READ[policy.hash] = {name: read_source(raw.mapping, file=raw.file) for name, raw in policy.sources.items()}
    return dict(_READ[policy.hash])


def readable_sources(policy: Policy) -> dict[str, Source]:
    """The sources in force and, beside them, the template of every ledger: what a file may be read as."""
    return sources_of(policy) | ledger_sources()


@cache
def ledger_sources() -> dict[str, Source]:
    """One source per ledger, made from its declaration; the office's own records are entered by nobody."""
    made = (source_of_ledger(spec) for spec in SPECS.values() if not spec.internal)
    return {source.id: source for source in made}


def open_stored(sha256: str, file_name: str, password: str | None) -> Envelope:
    """The sheets of a kept original. The password is used in memory and kept nowhere."""
    return open_content(read_original(sha256), file_name, password)


def open_content(content: bytes, file_name: str, password: str | None) -> Envelope:
    """The sheets of a file whose content is at hand."""
    with as_file(content, file_name) as path:
        return open_envelope(path, password=password, name=file_name)


def recognise_sheets(envelope: Envelope, sources: Mapping[str, Source]) -> list[Recognised]:
    remembered = [
        Remembered(source=s, label=label, field=field)
        for s, label, field in ColumnMemory.objects.values_list("source", "label", "field")
    ]
    return [
        Recognised(sheet=sheet, recognitions=_recognitions(sheet, sources, remembered))
        for sheet in envelope.sheets
        if sheet.height
    ]


def _recognitions(
    sheet: Sheet, sources: Mapping[str, Source], remembered: Sequence[Remembered]
) -> tuple[Recognition, ...]:
    """What a sheet may be: a ledger's own template if it is called so and holds nothing else, or any list.

    A department may call its list as a ledger is called (学籍), but has columns of its own.
    """
    alone = [cell for row in sheet.rows(0, 1) for cell in row if cell]
    titles = {sheet.name.strip(), *(_title(cell) for cell in alone[: len(alone) == 1])}
    own = [s for id_, s in sources.items() if id_ in ledger_sources() and s.zh in titles]
    others = [s for id_, s in sources.items() if id_ not in ledger_sources()]
    if own and not any(s.zh in titles for s in others):
        found = recognise(sheet, own, remembered)
        if found and not found[0].unmapped:
            return found
    return recognise(sheet, [*others, *own] if others else sources.values(), remembered)


def _title(cell: str | None) -> str:
    return (cell or "").strip().removesuffix("（演示数据）")


def read_sheets(
    recognised: Sequence[Recognised],
    source: Source,
    policy: Policy,
    *,
    sheets: Sequence[int],
    mapping: Mapping[str, Mapping[str, str | None]],
    day: date,
) -> list[Reading]:
    """Readings of the numbered sheets as one source; ``mapping`` holds columns chosen by an officer, per sheet.

    Raises :class:`NotReadable` when a sheet is not that source or lacks required columns.
    """
    readings = []
    for found in recognised:
        if found.sheet.no not in sheets:
            continue
        recognition = found.as_source(source.id)
        if recognition is None:
            raise NotReadable("not_recognised", file=found.sheet.name or found.sheet.file)
        if chosen := mapping.get(str(found.sheet.no)):
            recognition = recognition.choose({int(k): v for k, v in chosen.items()}, source)
        if recognition.missing_required:
            file, missing = found.sheet.name or found.sheet.file, recognition.missing_required
            if set(missing) <= set(recognition.ambiguous):
                raise NotReadable("columns_double", file=file, **doubles(recognition, source, missing))
            lacking = "、".join(source.by_id[f].zh for f in recognition.missing_required)
            raise NotReadable("columns_missing", file=found.sheet.name or found.sheet.file, columns=lacking)
        readings.append(read_sheet(found.sheet, recognition, source, policy, day=day))
    return readings


def column_letters(index: int) -> str:
    """The letters a spreadsheet gives a column counted from 0: 0 is A, 26 is AA."""
    letters, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def doubles(recognition: Recognition, source: Source, fields: Sequence[str]) -> dict[str, str]:
    """Which fields more than one column could be, and the headings of those columns with their letters."""
    places = [
        f"{column_letters(index)}列“{recognition.labels[index]}”" for f in fields for index in recognition.ambiguous[f]
    ]
    return {"columns": "、".join(source.by_id[f].zh for f in fields), "where": "、".join(places)}


def rows_of(readings: Sequence[Reading]) -> pa.Table:
    """All rows of a delivery."""
    return pa.concat_tables([r.table for r in readings]).combine_chunks()


def suggested_period(recognitions: Sequence[Recognition]) -> tuple[Period | None, bool]:
    """The period the sheets state, if they agree enough, and whether they say "cumulative"."""
    told = [r.period for r in recognitions if r.period]
    if not told:
        return None, False
    return Period(min(p.from_on for p in told), max(p.to_on for p in told)), any(p.cumulative for p in told)
