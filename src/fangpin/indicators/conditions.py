"""The SQL of a tally: who is counted, three-valued, and what of them is added up."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
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
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.policy import Policy, Tally
from fangpin.policy.narrowing import Ways
from fangpin.rules.ladder import quoted

COLUMN, PARAMETERS = "f", "p"


@dataclass(frozen=True, slots=True)
class Given:
    """A policy with what its parameters and the days of a span are, by id.

    Conditions have them written in: the engine works out beforehand what reads nothing else, and asks of a row where
    it is read what would wait for a join with ``p``.
    """

    policy: Policy
    values: Mapping[str, object]

    @classmethod
    def of(cls, policy: Policy, span: Span) -> Given:
        days = {"as_of": span.as_of, "since": span.since, "until": span.until}
        return cls(policy, {**policy.values_on(span.as_of), **days})

    def printed(self, node: Node) -> str:
        return print_tree(node, "duckdb", column_prefix=COLUMN, parameter_prefix=PARAMETERS, given=self.values)

    def within(self, tally: Tally) -> str:
        """Whether the date of a row lies in the tally's window."""
        when = f"{COLUMN}.{quoted(tally.when or '')}"
        if tally.window == "period":
            return f"{when} > DATE '{self.values['since']}' AND {when} <= DATE '{self.values['until']}'"
        return f"{when} <= DATE '{self.values['as_of']}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """``sql`` is true for rows counted, NULL for those that cannot be told. ``known``: it is never NULL."""

    sql: str
    known: bool


def condition_of(tally: Tally, given: Given) -> Condition:
    """Who is counted."""
    always = never_null(tally.over, given.policy)
    parts = [given.within(tally)] if tally.when else []
    known = tally.when is None or tally.when in always
    for expression in (tally.among, tally.where):
        if expression is not None:
            parts.append(f"({given.printed(expression.tree)})")
            known = known and always_answered(expression.tree, always)
    return Condition(sql=" AND ".join(parts) or "TRUE", known=known)


def asked_by_all(tallies: Sequence[Tally], given: Given) -> list[str]:
    """What each of these tallies of one relation asks of a row: who fails it is counted by none, unknown to none."""
    first, *others = (_demands(tally) for tally in tallies)
    return [_passed(part, given) for asked, part in first.items() if all(asked in other for other in others)]


def asked_by_each(tallies: Sequence[Tally], given: Given) -> Ways:
    """By tally, what it asks of a row: one who fails something of each is counted by none, unknown to none.

    Read before the rows are put together, it spares putting together those that nobody counts.
    """
    demands = (_demands(tally).values() for tally in tallies)
    return frozenset(frozenset((_columns_of(part), _passed(part, given)) for part in parts) for parts in demands)


def _columns_of(part: Tally | Node) -> frozenset[str]:
    if isinstance(part, Tally):
        return frozenset([part.when or ""])
    return frozenset(name.id for name in names_read(part) if name.role == "column")


def _demands(tally: Tally) -> dict[Hashable, Tally | Node]:
    """The parts of a tally's condition, all of which a row must pass: its window, and what is asked of its columns."""
    found: dict[Hashable, Tally | Node] = {(tally.window, tally.when): tally} if tally.when else {}
    for expression in (tally.among, tally.where):
        found |= {canonical(part): part for part in _parts(expression.tree)} if expression is not None else {}
    return found


def _passed(part: Tally | Node, given: Given) -> str:
    """True where the part is, or may be: what cannot be told is counted as unknown."""
    if not isinstance(part, Tally):
        return f"({given.printed(part)}) IS DISTINCT FROM FALSE"
    told = part.when in never_null(part.over, given.policy)
    return given.within(part) if told else f"({COLUMN}.{quoted(part.when or '')} IS NULL OR {given.within(part)})"


def _parts(node: Node) -> list[Node]:
    return [part for item in node.items for part in _parts(item)] if isinstance(node, Every) else [node]


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


def counted_expression(tally: Tally, given: Given) -> str:
    """What is added up, looked at or told apart for each row; NULL if rows are counted."""
    counting = tally.counting
    if counting.amount is not None:
        return given.printed(counting.amount.tree)
    if counting.kind == "distinct" and counting.column in AREA_DIGITS:
        digits = AREA_DIGITS[counting.column]
        area = f"{COLUMN}.area_code"
        return f"CASE WHEN length({area}) >= {digits} THEN left({area}, {digits}) END"
    return f"{COLUMN}.{quoted(counting.column)}" if counting.column else "NULL"
