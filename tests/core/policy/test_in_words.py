"""Expressions as their reader reads them: names, codes and signs in words, in both languages."""

from __future__ import annotations

import pytest

from fangpin.expressions import Expression, Name, Type, Vocabulary, compile_expression
from fangpin.policy.entries import Code, CodeList
from fangpin.policy.in_words import in_words

NAMES = (
    Name("paid_yuan", "已付金额", Type.parse("decimal(14,2)", "CNY"), en="Paid"),
    Name("line_yuan", "标准", Type.parse("decimal(14,2)", "CNY"), "parameter", en="Line"),
    Name("closed_on", "关闭日期", Type.parse("date"), en="Closed on"),
    Name("registered", "建档立卡户", Type.parse("boolean"), en="On the register"),
    Name("why", "原因", Type.parse("code(reason)"), en="Reason"),
    Name("paid", "已发放", Type.parse("boolean"), en="Paid out"),
)
LISTED = (Code(code="money", zh="因贫", en="paid too little"), Code(code="ill", zh="因病", en="Illness"))
REASONS = CodeList(
    id="reason", zh="原因", en="Reasons", codes={c.code: c for c in LISTED}, source=None, place="", file="", line=1
)


def expression(text: str) -> Expression:
    return compile_expression(text, Vocabulary(NAMES, {"reason": frozenset(REASONS.codes)}))


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("registered AND paid_yuan<line_yuan", "On the register AND Paid < Line", "建档立卡户 且 已付金额 < 标准"),
        ("why IN ('money', 'ill')", "Reason IN (“paid too little”, “Illness”)", "原因 属于 (“因贫”, “因病”)"),
        ("closed_on IS NULL OR closed_on > as_of", "Closed on IS NULL OR Closed on > as_of",
         "关闭日期 未知 或 关闭日期 > 统计日"),
        ("NOT paid AND why <> 'ill'", "NOT Paid out AND Reason ≠ “Illness”", "非 已发放 且 原因 ≠ “因病”"),
    ],
)  # fmt: skip
def test_an_expression_is_read_in_words_and_a_label_is_never_taken_for_a_name(text: str, en: str, zh: str) -> None:
    assert in_words(expression(text), {"reason": REASONS}) == (en, zh)
