"""Names that carry a number, linked to the policy list, rule or parameter they name; and whether the number is right.

“四个不摘” names a list of four, “一户一方案” a rule of one plan a household, “351” a scheme. A name that differs from a
known one in its number alone is told as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.bulletins.counting import Counts
from fangpin.bulletins.numerals import chinese
from fangpin.bulletins.options import Option, without_numerals
from fangpin.bulletins.reading import Name, Reading
from fangpin.indicators import Span
from fangpin.indicators.figure import plain
from fangpin.policy import Indicator

_NUMERAL = re.compile(r"\d+|[零一二两三四五六七八九十百千]+|双|[日周月]")
_RHYTHM = frozenset("日周月")
_ALONE = {"日": Decimal(1), "周": Decimal(7), "月": Decimal(30), "双": Decimal(2)}
SHAPE = 2  # characters besides the number by which a name is known
LONGEST = 12  # characters of a name that carries a number
_KINDS = frozenset({"cap", "list_size"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a name, or a part of it, stands for: ``part`` as written, its number beside what the policy says."""

    part: str
    indicator: str
    zh: str
    en: str
    numbers: tuple[Decimal, ...]
    sure: bool  # whether this word stands for that list and no other
    computed: str | None = None
    agrees: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "indicator": self.indicator,
            "zh": self.zh,
            "en": self.en,
            "value": plain(self.numbers[-1]) if self.numbers else None,
            "computed": self.computed,
            "agrees": self.agrees,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of the draft with what it stands for here; without links, a policy that is not counted here."""

    name: Name
    links: tuple[Link, ...]

    @property
    def wrong(self) -> bool:
        """Whether the number in the name is not the policy's."""
        return any(link.sure and not link.agrees for link in self.links)

    def as_json(self) -> dict[str, Any]:
        return self.name.as_json() | {
            "links": [link.as_json() for link in self.links],
            "verdict": "differs" if self.wrong else "agrees" if any(link.agrees for link in self.links) else None,
        }


def find_links(reading: Reading, options: Mapping[str, Option]) -> tuple[Named, ...]:
    """Each name of a reading with the lists, rules and parameters of the place that it stands for, not yet counted."""
    known = tuple(_known(options))
    return tuple(Named(name=name, links=tuple(_links(reading, name, known))) for name in reading.names)


def indicators_of(names: Iterable[Named], options: Mapping[str, Option]) -> list[Indicator]:
    """What has to be counted to know whether the names carry the right number."""
    return [options[key].indicator for key in dict.fromkeys(link.indicator for one in names for link in one.links)]


def count_links(names: Iterable[Named], options: Mapping[str, Option], counts: Counts, day: date) -> tuple[Named, ...]:
    """The names with what the policy says of each."""
    span = Span.of(day)
    return tuple(replace(one, links=tuple(_counted(one.links, options, counts, span))) for one in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    word: str
    option: Option
    published: bool  # written so by the place itself, rather than an alias


def _known(options: Mapping[str, Option]) -> Iterator[_Known]:
    """Words that carry a number and name something the place counts: its own wordings first, the longest first."""
    words: list[_Known] = []
    for option in options.values():
        named = [one.number for one in option.published]
        if option.indicator.kind in _KINDS:
            named += [part for name in option.names for part in _parts(name) if _of_one_number(part)]
        first = frozenset(one.number for one in option.published)
        words += [
            _Known(word=w.strip("“”"), option=option, published=w in first) for w in dict.fromkeys(named) if _carries(w)
        ]
    return iter(sorted(words, key=lambda one: (not one.published, -len(one.word))))


def _parts(name: str) -> Iterator[str]:
    yield from re.findall(r"“([^”]+)”", name)
    yield from name.split()


def _of_one_number(word: str) -> bool:
    """两不愁三保障 holds two lists, and is the size of neither; 一户一方案 says one thing."""
    return len({*_NUMERAL.findall(word)} - _RHYTHM) <= 1


def _carries(word: str) -> bool:
    """Short enough for a name, with a number in it; a bare English word is none."""
    inner = word.strip("“”")
    return 1 < len(inner) <= LONGEST and _NUMERAL.search(inner) is not None and not inner.isalpha() * inner.isascii()


def _links(reading: Reading, name: Name, known: tuple[_Known, ...]) -> Iterator[Link]:
    """Known words in a name; then, in what is left of it, those of which only the number differs."""
    start, end = reading.text.place(name.start, name.end)
    left = reading.text.text[start:end]
    seen: set[str] = set()
    for one in known:
        if one.option.key not in seen and (at := left.find(one.word)) >= 0:
            seen.add(one.option.key)
            yield _link(one, one.word, exact=True)
    for one in known:
        if one.option.key in seen:
            left = left.replace(one.word, "." * len(one.word))
    for one in known:
        shape = without_numerals(one.word)
        if one.option.key in seen or len(shape.replace("×", "")) < SHAPE or "×" not in shape:
            continue
        if (at := without_numerals(left).find(shape)) >= 0:
            seen.add(one.option.key)
            yield _link(one, left[at : at + len(shape)], exact=False)


def _link(one: _Known, part: str, *, exact: bool) -> Link:
    indicator = one.option.indicator
    return Link(
        part=part, indicator=one.option.key, zh=indicator.zh, en=indicator.en, numbers=tuple(carried(part)),
        sure=one.published or not exact,
    )  # fmt: skip


def carried(part: str) -> Iterator[Decimal]:
    """The numbers a name carries; a day is one, a week seven where no other number stands, 双 is two."""
    found = _NUMERAL.findall(part)
    numbers = [n for n in found if n not in _RHYTHM] or found
    for written in numbers:
        value = _ALONE.get(written) or (Decimal(written) if written.isdigit() else chinese(written))
        if value is not None:
            yield value


def _counted(links: tuple[Link, ...], options: Mapping[str, Option], counts: Counts, span: Span) -> Iterator[Link]:
    for link in links:
        counted = counts.of(options[link.indicator].indicator, span)
        if counted is None:
            yield link
        elif counted.day is not None:
            told = [int(part) for part in counted.day.isoformat().split("-")][-len(link.numbers) :]
            yield replace(link, computed=counted.text, agrees=told == [int(n) for n in link.numbers])
        else:
            holds = counted.holds if counted.holds is not None else counted.value in link.numbers
            yield replace(link, computed=plain(counted.value), agrees=bool(holds))
