"""What is refused before anything is parsed: length, full-width signs, remarks, and every token not on the list.

A parser reads ``5000＜x`` as an alias and ``a << b`` as a bit shift. Here only listed tokens pass, so
the tree behind them holds nothing that an author did not see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from sqlglot import tokenize
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from fangpin.expressions.errors import ExpressionError
from fangpin.expressions.functions import ARGUMENTS, FUNCTIONS
from fangpin.expressions.vocabulary import Vocabulary
from fangpin.expressions.wording import Origin, nearest

LONGEST = 2_000  # characters; the longest rule of a county has some 300
MOST_TOKENS = 600
TEXTS = 32_768  # kept in memory: the places of a folder share most of their texts
DEEPEST = 16  # brackets, NOT and signs open at one time; the parser recurses some 20 frames a level

FULL_WIDTH = {
    "＜": "<", "＞": ">", "＝": "=", "≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "≠": "<>", "（": "(", "）": ")",
    "，": ",", "、": ",", "＋": "+", "－": "-", "−": "-", "—": "-", "–": "-", "×": "*", "＊": "*", "·": "*",
    "／": "/", "÷": "/",
    "‘": "'", "’": "'", "“": "'", "”": "'", "＇": "'", "＂": '"', "；": ";", "：": ":", "！": "NOT",
    "．": ".", "。": ".", "％": "%", "＿": "_", "\u3000": "' '",
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
_SHIFTS = (TokenType.LT, TokenType.GT)
_DIVIDE = (
    "multiply the other side instead: a < b * c, not a / b < c",
    "请改为在另一侧相乘：写 a < b * c，不写 a / b < c",
)
_FACT = ("compute it in the fact and read the column here", "请在事实查询中算出，在此读取该列")
_DAY = ("write as_of: the day asked, not the clock's day", "请写 as_of（统计日），不用当前日期")
_UNKNOWN = (
    "unknown stays unknown; ask IS NULL, or decide in the fact what an absent value means",
    "未知就是未知；可写 IS NULL，或在事实查询中说明缺失的含义",
)
_REFUSED: dict[str, tuple[str, str]] = {
    "/": _DIVIDE, "//": _DIVIDE, "DIV": _DIVIDE, "%": _FACT, "||": _FACT, "CASE": _FACT, "SELECT": _FACT,
    "WITH": _FACT, "EXISTS": _FACT,
    "OVER": _FACT, "LIKE": _FACT, "ILIKE": _FACT, "INTERVAL": _FACT, "CAST": _FACT, "::": _FACT,
    ".": ("write the column's name alone", "请只写列名，不加前缀"),
    "AS": ("an expression is given no second name", "表达式中不能另取别名"),
    ";": ("write one expression", "只能写一个表达式"),
    "==": ("write =", "请写 ="),
    "&&": ("write AND", "请写 AND"), "!": ("write NOT", "请写 NOT"),
    "<<": ("write one <", "请写一个 <"), ">>": ("write one >", "请写一个 >"),
    "<=>": _UNKNOWN, "DISTINCT": _UNKNOWN,
    "CURRENT_DATE": _DAY, "NOW": _DAY, "TODAY": _DAY, "CURRENT_TIMESTAMP": _DAY, "GETDATE": _DAY,
    "COALESCE": _UNKNOWN, "IFNULL": _UNKNOWN, "NVL": _UNKNOWN, "NULLIF": _UNKNOWN, "IF": _UNKNOWN, "IIF": _UNKNOWN,
    "TRY_CAST": _FACT, "CONVERT": _FACT,
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
        tokens = _tokens(source.text)
    except TokenError as error:
        source.refuse("syntax", 0, reason=str(error).splitlines()[0], reason_zh="无法切分词语")
    if len(tokens) > MOST_TOKENS:
        source.refuse("too_long", 0, length=len(source.text), limit=LONGEST)
    for number, token in enumerate(tokens):
        _check_token(source, tokens, number, token)
    _check_depth(source, tokens)
    return tokens


@lru_cache(maxsize=TEXTS)
def _tokens(text: str) -> list[Token]:
    return tokenize(text)


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
    called = after is not None and after.token_type is TokenType.L_PAREN
    known_name = source.vocabulary.get(token.text)
    if written in ("==", "<=>", "<<", ">>"):
        source.refuse_text(written, token.start, _REFUSED[written])
    if after and token.token_type in _SHIFTS and after.token_type in _SHIFTS:
        source.refuse_text(written + source.text[after.start], token.start, _REFUSED["<<" if written == "<" else ">>"])
    if token.token_type is TokenType.VAR and called:
        _check_function(source, tokens, number)
    if token.token_type not in _PLAIN and (called or not known_name):
        _refuse_token(source, written, token.start, called=called)
    if token.token_type is TokenType.DATE and not (after and after.token_type is TokenType.STRING) and not known_name:
        source.refuse("bad_date", token.start, text=written)
    if token.text in _WORDS_ZH and not known_name:
        source.refuse("word", token.start, text=token.text, suggestion=_WORDS_ZH[token.text])


def _refuse_token(source: Source, written: str, position: int, *, called: bool) -> NoReturn:
    hint = _REFUSED.get(written.upper())
    if hint is None and written[:1].isalpha() and called:
        source.refuse("unknown_function", position, text=written, known=", ".join(FUNCTIONS))
    source.refuse_text(written, position, hint or _GENERAL)


def _check_function(source: Source, tokens: list[Token], number: int) -> None:
    token = tokens[number]
    function = FUNCTIONS.get(token.text.lower())
    if function is None:
        if hint := _REFUSED.get(token.text.upper()):
            source.refuse_text(token.text, token.start, hint)
        guess = nearest(token.text, FUNCTIONS)
        known = guess or ", ".join(FUNCTIONS)
        source.refuse("unknown_function", token.start, text=token.text, known=known, suggestion=guess)
    given = _count_arguments(tokens, number + 1)
    least, most = ARGUMENTS[function.family]
    if not least <= given <= most:
        wanted = str(least) if least == most else f"{least}+"
        source.refuse(
            "arguments", token.start, text=function.name, wanted=wanted, given=given, suggestion=function.usage
        )


def _count_arguments(tokens: list[Token], opening: int) -> int:
    """Arguments between a bracket and the one that closes it."""
    depth = commas = 0
    for number in range(opening, len(tokens)):
        kind = tokens[number].token_type
        depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        commas += kind is TokenType.COMMA and depth == 1
        if depth == 0:
            return 0 if number == opening + 1 else commas + 1
    return commas + 1


def _check_depth(source: Source, tokens: list[Token]) -> None:
    """Prefix signs nest as brackets do, those before an open bracket stay open with it."""
    signs = [0]
    for token in tokens:
        kind = token.token_type
        if kind is TokenType.L_PAREN:
            signs.append(0)
        elif kind is TokenType.R_PAREN and len(signs) > 1:
            signs.pop()
            signs[-1] = 0
        elif kind in (TokenType.NOT, TokenType.DASH, TokenType.PLUS):
            signs[-1] += 1
        else:
            signs[-1] = 0
        if len(signs) - 1 + sum(signs) > DEEPEST:
            source.refuse("too_deep", token.start, limit=DEEPEST)
