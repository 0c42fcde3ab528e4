"""Every scheme over a snapshot: facts built once a window, one query a scheme, who is owed and who has too much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa

from fangpin.entitlements.answers import VERDICT_SQL, VERDICTS
from fangpin.entitlements.periods import period_of
from fangpin.entitlements.steps import step_sql
from fangpin.expressions import Wording
from fangpin.policy import Fact, NoValueInForce, Policy, Scheme, facts_below
from fangpin.policy.ladder import parameters_of
from fangpin.rules.building import ScreeningFailed, build
from fangpin.rules.ladder import Window, lay_ground, quoted, rungs
from fangpin.rules.parts import Part, narrowed
from fangpin.rules.screening import Opened, connected

_YUAN = pa.decimal128(18, 2)
_SUM = pa.decimal128(38, 2)
ENTITLEMENTS = pa.schema(
    [
        pa.field("scheme", pa.string(), nullable=False),
        pa.field("subject", pa.string(), nullable=False),  # the ledger whose row is meant
        pa.field("key", pa.int64()),
        pa.field("household_id", pa.int64()),
        pa.field("person_id", pa.int64()),
        pa.field("area_code", pa.string()),
        pa.field("entitled", pa.bool_()),
        pa.field("due_yuan", _YUAN),
        pa.field("paid_yuan", _YUAN),
        pa.field("difference_yuan", _YUAN),  # due less paid: positive is owed
        pa.field("verdict", pa.string(), nullable=False),
        pa.field("basis", pa.string(), nullable=False),
    ]
)
TALLIES = pa.schema(
    [
        pa.field("scheme", pa.string(), nullable=False),
        pa.field("area_code", pa.string()),
        pa.field("asked", pa.int64(), nullable=False),
        pa.field("entitled", pa.int64(), nullable=False),
        *(pa.field(verdict, pa.int64(), nullable=False) for verdict in VERDICTS),
        pa.field("due_yuan", _SUM),
        pa.field("paid_yuan", _SUM),
        pa.field("owed_yuan", _SUM),  # of rows paid too little or nothing
        pa.field("excess_yuan", _SUM),  # of rows paid too much or without being due
    ]
)
Progress = Callable[[int, int, Wording], bool | None]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A scheme that could not be asked, and why."""

    scheme: Scheme
    why: NoValueInForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlements:
    """What was found. ``items`` (:data:`ENTITLEMENTS`): every difference, what agrees under schemes that are no layer
    of a bill, and the unknowns of those entitled and of schemes that ask for a visit. ``tallies`` (:data:`TALLIES`):
    per scheme and area, without personal data. ``windows`` are the periods asked, by scheme. ``watched`` holds every
    row of the households that were watched, whatever it says.
    """

    items: pa.Table
    tallies: pa.Table
    windows: Mapping[str, Window]
    left_out: tuple[LeftOut, ...]
    as_of: date
    policy_hash: str
    snapshot_hash: str | None
    watched: pa.Table = field(default_factory=ENTITLEMENTS.empty_table)


def assess(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    schemes: Iterable[Scheme] | None = None,
    *,
    as_of: date,
    household: int | None = None,
    everything: bool = False,
    watched: Mapping[str, Collection[int]] | None = None,
    progress: Progress | None = None,
) -> Entitlements:
    """Ask the schemes a place uses of a snapshot on a day, each for its own period.

    ``household`` narrows the question to one of them; ``everything`` keeps every row with an answer, whatever it is;
    ``watched`` are households, by scheme, of whom every row is wanted beside those kept anyway.
    A scheme that lacks a parameter's value on its day is left out and told. Raises
    :class:`~fangpin.rules.ScreeningFailed` naming a fact that cannot be computed.
    """
    asked = list(policy.schemes_on(as_of) if schemes is None else schemes)
    run = _Run(policy, as_of, everything, watched or {}, progress, len(asked))
    part = None if household is None else Part(household, household)
    with connected(snapshot) as connection, narrowed(connection, part) if part else nullcontext():
        for window, group in run.grouped(asked):
            run.ask(connection, window, group)
    order = [(name, "ascending") for name in ("scheme", "area_code", "household_id", "person_id", "key")]
    return Entitlements(
        items=pa.concat_tables([ENTITLEMENTS.empty_table(), *run.items]).sort_by(order),
        tallies=pa.concat_tables([TALLIES.empty_table(), *run.tallies]),
        windows=run.windows,
        left_out=tuple(run.left_out),
        as_of=as_of,
        policy_hash=policy.hash,
        snapshot_hash=snapshot.hash if isinstance(snapshot, Opened) else None,
        watched=pa.concat_tables([ENTITLEMENTS.empty_table(), *run.seen]),
    )


