"""A discrepancy in words: what each side says and from which delivery, and who is found because of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fangpin.discrepancies import ledgers_behind, ledgers_of_sides
from fangpin.rules import Shown, explain, ids_by_ledger, trace
from fangpin.snapshots import open_snapshot
from fangpin_web.discrepancies.correcting import column_of
from fangpin_web.discrepancies.doors import (
    batches_named,
    cases_of_household,
    evidences_of_household,
    names_of,
    rows_behind,
)
from fangpin_web.discrepancies.models import Discrepancy
from fangpin_web.pages.wording import language, named
from fangpin_web.records.doors import area_names, rows_of

if TYPE_CHECKING:
    from fangpin.policy import Policy, Rule, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One side: whose record it is and what it says. ``rows`` of ledgers behind it, each with its delivery."""

    side: Side
    shown: tuple[Shown, ...]
    rows: list[tuple[str, Any, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return ("，" if language() == "zh" else ", ").join(f"{one.label} {one.text}" for one in self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One discrepancy in the list. ``rule`` is None when the policy has it no more."""

    item: Discrepancy
    rule: Rule | None
    name: str
    place: str
    sides: tuple[Said, ...]


def lines_of(items: Iterable[Discrepancy], policy: Policy) -> list[Line]:
    """Discrepancies in words."""
    listed = list(items)
    places, names = area_names({one.area_code for one in listed}), names_of(listed)
    return [
        Line(
            item=one,
            rule=policy.rules.get(one.rule),
            name=names.get((one.subject, one.key), f"#{one.key}"),
            place=places.get(one.area_code, one.area_code),
            sides=sides_of(one, policy),
        )
        for one in listed
    ]


def sides_of(item: Discrepancy, policy: Policy) -> tuple[Said, ...]:
    """What each side said when it was last found, in the reader's language."""
    rule = policy.rules.get(item.rule)
    if rule is None:
        return ()
    try:
        told = explain(rule, item.basis, policy, on=item.seen_run.as_of, language=language())
    except LookupError:  # its fact has other columns since
        return ()
    shown = {one.column: one for one in told.shown}
    return tuple(
        Said(side=side, shown=tuple(shown[c] for c in side.columns if c in shown and shown[c].known))
        for side in rule.sides
    )


def sides_with_rows(item: Discrepancy, policy: Policy) -> tuple[Said, ...]:
    """The sides with the ledger rows behind each, from the snapshot compared, and the delivery that brought each.

    Raises ``fangpin.snapshots.SnapshotError`` when that snapshot is not there any more.
    """
    rule = policy.rules.get(item.rule)
    said = sides_of(item, policy)
    if rule is None or not said:
        return said
    snapshot, as_of = open_snapshot(item.seen_run.seal.folder), item.seen_run.as_of
    found: list[tuple[Said, dict[str, list[Any]]]] = []
    for one, wanted in zip(said, ledgers_of_sides(policy, rule), strict=True):
        traced = trace(snapshot, policy, rule.over, item.key, as_of=as_of, columns=one.side.columns)
        found.append((one, rows_behind(ids_by_ledger(part for part in traced if part.ledger in wanted))))
    batches = batches_named(row.batch_id for _one, tables in found for rows in tables.values() for row in rows)
    return tuple(
        Said(
            side=one.side,
            shown=one.shown,
            rows=_once((name, row, batches.get(row.batch_id)) for name, rows in tables.items() for row in rows),
        )
        for one, tables in found
    )


def _once(rows: Iterable[tuple[str, Any, Any]]) -> list[tuple[str, Any, Any]]:
    """Rows that one line of a file brought, told once: a line says several things of a family."""
    cells = {(name, row.batch_id, row.sheet_no, row.row_no or row.pk): (name, row, batch) for name, row, batch in rows}
    return list(cells.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Who is found because of it: clues that ``rest`` on a ledger of either side, and the household's cases."""

    clues: list[tuple[Any, str, bool]]
    cases: list[tuple[Any, str]]


def effect_of(item: Discrepancy, policy: Policy) -> Effect:
    """Clues and cases of the household; of clues whether their evidence is made of the same ledgers."""
    rule = policy.rules.get(item.rule)
    if rule is None or item.household_id is None:
        return Effect(clues=[], cases=[])
    ledgers = frozenset().union(*ledgers_of_sides(policy, rule))
    clues: dict[int, tuple[Any, str, bool]] = {}
    for evidence in evidences_of_household(item.household_id):
        of = policy.rules.get(evidence.rule)
        rests = of is not None and bool(ledgers & ledgers_behind(policy, of))
        before = clues.get(evidence.clue_id)
        if before is None or (rests and not before[2]):
            clues[evidence.clue_id] = (evidence.clue, named(of) if of else evidence.rule, rests)
    cases = [(desk, _process_name(policy, desk.process)) for desk in cases_of_household(item.household_id)]
    return Effect(clues=sorted(clues.values(), key=lambda one: not one[2]), cases=cases)


def _process_name(policy: Policy, process: str) -> str:
    found = policy.processes.get(process)
    return named(found) if found else process


def own_rows(lines: Iterable[Line], policy: Policy) -> Mapping[int, str]:
    """Where the department finds its own record: file, sheet and row of its newest delivery, by discrepancy."""
    wanted: dict[tuple[str, str], list[Discrepancy]] = {}
    for line in lines:
        if line.rule is None:
            continue
        for side, ledgers in zip(line.rule.sides, ledgers_of_sides(policy, line.rule), strict=True):
            if side.department == line.item.department:
                for name in ledgers:
                    wanted.setdefault((name, line.item.subject), []).append(line.item)
    cells: dict[int, Any] = {}
    for (name, subject), items in wanted.items():
        column = column_of(name, subject)
        if column is None:
            continue
        keys = {item.key for item in items}
        rows = rows_of(name).filter(**{f"{column}__in": keys}, batch_id__isnull=False).order_by("entered_at", "id")
        newest = {getattr(row, column): row for row in rows}
        cells |= {item.pk: newest[item.key] for item in items if item.key in newest}
    files = batches_named(row.batch_id for row in cells.values())
    return {
        key: " · ".join(str(w) for w in (files[row.batch_id].file_name, row.sheet_no, row.row_no) if w)
        for key, row in cells.items()
        if row.batch_id in files
    }
