"""A fact built in a connection with the answers of its rules beside it, and who is to blame where that fails."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from fangpin.policy import Fact, Rule
from fangpin.rules.answers import answer_column, with_answers
from fangpin.rules.ladder import Rung, Window, compile_fact, quoted


class ScreeningFailed(Exception):
    """The engine refused a fact or a rule. ``rule`` is None when the fact itself fails; ``reason`` is the engine's."""

    def __init__(self, *, fact: Fact, rule: Rule | None, reason: str) -> None:
        self.fact, self.rule, self.reason = fact, rule, reason
        super().__init__(fact.id, rule.id if rule else None, reason)

    def __str__(self) -> str:
        if self.rule is None:
            failed = f"the fact {self.fact.id} cannot be computed: {self.reason} ({self.fact.file})"
            return f"{failed}; correct its query and screen again"
        place = f"{self.rule.file}:{self.rule.line}"
        failed = f"the rule {self.rule.id} cannot be answered: {self.reason} ({place})"
        return f"{failed}; correct it or switch it off, and screen again"

    @property
    def zh(self) -> str:
        if self.rule is None:
            return f"事实“{self.fact.zh}”无法计算：{self.reason}（{self.fact.file}）；请更正查询后重新筛查"
        place = f"{self.rule.file} 第 {self.rule.line} 行"
        return f"规则“{self.rule.zh}”无法判断：{self.reason}（{place}）；请更正或停用该规则后重新筛查"


def build(connection: duckdb.DuckDBPyConnection, rung: Rung, rules: Sequence[Rule], window: Window) -> None:
    """Make the fact's view or table; all its rules are columns of one query. Raises :class:`ScreeningFailed`."""
    query = compile_fact(rung.fact, window, rung.columns)
    try:
        if not rung.kept:
            connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(rung.fact.id)} AS {query}")
            return
        _keep(connection, rung.fact, with_answers(query, rules) if rules else query)
    except duckdb.Error as error:
        raise _culprit(connection, rung.fact, query, rules, error) from error


def _keep(connection: duckdb.DuckDBPyConnection, fact: Fact, query: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(fact.id)} AS {query}")


def _culprit(
    connection: duckdb.DuckDBPyConnection, fact: Fact, query: str, rules: Sequence[Rule], error: duckdb.Error
) -> ScreeningFailed:
    """Which rule it was: the fact alone first, then rule by rule."""
    try:
        _keep(connection, fact, query)
    except duckdb.Error as of_fact:
        return ScreeningFailed(fact=fact, rule=None, reason=_first_line(of_fact))
    for rule in rules:
        try:
            asked = with_answers(f"SELECT * FROM {quoted(fact.id)}", [rule])
            connection.execute(f"SELECT count({answer_column(rule)}) FROM ({asked})")
        except duckdb.Error as of_rule:
            return ScreeningFailed(fact=fact, rule=rule, reason=_first_line(of_rule))
    return ScreeningFailed(fact=fact, rule=None, reason=_first_line(error))


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