@dataclass(slots=True)
class _Run:
    policy: Policy
    as_of: date
    everything: bool
    watched: Mapping[str, Collection[int]]
    progress: Progress | None
    of: int
    done: int = 0
    items: list[pa.Table] = field(default_factory=list)
    seen: list[pa.Table] = field(default_factory=list)
    tallies: list[pa.Table] = field(default_factory=list)
    windows: dict[str, Window] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def grouped(self, schemes: Iterable[Scheme]) -> Iterator[tuple[Window, list[Scheme]]]:
        """Schemes by the window they are asked for; those without a value on its last day are put aside."""
        groups: dict[Window, list[Scheme]] = {}
        for scheme in schemes:
            window = period_of(scheme.period, self.as_of)
            try:
                self._values(scheme, window.as_of)
            except NoValueInForce as why:
                self.left_out.append(LeftOut(scheme, why))
                continue
            self.windows[scheme.id] = window
            groups.setdefault(window, []).append(scheme)
        yield from groups.items()

    def _values(self, scheme: Scheme, day: date) -> None:
        facts = facts_below(self.policy, [scheme.over])
        for name in (*scheme.parameters, *(n for fact in facts for n in parameters_of(fact, self.policy))):
            self.policy.value(name, on=day)

    def ask(self, connection: duckdb.DuckDBPyConnection, window: Window, schemes: list[Scheme]) -> None:
        by_fact: dict[str, list[Scheme]] = {}
        for scheme in schemes:
            by_fact.setdefault(scheme.over, []).append(scheme)
        order = list(rungs(self.policy, by_fact))
        try:
            lay_ground(connection, self.policy, [rung.fact for rung in order], window)
            for rung in order:
                build(connection, rung, (), window)
                for scheme in by_fact.get(rung.fact.id, ()):
                    self._one(connection, rung.fact, scheme)
        finally:
            for rung in order:
                kind = "TABLE" if rung.kept else "VIEW"
                connection.execute(f"DROP {kind} IF EXISTS {quoted(rung.fact.id)}")

    def _one(self, connection: duckdb.DuckDBPyConnection, fact: Fact, scheme: Scheme) -> None:
        if self.progress is not None:
            self.progress(self.done, self.of, Wording(en=f"reckoning: {scheme.en}", zh=f"核算：{scheme.zh}"))
        self.done += 1
        try:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE assessed AS {assessed_query(fact, scheme)}")
        except duckdb.Error as error:
            raise ScreeningFailed(fact=fact, rule=None, reason=f"{scheme.id}: {error}".splitlines()[0]) from error
        self.tallies.append(connection.sql(_tally_query(scheme)).to_arrow_table().cast(TALLIES))
        where = "TRUE" if self.everything else _kept(scheme)
        self.items.append(connection.sql(_items_query(fact, scheme, where)).to_arrow_table().cast(ENTITLEMENTS))
        given = {*fact.keys, *(c.name for c in fact.columns)}
        if (households := self.watched.get(scheme.id)) and "household_id" in given:
            listed = ", ".join(str(int(key)) for key in sorted(households))
            query = _items_query(fact, scheme, f"household_id IN ({listed})")
            self.seen.append(connection.sql(query).to_arrow_table().cast(ENTITLEMENTS))
        connection.execute("DROP TABLE assessed")


