"""Slots of an indicator: what a place names when it uses it, written ``:name`` in the indicator's texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from fangpin.policy.entries import CodeList
from fangpin.policy.indicator_entries import Slot
from fangpin.policy.yaml_reading import Item

REFERENCES = ("parameter", "list")  # slots that name a parameter or a code list, not a value
_PLACE = re.compile(r"'(?:[^']|'')*'|:([a-z][a-z0-9_]*)")
_TYPE = re.compile(r"text|date|integer|decimal|boolean|parameter|list|code\(([a-z][a-z0-9_]*)\)")


def is_slot_type(text: str) -> bool:
    """Whether a slot may have this type: ``text``, ``date``, ``integer``, ``decimal``, ``boolean``, ``code(list)``…"""
    return bool(_TYPE.fullmatch(text))


def slots_named(text: str) -> tuple[str, ...]:
    """Slots a text names, each once."""
    return tuple(dict.fromkeys(m[1] for m in _PLACE.finditer(text) if m[1]))


def filled(text: str, written: Mapping[str, str]) -> str:
    """The text with its slots replaced by what is written for them; slots not given stay."""
    return _PLACE.sub(lambda m: written.get(m[1], m[0]) if m[1] else m[0], text)


def written_for(slot: Slot, given: Item | str) -> str | None:
    """What stands in a text for the value given to a slot (several, with commas, for a list); None if it is of another
    type."""
    if isinstance(given, Item) and given.kind == "list":
        parts = [_literal(slot, item.raw) for item in given.items]
        return None if not parts or None in parts else ", ".join(p for p in parts if p)
    if isinstance(given, Item) and given.kind != "scalar":
        return None
    return _literal(slot, given.raw if isinstance(given, Item) else given)


def sample_for(slot: Slot, code_lists: Mapping[str, CodeList]) -> str:
    """A value of the slot's type, so that an indicator can be checked before any place has filled its slots."""
    match = _TYPE.fullmatch(slot.type)
    if match and match[1]:
        codes = code_lists.get(match[1])
        return _literal(slot, next(iter(codes.codes), "") if codes else "") or "''"
    samples = {"text": "'…'", "date": "DATE '2000-01-01'", "integer": "1", "decimal": "1.5", "boolean": "TRUE"}
    return samples.get(slot.type, "")


def _literal(slot: Slot, raw: str) -> str | None:  # noqa: PLR0911 - one return a type
    quoted = "'" + raw.replace("'", "''") + "'"
    try:
        match slot.type:
            case "date":
                return f"DATE '{date.fromisoformat(raw)}'"
            case "integer":
                return str(int(raw))
            case "decimal":
                return f"{Decimal(raw):f}"
            case "boolean":
                return {"true": "TRUE", "false": "FALSE"}[raw]
            case "parameter" | "list":
                return raw
            case _:
                return quoted
    except (ValueError, InvalidOperation, KeyError):
        return None
