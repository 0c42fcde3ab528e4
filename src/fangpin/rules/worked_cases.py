"""Worked cases through the SQL that screens: the second opinion beside the plain evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import duckdb

from fangpin.policy import Case, Fact, Policy, Rule, parameters_query
from fangpin.policy.cases import case_row
from fangpin.rules.answers import answer_column, with_answers
from fangpin.rules.ladder import quoted

Answer = Literal["yes", "no", "unknown"]
_WORDS: dict[bool | None, Answer] = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What the SQL answered for one rule of one case, beside what the official expects."""

    case: Case
    rule: str
    expected: Answer
    answered: Answer

    @property
    def agrees(self) -> bool:
        return self.expected == self.answered


def answer_row(
    connection: duckdb.DuckDBPyConnection, policy: Policy, rule: Rule, row: Mapping[str, Any], *, on: date
) -> bool | None:
    """The answer of DuckDB on one row of the rule's fact; columns not given are unknown."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW p AS {parameters_query(policy, 'duckdb', as_of=on)}")
    asked = with_answers(_row_query(policy.fact(rule.over), row), [rule])
    answered = connection.execute(
        f"SELECT {answer_column(rule)} FROM ({asked})", list(_values(policy, rule, row))
    ).fetchone()
    assert answered is not None  # noqa: S101 - one row was given
    return answered[0]  # type: ignore[no-any-return]


def work_through(policy: Policy) -> Iterator[Worked]:
    """Every worked case that is written for the policy's own place, answered by the SQL of a screening."""
    connection = duckdb.connect(":memory:")
    try:
        for case in policy.cases:
            if case.place != policy.place.id:
                continue
            for rule_id, expected in case.expect.items():
                rule = policy.rule(rule_id)
                row = case_row(case, policy.fact(rule.over), policy)
                answer = answer_row(connection, policy, rule, row, on=case.day)
                yield Worked(case=case, rule=rule_id, expected=expected, answered=_WORDS[answer])
    finally:
        connection.close()


def _row_query(fact: Fact, row: Mapping[str, Any]) -> str:
    columns = ", ".join(
        f"CAST({'?' if column.name in row else 'NULL'} AS {column.type.sql}) AS {quoted(column.name)}"
        for column in fact.columns
    )
    return f"SELECT {columns}"


def _values(policy: Policy, rule: Rule, row: Mapping[str, Any]) -> Iterator[Any]:
    for column in policy.fact(rule.over).columns:
        if column.name in row:
            value = row[column.name]
            yield value if value is None or isinstance(value, bool | int | date) else str(value)
