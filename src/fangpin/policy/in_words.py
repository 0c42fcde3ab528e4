"""An expression as its reader reads it: names and codes in words, signs as in a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from fangpin.expressions import Expression, Name, Wording
from fangpin.policy.entries import Code, CodeList

_SIGNS = (
    ("<=", " ≤ "),
    (">=", " ≥ "),
    ("<>", " ≠ "),
    ("!=", " ≠ "),
    ("<", " < "),
    (">", " > "),
    ("*", " × "),
    ("=", " = "),
)
_ZH_WORDS = (
    (r"\bNOT\s+BETWEEN\s+(.+?)\s+AND\s+(\S+)", r"不在 \1 与 \2 之间"),
    (r"\bBETWEEN\s+(.+?)\s+AND\s+(\S+)", r"在 \1 与 \2 之间"),
    (r"\bIS\s+NOT\s+NULL\b", "已知"),
    (r"\bIS\s+NULL\b", "未知"),
    (r"\bNOT\s+IN\b", "不属于"),
    (r"\bIN\b", "属于"),
    (r"\bAND\b", "且"),
    (r"\bOR\b", "或"),
    (r"\bNOT\b", "非"),
    (r"\bTRUE\b", "是"),
    (r"\bFALSE\b", "否"),
    (r"\bDATE\s+", ""),
    (r"\bLEAST\b", "较小者"),
    (r"\bGREATEST\b", "较大者"),
    (r"\bABS\b", "绝对值"),
    (r"\bdays_between\b", "相距天数"),
    (r"\bmonths_between\b", "相距整月"),
    (r"\byears_between\b", "相距整年"),
    (r"\bas_of\b", "统计日"),
)


def in_words(expression: Expression, code_lists: Mapping[str, CodeList]) -> Wording:
    """The expression with the names of its columns and parameters and the labels of its codes, in both languages.

    For reading only: what is computed is the expression itself.
    """
    names = {name.id: name for name in (*expression.columns, *expression.parameters)}
    codes = _codes(names.values(), code_lists)
    text = " ".join(expression.source.split())
    for sign, said in _SIGNS:
        text = re.sub(
            rf"\s*(?<![<>!=]){re.escape(sign)}(?![=>])\s*" if len(sign) == 1 else rf"\s*{re.escape(sign)}\s*",
            said,
            text,
        )
    zh = text
    for pattern, said in _ZH_WORDS:
        zh = re.sub(pattern, said, zh, flags=re.IGNORECASE)
    return Wording(
        _named(text, names, codes, lambda one: one.en or one.zh), _named(zh, names, codes, lambda one: one.zh)
    )


def _codes(names: Iterable[Name], code_lists: Mapping[str, CodeList]) -> dict[str, Code]:
    """Every code that the expression may compare with; of two lists that know one the first read counts."""
    known: dict[str, Code] = {}
    for name in names:
        if listed := code_lists.get(name.type.codes or ""):
            known = {**listed.codes, **known}
    return known


def _named(text: str, names: Mapping[str, Name], codes: Mapping[str, Code], say: Callable[[Name | Code], str]) -> str:
    def word(found: re.Match[str]) -> str:
        if found[1] is None:
            return say(names[found[0]]) if found[0] in names else found[0]
        return f"“{say(codes[found[1]]) if found[1] in codes else found[1]}”"

    return re.sub(r"'([^']*)'|[A-Za-z_]\w*", word, text)
