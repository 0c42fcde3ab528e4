"""What is refused before anything is parsed: length, full-width signs, remarks, and every token not on the list.

A parser reads ``5000＜x`` as an alias and ``a << b`` as a bit shift. Here only listed tokens pass, so
the tree behind them holds nothing that an author did not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from sqlglot import tokenize
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from fangpin.expressions.errors import ExpressionError
from fangpin.expressions.functions import FUNCTIONS
from fangpin.expressions.vocabulary import Vocabulary
from fangpin.expressions.wording import Origin, nearest

LONGEST = 2_000  # characters; the longest rule of a county has some 300
MOST_TOKENS = 600
DEEPEST = 16  # brackets, NOT and signs open at one time; the parser recurses some 20 frames a level

FULL_WIDTH = {
    "＜": "<", "＞": ">", "＝": "=", "≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "≠": "<>", "（": "(", "）": ")",
    "，": ",", "、": ",", "＋": "+", "－": "-", "−": "-", "—": "-", "–": "-", "×": "*", "＊": "*", "·": "*", "／": "/", "÷": "/",
    "‘": "'", "’": "'", "“": "'", "”": "'", "＇": "'", "＂": '"', "；": ";", "：": ":", "！": "NOT", "．": ".", "。": ".",
    "％": "%", "＿": "_", "\u3000": "' '",
}  # fmt: skip
_FULL_WIDTH_WORD = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_WORDS_ZH = {
    "且": "AND",
    "并且": "AND",
    "或": "OR",
    "或者": "OR",
    "非": "NOT",
    "不是": "<>",
    "大于": ">",
    "小于": "<",
    "等于": "=",
}

_PLAIN = {
    TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.BETWEEN, TokenType.IN, TokenType.IS, TokenType.NULL,
    TokenType.TRUE, TokenType.FALSE, TokenType.DATE, TokenType.VAR, TokenType.IDENTIFIER, TokenType.STRING,
    TokenType.NUMBER, TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA, TokenType.LT, TokenType.LTE,
    TokenType.GT, TokenType.GTE, TokenType.EQ, TokenType.NEQ, TokenType.PLUS, TokenType.DASH, TokenType.STAR,
}  # fmt: skip
_DIVIDE = (
    "multiply the other side instead: a < b * c, not a / b < c",
    "请改为在另一侧相乘：写 a < b * c，不写 a / b < c",
)
_FACT = ("compute it in the fact and read the column here", "请在事实查询中算出，在此读取该列")
_UNKNOWN = (
    "unknown stays unknown; ask IS NULL, or decide in the fact what an absent value means",
    "未知就是未知；可写 IS NULL，或在事实查询中说明缺失的含义",
)
_REFUSED: dict[str, tuple[str, str]] = {
    "/": _DIVIDE, "//": _DIVIDE, "DIV": _DIVIDE, "%": _FACT, "||": _FACT, "CASE": _FACT, "SELECT": _FACT, "WITH": _FACT, "EXISTS": _FACT,
    "OVER": _FACT, "LIKE": _FACT, "ILIKE": _FACT, "INTERVAL": _FACT, "CAST": _FACT, "::": _FACT,
    ".": ("write the column's name alone", "请只写列名，不加前缀"),
    "AS": ("an expression is given no second name", "表达式中不能另取别名"),
    ";": ("write one expression", "只能写一个表达式"),
    "==": ("write =", "请写 ="),
    "&&": ("write AND", "请写 AND"), "!": ("write NOT", "请写 NOT"),
    "<<": ("write one <", "请写一个 <"), ">>": ("write one >", "请写一个 >"),
    "<=>": _UNKNOWN, "DISTINCT": _UNKNOWN,
    "TIMESTAMP": ("write DATE '2026-01-31'", "请写 DATE '2026-01-31'"),
}  # fmt: skip
_GENERAL = ("see docs/reference/expressions.md for what may be written", "可用的写法见 docs/reference/expressions.md")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an expression, its place in a file and its names. Positions are characters counted from 0."""

    text: str
    origin: Origin
    vocabulary: Vocabulary

    def at(self, position: int) -> Origin:
        """File, line and column of a character of the text."""
        before = self.text[:position]
        line = before.count("\n")
        start = before.rfind("\n") + 1
        column = position - start + (self.origin.column if line == 0 else 1)
        return Origin(self.origin.file, self.origin.line + line, column)

    def refuse(self, problem: str, position: int, *, suggestion: str | None = None, **details: object) -> NoReturn:
        raise ExpressionError(problem, self.at(position), suggestion=suggestion, **details)

    def refuse_text(self, text: str, position: int, hint: tuple[str, str] = _GENERAL) -> NoReturn:
        self.refuse("not_allowed", position, text=text, hint_en=hint[0], hint_zh=hint[1])