def assessed_query(fact: Fact, scheme: Scheme) -> str:
    """The rows of a fact with ``?entitled``, every step, ``?due``, ``?paid`` and ``?verdict`` beside them."""
    given = {*fact.keys, *(c.name for c in fact.columns)}
    keys = [k for k in ("household_id", "person_id", "area_code", *fact.grain) if k in given]
    columns = ", ".join(quoted(n) for n in dict.fromkeys((*keys, *(c.id for c in scheme.columns))))
    query = (
        f'SELECT {columns}, ({scheme.entitled.sql("duckdb")}) AS "?entitled", '
        f'CAST(round(CAST({scheme.paid.sql("duckdb")} AS DECIMAL(38,6)), 2) AS DECIMAL(18,2)) AS "?paid" '
        f"FROM {quoted(fact.id)} AS f CROSS JOIN p"
    )
    for step in scheme.steps:
        query = f"SELECT f.*, {step_sql(step)} AS {quoted(step.id)} FROM ({query}) AS f CROSS JOIN p"
    last = f"f.{quoted(scheme.steps[-1].id)}"
    due = f'CASE WHEN f."?entitled" THEN CASE WHEN {last} < 0 THEN 0 ELSE {last} END WHEN NOT f."?entitled" THEN 0 END'
    with_due = f'SELECT f.*, CAST({due} AS DECIMAL(18,2)) AS "?due" FROM ({query}) AS f'
    return f'SELECT *, {VERDICT_SQL} AS "?verdict" FROM ({with_due})'


def _tally_query(scheme: Scheme) -> str:
    counts = ", ".join(f"count(*) FILTER (WHERE \"?verdict\" = '{v}') AS {quoted(v)}" for v in VERDICTS)
    known = '"?due" IS NOT NULL AND "?paid" IS NOT NULL'
    return (
        f"SELECT '{scheme.id}' AS scheme, area_code, count(*) AS asked, "
        f'count(*) FILTER (WHERE "?entitled") AS entitled, {counts}, '
        'sum("?due") AS due_yuan, sum("?paid") AS paid_yuan, '
        f'sum("?due" - "?paid") FILTER (WHERE {known} AND "?due" > "?paid") AS owed_yuan, '
        f'sum("?paid" - "?due") FILTER (WHERE {known} AND "?paid" > "?due") AS excess_yuan '
        "FROM assessed GROUP BY area_code ORDER BY area_code"
    )


def _kept(scheme: Scheme) -> str:
    """Which rows of a scheme are kept."""
    kept = ["\"?verdict\" IN ('missing', 'short', 'over', 'not_due')"]
    kept.append("\"?verdict\" = 'unknown' AND " + ("TRUE" if scheme.visit_if_unknown else '"?entitled"'))
    if scheme.layer is None:
        kept.append("\"?verdict\" = 'agrees'")
    return " OR ".join(f"({one})" for one in kept)


def _items_query(fact: Fact, scheme: Scheme, where: str) -> str:
    given = {*fact.keys, *(c.name for c in fact.columns)}
    empty = "CAST(NULL AS BIGINT)"
    household, person = (quoted(k) if k in given else empty for k in ("household_id", "person_id"))
    key = next((quoted(name) for name in fact.grain if name.endswith("_id")), empty)
    named = {c.id: c.type.kind for c in scheme.columns}
    parts = [
        f"{quoted(name)} := " + (f"CAST({quoted(name)} AS VARCHAR)" if kind in ("decimal", "date") else quoted(name))
        for name, kind in named.items()
    ]
    return (
        f"SELECT '{scheme.id}' AS scheme, '{fact.subject}' AS subject, {key} AS key, {household} AS household_id, "
        f'{person} AS person_id, area_code, "?entitled" AS entitled, "?due" AS due_yuan, "?paid" AS paid_yuan, '
        '"?due" - "?paid" AS difference_yuan, "?verdict" AS verdict, '
        f"CAST(to_json(struct_pack({', '.join(parts)})) AS VARCHAR) AS basis FROM assessed WHERE {where}"
    )
