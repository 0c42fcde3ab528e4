"""A rule's expression as its reader reads it: names and codes in words, signs as in a document."""

from __future__ import annotations

import re
from typing import Any

from fangpin_web.pages.wording import language, named

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


def in_words(expression: Any, code_lists: Any) -> str:
    """The expression with the names of columns and parameters in the reader's language.

    For reading only: what is computed is the expression itself, which the page shows beside it.
    """
    names = {name.id: name for name in (*expression.columns, *expression.parameters)}
    lists = [name.type.codes for name in names.values() if name.type.codes]
    text = " ".join(str(expression.source).split())
    for sign, said in _SIGNS:
        text = re.sub(
            rf"\s*(?<![<>!=]){re.escape(sign)}(?![=>])\s*" if len(sign) == 1 else rf"\s*{re.escape(sign)}\s*",
            said,
            text,
        )
    if language() == "zh":
        for pattern, said in _ZH_WORDS:
            text = re.sub(pattern, said, text, flags=re.IGNORECASE)
    text = re.sub(r"'([^']*)'", lambda found: _label(found[1], lists, code_lists), text)
    return re.sub(r"[A-Za-z_]\w*", lambda found: named(names[found[0]]) if found[0] in names else found[0], text)


def _label(code: str, lists: list[str], code_lists: Any) -> str:
    for name in lists:
        listed = code_lists.code_lists.get(name)
        if listed is not None and code in listed.codes:
            return f"“{named(listed.codes[code])}”"
    return f"“{code}”"
