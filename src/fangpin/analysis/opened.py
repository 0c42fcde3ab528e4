"""What an analyst asks of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.indicators import LEVELS, Figure, evaluate
from fangpin.policy import Citation, Parameter, Policy, Value, fact_query
from fangpin.rules import screen
from fangpin.rules.ladder import quoted
from fangpin.snapshots import Snapshot, open_snapshot

WHAT_IF = pa.schema(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("zh", pa.string()),
        pa.field("en", pa.string()),
        pa.field("yes", pa.int64(), nullable=False),
        pa.field("yes_then", pa.int64(), nullable=False),
        pa.field("more", pa.int64(), nullable=False),
    ]
)


Day = date | str  # as "2026-09-30"


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot with the policy it is read with: the one sealed with it, unless another was asked for."""

    snapshot: Snapshot
    policy: Policy

    @property
    def as_of(self) -> date:
        """The day it was sealed for."""
        return self.snapshot.manifest.as_of

    def _day(self, told: Day | None) -> date:
        return _day(told) or self.as_of

    def facts(self, name: str, *, as_of: Day | None = None, since: Day | None = None) -> pa.Table:
        """A fact on a day: its keys and its declared columns, one row a subject, in order of its grain."""
        fact = self.policy.fact(name)
        query = fact_query(self.policy, [name], "duckdb", as_of=self._day(as_of), since=_day(since))
        order = ", ".join(quoted(key) for key in fact.grain)
        with self.snapshot.connect() as connection:
            return connection.sql(f"{query} SELECT * FROM {quoted(name)} ORDER BY {order}").to_arrow_table()

    def findings(self, *, as_of: Day | None = None) -> pa.Table:
        """What the rules in force find: every yes, and the unknowns of rules that ask for a visit."""
        return screen(self.snapshot, self.policy, as_of=self._day(as_of)).findings

    def figures(
        self,
        indicators: Iterable[str] | None = None,
        *,
        as_of: Day | None = None,
        since: Day | None = None,
        levels: Sequence[str] = tuple(LEVELS),
    ) -> pa.Table:
        """Indicators in every area of these levels, with numerator, denominator, unknown and the value divided."""
        if unknown := [level for level in levels if level not in LEVELS]:
            raise ValueError(f"there is no level {', '.join(unknown)}; the levels are {', '.join(LEVELS)}")
        figures = evaluate(
            self.snapshot, self.policy, indicators, as_of=self._day(as_of), since=_day(since), levels=tuple(levels)
        )
        table = figures.table()
        values = [_value(figure) for figure in figures.in_table_order()]
        return table.append_column("value", pa.array(values, pa.decimal128(38, 6)))

    def with_parameters(self, parameters: Mapping[str, Any]) -> Opened:
        """The same snapshot read with other values of some parameters, on every day."""
        changed = {
            id_: _with_value(self.policy.value(id_, on=self.as_of), self.policy.parameters[id_], value)
            for id_, value in parameters.items()
        }
        policy = replace(self.policy, parameters={**self.policy.parameters, **changed})
        return Opened(self.snapshot, policy)

    def what_if(self, parameters: Mapping[str, Any], *, as_of: Day | None = None) -> pa.Table:
        """How many more or fewer each rule would find with other values, rules that change first."""
        day = self._day(as_of)
        now = _yes(screen(self.snapshot, self.policy, as_of=day).tallies)
        then = _yes(screen(self.snapshot, self.with_parameters(parameters).policy, as_of=day).tallies)
        rows: list[dict[str, Any]] = [
            {
                "rule": rule.id,
                "zh": rule.zh,
                "en": rule.en,
                "yes": now.get(rule.id, 0),
                "yes_then": then.get(rule.id, 0),
                "more": then.get(rule.id, 0) - now.get(rule.id, 0),
            }
            for rule in self.policy.rules_on(day)
        ]
        return pa.Table.from_pylist(sorted(rows, key=lambda row: (-abs(row["more"]), row["rule"])), WHAT_IF)


def _day(told: Day | None) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) else told


def open_folder(folder: str | Path, *, policy: Policy | None = None) -> Opened:
    """Open a snapshot folder; ``SnapshotError`` if it is none, or was changed since it was sealed."""
    snapshot = open_snapshot(Path(folder))
    return Opened(snapshot, policy or snapshot.policy)


def _value(figure: Figure) -> Decimal | None:
    value = figure.value
    return None if value is None else value.quantize(Decimal("0.000001"))


def _with_value(now: Value, parameter: Parameter, value: Any) -> Parameter:
    try:
        kept = value if isinstance(value, date | bool) else type(now.value)(str(value))
    except (ArithmeticError, ValueError) as problem:
        raise ValueError(f"{parameter.id} is {now.value} now; {value!r} is not such a value") from problem
    supposed = Value(kept, date(1900, 1, 1), Citation("what if"), now.file, now.line)
    return replace(parameter, values=(supposed,))


def _yes(tallies: pa.Table) -> dict[str, int]:
    summed = tallies.group_by("rule").aggregate([("yes", "sum")])
    return dict(
        zip(summed.column("rule").to_pylist(), pc.cast(summed.column("yes_sum"), "int64").to_pylist(), strict=True)
    )
