"""Plan an import: pure, repeatable, nothing touched. See :func:`plan`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.imports.changes import Differences, collapse, compare
from fangpin.imports.coverage import coverage_rows, covered_villages
from fangpin.imports.cumulative import accumulates, as_increments, first_days
from fangpin.imports.digest import add_table
from fangpin.imports.expansion import Context, expand, set_columns
from fangpin.imports.keys import ENTITIES, identity
from fangpin.imports.known import WORDS_SCHEMA, Delivery, Known, Period
from fangpin.imports.later import keep_later, later_lists
from fangpin.imports.missing import close_missing, missing_rows
from fangpin.imports.planned import LedgerPlan, Refusal
from fangpin.imports.references import own_words, referred, with_keys, without_dangling
from fangpin.imports.spells import compare_spells
from fangpin.imports.subjects import find_subjects, flat
from fangpin.ledgers import SPECS, Column, LedgerSpec
from fangpin.rosters.sources import Source, Write


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything a file would change, and everything it cannot.

    ``subjects`` says of each row of the reading which person it is about and how sure that is
    (``SUBJECT_SCHEMA``); rows in state proposed, ambiguous or none wait for a match. ``digest``
    is of all that would land before decisions about missing rows; it is equal exactly when the same
    file meets the same knowledge.
    """

    source: str
    delivery: Delivery
    period: Period
    ledgers: Mapping[str, LedgerPlan]
    subjects: pa.Table
    refused: tuple[Refusal, ...]
    villages: tuple[str, ...]
    digest: str
    later: date | None = None  # last day of a later full list of this source that has landed for a covered village

    @property
    def open_rows(self) -> pa.Table:
        """Rows that wait for a match."""
        return self.subjects.filter(
            pc.is_in(self.subjects["state"], value_set=pa.array(["proposed", "ambiguous", "none"]))
        )

    @property
    def changes_nothing(self) -> bool:
        return all(p.new.num_rows + p.changed.num_rows + len(p.removed) == 0 for p in self.ledgers.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """Per ledger: new, changed, unchanged, missing, collapsed, refused rows."""
        refused = Counter(r.ledger for r in self.refused)
        return {
            name: {
                "new": p.new.num_rows,
                "changed": p.changed.num_rows,
                "unchanged": p.unchanged,
                "missing": p.missing.num_rows,
                "collapsed": p.collapsed,
                "refused": refused[name],
            }
            for name, p in self.ledgers.items()
        }

    def deciding(self, decisions: Mapping[str, str]) -> Plan:
        """The plan with the missing rows of the named ledgers ended: ``{"dibao_spell": "ended"}``.

        ``not_sent`` and ``ask`` leave them as they are. In a dated ledger ended rows are closed on the
        first day of the period; in others, and where a spell began inside the period, the row is taken out.
        """
        ledgers = dict(self.ledgers)
        for name, decision in decisions.items():
            if decision not in ("ended", "not_sent", "ask"):
                raise ValueError(f"{decision!r} is no decision about missing rows; use ended, not_sent or ask")
            if decision == "ended" and name in ledgers:
                changed, before, removed = close_missing(ledgers[name].missing, ledgers[name].spec, self.period)
                ledgers[name] = replace(
                    ledgers[name],
                    changed=pa.concat_tables([ledgers[name].changed, changed], promote_options="default"),
                    before=pa.concat_tables([ledgers[name].before, before], promote_options="default"),
                    removed=removed,
                )
        return replace(self, ledgers=ledgers)


def plan(
    rows: pa.Table,
    source: Source,
    *,
    delivery: Delivery | str,
    period: Period,
    known: Known,
    covered: Sequence[str] | None = None,
    decided: pa.Table | None = None,
    with_coverage: bool = True,
) -> Plan:
    """What the rows of a reading would change.

    ``rows`` has the source's fields, typed, with ``sheet_no`` and ``row_no``. ``covered`` are codes of the areas the
    sender speaks for; without it, a file that founds households speaks for the villages in it, a ledger's own
    template for nobody, any other for the townships in it. ``decided`` (DECISION_SCHEMA) names the person of
    rows that waited. ``with_coverage=False`` is for such rows: the file's own landing has already said what it covers.
    """
    delivery = Delivery(delivery)
    subjects = find_subjects(rows, source, known, decided)
    since = first_days(
        source, delivery, period, known, flat(pc.coalesce(subjects["person_area"], subjects["area_code"]))
    )
    home = covered[0] if covered is not None and len(covered) == 1 else None
    context = Context(source=source, known=known, period=period, subjects=subjects, since=since, home=home)
    villages = covered_villages(source, subjects, known.areas, covered)
    later = later_lists(source, delivery, period, known)
    planned: dict[str, LedgerPlan] = {}
    refused: list[Refusal] = []
    asked, words = referred(source), dict(known.words)
    for name in _in_order({w.ledger for w in source.writes}):
        if name == "income_item":
            context = replace(context, accounts=_accounts(planned.get("income_account"), known))
        own = own_words(rows, source, SPECS[name], words.get(name)) if name in asked else WORDS_SCHEMA.empty_table()
        words[name] = pa.concat_tables([words[name], own]) if name in words else own
        context = replace(context, words=words)
        planned[name], refusals = _plan_ledger(rows, SPECS[name], context, delivery, villages, later)
        refused += refusals
        if name in asked and name not in ENTITIES:
            planned[name] = replace(planned[name], new=with_keys(planned[name].new, SPECS[name], own))
    refused += without_dangling(planned, planned)
    if with_coverage and source.covers and (covered is not None or not source.loose):
        planned["coverage"] = _plan_coverage(coverage_rows(source, subjects, since, period, villages), known)
    return Plan(
        source=source.id,
        delivery=delivery,
        period=period,
        ledgers=planned,
        subjects=subjects,
        refused=tuple(refused),
        villages=villages,
        digest=_digest(source, delivery, period, planned, subjects),
        later=max((later[v] for v in villages if v in later), default=None),
    )


def _in_order(names: set[str]) -> list[str]:
    """As declared: persons and households before what refers to them."""
    return [n for n in SPECS if n in names]


def _plan_ledger(
    rows: pa.Table,
    spec: LedgerSpec,
    context: Context,
    delivery: Delivery,
    villages: Sequence[str],
    later: Mapping[str, date],
) -> tuple[LedgerPlan, list[Refusal]]:
    writes = [w for w in context.source.writes if w.ledger == spec.name]
    expanded = [expand(rows, w, context) for w in writes]
    candidates = pa.concat_tables([table for table, _ in expanded], promote_options="default").combine_chunks()
    for column in identity(
        spec
    ):  # what identifies and is not in the file is empty there: a finding about no single person
        if column.stored_name not in candidates.column_names:
            candidates = candidates.append_column(column.stored_name, pa.nulls(candidates.num_rows, column.arrow_type))
    refused = [r for _, refusals in expanded for r in refusals]
    columns = _columns(spec, writes)
    known = context.known.rows(spec)
    if spec.dated:
        differences = _dated(candidates, known, spec, columns, context)
    else:
        differences = _undated(candidates, known, spec, columns, context, delivery)
    differences = keep_later(differences, known, spec, context.period, later)
    refused += differences.refused
    missing = missing_rows(
        known, candidates, spec, columns, context, delivery,
        villages=[v for v in villages if v not in later], present=differences.present, refused=refused,
    )  # fmt: skip
    new = differences.new
    if spec.name == "income_account":
        new = new.append_column("id", pa.array(range(-1, -new.num_rows - 1, -1), pa.int64()))
    return LedgerPlan(
        spec=spec,
        new=new,
        changed=differences.changed,
        before=differences.before,
        unchanged=differences.unchanged,
        collapsed=differences.collapsed,
        missing=missing,
        removed=pa.array([], pa.int64()),
    ), refused


def _columns(spec: LedgerSpec, writes: Sequence[Write]) -> tuple[Column, ...]:
    named = {c.name for w in writes for c in set_columns(w, spec)}
    return tuple(c for c in spec.columns if c.name in named)


def _dated(
    candidates: pa.Table, known: pa.Table, spec: LedgerSpec, columns: Sequence[Column], context: Context
) -> Differences:
    """Equal rows collapse before spells are compared; rows that contradict each other on one start are refused."""
    keyed = candidates.append_column("since", context.since.take(flat(candidates["row"])))
    one, refused, collapsed = collapse_spells(keyed, spec, columns, gentle=_gentle(context.source, spec, columns))
    found = compare_spells(one, known, spec, columns)
    return replace(found, collapsed=collapsed, refused=(*found.refused, *refused))


def collapse_spells(
    candidates: pa.Table, spec: LedgerSpec, columns: Sequence[Column], *, gentle: bool
) -> tuple[pa.Table, list[Refusal], int]:
    """As :func:`fangpin.imports.changes.collapse`, a record being its identity *and* its stated start."""
    start = spec.column("from_on") if "from_on" in candidates.column_names else None
    one, refused, collapsed = collapse(
        candidates, replace(spec, dated=False, key=_spell_key(spec, start)), columns, gentle=gentle
    )
    first_days = candidates.select(["row", "since"])
    places = pc.index_in(one["row"], value_set=first_days["row"].combine_chunks())
    return one.drop_columns(["same"]).append_column("since", first_days["since"].take(places)), refused, collapsed


def _gentle(source: Source, spec: LedgerSpec, columns: Sequence[Column]) -> bool:
    """Whether a list of persons speaks here of their household: the first member's row speaks for all."""
    of_household = spec.name == "household" or any(c.target == "household" for c in columns)
    return source.grain == "person" and of_household and not any(c.target == "person" for c in columns)


def _spell_key(spec: LedgerSpec, start: Column | None) -> tuple[str, ...]:
    return (*(c.name for c in identity(spec)), *((start.name,) if start else ()))


def _undated(
    candidates: pa.Table,
    known: pa.Table,
    spec: LedgerSpec,
    columns: Sequence[Column],
    context: Context,
    delivery: Delivery,
) -> Differences:
    one, refused, collapsed = collapse(candidates, spec, columns, gentle=_gentle(context.source, spec, columns))
    if delivery is Delivery.CUMULATIVE and accumulates(spec):
        one, overtaken = as_increments(one, known, spec, columns, context.period)
        refused += overtaken
    found = compare(one, known, spec, columns)
    if spec.name in ENTITIES:
        known_new = pc.less(found.new["id"], 0)
        found = replace(found, new=found.new.filter(known_new))
    return replace(found, collapsed=collapsed, refused=tuple(refused))


def _accounts(planned: LedgerPlan | None, known: Known) -> pa.Table | None:
    """household_id -> account_id of the accounts this file writes, new ones by their negative key."""
    if planned is None:
        return None
    new = planned.new.select(["household_id", "id"])
    old = known.rows(SPECS["income_account"]).select(["household_id", "id", "period_to_on"]).sort_by("period_to_on")
    both = pa.concat_tables([old.select(["household_id", "id"]), new]).to_pylist()
    latest = {r["household_id"]: r["id"] for r in both}
    return pa.table({"household_id": pa.array(latest, pa.int64()), "account_id": pa.array(latest.values(), pa.int64())})


def _plan_coverage(rows: pa.Table, known: Known) -> LedgerPlan:
    spec = SPECS["coverage"]
    one, _, _ = collapse(rows, spec, spec.columns, gentle=False)
    found = compare(one, known.rows(spec), spec, spec.columns)
    return LedgerPlan(
        spec=spec,
        new=found.new,
        changed=found.changed,
        before=found.before,
        unchanged=found.unchanged,
        collapsed=0,
        missing=known.rows(spec).slice(0, 0),
        removed=pa.array([], pa.int64()),
    )


def _digest(
    source: Source, delivery: Delivery, period: Period, planned: Mapping[str, LedgerPlan], subjects: pa.Table
) -> str:
    """SHA-256 over everything that would land or wait, in a stated order."""
    digest = hashlib.sha256(f"2|{source.id}|{delivery}|{period.from_on}|{period.to_on}".encode())
    for name, ledger_plan in planned.items():
        for part in ("new", "changed", "before", "missing"):
            digest.update(f"|{name}.{part}|".encode())
            add_table(digest, getattr(ledger_plan, part))
    add_table(digest, subjects.drop_columns(["candidates"]))
    return digest.hexdigest()
