"""What the language refuses, where it points, and what it says."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangpin.expressions import ExpressionError, Name, Origin, Type, Vocabulary, compile_expression
from fangpin.expressions.errors import MESSAGES
from fangpin.expressions.guard import FULL_WIDTH, LONGEST

from .small_fact import WORDS

# expression, problem, column of the place pointed at, a piece of the English sentence
REFUSED = [
    ("", "empty", 1, "empty"),
    ("  \n ", "empty", 1, "empty"),
    ("members > 1 AND " * 200 + "healthy", "too_long", 1, "characters"),
    ("(" * 20 + "healthy" + ")" * 20, "too_deep", 17, "nested"),
    ("NOT " * 20 + "healthy", "too_deep", 65, "nested"),
    ("- " * 20 + "members > 0", "too_deep", 33, "nested"),
    ("NOT (" * 9 + "healthy" + ")" * 9, "too_deep", None, "nested"),
    ("income_lin > 5", "unknown_name", 1, "did you mean income_line?"),
    ("MEMBERS > 5", "unknown_name", 1, "did you mean members?"),
    ("家庭人数 > 5", "unknown_name", 1, "did you mean 家庭人口?"),
    ("net_income_yuan < income_line", "units_differ", 1, "CNY against CNY per person"),
    ("members + 0 < school_age", "units_differ", 1, "person against year"),
    ("members + years_between(born_on, as_of) > 1", "units_differ", 1, "person against year"),
    ("share = members", "units_differ", 1, "a plain number against person"),
    ("least(members, school_age) > 1", "units_differ", 1, "person against year"),
    ("grade = 'E'", "not_in_list", 9, "it has A, B, C, D"),
    ("grade = 'D级'", "not_in_list", 9, "did you mean 'D'?"),
    ("grade IN ('A', 'd')", "not_in_list", 16, "did you mean 'D'?"),
    ("grade = hamlet", "kinds_differ", 1, "beside ="),
    ("grade < 'B'", "kinds_differ", 1, "compared with = and <>"),
    ("hamlet > 'a'", "kinds_differ", 1, "compared with = and <>"),
    ("healthy < resettled", "kinds_differ", 1, "compared with = and <>"),
    ("members = '4'", "kinds_differ", 1, "numbers stand without quotation marks"),
    ("net_income_yuan < 'abc'", "kinds_differ", 1, "quotation marks"),
    ("born_on < '2026-01-01'", "kinds_differ", 1, "DATE '2026-01-31'"),
    ("born_on < 5", "kinds_differ", 1, "days_between"),
    ("born_on + 30 < as_of", "kinds_differ", 1, "days_between"),
    ("born_on + moved_on > as_of", "kinds_differ", 1, "beside +"),
    ("healthy + 1 > 1", "kinds_differ", 1, "beside +"),
    ("members AND healthy", "kind", 1, "where a condition is needed"),
    ("healthy OR net_income_yuan", "kind", 12, "where a condition is needed"),
    ("NOT members", "kind", 5, "where a condition is needed"),
    ("-healthy", "kind", 2, "where a number is needed"),
    ("abs(hamlet) > 1", "kind", 5, "where a number is needed"),
    ("healthy IN (TRUE)", "kind", 1, "healthy"),
    ("years_between(born_on, '2026-01-01') > 1", "kind", 24, "where a date is needed"),
    ("5 IS NULL", "kind", 1, "a column or parameter"),
    ("members", "expects", 1, "a condition is expected"),
    ("net_income_yuan = NULL", "equals_null", 1, "write net_income_yuan IS NULL"),
    ("net_income_yuan <> NULL", "equals_null", 1, "write net_income_yuan IS NOT NULL"),
    ("NULL = members", "equals_null", 8, "write members IS NULL"),
    ("grade IN ('A', NULL)", "equals_null", None, "never true"),
    ("NULL", "not_allowed", None, "IS NULL"),
    ("net_income_yuan / members < 5", "not_allowed", 17, "multiply"),
    ("net_income_yuan // members < 5", "not_allowed", 17, "multiply"),
    ("members % 2 = 1", "not_allowed", 9, "fact"),
    ("hamlet || 'a' = 'b'", "not_allowed", 8, "fact"),
    ("(SELECT 1) > 0", "not_allowed", 2, "fact"),
    ("grade IN (SELECT grade FROM x)", "not_allowed", 11, "fact"),
    ("EXISTS (SELECT 1)", "not_allowed", 1, "fact"),
    ("CASE WHEN healthy THEN 1 ELSE 0 END = 1", "not_allowed", 1, "fact"),
    ("CAST(members AS TEXT) = '4'", "not_allowed", 1, "fact"),
    ("members::TEXT = '4'", "not_allowed", 8, "fact"),
    ("TRY_CAST(members AS TEXT) = '4'", "not_allowed", 1, "fact"),
    ("COALESCE(members, 0) > 1", "not_allowed", 1, "unknown stays unknown"),
    ("NULLIF(members, 0) > 1", "not_allowed", 1, "unknown stays unknown"),
    ("healthy IS TRUE", "not_allowed", 1, "unknown must stay unknown"),
    ("healthy IS NOT FALSE", "not_allowed", 1, "unknown must stay unknown"),
    ("members IS DISTINCT FROM 4", "not_allowed", 12, "unknown stays unknown"),
    ("members <=> 4", "not_allowed", 9, "unknown stays unknown"),
    ("hamlet LIKE '上%'", "not_allowed", 8, "fact"),
    ("born_on > as_of - INTERVAL '1' DAY", "not_allowed", 19, "fact"),
    ("CURRENT_DATE > born_on", "not_allowed", 1, "as_of"),
    ("f.members > 1", "not_allowed", 2, "alone"),
    ("members > 1 AS y", "not_allowed", 13, "second name"),
    ("members > 1; DROP TABLE x", "not_allowed", 12, "one expression"),
    ("members << 2", "not_allowed", 9, "one <"),
    ("members < < 2", "not_allowed", 9, "one <"),
    ("members > > 2", "not_allowed", 9, "one >"),
    ("members == 4", "not_allowed", 9, "write ="),
    ("members > 1 && healthy", "not_allowed", 13, "write AND"),
    ("$members > 1", "not_allowed", 1, "expressions.md"),
    (":since > born_on", "not_allowed", 1, "expressions.md"),
    ("members[1] > 1", "not_allowed", 8, "expressions.md"),
    ("`members` > 1", "not_allowed", 1, "expressions.md"),
    ("members BETWEEN SYMMETRIC 1 AND 2", "not_allowed", 1, "expressions.md"),
    ("healthy XOR resettled", "not_allowed", 9, "expressions.md"),
    ("row_number() OVER () > 1", "unknown_function", 1, "years_between"),
    ("SUM(members) > 1", "unknown_function", 1, "use one of"),
    ("read_csv('/etc/passwd') = 'a'", "unknown_function", 1, "use one of"),
    ("yers_between(born_on, as_of) > 1", "unknown_function", 1, "years_between"),
    ("years_between(born_on) > 1", "arguments", 1, "takes 2 arguments, 1 given"),
    ("months_between(born_on, as_of, TRUE) > 1", "arguments", 1, "3 given"),
    ("abs(members, 2) > 1", "arguments", 1, "takes 1 arguments, 2 given"),
    ("least(members) > 1", "arguments", 1, "takes 2+ arguments, 1 given"),
    ("1 < members < 5", "chained", 1, "a < b AND b < c"),
    ("members IN (members)", "list_of_values", 13, "list of written values"),
    ("DATE '2026-02-30' < born_on", "bad_date", 6, "no date"),
    ("DATE '20260230' < born_on", "bad_date", 6, "no date"),
    ("DATE(born_on) = as_of", "bad_date", 1, "DATE '2026-01-31'"),
    ("members > 1e5", "bad_number", 11, "no exact number"),
    ("members > 1234567890123456789", "bad_number", 11, "no exact number"),
    ("share > 0.1234567", "bad_number", 9, "no exact number"),
    ("net_income_yuan * own_pay_yuan * big_medical > 1", "too_many_digits", 1, "42 digits"),
    ("share * share > 1", "too_many_decimals", 1, "8 decimal places"),
    ("members ＞ 1", "full_width", 9, "write >"),
    ("（members > 1", "full_width", 1, "write ("),
    ("members > １２", "full_width", 11, "write 12"),
    ("grade = ‘A’", "full_width", 9, "write '"),
    ("healthy 且 resettled", "word", 9, "write AND"),
    ("members > 1 -- the rest", "remark", 13, "YAML"),
    ("members > 1 /* x */", "remark", 13, "YAML"),
    ("grade = 'A", "open_quote", 9, "close"),
    ('"grade = 1', "open_quote", 1, "close"),
    ("members >", "syntax", 9, "something is missing after >"),
    ("members > 1)", "syntax", 12, "brackets"),
    ("(members > 1", "syntax", 12, "brackets"),
    ("members 1", "syntax", 9, "operators"),
]


@pytest.mark.parametrize(("text", "problem", "column", "said"), REFUSED, ids=[r[0][:30] or "nothing" for r in REFUSED])
def test_what_is_not_in_the_language_is_refused_where_it_stands(
    text: str, problem: str, column: int | None, said: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, WORDS, origin=Origin("rules/x.yaml", 7))
    error = caught.value
    assert error.problem == problem, str(error)
    assert (error.file, error.line) == ("rules/x.yaml", 7)
    assert column is None or error.column == column, str(error)
    assert said in str(error)
    assert error.zh().startswith("rules/x.yaml 第 7 行")
    assert "{" not in str(error).replace("{", "", text.count("{"))


def test_every_problem_has_a_refusal_above_and_sentences_in_both_languages() -> None:
    shown = {r[1] for r in REFUSED}
    assert set(MESSAGES) - shown == {"unknown_list", "lists_differ"}  # shown below
    for what, remedy in MESSAGES.values():
        for sentence in (*what, *remedy):
            assert sentence


def test_a_place_on_a_later_line_counts_lines_and_columns_from_one() -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression("members > 1\n  AND foo", WORDS, origin=Origin("x.yaml", 10, 12))
    assert (caught.value.line, caught.value.column) == (11, 7)


def test_the_first_line_adds_the_column_where_the_text_begins() -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression("foo > 1", WORDS, origin=Origin("x.yaml", 10, 12))
    assert (caught.value.line, caught.value.column) == (10, 12)


def test_codes_of_two_lists_are_not_compared() -> None:
    names = [
        Name("grade", "等级", Type("code", codes="housing_grade")),
        Name("risk", "风险", Type("code", codes="risk")),
    ]
    words = Vocabulary(names, {"housing_grade": {"A"}, "risk": {"A"}})
    with pytest.raises(ExpressionError, match="codes of housing_grade against codes of risk"):
        compile_expression("grade = risk", words)


def test_a_code_list_that_is_not_there_is_said() -> None:
    words = Vocabulary([Name("grade", "等级", Type("code", codes="housing_grade"))])
    with pytest.raises(ExpressionError, match="there is no code list housing_grade"):
        compile_expression("grade = 'A'", words)


def test_two_names_may_not_share_a_word() -> None:
    with pytest.raises(ValueError, match="人口"):
        Vocabulary([Name("a", "人口", Type("integer")), Name("b", "人口", Type("integer"), "parameter")])


@pytest.mark.parametrize("sign", sorted(FULL_WIDTH))
def test_every_full_width_sign_is_answered_with_its_half(sign: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(f"members {sign} 1", WORDS)
    assert (caught.value.problem, caught.value.suggestion, caught.value.column) == ("full_width", FULL_WIDTH[sign], 9)


def test_full_width_signs_within_quotation_marks_are_text() -> None:
    assert compile_expression("hamlet = '上（下）＜寨＞'", WORDS).columns[0].id == "hamlet"


def test_the_longest_expression_that_is_allowed_is_read() -> None:
    text = " OR ".join(["members > 1"] * 130)
    assert len(text) <= LONGEST
    assert len(compile_expression(text, WORDS).comparisons) == 130


def test_a_column_named_like_a_keyword_is_read_bare_or_quoted() -> None:
    words = Vocabulary([Name("language", "语言", Type("text")), Name("begin", "开始", Type("date"))])
    assert (
        compile_expression("language = 'zh' AND begin < as_of", words).canonical
        == compile_expression('"language" = \'zh\' AND "begin" < as_of', words).canonical
    )


PIECES = """
    members healthy grade born_on as_of 家庭人口 'A' 'x' 5 1.5 ( ) , + - * / < <= = <> > AND OR NOT BETWEEN IN IS NULL
    TRUE DATE '2026-01-01' abs( least( years_between( CASE WHEN THEN END SELECT FROM AS ; :: ＜ 。 " ' -- @ . [ ] { } $
    CAST( EXISTS INTERVAL LIKE OVER ANY ALL ARRAY MAP STRUCT LATERAL VALUES WITH x'00' 0x1F 1e5 1_000 \\ \x00
"""


@settings(max_examples=400, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3), max_size=12).map(" ".join))
def test_whatever_is_written_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(ExpressionError):
        compile_expression(text, WORDS, expects=None)
