"""What an expression means: three answers, units, the tree behind it, what it reads, how it is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fangpin.expressions import (
    BASE_UNITS,
    FUNCTIONS,
    GRAMMAR_VERSION,
    ExpressionError,
    Name,
    Type,
    Unit,
    Vocabulary,
    compile_expression,
    parameter_relation,
)
from fangpin.expressions.errors import MESSAGES

from .small_fact import AS_OF, PARAMETERS, VALUES, WORDS, Answering

EMPTY: dict[str, object] = {name.id: None for name in WORDS.names if name.role == "column"}


def answer(text: str, **row: object) -> object:
    return compile_expression(text, WORDS, expects=None).evaluate(EMPTY | row, VALUES, as_of=AS_OF)


# --- three answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("healthy AND FALSE", False),
        ("healthy AND TRUE", None),
        ("healthy OR TRUE", True),
        ("healthy OR FALSE", None),
        ("NOT healthy", None),
        ("members > 3", None),
        ("members > 3 AND 1 > 2", False),
        ("grade IN ('A')", None),
        ("grade NOT IN ('A')", None),
        ("grade IS NULL", True),
        ("members * income_line IS NULL", True),
        ("least(own_pay_yuan, 5) < 9", None),
        ("years_between(born_on, as_of) > 3", None),
        ("members BETWEEN 1 AND 3", None),
    ],
)
def test_what_is_not_known_stays_unknown_unless_it_cannot_matter(text: str, expected: bool | None) -> None:
    assert answer(text) is expected


def test_on_the_line_is_not_below_it() -> None:
    rule = "net_income_yuan < members * income_line"
    assert answer(rule, net_income_yuan="33199.99", members=4) is True
    assert answer(rule, net_income_yuan=Decimal("33200.00"), members=4) is False


def test_amounts_are_exact_whatever_their_size() -> None:
    assert answer("net_income_yuan * 3 = 2999999999999.97", net_income_yuan=Decimal("999999999999.99")) is True
    assert answer("share + 0.1", share=Decimal("0.2000")) == Decimal("0.3")


def test_a_float_is_never_taken_for_an_amount() -> None:
    with pytest.raises(TypeError, match="net_income_yuan"):
        answer("net_income_yuan < 5", net_income_yuan=4.5)


def test_a_row_that_lacks_a_column_is_an_error_and_not_unknown() -> None:
    with pytest.raises(KeyError):
        compile_expression("members > 3", WORDS).evaluate({}, VALUES, as_of=AS_OF)


def test_the_larger_of_two_scales_keeps_all_its_places(duck: Answering, postgres: Answering) -> None:
    asked = [compile_expression("greatest(members * income_line, share * own_pay_yuan)", WORDS, expects="decimal")]
    row = EMPTY | {"members": 0, "share": Decimal("0.0001"), "own_pay_yuan": Decimal("0.01")}
    assert duck.answers(asked, [row]) == postgres.answers(asked, [row]) == [(Decimal("0.000001"),)]


# --- dates -----------------------------------------------------------------------------------------------------------

CONFORMANCE = [
    # function, first, second, expected
    ("days_between", "2026-02-28", "2026-03-01", 1),
    ("days_between", "2024-02-28", "2024-03-01", 2),
    ("days_between", "2026-03-01", "2026-02-28", -1),
    ("days_between", "2026-03-01", "2026-03-01", 0),
    ("months_between", "2026-01-15", "2026-02-14", 0),
    ("months_between", "2026-01-15", "2026-02-15", 1),
    ("months_between", "2026-01-31", "2026-02-28", 0),
    ("months_between", "2026-01-31", "2026-03-01", 1),
    ("months_between", "2026-01-31", "2026-03-31", 2),
    ("months_between", "2025-12-31", "2026-01-01", 0),
    ("months_between", "2026-02-15", "2026-01-15", -1),
    ("months_between", "2026-02-14", "2026-01-15", 0),
    ("months_between", "2016-10-31", "2026-10-31", 120),
    ("years_between", "2010-10-31", "2026-10-31", 16),
    ("years_between", "2010-11-01", "2026-10-31", 15),
    ("years_between", "2008-02-29", "2026-02-28", 17),
    ("years_between", "2008-02-29", "2026-03-01", 18),
    ("years_between", "2008-02-29", "2024-02-29", 16),
    ("years_between", "2026-10-31", "2010-10-31", -16),
    ("years_between", "2026-10-31", "2010-11-01", -15),
]


@pytest.mark.parametrize("engine", ["python", "duck", "postgres"])
def test_functions_of_dates_count_alike_in_every_engine(engine: str, request: pytest.FixtureRequest) -> None:
    expressions = [
        compile_expression(f"{function}(DATE '{first}', DATE '{second}')", WORDS, expects="integer")
        for function, first, second, _ in CONFORMANCE
    ]
    if engine == "python":
        found = tuple(e.evaluate(EMPTY, VALUES, as_of=AS_OF) for e in expressions)
    else:
        answering: Answering = request.getfixturevalue(engine)
        (found,) = answering.answers(expressions, [EMPTY])
    assert found == tuple(expected for *_, expected in CONFORMANCE)
    assert {function for function, *_ in CONFORMANCE} == {f.name for f in FUNCTIONS.values() if f.family == "dates"}


def test_two_dates_apart_are_days() -> None:
    assert (
        compile_expression("as_of - born_on > 5", WORDS).hash
        == compile_expression("days_between(born_on, 统计日) > 5", WORDS).hash
    )


# What Spark is told. It is not run here; the texts are kept so that a change of printing is seen.
SPARK = [
    ("days_between(born_on, as_of)", "CAST(DATEDIFF(p.`as_of`, f.`born_on`) AS BIGINT)"),
    ("abs(members)", "ABS(f.`members`)"),
    ("least(members, 3)", "CASE WHEN NOT f.`members` IS NULL AND NOT 3 IS NULL THEN LEAST(f.`members`, 3) END"),
    ("greatest(members, 3)", "CASE WHEN NOT f.`members` IS NULL AND NOT 3 IS NULL THEN GREATEST(f.`members`, 3) END"),
    (
        "years_between(born_on, as_of)",
        "((CAST(EXTRACT(YEAR FROM p.`as_of`) AS BIGINT)) - (CAST(EXTRACT(YEAR FROM f.`born_on`) AS BIGINT)) - CASE",
    ),
    (
        "months_between(born_on, as_of)",
        "((CAST(EXTRACT(YEAR FROM p.`as_of`) AS BIGINT) * 12 + CAST(EXTRACT(MONTH FROM p.`as_of`) AS BIGINT)) - (",
    ),
]


@pytest.mark.parametrize(("text", "printed"), SPARK)
def test_spark_is_told_in_its_own_words(text: str, printed: str) -> None:
    assert compile_expression(text, WORDS, expects="integer").sql("spark").startswith(printed)


def test_every_function_has_a_spark_printing_above() -> None:
    assert {text.split("(")[0] for text, _ in SPARK} == set(FUNCTIONS)


# --- units and digits ------------------------------------------------------------------------------------------------


def test_units_multiply_as_powers() -> None:
    line, members = Unit.parse("CNY per person per year"), Unit.parse("person")
    assert line.times(members) == Unit.parse("CNY per year")
    assert str(line) == "CNY per person per year"
    assert line.zh == "元/人/年"
    assert Unit.parse("") == Unit.parse(None)


def test_a_word_that_is_no_unit_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="yuan"):
        Unit.parse("yuan per person")
    assert "CNY" in BASE_UNITS


@pytest.mark.parametrize("written", ["number", "decimal", "decimal(39,2)", "decimal(10,7)", "code", "boolean(1)", ""])
def test_a_type_that_cannot_be_kept_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Type.parse(written)


def test_a_product_of_more_than_eighteen_digits_is_widened_on_the_left() -> None:
    wide = compile_expression("income_line * members * 1.5 > 5", WORDS).sql("duckdb")
    assert wide.count("AS DECIMAL(38, 2)") == 2
    assert "CAST" not in compile_expression("net_income_yuan > 5 + own_pay_yuan", WORDS).sql("duckdb")


# --- the tree --------------------------------------------------------------------------------------------------------


def test_canonical_text_is_of_the_meaning_and_not_of_the_writing() -> None:
    a = compile_expression("(家庭人口) >= 3.00 and  NOT 健康", WORDS)
    b = compile_expression('"members" >= 3 AND NOT (healthy)', WORDS)
    assert a.canonical == f"fangpin-expression/{GRAMMAR_VERSION} (and (>= column:members 3) (not column:healthy))"
    assert a.hash == b.hash
    assert a.hash != compile_expression("members > 3 AND NOT healthy", WORDS).hash
    assert len({a.hash, compile_expression("members >= 3.01 AND NOT healthy", WORDS).hash}) == 2


def test_canonical_text_of_every_form_stays_as_it_is() -> None:
    text = (
        "a IN ('x', 'y''z') OR b - 1 < -c * 1.50 OR d IS NOT NULL OR least(b, c) <> 0 "
        "OR e > DATE '2026-01-01' OR p = TRUE"
    )
    names = [
        Name(n, "", Type("text") if n == "a" else Type.parse("decimal(8,2)") if n in "bc" else Type("date"))
        for n in "abcde"
    ]
    words = Vocabulary([*names, Name("p", "", Type("boolean"), "parameter")])
    assert compile_expression(text, words).canonical == (
        "fangpin-expression/1 (or (in column:a 'x' 'y''z') (< (- column:b 1) (* (neg column:c) 1.5)) "
        "(not (null? column:d)) (<> (least column:b column:c) 0) (> column:e DATE '2026-01-01') (= parameter:p TRUE))"
    )


def test_what_is_read_is_known_in_reading_order() -> None:
    rule = compile_expression(
        "own_pay_yuan >= big_medical AND members * income_line > net_income_yuan AND members > 0", WORDS
    )
    assert [n.id for n in rule.columns] == ["own_pay_yuan", "members", "net_income_yuan"]
    assert [n.id for n in rule.parameters] == ["big_medical", "income_line"]
    assert "as_of" not in {n.id for n in rule.columns + rule.parameters}


def test_a_finding_is_explained_by_the_comparisons_it_rests_on() -> None:
    rule = compile_expression(
        "own_pay_yuan >= big_medical AND NOT (家庭人口 * 监测收入线 < net_income_yuan OR healthy) "
        "AND grade NOT IN ('A')",
        WORDS,
    )
    row = EMPTY | {
        "own_pay_yuan": Decimal(23411),
        "members": 4,
        "net_income_yuan": None,
        "healthy": False,
        "grade": "C",
    }
    leaves = rule.comparisons
    assert [(c.left.label("zh"), c.sign, c.right.label("zh") if c.right else None) for c in leaves] == [
        ("自付医疗费", "≥", "大额自付线"),
        ("家庭人口 × 监测收入线", "≥", "纯收入"),
        ("健康", "holds", None),
        ("鉴定等级", "in", None),
    ]
    assert [c.evaluate(row, VALUES, as_of=AS_OF) for c in leaves] == [True, None, True, True]
    assert [c.negated for c in leaves] == [False, True, True, True]
    assert leaves[0].left.evaluate(row, VALUES, as_of=AS_OF) == Decimal(23411)
    assert leaves[0].left.name is WORDS.get("own_pay_yuan")
    assert leaves[3].values == ("A",)


def test_parameters_are_a_typed_relation_of_one_row() -> None:
    values = {
        PARAMETERS[0]: Decimal("8300.00"),
        PARAMETERS[3]: None,
        Name("place", "地", Type("text"), "parameter"): "O'Neil",
    }
    assert parameter_relation(values, "duckdb", as_of=date(2026, 10, 31)) == (
        'SELECT CAST(\'8300.00\' AS DECIMAL(14, 2)) AS "income_line", CAST(NULL AS DATE) AS "campaign_on", '
        "CAST('O''Neil' AS TEXT) AS \"place\", CAST('2026-10-31' AS DATE) AS \"as_of\""
    )


def test_names_are_printed_quoted_under_the_prefixes_asked_for() -> None:
    rule = compile_expression("家庭人口 > school_age * 0 + 1 OR members > 2", Vocabulary([
        Name("members", "家庭人口", Type.parse("integer")),
        Name("school_age", "入学年龄", Type.parse("integer"), "parameter"),
    ]))  # fmt: skip
    assert rule.sql("duckdb", column_prefix="", parameter_prefix="q").startswith('("members" > (')
    assert 'q."school_age"' in rule.sql("duckdb", column_prefix="", parameter_prefix="q")


def test_an_expression_may_be_asked_for_another_kind() -> None:
    assert compile_expression("members + 1", WORDS, expects="decimal").type.kind == "integer"
    with pytest.raises(ExpressionError, match="a date is expected"):
        compile_expression("members", WORDS, expects="date")


# --- the page that describes the language ----------------------------------------------------------------------------

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "expressions.md"


def test_the_reference_page_names_every_function_unit_and_problem() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for word in (*(f.usage for f in FUNCTIONS.values()), *(f.zh for f in FUNCTIONS.values())):
        assert word in page, f"docs/reference/expressions.md does not speak of {word}"
    for unit in BASE_UNITS:
        assert f"`{unit}`" in page, f"docs/reference/expressions.md does not list the unit {unit}"
    for problem in MESSAGES:
        assert f"`{problem}`" in page, f"docs/reference/expressions.md does not list the problem {problem}"
    assert f"Grammar version {GRAMMAR_VERSION}" in page
