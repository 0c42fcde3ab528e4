"""The words of a small household fact, and the three ways to answer an expression over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.expressions import Engine, Expression, Name, Type, Vocabulary, parameter_relation

Row = Mapping[str, Any]

COLUMNS = (
    Name("net_income_yuan", "纯收入", Type.parse("decimal(14,2)", "CNY")),
    Name("own_pay_yuan", "自付医疗费", Type.parse("decimal(14,2)", "CNY")),
    Name("share", "比例", Type.parse("decimal(8,4)")),
    Name("members", "家庭人口", Type.parse("integer", "person")),
    Name("pupils", "在校生", Type.parse("integer", "person")),
    Name("healthy", "健康", Type.parse("boolean")),
    Name("resettled", "搬迁", Type.parse("boolean")),
    Name("born_on", "出生日期", Type.parse("date")),
    Name("moved_on", "迁入日期", Type.parse("date")),
    Name("grade", "鉴定等级", Type.parse("code(housing_grade)")),
    Name("last_grade", "上次等级", Type.parse("code(housing_grade)")),
    Name("hamlet", "自然村", Type.parse("text")),
)
PARAMETERS = (
    Name("income_line", "监测收入线", Type.parse("decimal(14,2)", "CNY per person"), "parameter"),
    Name("big_medical", "大额自付线", Type.parse("decimal(14,2)", "CNY"), "parameter"),
    Name("school_age", "入学年龄", Type.parse("integer", "year"), "parameter"),
    Name("campaign_on", "排查日", Type.parse("date"), "parameter"),
)
VALUES: dict[str, object] = {
    "income_line": Decimal("8300.00"),
    "big_medical": Decimal("20000.00"),
    "school_age": 6,
    "campaign_on": date(2026, 6, 30),
}
GRADES = {"A": "A级", "B": "B级", "C": "C级", "D": "D级"}
AS_OF = date(2026, 10, 31)

WORDS = Vocabulary([*COLUMNS, *PARAMETERS], {"housing_grade": GRADES})


def relation(rows: Sequence[Row], engine: Engine) -> str:
    """The rows as a typed query, numbered by ``n``."""

    def constant(value: object, type_: str) -> str:
        written = "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"
        return f"CAST({written} AS {type_})"

    selects = (
        f"SELECT {n} AS n, " + ", ".join(f"{constant(row[c.id], c.type.sql)} AS {c.id}" for c in COLUMNS)
        for n, row in enumerate(rows)
    )
    return " UNION ALL ".join(selects)


@dataclass
class Answering:
    """Runs SQL of one engine and gives back rows."""

    engine: Engine
    run: Callable[[str], list[tuple[Any, ...]]]

    def answers(self, expressions: Sequence[Expression], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        """For each row, the value of each expression."""
        parameters = parameter_relation({p: VALUES[p.id] for p in PARAMETERS}, self.engine, as_of=AS_OF)
        asked = ", ".join(f"({e.sql(self.engine)}) AS a{n}" for n, e in enumerate(expressions))
        found = self.run(
            f"SELECT n, {asked} FROM ({relation(rows, self.engine)}) AS f CROSS JOIN ({parameters}) AS p ORDER BY n"  # noqa: S608
        )
        return [tuple(row[1:]) for row in found]


def in_python(expressions: Sequence[Expression], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """The plain evaluator's answers, in the same shape."""
    return [tuple(e.evaluate(row, VALUES, as_of=AS_OF) for e in expressions) for row in rows]
