"""The same meaning in plain Python: True, False, or None where the answer is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Any

from fangpin.expressions.functions import FUNCTIONS
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
from fangpin.expressions.vocabulary import Name

_EXACT = Context(prec=80)  # twice what an engine keeps, so that nothing is rounded here


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is evaluated on: a row of the fact, the parameters in force, the day asked."""

    row: Mapping[str, object]
    parameters: Mapping[str, object]
    as_of: date

    def value(self, name: Name) -> Any:
        """The value of a name, as its type holds it. ``KeyError`` if absent, ``TypeError`` if of another kind."""
        match name.role:
            case "day":
                return self.as_of
            case "parameter":
                return typed_value(self.parameters[name.id], name)
            case _:
                return typed_value(self.row[name.id], name)


def typed_value(value: object, name: Name) -> Any:  # noqa: PLR0911 - one return a kind
    """Accept what a row, a basis in JSON or a policy gives: numbers and dates may come as text, never as floats."""
    if value is None:
        return None
    kind = name.type.kind
    match value:
        case float():
            pass
        case bool():
            if kind == "boolean":
                return value
        case int() | Decimal():
            if kind == "decimal" or (kind == "integer" and value == int(value)):
                return value if kind == "integer" else Decimal(value)
        case str():
            if kind in ("text", "code"):
                return value
            if kind == "date":
                return date.fromisoformat(value)
            if kind in ("decimal", "integer"):
                return Decimal(value)
        case date() if kind == "date" and not isinstance(value, datetime):
            return value
    raise TypeError(f"{name.id}: {value!r} ({type(value).__name__}) is no {kind}")


def evaluate(node: Node, setting: Setting) -> Any:  # noqa: PLR0911 - one return a form
    """The value of a node, None if unknown."""
    match node:
        case Literal(value=value):
            return value
        case Read(name=name):
            return setting.value(name)
        case Every(items=items):
            return _every(evaluate(i, setting) for i in items)
        case Some(items=items):
            return _not(_every(_not(evaluate(i, setting)) for i in items))
        case Not(item=item):
            return _not(evaluate(item, setting))
        case IsNull(item=item):
            return evaluate(item, setting) is None
        case OneOf(item=item, values=values):
            found = evaluate(item, setting)
            return None if found is None else any(found == v.value for v in values)
        case Compare() | Arithmetic():
            left, right = evaluate(node.left, setting), evaluate(node.right, setting)
            if left is None or right is None:
                return None
            return (
                _compare(node.operator, left, right)
                if isinstance(node, Compare)
                else _compute(node.operator, left, right)
            )
        case Negate(item=item):
            value = evaluate(item, setting)
            return None if value is None else _EXACT.minus(value) if isinstance(value, Decimal) else -value
        case Call(function=function, arguments=arguments):
            given = [evaluate(a, setting) for a in arguments]
            return None if any(v is None for v in given) else FUNCTIONS[function].evaluate(*given)


def _every(answers: Any) -> bool | None:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def _not(answer: bool | None) -> bool | None:  # noqa: FBT001 - an answer, not a flag
    return None if answer is None else not answer


def _compare(operator: str, left: Any, right: Any) -> bool:
    match operator:
        case "=":
            return bool(left == right)
        case "<>":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case _:
            return bool(left >= right)


def _compute(operator: str, left: int | Decimal, right: int | Decimal) -> int | Decimal:
    if isinstance(left, int) and isinstance(right, int):
        return {"+": left + right, "-": left - right, "*": left * right}[operator]
    operation = {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply}[operator]
    return operation(Decimal(left), Decimal(right))
