"""Sums over figures and names, exact: ``max(wuhu-048, wuhu-069 * 1.2)``.

Numbers, figure ids, names, ``+ - * /``, brackets and ``min max round floor ceil abs``. A minus between two names
stands between spaces, because ids hold one too.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

FIGURE = re.compile(r"\b[a-z][a-z_]*-\d{3}\b")
Lookup = Callable[[str], Fraction]


class ArithmeticProblem(ValueError):
    """A sum that cannot be worked out; ``text`` is the sum."""

    def __init__(self, text: str, what: str) -> None:
        self.text, self.what = text, what
        super().__init__(f"{text!r}: {what}")


def evaluate(
    text: str | int | Fraction, lookup: Lookup, call: Callable[[str, str], Fraction] | None = None
) -> Fraction:
    """The value of a sum. ``lookup`` gives figures and names; ``call`` answers ``people(name)`` and the like."""
    if not isinstance(text, str):
        return Fraction(text)
    return _Reckoning(text, lookup, call).value()


def names_in(text: object) -> set[str]:
    """Figures and names a sum mentions."""
    if not isinstance(text, str):
        return set()
    tree = _parse(text)
    return {_restored(node.id) for node in ast.walk(tree) if isinstance(node, ast.Name)} - set(_FUNCTIONS)


def sides(relation: str) -> tuple[str, str, str]:
    """Left side, sign and right side of ``a == b``, ``a <= b`` or ``a >= b``."""
    for sign in ("==", "<=", ">="):
        left, found, right = relation.partition(sign)
        if found:
            return left.strip(), sign, right.strip()
    raise ArithmeticProblem(relation, "is no relation; use ==, <= or >=")


def round_half_up(number: Fraction, digits: int = 0) -> Fraction:
    """To so many digits, a half away from zero, as offices round."""
    scale = Fraction(10) ** digits
    scaled = number * scale
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    return Fraction(whole if scaled >= 0 else -whole) / scale


_FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "min": lambda *a: min(a),
    "max": lambda *a: max(a),
    "abs": abs,
    "floor": lambda a: Fraction(math.floor(a)),
    "ceil": lambda a: Fraction(math.ceil(a)),
    "round": lambda a, digits=Fraction(0): round_half_up(a, int(digits)),
}


def _parse(text: str) -> ast.Expression:
    hidden = FIGURE.sub(lambda m: "figure__" + m.group().replace("-", "__"), text)
    try:
        return ast.parse(hidden.strip(), mode="eval")
    except SyntaxError as error:
        raise ArithmeticProblem(text, f"cannot be read: {error.msg}") from None


def _restored(name: str) -> str:
    if not name.startswith("figure__"):
        return name
    place, _, number = name.removeprefix("figure__").rpartition("__")
    return f"{place}-{number}"


class _Reckoning:
    def __init__(self, text: str, lookup: Lookup, call: Callable[[str, str], Fraction] | None) -> None:
        self.text, self.lookup, self.call = text, lookup, call

    def value(self) -> Fraction:
        return self._of(_parse(self.text).body)

    def _of(self, node: Any) -> Fraction:
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return Fraction(str(number))
            case ast.Name(id=name):
                return self.lookup(_restored(name))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._of(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return self._two(op, self._of(left), self._of(right))
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                if name in _FUNCTIONS:
                    return _FUNCTIONS[name](*(self._of(a) for a in args))
                if self.call is not None and len(args) == 1 and isinstance(args[0], ast.Name):
                    return self.call(name, _restored(args[0].id))
        raise ArithmeticProblem(self.text, f"may hold numbers, names, + - * / and {', '.join(_FUNCTIONS)} only")

    def _two(self, op: ast.operator, left: Fraction, right: Fraction) -> Fraction:
        if isinstance(op, ast.Add):
            return left + right
        if isinstance(op, ast.Sub):
            return left - right
        if isinstance(op, ast.Mult):
            return left * right
        if isinstance(op, ast.Div):
            if not right:
                raise ArithmeticProblem(self.text, "divides by zero")
            return left / right
        raise ArithmeticProblem(self.text, "uses an operation other than + - * /")
