"""Worked cases through the SQL that screens: the second opinion beside the plain evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import duckdb

from fangpin.expressions import Name, parameter_relation
from fangpin.policy import Case, Fact, FactColumn, Policy, Rule, parameters_query
from fangpin.policy.cases import case_parameters, case_row
from fangpin.policy.yaml_reading import Notes
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
    lay_parameters(connection, policy, on=on)
    return _answer(connection, policy, rule, row)


def lay_parameters(
    connection: duckdb.DuckDBPyConnection, policy: Policy, *, on: date, instead: Mapping[str, object] | None = None
) -> None:
    """Name ``p``, the parameters of a day, for the rows that are asked next; ``instead`` are values a case gives."""
    query = parameters_query(policy, "duckdb", as_of=on)
    if instead:
        values: dict[Name, object] = {
            policy.parameters[id_].name: value
            for id_, value in ({k: v.value for k, v in policy.parameters_on(on).items()} | dict(instead)).items()
        }
        query = parameter_relation(values, "duckdb", as_of=on)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE p AS {query}")


def _answer(connection: duckdb.DuckDBPyConnection, policy: Policy, rule: Rule, row: Mapping[str, Any]) -> bool | None:
    asked = with_answers(_row_query(policy.fact(rule.over), rule, row), [rule])
    answered = connection.execute(
        f"SELECT {answer_column(rule)} FROM ({asked})", list(_values(policy, rule, row))
    ).fetchone()
    assert answered is not None  # noqa: S101 - one row was given
    return answered[0]  # type: ignore[no-any-return]


def work_through(policy: Policy) -> Iterator[Worked]:
    """Every worked case that is written for the policy's own place, answered by the SQL of a screening."""
    connection = duckdb.connect(":memory:")
    laid: tuple[date, dict[str, object]] | None = None
    try:
        for case in policy.cases:
            if case.place != policy.place.id:
                continue
            instead = case_parameters(case, policy, Notes())
            if (case.day, instead) != laid:
                lay_parameters(connection, policy, on=case.day, instead=instead)
                laid = (case.day, instead)
            for rule_id, expected in case.expect.items():
                rule = policy.rule(rule_id)
                row = case_row(case, policy.fact(rule.over), policy)
                answer = _answer(connection, policy, rule, row)
                yield Worked(case=case, rule=rule_id, expected=expected, answered=_WORDS[answer])
    finally:
        connection.close()


def _row_query(fact: Fact, rule: Rule, row: Mapping[str, Any]) -> str:
    columns = ", ".join(
        f"CAST({'?' if column.name in row else 'NULL'} AS {column.type.sql}) AS {quoted(column.name)}"
        for column in _read(fact, rule)
    )
    return f"SELECT {columns}"


def _read(fact: Fact, rule: Rule) -> list[FactColumn]:
    """The columns the rule compares: a row of a hundred columns takes longer to write down than to answer."""
    read = {name.id for name in rule.holds.columns}
    return [column for column in fact.columns if column.name in read]


def _values(policy: Policy, rule: Rule, row: Mapping[str, Any]) -> Iterator[Any]:
    for column in _read(policy.fact(rule.over), rule):
        if column.name in row:
            value = row[column.name]
            yield value if value is None or isinstance(value, bool | int | date) else str(value)
