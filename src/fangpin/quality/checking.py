"""The check of files before they land: every quality rule over their rows, with what was wrong and where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.expressions import Wording
from fangpin.policy import Fact, Policy, Rule
from fangpin.quality.exemptions import Exemption, excused
from fangpin.quality.findings import (
    ENDED,
    EXEMPTED,
    FINDINGS,
    QualityFindings,
    compared,
    document_keys,
    fingerprints,
    person_keys,
)
from fangpin.quality.rows import Rows, lay_rows
from fangpin.rosters import Reading, Source
from fangpin.rules.answers import basis_columns, findings_query, tally_query
from fangpin.rules.building import build
from fangpin.rules.ladder import Rung, Window, lay_ground, rungs
from fangpin.rules.screening import TALLIES, Progress, ScreeningStopped, tall

_ORDER = ("township", "village", "household_code", "row_no", "rule")


def tolerant(source: Source) -> Source:
    """The source, read so that every row comes through: a cell in doubt is left empty and told, none is required."""
    fields = tuple(replace(f, doubt="leave_empty", required=False) for f in source.fields)
    return replace(source, fields=fields)


def quality_rules(policy: Policy, *, on: date) -> tuple[Rule, ...]:
    """The rules in force that ask about rosters as they were sent."""
    return tuple(r for r in policy.rules_on(on) if r.kind == "quality" and policy.reads_rosters(r.over))


def check(
    readings: Sequence[Reading],
    policy: Policy,
    *,
    as_of: date,
    previous: QualityFindings | pa.Table | None = None,
    exemptions: Sequence[Exemption] = (),
    secret: bytes = b"",
    progress: Progress | None = None,
) -> QualityFindings:
    """Answer every quality rule for every row of the readings, taken together.

    Read the sheets with :func:`tolerant` sources, else refused rows are not checked. Ages are reckoned on
    ``as_of``; no clock is asked. ``previous`` are the findings of the round before (they may come from
    storage, as a table of :data:`FINDINGS`); ``secret`` keys the hashes of persons and must be the same in
    every round. Raises :class:`~fangpin.rules.ScreeningFailed`, :class:`~fangpin.rules.ScreeningStopped`.
    """
    window = Window.year_to(as_of)
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        rows = lay_rows(connection, readings, policy)
        found, tallies = _Run(connection, policy, window, progress).rules()
    sought = _Subjects(policy, rows, secret)
    findings = sought.placed(found)
    places = excused(findings, exemptions, on=as_of)
    exempted, findings = _parted(findings, places)
    ended = pa.schema(ENDED).empty_table()
    if previous is not None:
        before = previous.findings if isinstance(previous, QualityFindings) else previous
        findings, ended = compared(findings, exempted, before, subjects=sought.all_keys(), silent=_silent(tallies))
    return QualityFindings(
        findings=findings,
        exempted=exempted,
        ended=ended,
        tallies=tallies,
        rows={source: of_source.count for source, of_source in rows.items()},
        as_of=as_of,
        policy_hash=policy.hash,
    )


def _parted(findings: pa.Table, places: list[int | None]) -> tuple[pa.Table, pa.Table]:
    column = pa.array(places, pa.int64())
    excused_ones = findings.append_column("exemption", column).filter(column.is_valid())
    return excused_ones.cast(pa.schema(EXEMPTED)), findings.filter(column.is_null())


def _silent(tallies: pa.Table) -> list[str]:
    """Rules that answered no row: the file lacks a column they read."""
    summed = tallies.group_by("rule").aggregate([("yes", "sum"), ("no", "sum")])
    quiet = pc.equal(pc.add(summed["yes_sum"], summed["no_sum"]), 0)
    return summed.filter(quiet)["rule"].to_pylist()  # type: ignore[no-any-return]


@dataclass(slots=True)
class _Run:
    connection: duckdb.DuckDBPyConnection
    policy: Policy
    window: Window
    progress: Progress | None

    def rules(self) -> tuple[pa.Table, pa.Table]:
        by_fact: dict[str, list[Rule]] = {}
        for rule in quality_rules(self.policy, on=self.window.as_of):
            by_fact.setdefault(rule.over, []).append(rule)
        order = list(rungs(self.policy, by_fact))
        lay_ground(self.connection, self.policy, [rung.fact for rung in order], self.window)
        found, tallies = [], [TALLIES.empty_table()]
        for done, rung in enumerate(order):
            self._tell(done, len(order), rung.fact)
            rules = by_fact.get(rung.fact.id, [])
            build(self.connection, rung, rules, self.window)
            if rules:
                wide = self.connection.sql(tally_query(rung.fact, rules)).to_arrow_table()
                tallies += [tall(wide, rule) for rule in rules]
                if sought := [rule for rule in rules if _any_found(wide, rule)]:
                    found.append(self._found(rung, sought))
        return pa.concat_tables(found) if found else pa.table({}), pa.concat_tables(tallies)

    def _found(self, rung: Rung, rules: Sequence[Rule]) -> pa.Table:
        table = self.connection.sql(findings_query(rung.fact, rules, self.policy)).to_arrow_table()
        source = pa.array([_source_of(self.policy, rung.fact)] * table.num_rows, pa.string())
        return table.append_column("source", source)

    def _tell(self, done: int, steps: int, fact: Fact) -> None:
        step = Wording(en=f"computing: {fact.en}", zh=f"计算：{fact.zh}")
        if self.progress is not None and self.progress(done, steps, step) is False:
            raise ScreeningStopped


def _any_found(wide: pa.Table, rule: Rule) -> bool:
    """Whether the counts say that there is anything to write down; most rules find nothing in a good file."""
    yes = pc.sum(wide[f"yes {rule.id}"]).as_py() or 0
    unknown = (pc.sum(wide["screened"]).as_py() or 0) - (pc.sum(wide[f"known {rule.id}"]).as_py() or 0)
    return yes > 0 or (rule.visit_if_unknown and unknown > 0)


def _source_of(policy: Policy, fact: Fact) -> str:
    """The source whose rows a fact is about: that of the first roster it reads, or of the first fact below it."""
    for table in fact.rosters:
        if policy.rosters[table].source:
            return policy.rosters[table].source
    return next(
        (s for below in fact.facts if below in policy.facts and (s := _source_of(policy, policy.facts[below]))), ""
    )


class _Subjects:
    """Where the subjects of findings stand in the files, and by what key they are known in every round."""

    def __init__(self, policy: Policy, rows: dict[str, Rows], secret: bytes) -> None:
        self.policy = policy
        self.rows = rows
        self.secret = secret
        self.keys = {
            source: person_keys(
                r.person_no.to_pylist(), r.where["household_code"].to_pylist(), r.number.to_pylist(),
                r.name.to_pylist(), secret,
            )
            for source, r in rows.items()
        }  # fmt: skip

    def all_keys(self) -> pa.Array:
        """The keys of every person, household and place in the files."""
        of_persons = [pa.array(keys, pa.string()) for keys in self.keys.values()]
        of_places = [
            r.where[name].combine_chunks() for r in self.rows.values() for name in ("household_code", "area_code")
        ]
        return (
            pa.concat_arrays([*of_persons, *of_places]).unique().drop_null() if self.rows else pa.array([], pa.string())
        )

    def placed(self, found: pa.Table) -> pa.Table:
        """Findings of rules as rows of :data:`FINDINGS`."""
        parts = [FINDINGS.empty_table()]
        for source, rows in self.rows.items():
            if found.num_rows:
                of_source = found.filter(pc.equal(found["source"], source))
                parts.append(self._of_source(of_source, rows, self.keys[source]))
        return pa.concat_tables(parts).sort_by([(name, "ascending") for name in _ORDER])

    def _of_source(self, found: pa.Table, rows: Rows, keys: list[str]) -> pa.Table:
        at = pa.array(_first_rows(found, rows), pa.int64())
        where = rows.where.take(at)
        subjects = found["subject"].to_pylist()
        subject_keys = [
            keys[row] if subject == "person" else (code if subject == "household" else area) or ""
            for subject, row, code, area in zip(
                subjects,
                at.to_pylist(),
                where["household_code"].to_pylist(),
                where["area_code"].to_pylist(),
                strict=True,
            )
        ]
        rules = [self.policy.rules[id_] for id_ in found["rule"].to_pylist()]
        of_person = pc.equal(found["subject"], "person")
        number = pc.if_else(of_person, rows.number.take(at), pa.scalar(None, pa.string()))
        columns = {
            "fingerprint": fingerprints(found["rule"].to_pylist(), subject_keys),
            "group": [rule.group for rule in rules],
            "severity": [rule.severity for rule in rules],
            "subject_key": subject_keys,
            "document_key": document_keys(number.to_pylist(), self.secret),
            "cells": _cells(rules, found["basis"].to_pylist()),
            "round": pa.nulls(found.num_rows, pa.string()),
        }
        given = {name: where[name] for name in where.column_names if name in FINDINGS.names}
        told = {name: found[name] for name in ("rule", "subject", "answer", "source", "basis")}
        together = {**told, **given, **columns}
        return pa.table({f.name: _typed(together[f.name], f.type) for f in FINDINGS}, schema=FINDINGS)


def _typed(values: object, type_: pa.DataType) -> pa.Array | pa.ChunkedArray:
    return values.cast(type_) if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, type_)


def _first_rows(found: pa.Table, rows: Rows) -> list[int]:
    """The row a finding is shown at: the person's own, else the first of the household, else of the place."""
    first_of_household: dict[int, int] = {}
    first_of_area: dict[str, int] = {}
    households, areas = rows.where["household_id"].to_pylist(), rows.where["area_code"].to_pylist()
    for row in range(rows.count - 1, -1, -1):
        first_of_household[households[row]] = row
        first_of_area[areas[row]] = row
    columns = (found[name].to_pylist() for name in ("person_id", "household_id", "area_code"))
    return [
        person
        if person is not None
        else first_of_household[household]
        if household is not None
        else first_of_area[area]
        for person, household, area in zip(*columns, strict=True)
    ]


def _cells(rules: Sequence[Rule], bases: Sequence[str]) -> list[list[str]]:
    """The wrong cells of each finding; ``@name`` stands for the fields that a column of the fact lists."""
    plain = {rule.id: [c for c in rule.columns if not c.startswith("@")] for rule in rules}
    listing = {rule.id: [c[1:] for c in rule.columns if c.startswith("@")] for rule in rules}
    cells = []
    for rule, basis in zip(rules, bases, strict=True):
        listed = json.loads(basis) if listing[rule.id] else {}
        more = [field for name in listing[rule.id] for field in (listed.get(name) or "").split(",") if field]
        cells.append([*plain[rule.id], *more])
    return cells


__all__ = ["basis_columns", "check", "quality_rules", "tolerant"]
