"""The SQL of a tally: who is counted, three-valued, and what of them is added up."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from fangpin.expressions.printing import print_tree
from fangpin.expressions.tree import (
    Call,
    Every,
    IsNull,
    Literal,
    Node,
    Not,
    Read,
    Some,
    canonical,
    children,
    names_read,
)  # fmt: skip
from fangpin.indicators.span import Span
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, Tally
from fangpin.policy.indicator_entries import AREA_DIGITS
from fangpin.rules.ladder import quoted

COLUMN, PARAMETERS = "f", "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """``sql`` is true for rows counted, NULL for those that cannot be told. ``known``: it is never NULL."""

    sql: str
    known: bool


def condition_of(tally: Tally, policy: Policy) -> Condition:
    """Who is counted; parameters and days are columns of ``p``."""
    always = never_null(tally.over, policy)
    parts: list[str] = []
    known = True
    if tally.when:
        when = f"{COLUMN}.{quoted(tally.when)}"
        known = tally.when in always
        if tally.window == "period":
            parts += [f"{when} > {PARAMETERS}.since", f"{when} <= {PARAMETERS}.until"]
        else:
            parts.append(f"{when} <= {PARAMETERS}.as_of")
    for expression in (tally.among, tally.where):
        if expression is not None:
            parts.append(f"({expression.sql('duckdb', COLUMN, PARAMETERS)})")
            known = known and always_answered(expression.tree, always)
    return Condition(sql=" AND ".join(parts) or "TRUE", known=known)


def asked_by_all(tallies: Sequence[Tally], policy: Policy, span: Span) -> list[str]:
    """What each of these tallies of one relation asks of a row: one who fails it is counted by none, unknown to none.

    Read before the rows are put together, it spares putting together those that nobody counts.
    """
    first, *others = (_demands(tally, policy, span) for tally in tallies)
    return [sql for asked, sql in first.items() if all(asked in other for other in others)]


def _demands(tally: Tally, policy: Policy, span: Span) -> dict[Hashable, str]:
    """The parts of a tally's condition that read columns only, or days that are known; a part may be NULL."""
    found: dict[Hashable, str] = {}
    if tally.when:
        when = f"{COLUMN}.{quoted(tally.when)}"
        within = f"{when} <= DATE '{span.as_of}'"
        if tally.window == "period":
            within = f"{when} > DATE '{span.since}' AND {when} <= DATE '{span.until}'"
        told = tally.when in never_null(tally.over, policy)
        found[tally.window, tally.when] = within if told else f"({when} IS NULL OR {within})"
    for expression in (tally.among, tally.where):
        for node in _parts(expression.tree) if expression is not None else ():
            if all(name.role == "column" for name in names_read(node)):
                printed = print_tree(node, "duckdb", column_prefix=COLUMN, parameter_prefix=PARAMETERS)
                found[canonical(node)] = f"({printed}) IS DISTINCT FROM FALSE"
    return found


def _parts(node: Node) -> Sequence[Node]:
    return node.items if isinstance(node, Every) else (node,)


def never_null(over: str, policy: Policy) -> Collection[str]:
    """Columns that every row of a fact or ledger has."""
    spec = SPECS.get(over)
    if spec is not None:
        return {c.stored_name for c in spec.all_columns if c.required}
    return set(policy.fact(over).grain) | {"area_code"}


def always_answered(node: Node, always: Collection[str]) -> bool:
    """Whether a condition can be told for every row."""
    match node:
        case Literal() | IsNull():
            return True
        case Read(name=name):
            return name.role == "day" or (name.role == "column" and name.id in always) or name.id in ("since", "until")
        case Every() | Some() | Not() | Call():
            return all(always_answered(child, always) for child in children(node))
        case _:
            return all(always_answered(child, always) for child in children(node))


def counted_expression(tally: Tally) -> str:
    """What is added up, looked at or told apart for each row; NULL if rows are counted."""
    counting = tally.counting
    if counting.amount is not None:
        return counting.amount.sql("duckdb", COLUMN, PARAMETERS)
    if counting.kind == "distinct" and counting.column in AREA_DIGITS:
        digits = AREA_DIGITS[counting.column]
        area = f"{COLUMN}.area_code"
        return f"CASE WHEN length({area}) >= {digits} THEN left({area}, {digits}) END"
    return f"{COLUMN}.{quoted(counting.column)}" if counting.column else "NULL"


def reads_parameters(sql: str) -> bool:
    """Whether a text reads a column of ``p``."""
    return f"{PARAMETERS}." in sql
