"""From findings, and the readings they were found in, to the lines of the workbooks.

Findings carry no name and no number; both are looked up in the row they were found in and masked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity.masking import masked_number
from fangpin.policy import Policy
from fangpin.quality.workbooks.keys import key_of
from fangpin.quality.workbooks.lines import Line
from fangpin.quality.workbooks.wording import CELLS, PLACE
from fangpin.rosters import Reading
from fangpin.rules import explain

if TYPE_CHECKING:
    from fangpin.policy.entries import Language

_AT_ONCE = 5_000


def lines_of(
    findings: pa.Table,
    readings: Sequence[Reading],
    policy: Policy,
    *,
    token: str,
    as_of: date,
    language: Language = "zh",
    times: Mapping[str, int] | None = None,
) -> Iterator[Line]:
    """A line for each finding, in their order; the number of the first ends in 1.

    ``findings`` are sorted by township, as a check gives them. ``times`` tells by fingerprint in how many
    rounds running a finding was found, this one included; what it does not name is new.
    """
    people = _People(readings)
    teller = _Teller(policy, as_of, language, _labels(readings))
    serials = count(1)
    several = len({reading.sheet.file for reading in readings}) > 1
    for batch in findings.to_batches(max_chunksize=_AT_ONCE):
        for found in batch.to_pylist():
            rule, sentence, remedy = teller.tell(found["rule"], found["basis"])
            head, name, number = people.of(found)
            place = PLACE[0 if language == "zh" else 1].format(sheet=found["sheet_no"], row=found["row_no"])
            yield Line(
                key=key_of(token, next(serials)),
                township=found["township"] or "",
                village=found["village"] or "",
                household_code=found["household_code"] or "",
                head=head,
                name=name,
                number=number,
                rule=found["rule"],
                group=found["group"],
                severity=found["severity"],
                title=rule,
                sentence=sentence + teller.cells(found),
                place=f"{found['file']} {place}" if several else place,
                remedy=remedy,
                times=(times or {}).get(found["fingerprint"], 1),
            )


class _Teller:
    """Title, explanation and remedy of a finding; equal values are told once."""

    def __init__(self, policy: Policy, as_of: date, language: Language, labels: Mapping[str, str]) -> None:
        self.policy, self.as_of, self.language, self.labels = policy, as_of, language, labels
        self.tell = lru_cache(maxsize=50_000)(self._tell)

    def _tell(self, rule_id: str, basis: str) -> tuple[str, str, str]:
        rule = self.policy.rules[rule_id]
        zh = self.language == "zh"
        told = explain(rule, basis, self.policy, on=self.as_of, language=self.language)
        remedy = (rule.remedy.zh if zh else rule.remedy.en) if rule.remedy else ""
        return (rule.zh if zh else rule.en), told.sentence, remedy

    def cells(self, found: Mapping[str, Any]) -> str:
        """Which cells are at fault, by the headings of the file."""
        named = [self.labels.get(cell, cell) for cell in found["cells"]]
        return CELLS[0 if self.language == "zh" else 1].format("、".join(named)) if named else ""


def _labels(readings: Sequence[Reading]) -> Mapping[str, str]:
    """What a field is called in the file itself, by id; by its source where the file has no such column."""
    found: dict[str, str] = {}
    for reading in readings:
        found |= {f.id: f.zh for f in reading.source.fields if f.id not in found}
    for reading in readings:
        found |= {field: match.label for field, match in reading.recognition.fields.items()}
    return found


class _People:
    """Head, name and masked number of the row a finding was found in."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.tables: dict[tuple[str, int], tuple[dict[int, int], dict[str, pa.Array]]] = {}
        for reading in readings:
            person = reading.source.person
            wanted = {
                "head": person.get("head"),
                "name": person.get("name"),
                "number": person.get("document_number"),
                "head_number": reading.source.household.get("head_number"),
            }
            columns = {
                role: _column(reading.table, field)
                for role, field in wanted.items()
                if field and field in reading.table.schema.names
            }
            rows = {row: place for place, row in enumerate(reading.table["row_no"].to_pylist())}
            self.tables[reading.sheet.file, reading.sheet.no] = rows, columns

    def of(self, found: Mapping[str, Any]) -> tuple[str, str, str]:
        rows, columns = self.tables.get((found["file"], found["sheet_no"]), ({}, {}))
        place = rows.get(found["row_no"])
        if place is None or found["subject"] == "area":
            return "", "", ""

        def text(role: str) -> str:
            return (columns[role][place].as_py() or "") if role in columns else ""

        if found["subject"] == "person":
            return text("head"), text("name"), masked_number(text("number")) or ""
        return text("head") or text("name"), "", masked_number(text("head_number")) or ""


def _column(table: pa.Table, field: str) -> pa.Array:
    return pc.cast(table[field].combine_chunks(), pa.string())