def allowed_tokens(source: Source) -> list[Token]:
    """The tokens of the text, all of them allowed; else :class:`ExpressionError`."""
    if not source.text.strip():
        source.refuse("empty", 0)
    if len(source.text) > LONGEST:
        source.refuse("too_long", 0, length=len(source.text), limit=LONGEST)
    _check_characters(source)
    try:
        tokens = tokenize(source.text)
    except TokenError as error:
        source.refuse("syntax", 0, reason=str(error).splitlines()[0])
    if len(tokens) > MOST_TOKENS:
        source.refuse("too_long", 0, length=len(source.text), limit=LONGEST)
    for number, token in enumerate(tokens):
        _check_token(source, tokens, number, token)
    _check_depth(source, tokens)
    return tokens


def _check_characters(source: Source) -> None:
    """Walk outside quotation marks; refuse full-width signs, remarks and what looks like one."""
    text, position, quoted, opened = source.text, 0, "", 0
    while position < len(text):
        sign = text[position]
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "'\"":
            quoted, opened = sign, position
        elif sign in FULL_WIDTH:
            source.refuse("full_width", position, text=sign, suggestion=FULL_WIDTH[sign])
        elif match := _FULL_WIDTH_WORD.match(text, position):
            half = "".join(chr(ord(c) - 0xFEE0) for c in match[0])
            source.refuse("full_width", position, text=match[0], suggestion=half)
        elif text.startswith(("--", "/*", "//", "{#", "{{", "{%"), position):
            mark = text[position : position + 2]
            if mark == "//":
                source.refuse_text(mark, position, _DIVIDE)
            source.refuse("remark", position, text=mark)
        elif sign in "`\\$@?#^~{}[]|\0":
            found = "||" if text.startswith("||", position) else sign
            source.refuse_text(found, position, _REFUSED.get(found, _GENERAL))
        position += 1
    if quoted:
        source.refuse("open_quote", opened, text=quoted)


def _check_token(source: Source, tokens: list[Token], number: int, token: Token) -> None:
    written = source.text[token.start : token.end + 1]
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if written in ("==", "<=>", "<<", ">>"):
        source.refuse_text(written, token.start, _REFUSED[written])
    if (
        after
        and written in ("<", ">")
        and after.token_type in (TokenType.LT, TokenType.GT)
        and after.start == token.end + 1
    ):
        source.refuse_text(written * 2, token.start, (f"write one {written}", f"请写一个 {written}"))
    known_name = source.vocabulary.get(token.text)
    if token.token_type not in _PLAIN and not (known_name and after_is_not_bracket(after)):
        _refuse_token(source, written, token.start, after)
    if token.token_type is TokenType.VAR and after and after.token_type is TokenType.L_PAREN:
        _check_function(source, token)
    if token.token_type is TokenType.DATE and not (after and after.token_type is TokenType.STRING) and not known_name:
        source.refuse("bad_date", token.start, text=after.text if after else "")
    if known_name or not after:
        return
    if token.text in _WORDS_ZH:
        source.refuse("full_width", token.start, text=token.text, suggestion=_WORDS_ZH[token.text])


def after_is_not_bracket(after: Token | None) -> bool:
    """Whether a word stands as a name, not before an opening bracket."""
    return after is None or after.token_type is not TokenType.L_PAREN


def _refuse_token(source: Source, written: str, position: int, after: Token | None) -> NoReturn:
    hint = _REFUSED.get(written.upper())
    if hint is None and written[:1].isalpha() and after and after.token_type is TokenType.L_PAREN:
        source.refuse("unknown_function", position, text=written, known=", ".join(FUNCTIONS))
    source.refuse_text(written, position, hint or _GENERAL)


def _check_function(source: Source, token: Token) -> None:
    if token.text.lower() in FUNCTIONS:
        return
    if token.text.lower() in ("coalesce", "ifnull", "nvl", "nullif", "if", "iif"):
        source.refuse_text(token.text, token.start, _UNKNOWN)
    suggestion = nearest(token.text, FUNCTIONS)
    source.refuse(
        "unknown_function",
        token.start,
        text=token.text,
        known=suggestion or ", ".join(FUNCTIONS),
        suggestion=suggestion,
    )


def _check_depth(source: Source, tokens: list[Token]) -> None:
    brackets = run = 0
    for token in tokens:
        kind = token.token_type
        brackets += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        # consecutive prefix signs nest as brackets do
        run = run + 1 if kind in (TokenType.NOT, TokenType.DASH, TokenType.PLUS) else 0
        if brackets + run > DEEPEST:
            source.refuse("too_deep", token.start, limit=DEEPEST)
