"""When a list is owed: the day in the month after the period it is about, as dated policy data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

SHIFTS = ("later", "earlier", "none")
KEYS = ("since", "day", "working_day", "after", "month", "shift", "source")
YEARLY = ("year", "school_year")
MOST_DAYS, MOST_WORKING_DAYS, MOST_MONTHS = 31, 23, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One agreed day, in force for periods that end on or after ``since``.

    ``day`` is a day of the month (31 is the last one, however long the month), ``working_day`` counts working days
    instead; one of them is given. The month is ``after`` months after the period's last (0: within it); for what is
    owed once a year it is ``month`` of that year. ``shift`` says where a day off moves to: 顺延 is ``later``.
    """

    since: date
    day: int | None = None
    working_day: int | None = None
    after: int = 1
    month: int | None = None
    shift: str = "later"
    document: str = ""
    clause: str = ""


def read_due(raw: Iterable[Any], *, period: str) -> tuple[tuple[Due, ...], list[str]]:
    """The agreed days in the order of their first day, and what is wrong with them."""
    found: list[Due] = []
    problems: list[str] = []
    for number, entry in enumerate(raw, 1):
        if not isinstance(entry, Mapping):
            problems.append(f"due {number} must be written as 'key: value'")
            continue
        wrong = [*_keys(entry), *_numbers(entry), *_fits(entry, period)]
        problems += [f"due {number}: {problem}" for problem in wrong]
        if not wrong:
            found.append(_due(entry))
    found.sort(key=lambda due: due.since)
    days = [due.since for due in found]
    problems += [f"due: two entries begin on {day}" for day in sorted({d for d in days if days.count(d) > 1})]
    return tuple(found), problems


def _keys(entry: Mapping[str, Any]) -> Iterable[str]:
    for key in entry:
        if key not in KEYS:
            yield f"unknown key {key!r}; known are {', '.join(KEYS)}"
    if not isinstance(entry.get("since"), date):
        yield "since must be a date such as 2026-01-01"
    source = entry.get("source")
    if not isinstance(source, Mapping) or not source.get("document"):
        yield "source must name a document, or 常见做法 where there is none"
    if entry.get("shift", "later") not in SHIFTS:
        yield f"shift is {entry['shift']!r}; use {', '.join(SHIFTS)}"


def _numbers(entry: Mapping[str, Any]) -> Iterable[str]:
    if ("day" in entry) == ("working_day" in entry):
        yield "give either day or working_day"
    for key, least, most in (
        ("day", 1, MOST_DAYS), ("working_day", 1, MOST_WORKING_DAYS), ("after", 0, MOST_MONTHS), ("month", 1, 12),
    ):  # fmt: skip
        value = entry.get(key)
        if value is not None and (not isinstance(value, int) or not least <= value <= most):
            yield f"{key} is {value!r}; use a whole number from {least} to {most}"


def _fits(entry: Mapping[str, Any], period: str) -> Iterable[str]:
    if period == "event":
        yield "a list that comes with an event has no due day; leave due out"
    if period in YEARLY and entry.get("month") is None:
        yield "what is owed once a year needs the month"
    if period not in YEARLY and entry.get("month") is not None:
        yield "month is for what is owed once a year; use after"
    if entry.get("month") is not None and entry.get("after") is not None:
        yield "give either month or after"


def _due(entry: Mapping[str, Any]) -> Due:
    return Due(
        since=entry["since"],
        day=entry.get("day"),
        working_day=entry.get("working_day"),
        after=int(entry.get("after", 1)),
        month=entry.get("month"),
        shift=str(entry.get("shift", "later")),
        document=str(entry["source"]["document"]),
        clause=str(entry["source"].get("clause") or ""),
    )
