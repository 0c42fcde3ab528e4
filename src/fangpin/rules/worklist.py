"""Worklists: the rules of mechanisms over facts of any grain, and who or what is uncovered, overdue, double or short.

A screening asks about households; a duty may be about a village, an official, a project or a loan. The key of a
row is that of the fact's own grain, so that every open item can be opened where it is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from fangpin.policy import Fact, Policy, Rule
from fangpin.rules.answers import answer_column, basis_of, tally_query, with_answers
from fangpin.rules.ladder import Rung, Window, compile_fact, lay_ground, quoted, rungs
from fangpin.rules.screening import TALLIES, Opened, ScreeningFailed, connected, tall
from fangpin.rules.unasked import Unasked, askable

WORKLIST = pa.schema(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("subject", pa.string(), nullable=False),  # the ledger whose row is meant
        pa.field("key", pa.int64()),  # its key; empty where the fact is about an area by its code
        pa.field("area_code", pa.string()),
        pa.field("answer", pa.string(), nullable=False),
        pa.field("basis", pa.string(), nullable=False),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """``items`` (:data:`WORKLIST`): every yes, and the unknowns of rules that ask for a visit; ``tallies``
    (:data:`~fangpin.rules.TALLIES`): per rule and area how many were looked at, so that an empty list is told
    from one that nobody looked for. ``left_out`` are rules that lack a value on the day."""

    items: pa.Table
    tallies: pa.Table
    as_of: date
    left_out: tuple[Unasked, ...] = ()


def worklist(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    rules: Iterable[Rule] | None = None,
    *,
    as_of: date,
    since: date | None = None,
) -> pa.Table:
    """What is open under these rules on a day, sorted by rule, area and key (:data:`WORKLIST`).

    Without ``rules`` those of every mechanism that is on in the place. Raises
    :class:`~fangpin.rules.ScreeningFailed` with the rule or fact that cannot be answered.
    """
    return check_duties(snapshot, policy, rules, as_of=as_of, since=since).items


def check_duties(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    rules: Iterable[Rule] | None = None,
    *,
    as_of: date,
    since: date | None = None,
    watched: Mapping[str, Collection[int]] | None = None,
) -> Duties:
    """As :func:`worklist`, with the number screened, answered and unknown beside it.

    ``watched`` names rows by rule and key that are listed whenever they cannot be told, whatever the rule asks:
    what was found before and is not found now has either been put right or is no longer known. A rule that reads,
    itself or in its facts, a parameter without a value on the day is left out and named: it hinders no other.
    """
    window = Window.year_to(as_of) if since is None else Window(as_of=as_of, since=since)
    there, left_out = askable(policy.duties_on(as_of) if rules is None else rules, policy, as_of)
    asked: dict[str, list[Rule]] = {}
    for rule in there:
        asked.setdefault(rule.over, []).append(rule)
    items, tallies = [WORKLIST.empty_table()], [TALLIES.empty_table()]
    order = list(rungs(policy, asked))
    with connected(snapshot) as connection:
        try:
            lay_ground(connection, policy, [rung.fact for rung in order], window)
            for rung in order:
                of_fact = asked.get(rung.fact.id, [])
                _build(connection, rung, of_fact, window)
                if of_fact:
                    wide = connection.sql(tally_query(rung.fact, of_fact)).to_arrow_table()
                    tallies += [tall(wide, rule) for rule in of_fact]
                    watches = {rule.id: (watched or {}).get(rule.id, ()) for rule in of_fact}
                    query = "\nUNION ALL\n".join(_open_items(rung.fact, rule, watches[rule.id]) for rule in of_fact)
                    items.append(connection.sql(query).to_arrow_table().cast(WORKLIST))
        finally:
            for rung in reversed(order):
                connection.execute(f"DROP TABLE IF EXISTS {quoted(rung.fact.id)}")
    order_by = [(name, "ascending") for name in ("rule", "area_code", "key")]
    return Duties(
        items=pa.concat_tables(items).sort_by(order_by),
        tallies=pa.concat_tables(tallies),
        as_of=as_of,
        left_out=left_out,
    )


def _build(connection: duckdb.DuckDBPyConnection, rung: Rung, rules: list[Rule], window: Window) -> None:
    query = compile_fact(rung.fact, window, rung.columns)
    try:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {quoted(rung.fact.id)} AS {with_answers(query, rules) if rules else query}"
        )
    except duckdb.Error as error:
        raise ScreeningFailed(fact=rung.fact, rule=None, reason=str(error).splitlines()[0]) from error


def _open_items(fact: Fact, rule: Rule, watched: Collection[int]) -> str:
    answer = answer_column(rule)
    open_ = f"{answer} IS DISTINCT FROM FALSE" if rule.visit_if_unknown else answer
    key = next((name for name in fact.grain if name.endswith("_id")), None)
    if watched and key:
        listed = ", ".join(str(int(one)) for one in sorted(watched))
        open_ = f"({open_} OR ({answer} IS NULL AND {quoted(key)} IN ({listed})))"
    return (
        f"SELECT '{rule.id}' AS rule, '{fact.subject}' AS subject, "
        f"{quoted(key) if key else 'CAST(NULL AS BIGINT)'} AS key, area_code, "
        f"CASE WHEN {answer} THEN 'yes' ELSE 'unknown' END AS answer, {basis_of(fact, rule)} AS basis "
        f"FROM {quoted(fact.id)} AS f CROSS JOIN p WHERE {open_}"
    )
