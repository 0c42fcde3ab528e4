"""DuckDB, PostgreSQL and the plain evaluator answer every expression alike, unknown included."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangpin.expressions import Expression, ExpressionError, compile_expression

from .small_fact import AS_OF, GRADES, WORDS, Answering, Row, in_python

# --- rows ------------------------------------------------------------------------------------------------------------

money = st.decimals(min_value=Decimal("-99999999.99"), max_value=Decimal("99999999.99"), places=2) | st.sampled_from(
    [Decimal(0), Decimal("8300.00"), Decimal("20000.00"), Decimal("33200.00"), Decimal("999999999999.99")]
)
days = st.dates(min_value=date(1930, 1, 1), max_value=date(2030, 12, 31)) | st.sampled_from(
    [AS_OF, date(2024, 2, 29), date(2025, 2, 28), date(2026, 1, 31), date(2026, 6, 30), date(2020, 10, 31)]
)
maybe = st.none()
rows_of_a_fact = st.fixed_dictionaries(
    {
        "net_income_yuan": maybe | money,
        "own_pay_yuan": maybe | money,
        "share": maybe | st.decimals(min_value=Decimal(-9999), max_value=Decimal(9999), places=4),
        "members": maybe | st.integers(0, 12),
        "pupils": maybe | st.integers(-3, 2_000_000_000),
        "healthy": maybe | st.booleans(),
        "resettled": maybe | st.booleans(),
        "born_on": maybe | days,
        "moved_on": maybe | days,
        "grade": maybe | st.sampled_from(list(GRADES)),
        "last_grade": maybe | st.sampled_from(list(GRADES)),
        "hamlet": maybe | st.sampled_from(["", "上寨", "O'Neil", "a\\b"]),
    }
)

# --- expressions, grown by kind and unit, so that most of them are accepted ------------------------------------------

whole = st.integers(0, 99999).map(str)
written_money = st.decimals(min_value=0, max_value=99999, places=2).map(str)
date_leaves = st.sampled_from(["born_on", "迁入日期", "as_of", "统计日", "campaign_on"]) | days.map(
    lambda d: f"DATE '{d}'"
)


def number(leaves: list[str], literals: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    base = st.sampled_from(leaves) | literals

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
            st.tuples(inner, inner).map(lambda t: f"({t[0]}) - ({t[1]})"),
            st.tuples(whole | st.just("1.5"), inner).map(lambda t: f"{t[0]} * ({t[1]})"),
            inner.map(lambda x: f"-({x})"),
            inner.map(lambda x: f"abs({x})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda x: f"least({', '.join(x)})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda x: f"GREATEST({', '.join(x)})"),
        )

    return st.recursive(base, larger, max_leaves=5)


spans = st.tuples(date_leaves, date_leaves)
amounts = number(
    [
        "net_income_yuan",
        "自付医疗费",
        "big_medical",
        "members * income_line",
        "监测收入线 * (pupils + 家庭人口)",
        "share * own_pay_yuan",
    ],
    whole | written_money,
)
persons = number(["members", "在校生"], whole)
plain = number(["share", "2 * 比例"], whole | written_money)
ages = number(["school_age"], st.integers(0, 120).map(str)) | spans.map(lambda d: f"years_between({d[0]}, {d[1]})")
months = spans.map(lambda d: f"months_between({d[0]}, {d[1]})") | st.integers(-50, 2000).map(str)
day_counts = (
    spans.map(lambda d: f"days_between({d[0]}, {d[1]})")
    | spans.map(lambda d: f"({d[0]} - {d[1]})")
    | st.integers(0, 9999).map(str)
)
earliest = st.lists(date_leaves, min_size=2, max_size=3).map(lambda d: f"least({', '.join(d)})")
orders = st.sampled_from(["<", "<=", "=", "<>", "!=", ">", ">="])


def compared(side: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(side, orders, side).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        st.tuples(side, side, side).map(lambda t: f"{t[0]} BETWEEN {t[1]} AND {t[2]}"),
        st.tuples(side, side, side).map(lambda t: f"{t[0]} not between {t[1]} and {t[2]}"),
    )


equals = st.sampled_from(["=", "<>"])
codes = st.one_of(
    st.tuples(st.sampled_from(["grade", "上次等级"]), equals, st.sampled_from(sorted(GRADES))).map(
        lambda t: f"{t[0]} {t[1]} '{t[2]}'"
    ),
    st.tuples(st.sampled_from(["IN", "NOT IN"]), st.lists(st.sampled_from(sorted(GRADES)), min_size=1, max_size=3)).map(
        lambda t: f"鉴定等级 {t[0]} ({', '.join(repr(c) for c in t[1])})"
    ),
    st.just("grade <> last_grade"),
    st.sampled_from(["hamlet = '上寨'", "hamlet <> ''", "自然村 IN ('O''Neil', 'a\\b')"]),
    st.just("members IN (1, 2, 3)"),
)
truths = st.one_of(
    compared(amounts),
    compared(persons),
    compared(plain),
    compared(ages),
    compared(months),
    compared(day_counts),
    compared(date_leaves | earliest),
    codes,
    st.sampled_from(["healthy", "搬迁", "healthy = resettled", "healthy <> TRUE", "NOT 健康", "TRUE", "FALSE"]),
    st.sampled_from(
        ["net_income_yuan IS NULL", "members * income_line is not null", "years_between(born_on, as_of) IS NULL"]
    ),
)
conditions = st.recursive(
    truths,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR", "and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"{t[0]} OR {t[1]} AND {t[2]}"),
        inner.map(lambda x: f"NOT ({x})"),
        inner.map(lambda x: f"NOT {x}"),
    ),
    max_leaves=6,
)
# A generated expression may overreach; it must then be refused for its size, for nothing else.
FOR_SIZE = {"too_many_digits", "too_many_decimals", "too_long", "too_deep"}


def compiled(text: str) -> Expression | None:
    try:
        return compile_expression(text, WORDS, expects=None)
    except ExpressionError as error:
        if error.problem not in FOR_SIZE:
            raise
        return None


expressions = st.lists((conditions | amounts | ages).map(compiled), min_size=1, max_size=6).map(
    lambda es: [e for e in es if e]
)


@pytest.mark.parametrize("engine", ["duck", "postgres"])
def test_engine_and_evaluator_agree_on_every_expression(engine: str, request: pytest.FixtureRequest) -> None:
    answering: Answering = request.getfixturevalue(engine)

    @settings(max_examples=200, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(expressions, st.lists(rows_of_a_fact, min_size=1, max_size=12))
    def agree(asked: list[Expression], rows: list[Row]) -> None:
        if not asked:
            return
        found, wanted = answering.answers(asked, rows), in_python(asked, rows)
        for row, got, want in zip(rows, found, wanted, strict=True):
            for expression, a, b in zip(asked, got, want, strict=True):
                assert a == b, (
                    expression.source,
                    dict(row),
                    f"{answering.engine}: {a!r}, evaluator: {b!r}",
                )

    agree()


@settings(max_examples=200, derandomize=True, database=None)
@given(conditions)
def test_canonical_text_and_printing_survive_a_second_reading(text: str) -> None:
    first = compiled(text)
    if first is None:
        return
    spaced = compiled(text.replace(" ", "\n  "))
    assert spaced is not None
    assert spaced.hash == first.hash
    for engine in ("duckdb", "postgres", "spark"):
        assert spaced.sql(engine) == first.sql(engine)
