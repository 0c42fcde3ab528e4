"""Lines of a form or dashboard: a label and then nothing but numbers: 12. Households completed 100 days 84,122 32,604.

A single such line may be the end of a sentence; it is read as one of a list only beside others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fangpin.bulletins.english.heads import head_of, last_noun
from fangpin.bulletins.english.numbers import magnitude
from fangpin.bulletins.quantity import PERCENT, Quantity
from fangpin.bulletins.set_aside import SetAside
from fangpin.bulletins.words import english

_NUMBER = r"\d(?:[\d,]*\d)?(?:\.\d+)?%?"
_LINE = re.compile(
    rf"^(?=[^\n]{{4,240}}$)(?P<label>[^\n]*?[A-Za-z][^\n]*?[A-Za-z)\]%:]):?[ \t|]+(?P<numbers>{_NUMBER}(?:[ \t|]+{_NUMBER})*)[ \t|]*$",
    re.MULTILINE,
)
_ONE = re.compile(_NUMBER)
_LEAST = 3  # labelled lines that make a list
_YEARS = re.compile(r"(?:(?:19|20)\d{2}[\s|]*)+")
_GENERAL = re.compile(r"(?:values?|actual|target|baseline|current|previous|achieved|result)\b.*", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent(?:age)?\b|\b(?:rate|share|proportion|ratio)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:amount|costs?|value|funds?|budget|wages?|exp(?:enditure)?|spent|released?|allocation|outlay|material|payments?|loans?|credit)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\b(?:in\s+)?(?P<scale>lakhs?|lacs?|crores?|cr|millions?|mn|billions?|bn|thousands?|[’']?000)\b", re.IGNORECASE)  # fmt: skip
_PAIR = re.compile(rf"(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?P<number>{_NUMBER})(?![\w,.]*\d)")
_PAIRS = re.compile(
    rf"(?:{_PAIR.pattern.replace('?P<name>', '?:').replace('?P<number>', '?:')}\s+){{3,}}(?:Total {_NUMBER})?"
)
_GAP = re.compile(r"\s{2,}|\t|\s*\|\s*")
_DAYS = re.compile(
    r"\b(?:average|mean|avg\.?)\s+(?:no\.?\s+of\s+|number\s+of\s+)?(?:person[- ]?)?days\b", re.IGNORECASE
)
_NUMBER_OF = re.compile(r"\b(?:no\.?|nos\.?|number|count)\s+(?:of\s+)?(?=[A-Za-z])", re.IGNORECASE)
_DOES_NOT_END = re.compile(r"\b(?:of|in|the|and|to|for|by|from|with|at|over|about|some|than|a|was|were|is|are|nearly|No|Page|Section|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)$", re.IGNORECASE)  # fmt: skip
_HEAD_OF_LIST = 200  # characters of a line that heads a list


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    over: str  # the nearest line above without numbers
    numbers: tuple[tuple[int, int], ...]


def labelled_cells(text: str, taken: Sequence[Quantity | SetAside]) -> Iterator[Quantity]:
    """The numbers of labelled lines outside of what is ``taken`` by tables."""
    yield from (
        one for one in paired_cells(text) if not any(each.start < one.end and each.end > one.start for each in taken)
    )
    lines = [line for line in _lines(text) if not any(one.start < line.numbers[-1][1] and one.end > line.numbers[0][0] for one in taken)]  # fmt: skip
    if len(lines) < _LEAST and not any(len(line.numbers) > 1 for line in lines):
        return
    for line in lines:
        if len(lines) < _LEAST and len(line.numbers) == 1:
            continue
        for (start, end), head in zip(line.numbers, _heads(text, line), strict=True):
            yield _cell(text, start, end, _unit_below(head, line), line.label)


def paired_cells(text: str) -> Iterator[Quantity]:
    """Anping 0.72 Linwu 155.67 Total 156.39: names and numbers in turn, behind what says what is counted."""
    for run in _PAIRS.finditer(text):
        head = text[max(0, run.start() - _HEAD_OF_LIST) : run.start()].rsplit("\n", 1)[-1]
        head = re.split(r"[.;:] ", head)[-1]
        told = _unit(_Line(head.strip(), "", ())) if re.search(r"[\[(]|\b[Nn]o\b|number", head) else None
        for one in _PAIR.finditer(text, run.start(), run.end()) if told else ():
            yield _cell(text, *one.span("number"), told or ("item", Decimal(1)), one["name"])


def _unit_below(head: str, line: _Line) -> tuple[str, Decimal]:
    """What a head says that its column counts, where it says it, else the line itself."""
    told = _unit(_Line(head, "", ())) if head else ("item", Decimal(1))
    return told if told[0] != "item" else _unit(line)


def _heads(text: str, line: _Line) -> tuple[str, ...]:
    """The heads over a line's numbers: the cells of the nearest line above that has as many and holds no number."""
    count = len(line.numbers)
    above = text[max(0, line.numbers[0][0] - 8 * _HEAD_OF_LIST) : line.numbers[0][0]].splitlines()[:-1]
    for head in reversed(above):
        cells = _GAP.split(head.strip())
        if len(cells) >= max(2, count) and not re.search(r"\d", head):
            return tuple(cells[-count:])
    return ("",) * count


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        label = match["label"].strip(" \t|-–•►:")
        wrapped = len(_ONE.findall(match["numbers"])) == 1 and re.match(
            r"\n[a-z(]", text[match.end() : match.end() + 2]
        )
        if wrapped or _DOES_NOT_END.search(label) or _YEARS.fullmatch(match["numbers"]) or label.count(". ") > 1:
            continue
        numbers = tuple(
            (match.start("numbers") + one.start(), match.start("numbers") + one.end())
            for one in _ONE.finditer(match["numbers"])
        )
        yield _Line(label, _over(text, match.start()), numbers)


