"""Screening: every rule in force over a snapshot, with what was found, what was not, and what could not be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

import duckdb
import pyarrow as pa

from fangpin.expressions import Wording
from fangpin.policy import Fact, Policy, Rule
from fangpin.rules.answers import findings_query, tally_query
from fangpin.rules.building import ScreeningFailed, build
from fangpin.rules.coverage import coverage_of
from fangpin.rules.ladder import Rung, Window, lay_ground, quoted, rungs
from fangpin.rules.parts import HOUSEHOLDS_AT_ONCE, narrowed, parts_of
from fangpin.rules.unasked import Unasked, askable

FINDINGS = pa.schema(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("subject", pa.string(), nullable=False),
        pa.field("household_id", pa.int64(), nullable=False),
        pa.field("person_id", pa.int64()),
        pa.field("area_code", pa.string(), nullable=False),
        pa.field("answer", pa.string(), nullable=False),
        pa.field("step", pa.int64()),
        pa.field("basis", pa.string(), nullable=False),
    ]
)
TALLIES = pa.schema(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("area_code", pa.string(), nullable=False),
        pa.field("screened", pa.int64(), nullable=False),
        pa.field("yes", pa.int64(), nullable=False),
        pa.field("no", pa.int64(), nullable=False),
        pa.field("unknown", pa.int64(), nullable=False),
    ]
)
BATCH_ROWS = 50_000

# Called with steps done, steps in all, and what comes next; answering False stops the run.
Progress = Callable[[int, int, Wording], bool | None]
Sink = Callable[[pa.RecordBatch], None]


@runtime_checkable
class Opened(Protocol):
    """What a snapshot offers here."""

    @property
    def hash(self) -> str: ...

    def connect(self) -> object: ...


class ScreeningStopped(Exception):
    """The caller asked to stop; nothing of the run is kept."""

    zh = "筛查已按要求停止，未保留任何结果"

    def __str__(self) -> str:
        return "the screening was stopped as asked; nothing of it is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What a run found.

    ``findings`` (schema :data:`FINDINGS`): every yes, and the unknowns of rules that ask for a visit;
    empty when a sink took them. ``tallies`` (:data:`TALLIES`): per rule and area, without personal data.
    ``coverage`` (:data:`~fangpin.rules.coverage.COVERAGE`): what the answers could rest on. ``left_out`` are rules
    that lack a value on the day.
    """

    findings: pa.Table
    tallies: pa.Table
    coverage: pa.Table
    as_of: date
    since: date
    policy_hash: str
    snapshot_hash: str | None
    left_out: tuple[Unasked, ...] = ()


def screen(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    *,
    as_of: date,
    since: date | None = None,
    progress: Progress | None = None,
    sink: Sink | None = None,
    households_at_once: int = HOUSEHOLDS_AT_ONCE,
) -> Screening:
    """Screen a snapshot, or a connection whose tables are named as a snapshot's, for one day.

    Flows are counted over ``since`` < x ≤ ``as_of``, twelve months unless told. With a ``sink`` the
    findings are handed on in batches, in no order, and memory stays bounded whatever is found;
    else they come sorted by rule and subject. More than ``households_at_once`` are screened in parts,
    with the same result. A rule that reads, itself or in its facts, a parameter without a value on the day is left
    out and named: it hinders no other. Raises :class:`ScreeningFailed`, :class:`ScreeningStopped`.
    """
    window = Window.year_to(as_of) if since is None else Window(as_of=as_of, since=since)
    rules = [rule for rule in policy.rules_on(as_of) if not policy.reads_rosters(rule.over)]  # those ask a file itself
    asked, left_out = askable(rules, policy, as_of)
    with connected(snapshot) as connection:
        run = _Run(connection, policy, window, progress, households_at_once)
        findings, tallies = run.rules_over_facts(asked, sink)
        coverage = coverage_of(connection, window)
    return Screening(
        findings=findings,
        tallies=tallies,
        coverage=coverage,
        as_of=window.as_of,
        since=window.since,
        policy_hash=policy.hash,
        snapshot_hash=snapshot.hash if isinstance(snapshot, Opened) else None,
        left_out=left_out,
    )


