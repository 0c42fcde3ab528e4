"""From the parser's tree to ours: whatever has no branch here is refused; types, units and codes must fit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn

from sqlglot import exp, parse
from sqlglot.errors import ParseError
from sqlglot.tokenizer_core import Token, TokenType

from fangpin.expressions.functions import FUNCTIONS, Function
from fangpin.expressions.guard import DEEPEST, TEXTS, Source, allowed_tokens
from fangpin.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Every,
    IsNull,
    Literal,
    Negate,
    Node,
    Not,
    OneOf,
    Read,
    Some,
)  # fmt: skip
from fangpin.expressions.units import Unit
from fangpin.expressions.vocabulary import KIND_ZH, MOST_DECIMALS, MOST_DIGITS, Kind, Type
from fangpin.expressions.wording import Wording

_LONGEST_NUMBER = 18
_COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
}  # fmt: skip
_ARITHMETIC: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}


def read_tree(source: Source) -> Node:
    """Parse and check a text; :class:`ExpressionError` says what is wrong and where."""
    tokens = allowed_tokens(source)
    try:
        parsed = _parsed(source.text)
    except (ParseError, RecursionError) as error:
        _refuse_syntax(source, error)
    if len(parsed) != 1:
        source.refuse("empty", 0)
    checker = _Checker(source, tokens)
    try:
        return checker.check(parsed[0])
    except RecursionError:
        source.refuse("too_deep", 0, limit=DEEPEST)


@lru_cache(maxsize=TEXTS)  # one rule is read for every place that inherits it; the trees are only looked at
def _parsed(text: str) -> tuple[exp.Expr, ...]:
    return tuple(tree for tree in parse(text) if tree is not None)


def _refuse_syntax(source: Source, error: Exception) -> NoReturn:
    if not isinstance(error, ParseError) or not error.errors:
        source.refuse("too_deep", 0, limit=DEEPEST)
    first = error.errors[0]
    line, column = first.get("line") or 1, first.get("col") or 1
    starts = [0, *(m.end() for m in re.finditer("\n", source.text))]
    word = str(first.get("highlight") or "")
    position = starts[min(line, len(starts)) - 1] + max(column - max(len(word), 1), 0)
    description = str(first.get("description") or "").rstrip(". ")
    if description.startswith("Required keyword"):
        reason = Wording(f"something is missing after {word}", f"{word} 之后缺少内容")
    elif description.startswith("Expecting"):
        reason = Wording(
            f"{description.replace('Expecting', 'expected')} after {word}", f"{word} 之后应为 {description[10:]}"
        )
    else:
        reason = Wording(f"{word} is not expected", f"此处不应有 {word}")
    source.refuse("syntax", min(position, len(source.text)), reason=reason.en, reason_zh=reason.zh)


_READABLE = (
    "only columns of the fact, parameters of the place and as_of can be read",
    "只能读取该事实的列、本地参数和 as_of（统计日）",
)


class _Checker:
    """One method for each kind of node that is allowed."""

    def __init__(self, source: Source, tokens: list[Token]) -> None:
        self.source = source
        self.tokens = tokens

    def check(self, node: exp.Expr) -> Node:  # noqa: C901, PLR0911, PLR0912, RET503 - the list of what is allowed
        """The node in our tree; anything not named here is refused."""
        match node:
            case exp.Paren():
                return self.check(node.this)
            case exp.And() | exp.Or():
                return self._junction(node)
            case exp.Not():
                return Not(self._boolean(node.this))
            case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE():
                return self._comparison(node)
            case exp.Between() if not node.args.get("symmetric"):
                item, low, high = self.check(node.this), self.check(node.args["low"]), self.check(node.args["high"])
                return Every((self._compared(">=", item, low, node), self._compared("<=", item, high, node)))
            case exp.In():
                return self._membership(node)
            case exp.Is() if isinstance(node.expression, exp.Null):
                return IsNull(self._asked(node))
            case exp.Add() | exp.Sub() | exp.Mul():
                return self._arithmetic(node)
            case exp.Neg():
                return self._negation(node)
            case exp.Column() if not node.args.get("table"):
                return self._name(node)
            case exp.Literal():
                return self._number(node) if not node.is_string else Literal(node.this, Type("text"))
            case exp.Boolean():
                return Literal(bool(node.this), Type("boolean"))
            case exp.Cast():
                return self._date(node)
            case exp.Func():
                return self._call(node)
            case exp.Null():
                hint = ("unknown is asked with IS NULL", "判断未知请用 IS NULL")
                self.source.refuse_text("NULL", self._start(node), hint)
            case exp.Is():
                hint = (
                    "write the condition itself, or IS NULL: unknown must stay unknown",
                    "请直接写条件，或用 IS NULL：未知不能当作否",
                )
                self.source.refuse_text("IS", self._start(node), hint)
            case _:
                self.source.refuse_text(node.key.upper(), self._start(node))

    # --- truth ---------------------------------------------------------------------------------------------------

    def _junction(self, node: exp.Expr) -> Node:
        """A chain of one operator becomes one node, so that a long list of conditions is not deep."""
        kind = type(node)
        parts: list[exp.Expr] = []
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if type(current) is kind:
                waiting += [current.expression, current.this]
            else:
                parts.append(current)
        items = tuple(self._boolean(part) for part in parts)
        return Every(items) if kind is exp.And else Some(items)

    def _boolean(self, node: exp.Expr) -> Node:
        checked = self.check(node)
        if checked.type.kind != "boolean":
            self._refuse_kind(node, checked.type, "a condition", "条件")
        return checked

    def _comparison(self, node: exp.Expr) -> Node:
        operator = _COMPARISONS[type(node)]
        for side, other in ((node.this, node.expression), (node.expression, node.this)):
            if isinstance(side, tuple(_COMPARISONS)):
                self.source.refuse("chained", self._start(node))
            if isinstance(side, exp.Null):
                asked = self.source.text[self._start(other) : self._end(other) + 1]
                suggestion = f"{asked} IS {'NOT ' if operator == '<>' else ''}NULL"
                self.source.refuse("equals_null", self._start(node), operator=operator, suggestion=suggestion)
        return self._compared(operator, self.check(node.this), self.check(node.expression), node)

    def _compared(self, operator: str, left: Node, right: Node, node: exp.Expr) -> Compare:
        ordered = operator not in ("=", "<>")
        for one, other in ((left, right), (right, left)):
            if one.type.kind == "code" and isinstance(other, Literal) and other.type.kind == "text":
                self._check_code(one.type, other, node)
        a, b = left.type, right.type
        if a.numeric and b.numeric:
            self._check_units(operator, a, b, node)
        elif "code" in (a.kind, b.kind):
            self._check_codes(operator, a, b, node, ordered=ordered)
        elif a.kind != b.kind or (ordered and a.kind != "date"):
            self._refuse_pair(operator, a, b, node)
        return Compare(operator, left, right)

    def _check_codes(self, operator: str, a: Type, b: Type, node: exp.Expr, *, ordered: bool) -> None:
        if ordered or {a.kind, b.kind} - {"code", "text"}:
            self._refuse_pair(operator, a, b, node)
        if a.kind == b.kind == "code" and a.codes != b.codes:
            self.source.refuse("lists_differ", self._start(node), left=a.codes, right=b.codes)
        if a.kind != b.kind and not any(isinstance(side, exp.Literal) for side in (node.this, node.expression)):
            self._refuse_pair(operator, a, b, node)

    def _check_code(self, type_: Type, literal: Literal, node: exp.Expr) -> None:
        codes, listed = type_.codes or "", self.source.vocabulary.codes
        position = self._literal_start(node, str(literal.value))
        if codes not in listed:
            self.source.refuse("unknown_list", position, codes=codes)
        if literal.value in listed[codes]:
            return
        guess = self.source.vocabulary.code_nearest(codes, str(literal.value))
        hint = (f"did you mean '{guess}'?", f"是否为 '{guess}'？") if guess else _codes_of(listed[codes])
        self.source.refuse(
            "not_in_list", position, text=literal.value, codes=codes, suggestion=guess, hint_en=hint[0], hint_zh=hint[1]
        )

    def _membership(self, node: exp.In) -> Node:
        written = node.expressions
        if not written or node.args.get("query") or node.args.get("unnest") or node.args.get("field"):
            self.source.refuse("list_of_values", self._start(node))
        item = self.check(node.this)
        if item.type.kind == "boolean":
            self._refuse_kind(node, item.type, "a code, text, number or date", "代码、文字、数字或日期")
        values = []
        for value in written:
            if isinstance(value, exp.Null):
                self.source.refuse(
                    "equals_null", self._start(value) or self._start(node), operator="IN", suggestion="x IS NULL"
                )
            checked = self.check(value)
            if not isinstance(checked, Literal):
                self.source.refuse("list_of_values", self._start(value))
            self._compared("=", item, checked, exp.EQ(this=node.this, expression=value))
            values.append(checked)
        return OneOf(item, tuple(values))

    def _asked(self, node: exp.Expr) -> Node:
        item = self.check(node.this)
        if isinstance(item, Literal):
            self._refuse_kind(node, item.type, "a column or parameter", "列或参数")
        return item

    # --- numbers and dates ---------------------------------------------------------------------------------------

    def _arithmetic(self, node: exp.Expr) -> Node:
        operator = _ARITHMETIC[type(node)]
        left, right = self.check(node.this), self.check(node.expression)
        a, b = left.type, right.type
        if a.kind == b.kind == "date" and operator == "-":
            return Call("days_between", (right, left), Type("integer", FUNCTIONS["days_between"].unit, digits=(10, 0)))
        if not (a.numeric and b.numeric):
            self._refuse_pair(operator, a, b, node)
        if operator != "*":
            self._check_units(operator, a, b, node)
        return Arithmetic(operator, left, right, self._result(operator, a, b, node))

    def _result(self, operator: str, a: Type, b: Type, node: exp.Expr) -> Type:
        (p1, s1), (p2, s2) = a.reach, b.reach
        if operator == "*":
            unit = _product(a.unit, b.unit)
            precision, scale = p1 + p2, s1 + s2
        else:
            unit = b.unit if a.unit is None else a.unit
            scale = max(s1, s2)
            precision = max(p1 - s1, p2 - s2) + scale + 1
        if precision > MOST_DIGITS:
            self.source.refuse("too_many_digits", self._start(node), digits=precision)
        if scale > MOST_DECIMALS:
            self.source.refuse("too_many_decimals", self._start(node), digits=scale)
        kind: Kind = "decimal" if "decimal" in (a.kind, b.kind) else "integer"
        return Type(kind, unit, digits=(precision, scale))

    def _check_units(self, operator: str, a: Type, b: Type, node: exp.Expr) -> None:
        if a.unit is None or b.unit is None or a.unit == b.unit:
            return
        self.source.refuse(
            "units_differ", self._start(node), operator=operator,
            left=str(a.unit) or "a plain number", right=str(b.unit) or "a plain number",
            left_zh=a.unit.zh or "无单位", right_zh=b.unit.zh or "无单位",
        )  # fmt: skip

    def _negation(self, node: exp.Neg) -> Node:
        item = self.check(node.this)
        if not item.type.numeric:
            self._refuse_kind(node, item.type, "a number", "数字")
        if isinstance(item, Literal) and isinstance(item.value, int | Decimal):
            return Literal(-item.value, item.type)
        return Negate(item)

    def _number(self, node: exp.Literal) -> Literal:
        text = str(node.this)
        if not re.fullmatch(r"\d+(\.\d+)?", text):
            self.source.refuse("bad_number", self._start(node), text=text)
        value = Decimal(text)
        whole = value == value.to_integral_value()
        digits = str(int(value)) if whole else f"{value.normalize():f}"
        places = 0 if whole else len(digits.split(".")[1])
        needed = max(len(digits.replace(".", "").lstrip("0")), places, 1)
        if needed > _LONGEST_NUMBER or places > MOST_DECIMALS:
            self.source.refuse("bad_number", self._start(node), text=text)
        kind: Kind = "integer" if whole else "decimal"
        return Literal(int(value) if whole else value.normalize(), Type(kind, None, digits=(needed, places)))

    def _date(self, node: exp.Cast) -> Node:
        # CAST and :: were refused as tokens, so a cast here is a date literal
        if not (node.to.is_type("date") and isinstance(node.this, exp.Literal) and node.this.is_string):
            self.source.refuse_text("CAST", self._start(node))
        text = str(node.this.this)
        try:
            # fromisoformat alone also reads 20260131
            day = date.fromisoformat(text if "-" in text else "")
        except ValueError:
            self.source.refuse("bad_date", self._start(node), text=text)
        return Literal(day, Type("date"))

    def _call(self, node: exp.Func) -> Node:
        name = (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
        function = FUNCTIONS.get(name)
        if function is None:
            self.source.refuse("unknown_function", self._start(node), text=name, known=", ".join(FUNCTIONS))
        written = [
            a
            for a in (node.args.get("this"), node.args.get("expression"), *node.expressions)
            if isinstance(a, exp.Expr)
        ]
        arguments = tuple(self.check(argument) for argument in written)
        self._check_arguments(function, arguments, written)
        if function.family == "dates":
            return Call(name, arguments, Type("integer", function.unit, digits=(10, 0)))
        type_ = arguments[0].type
        for other in arguments[1:]:
            type_ = self._common(name, type_, other.type, node)
        return Call(name, arguments, type_)

    def _check_arguments(self, function: Function, arguments: tuple[Node, ...], written: list[exp.Expr]) -> None:
        for argument, part in zip(arguments, written, strict=True):
            kind = argument.type.kind
            if function.family == "dates" and kind != "date":
                hint = ("write dates as DATE '2026-01-31'", "日期写作 DATE '2026-01-31'")
                self._refuse_kind(part, argument.type, "a date", "日期", hint)
            if function.family != "dates" and not (
                argument.type.numeric or (kind == "date" and function.family == "numbers")
            ):
                self._refuse_kind(part, argument.type, "a number", "数字")

    def _common(self, operator: str, a: Type, b: Type, node: exp.Expr) -> Type:
        """One type for values that stand side by side in LEAST and GREATEST."""
        if a.kind == b.kind == "date":
            return a
        if not (a.numeric and b.numeric):
            self._refuse_pair(operator, a, b, node)
        self._check_units(operator, a, b, node)
        scale = max(a.reach[1], b.reach[1])
        precision = max(a.reach[0] - a.reach[1], b.reach[0] - b.reach[1]) + scale
        if precision > MOST_DIGITS:
            self.source.refuse("too_many_digits", self._start(node), digits=precision)
        kind: Kind = "decimal" if "decimal" in (a.kind, b.kind) else "integer"
        return Type(kind, b.unit if a.unit is None else a.unit, digits=(precision, scale))

    # --- names and places ----------------------------------------------------------------------------------------

    def _name(self, node: exp.Column) -> Read:  # noqa: RET503 - refuse() does not return
        word = node.name
        if name := self.source.vocabulary.get(word):
            return Read(name)
        guess = self.source.vocabulary.nearest(word)
        hint = (f"did you mean {guess}?", f"是否为 {guess}？") if guess else _READABLE
        self.source.refuse(
            "unknown_name", self._start(node), text=word, suggestion=guess, hint_en=hint[0], hint_zh=hint[1]
        )

    def _refuse_kind(
        self, node: exp.Expr, got: Type, wanted: str, wanted_zh: str, hint: tuple[str, str] = ("", "")
    ) -> NoReturn:
        where = self.source.text[self._start(node) : self._end(node) + 1]
        self.source.refuse(
            "kind", self._start(node), where=where, got=got.en, got_zh=got.zh, wanted=wanted, wanted_zh=wanted_zh,
            hint_en=hint[0], hint_zh=hint[1],
        )  # fmt: skip

    def _refuse_pair(self, operator: str, a: Type, b: Type, node: exp.Expr) -> NoReturn:
        hint = ("", "")
        kinds = {a.kind, b.kind}
        if kinds == {"date", "text"}:
            hint = ("write dates as DATE '2026-01-31'", "日期写作 DATE '2026-01-31'")
        elif "date" in kinds and len(kinds) > 1:
            hint = ("count days with days_between(earlier, later)", "天数请用 days_between(earlier, later)")
        elif kinds & {"text", "code"} and kinds & {"integer", "decimal"}:
            hint = ("numbers stand without quotation marks, codes within", "数字不加引号，代码要加引号")
        elif operator not in ("=", "<>", "+", "-", "*"):
            hint = ("codes, texts and yes/no are compared with = and <>", "代码、文字、是否只能用 = 和 <> 比较")
        self.source.refuse(
            "kinds_differ", self._start(node), operator=operator, left=a.en, right=b.en,
            left_zh=KIND_ZH[a.kind], right_zh=KIND_ZH[b.kind], hint_en=hint[0], hint_zh=hint[1],
        )  # fmt: skip

    def _start(self, node: exp.Expr) -> int:
        """First character of the leftmost leaf: operators carry no place."""
        starts = [leaf.meta["start"] for leaf in node.find_all(exp.Identifier, exp.Literal) if "start" in leaf.meta]
        if not starts:
            return 0
        first = min(starts)
        if isinstance(node, exp.Func) and not isinstance(node, exp.Cast | exp.And | exp.Or):
            name = (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
            before = [t.start for t in self.tokens if t.text.lower() == name and t.start <= first]
            return max(before, default=first)
        return int(first)

    def _end(self, node: exp.Expr) -> int:
        """Last character of the rightmost leaf, closing bracket included."""
        ends = [leaf.meta["end"] for leaf in node.find_all(exp.Identifier, exp.Literal) if "end" in leaf.meta]
        last = max(ends, default=len(self.source.text) - 1)
        if isinstance(node, exp.Func | exp.Paren):
            closing = [t.end for t in self.tokens if t.token_type is TokenType.R_PAREN and t.start > last]
            return min(closing, default=last)
        return int(last)

    def _literal_start(self, node: exp.Expr, text: str) -> int:
        for leaf in node.find_all(exp.Literal):
            if leaf.is_string and leaf.this == text and "start" in leaf.meta:
                return int(leaf.meta["start"])
        return self._start(node)


def _product(a: Unit | None, b: Unit | None) -> Unit | None:
    if a is None or b is None:
        return b if a is None else a
    return a.times(b)


def _codes_of(codes: object) -> tuple[str, str]:
    listed = ", ".join(list(codes)[:12])  # type: ignore[call-overload]
    return f"it has {listed}", f"可用代码：{listed}"