def _over(text: str, start: int) -> str:
    """The nearest line above that holds no numbers but its own list number: a heading, the name of an indicator."""
    for line in reversed(text[max(0, start - 4 * _HEAD_OF_LIST) : start].splitlines()):
        if re.search(r"[A-Za-z]{3}", line) and not _LINE.match(line) and not re.match(r"\s*(?:Baseline|Value)\b", line):
            return line.strip(" \t►•")[:_HEAD_OF_LIST]
    return ""


def _unit(line: _Line) -> tuple[str, Decimal]:
    """The unit of a line's numbers, and how many of it one is."""
    general = _GENERAL.fullmatch(line.label) is not None
    told = line.over if general else line.label
    if _DAYS.search(told):
        return "day", Decimal(1)
    counted = _NUMBER_OF.search(told)
    if _SHARE.search(told) and not counted and not re.search(r"\(\s*number", told, re.IGNORECASE):
        return PERCENT, Decimal(1)
    bracket = " ".join(re.findall(r"[\[(]([^\])]*)[\])]", told)) or " ".join(re.findall(r"\(([^)]*)\)", line.over))
    scaled = _SCALE.search(bracket)
    times = magnitude(scaled["scale"].removesuffix("s")) if scaled and scaled["scale"][-1].isalpha() else Decimal(1)
    currency = _currency(bracket)
    plain = re.sub(r"[\[(][^\])]*[\])]|^\W*\d+\.?\s*", "", told).strip()
    if scaled and not currency and _MONEY.search(plain) and scaled["scale"][0].lower() in "lc":
        currency = "INR"  # amount (in lakh)
    if currency and (_MONEY.search(plain) or not counted):
        return currency, times
    if counted:
        head = head_of(f" {plain}", _after(plain) + 1) if _NUMBER_OF.search(plain) else None
        return (head.unit if head else last_noun(plain) or "item"), times
    return (last_noun(plain) or "item"), times


def _after(plain: str) -> int:
    found = _NUMBER_OF.search(plain)
    return found.end() - 1 if found else 0


def _currency(bracket: str) -> str | None:
    for one in english().currencies:
        if re.search(rf"(?<![A-Za-z])(?:{one.before}|{one.behind})(?![A-Za-z])", bracket, re.IGNORECASE):
            return one.name
    return None


def _cell(text: str, start: int, end: int, told: tuple[str, Decimal], label: str) -> Quantity:
    written = text[start:end]
    unit, times = (PERCENT, Decimal(1)) if written.endswith("%") else told
    number = written.rstrip("%").rstrip(",").replace(",", "")
    unit, factor = english().told_in.get(unit, (unit, Decimal(1)))
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    return Quantity(start, end, Decimal(number) * times * factor, unit, "=", step * times * factor, of=label)