@contextmanager
def connected(snapshot: Opened | duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection given, or one opened on the snapshot and closed again."""
    if isinstance(snapshot, duckdb.DuckDBPyConnection):
        yield snapshot
        return
    with snapshot.connect() as connection:  # type: ignore[attr-defined]
        yield connection


@dataclass(slots=True)
class _Run:
    connection: duckdb.DuckDBPyConnection
    policy: Policy
    window: Window
    progress: Progress | None
    households_at_once: int
    done: int = 0
    steps: int = 0

    def rules_over_facts(self, asked: Iterable[Rule], sink: Sink | None) -> tuple[pa.Table, pa.Table]:
        rules: dict[str, list[Rule]] = {}
        for rule in asked:
            rules.setdefault(rule.over, []).append(rule)
        order = list(rungs(self.policy, rules))
        parts = parts_of(self.connection, self.households_at_once)
        self.steps = len(parts) * (sum(rung.kept for rung in order) + 2 * len(rules))
        batches: list[pa.RecordBatch] = []
        tallies = [TALLIES.empty_table()]
        for part in parts:
            with narrowed(self.connection, part):
                tallies += self._climb(order, rules, sink or batches.append)
        self._tell(Wording(en="done", zh="完成"))
        findings = pa.Table.from_batches(batches, FINDINGS)
        order_by = [(name, "ascending") for name in ("rule", "household_id", "person_id")]
        return findings.sort_by(order_by), _summed(pa.concat_tables(tallies))

    def _climb(self, order: list[Rung], rules: dict[str, list[Rule]], sink: Sink) -> list[pa.Table]:
        """One part of the city, fact by fact; gives its tallies."""
        tallies: list[pa.Table] = []
        try:
            lay_ground(self.connection, self.policy, [rung.fact for rung in order], self.window)
            for rung in order:
                self._build(rung, rules.get(rung.fact.id, []))
                if of_fact := rules.get(rung.fact.id):
                    tallies.append(self._tally(rung.fact, of_fact))
                    self._find(rung.fact, of_fact, sink)
                self._drop(rung.last_of)
        finally:
            self._drop(r.fact.id for r in order if r.kept)
        return tallies

    def _build(self, rung: Rung, rules: list[Rule]) -> None:
        self._tell(Wording(en=f"computing: {rung.fact.en}", zh=f"计算：{rung.fact.zh}"))
        build(self.connection, rung, rules, self.window)
        self.done += rung.kept

    def _tally(self, fact: Fact, rules: list[Rule]) -> pa.Table:
        self._tell(Wording(en=f"counting: {fact.en}", zh=f"计数：{fact.zh}"))
        self.done += 1
        wide = self.connection.sql(tally_query(fact, rules)).to_arrow_table()
        return pa.concat_tables([tall(wide, rule) for rule in rules])

    def _find(self, fact: Fact, rules: list[Rule], sink: Sink) -> None:
        self._tell(Wording(en=f"explaining: {fact.en}", zh=f"写明依据：{fact.zh}"))
        self.done += 1
        reader = self.connection.sql(findings_query(fact, rules, self.policy)).to_arrow_reader(BATCH_ROWS)
        for batch in reader:
            sink(batch.cast(FINDINGS))

    def _drop(self, facts: Iterable[str]) -> None:
        for id_ in facts:
            self.connection.execute(f"DROP TABLE IF EXISTS {quoted(id_)}")

    def _tell(self, next_step: Wording) -> None:
        if self.progress is not None and self.progress(self.done, self.steps, next_step) is False:
            raise ScreeningStopped


def tall(wide: pa.Table, rule: Rule) -> pa.Table:
    """The counts of one rule out of a wide row of counts per area, as :data:`TALLIES`."""
    import pyarrow.compute as pc

    screened, known, yes = (
        wide.column(name).cast(pa.int64()) for name in ("screened", f"known {rule.id}", f"yes {rule.id}")
    )
    columns = [
        pa.array([rule.id] * wide.num_rows, pa.string()),
        wide.column("area_code").cast(pa.string()),
        screened,
        yes,
        pc.subtract(known, yes),
        pc.subtract(screened, known),
    ]
    return pa.table(columns, schema=TALLIES)


def _summed(tallies: pa.Table) -> pa.Table:
    """One row per rule and area, whatever parts the area was screened in."""
    counts = ("screened", "yes", "no", "unknown")
    summed = tallies.group_by(["rule", "area_code"], use_threads=False).aggregate([(name, "sum") for name in counts])
    columns = [summed.column(name) for name in ("rule", "area_code", *(f"{name}_sum" for name in counts))]
    return pa.table(columns, schema=TALLIES)


__all__ = [
    "FINDINGS", "TALLIES", "Opened", "Progress", "Screening", "ScreeningFailed", "ScreeningStopped", "Sink",
    "connected", "screen", "tall",
]  # fmt: skip
