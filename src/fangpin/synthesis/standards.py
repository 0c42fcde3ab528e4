"""What a city takes from policy: the lines its people stand clear of or sit on, and the codes of its labels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from fangpin.synthesis.tables import CodeOf

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.synthesis.lives import Standards


class UnknownLabelError(LookupError):
    """A label the city uses is no word of the code list."""


def numeric_standards(policy: Policy, day: date) -> Standards:
    """Every number of the place in force on the day, by parameter id."""
    values = {name: value.value for name, value in policy.parameters_on(day).items()}
    return {name: Decimal(value) for name, value in values.items() if isinstance(value, int | Decimal)}


def labels_of(policy: Policy) -> CodeOf:
    """From a Chinese label to its code, by the place's code lists and their aliases."""

    @cache
    def code_of(code_list: str, label: str) -> str:
        found = policy.code_list(code_list).find(label)
        if found is None:
            raise UnknownLabelError(f"{label!r} is no word of the code list {code_list}")
        return found.code

    return code_of
