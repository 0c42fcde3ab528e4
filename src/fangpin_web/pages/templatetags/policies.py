"""Filters for what a policy holds: values, units, answers, files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fangpin_web.pages import wording

register = template.Library()


@register.simple_tag
def parameter_value(parameter: Any, value: Any, code_lists: Any) -> str | SafeString:
    """A parameter's value as it is written: a code by its label, numbers with separators and only their digits."""
    return _written(parameter, value, code_lists)


def _written(typed: Any, value: Any, code_lists: Any) -> str | SafeString:
    if isinstance(value, str) and typed.type.codes:
        return wording.code_label(code_lists, typed.type.codes, value)
    match value:
        case None:
            return wording.unknown()
        case bool():
            return wording.yes_no(value)
        case int() | Decimal():
            return f"{value:,}"
        case date():
            return wording.day(value)
        case _:
            return str(value)


@register.simple_tag
def fact_value(column: Any, value: Any, code_lists: Any) -> str | SafeString:
    """A value of a column of a fact: codes by their label, numbers with their unit, None as unknown."""
    written = _written(column, value, code_lists)
    return f"{written} {unit_words(column.type.unit)}".rstrip() if isinstance(value, int | Decimal) else written


@register.simple_tag
def filled_with(indicator: Any, rulebook: Any) -> str:
    """What fills an indicator's slots, in words: labels of codes, names of parameters and lists."""
    return "；".join(
        _slot_words(indicator.slots[name].type, value, rulebook) for name, value in indicator.given.items()
    )


def _slot_words(type_: str, value: str, rulebook: Any) -> str:
    if type_ == "parameter" and value in rulebook.parameters:
        return wording.named(rulebook.parameters[value])
    if type_ == "list" and value in rulebook.code_lists:
        return wording.named(rulebook.code_lists[value])
    listed = type_.removeprefix("code(").removesuffix(")")
    return "、".join(wording.code_label(rulebook, listed, one.strip()) for one in value.split(","))


@register.filter
def column_meaning(column: Any) -> str:
    """What a column of a fact means, in the reader's language; it is English where nobody wrote the Chinese."""
    return str((wording.language() == "zh" and column.zh_meaning) or column.meaning)


@register.filter
def parameter_unit(parameter: Any) -> str:
    """The unit of a parameter. A share has none in the expression language; a reader expects its per cent."""
    return unit_words(parameter.type.unit) or ("%" if parameter.id.endswith("_percent") else "")


@register.filter
def unit_words(unit: Any) -> str:
    """A unit of the expression language in the reader's language; empty for a plain number."""
    if unit is None:
        return ""
    return str(unit.zh) if wording.language() == "zh" else str(unit)


@register.filter
def answer_pill(answer: str) -> SafeString:
    """One of the three answers, in words."""
    tone, word = {"yes": ("blue", _("yes")), "no": ("", _("no"))}.get(answer, ("purple", _("unknown")))
    return format_html('<span class="pill {}">{}</span>', tone, word)


@register.filter
def policy_file(path: Any) -> str:
    """The path of a policy file from its place on, without the folders of the machine."""
    parts = str(path).replace("\\", "/").split("/")
    return "/".join(parts[parts.index("policies") + 1 :]) if "policies" in parts else "/".join(parts[-3:])
