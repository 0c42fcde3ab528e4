"""Why a clue is there: a sentence per piece of evidence, what is unknown, and the cells it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from fangpin.ledgers import ledger
from fangpin.rules import Explanation, basis_columns, explain, trace
from fangpin.snapshots import open_snapshot
from fangpin_web.clues.models import ClueEvidence
from fangpin_web.office.archive import policy_of
from fangpin_web.records.models import Clue, ImportBatch

if TYPE_CHECKING:
    import duckdb

    from fangpin.policy import Rule

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One piece of evidence in words: the rule, why it answered so, what to do, and for which day."""

    evidence: ClueEvidence
    rule: Rule
    title: str
    explanation: Explanation
    remedy: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A ledger row behind an answer, and the place in a sender's file it came from; absent where typed by hand."""

    ledger: str
    title: str
    row_id: int
    batch_id: int | None
    file_name: str | None
    sheet_no: int | None
    row_no: int | None


def tell_clue(clue: Clue, *, language: Language) -> tuple[Told, ...]:
    """The evidence of a clue in words, with the policy it was found with; the most certain first."""
    rows = ClueEvidence.objects.filter(clue=clue).select_related("run").order_by("-answer", "rule", "person_id")
    return tuple(tell_evidence(row, language=language) for row in rows)


def tell_evidence(evidence: ClueEvidence, *, language: Language) -> Told:
    """One piece of evidence in words. Raises ``PolicyNotKept``."""
    policy = policy_of(evidence.run.policy_hash)
    rule = policy.rule(evidence.rule)
    return Told(
        evidence=evidence,
        rule=rule,
        title=rule.zh if language == "zh" else rule.en,
        explanation=explain(rule, evidence.basis, policy, on=evidence.run.as_of, language=language),
        remedy=rule.remedy.zh if language == "zh" else rule.remedy.en,
        on=evidence.run.as_of,
    )


def source_cells(evidence: ClueEvidence, *, language: Language) -> tuple[SourceCell, ...]:
    """The ledger rows the rule's columns were made of, in the snapshot that was screened, with file, sheet and row.

    Raises ``SnapshotError`` when that snapshot is no longer there, ``PolicyNotKept`` likewise.
    """
    run = evidence.run
    policy = policy_of(run.policy_hash)
    rule = policy.rule(evidence.rule)
    by_person = policy.fact(rule.over).subject == "person"
    key = evidence.person_id if by_person and evidence.person_id is not None else evidence.household_id
    snapshot = open_snapshot(run.seal.folder)
    columns = basis_columns(rule)
    traced = trace(snapshot, policy, rule.over, key, as_of=run.as_of, since=run.since, columns=columns)
    ids: dict[str, set[int]] = {}
    for found in traced:
        ids.setdefault(found.ledger, set()).update(found.ids)
    with snapshot.connect() as connection:
        cells = [cell for name in ids for cell in _cells(connection, name, sorted(ids[name]), language)]
    return tuple(_with_files(cells))


def _cells(
    connection: duckdb.DuckDBPyConnection, name: str, ids: Sequence[int], language: Language
) -> Iterator[SourceCell]:
    spec = ledger(name)
    view = f"{name}_spells" if spec.dated else name
    query = f'SELECT id, batch_id, sheet_no, row_no FROM "{view}" WHERE id IN (SELECT unnest(?)) ORDER BY id'  # noqa: S608 - a declared name
    for row_id, batch_id, sheet_no, row_no in connection.execute(query, [list(ids)]).fetchall():
        yield SourceCell(
            ledger=name,
            title=spec.zh if language == "zh" else spec.en,
            row_id=row_id,
            batch_id=batch_id,
            file_name=None,
            sheet_no=sheet_no,
            row_no=row_no,
        )


def _with_files(cells: Sequence[SourceCell]) -> Iterator[SourceCell]:
    batches = {cell.batch_id for cell in cells if cell.batch_id is not None}
    names = dict(ImportBatch.objects.filter(pk__in=batches).values_list("id", "file_name"))
    for cell in cells:
        yield replace(cell, file_name=names.get(cell.batch_id))
