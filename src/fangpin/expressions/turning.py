"""How long it is since a day, compared with a number: said as a bound of the day itself.

``years_between(born_on, as_of) >= 6`` holds up to one day of birth and not from the next on. Where the other day and
the number are known, that day can be worked out once, and the engine only compares.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fangpin.expressions.functions import FUNCTIONS
from fangpin.expressions.tree import Call, Compare, Literal, Node, Read

_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def bound_of(node: Compare, given: Mapping[str, object]) -> Compare | None:
    """The same comparison as ``day <= bound`` or ``day >= bound``; None if no single day says the same.

    ``given`` are values of parameters and days by id.
    """
    if node.operator not in _HOLDS:
        return None
    call, number, how = node.left, _value(node.right, given), node.operator
    if not isinstance(call, Call):
        call, number, how = node.right, _value(node.left, given), _TURNED[node.operator]
    if number is None or not isinstance(call, Call) or FUNCTIONS[call.function].family != "dates":
        return None
    values = [_value(argument, given) for argument in call.arguments]
    if [isinstance(value, date) for value in values].count(True) != 1:
        return None
    between, first_open = FUNCTIONS[call.function].evaluate, not isinstance(values[0], date)

    def holds(day: date) -> bool:
        return _HOLDS[how](between(day, values[1]) if first_open else between(values[0], day), number)

    if holds(date.min) == holds(date.max):
        return None
    before, after = date.min.toordinal(), date.max.toordinal()
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if holds(date.fromordinal(middle)) == holds(date.min) else (before, middle)
    day = call.arguments[0 if first_open else 1]
    if holds(date.min):
        return Compare("<=", day, Literal(date.fromordinal(before), day.type))
    return Compare(">=", day, Literal(date.fromordinal(after), day.type))


def _value(node: Node, given: Mapping[str, object]) -> Any:
    if isinstance(node, Literal):
        return node.value
    return given.get(node.name.id) if isinstance(node, Read) and node.name.role != "column" else None
