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
from fangpin.bulletins.options import Option, Published, grams, without_numerals
from fangpin.bulletins.reading import Name, Reading
from fangpin.indicators import Span
from fangpin.indicators.figure import plain
from fangpin.policy import Indicator

_NUMERAL = re.compile(r"\d+|[零一二两三四五六七八九十百千]+|双|[日周月]")
_RHYTHM = frozenset("日周月")
_ALONE = {"日": Decimal(1), "周": Decimal(7), "月": Decimal(30), "双": Decimal(2)}
SHAPE = 2  # characters besides the number by which a name is known
BESIDE = 8  # characters on each side by which a name is known that is nothing but a number
ALIKE = 0.5  # how much of these must be there
LONGEST = 12  # characters of a name that carries a number
_OPENING = "“「『"
_MARKS = re.compile(r"[“”「」『』]")
_BREAKS = re.compile(r"[“”「」『』、，,；;]")
_KINDS = frozenset({"cap", "list_size"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a name, or a part of it, stands for: ``part`` as written, its number beside what the policy says.

    ``changed`` are those of its numbers that the known name does not carry: each must be the policy's.
    """

    part: str
    indicator: str
    zh: str
    en: str
    numbers: tuple[Decimal, ...]
    sure: bool  # whether this word stands for that list and no other
    changed: tuple[Decimal, ...] = ()
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
    """A name the place or an alias writes: ``number`` is what of it the option counts, ``at`` where that begins."""

    word: str
    option: Option
    number: str
    at: int = 0
    published: bool = False  # written so by the place itself, rather than an alias
    beside: frozenset[str] = frozenset()  # the words beside it, where the place wrote it

    @property
    def shape(self) -> str:
        return without_numerals(self.word)

    @property
    def letters(self) -> int:
        """How many characters it has besides its number."""
        return len(self.shape.replace("×", ""))


def _known(options: Mapping[str, Option]) -> Iterator[_Known]:
    """Words that carry a number and name something the place counts: its own wordings first, the longest first."""
    words: dict[tuple[str, str, int], _Known] = {}
    for key, option in options.items():
        found = [_as_published(one, option) for one in option.published if _carries(one.number)]
        if option.indicator.kind in _KINDS:
            parts = [part for name in option.names for part in _parts(name) if _of_one_number(part)]
            bare = (part.strip("“”") for part in parts if _carries(part))
            found += [_Known(word=word, option=option, number=word) for word in bare]
        for one in found:
            words.setdefault((key, one.word, one.at), one)
    return iter(sorted(words.values(), key=lambda one: (not one.published, -len(one.word))))


def _as_published(one: Published, option: Option) -> _Known:
    """The whole name inside its quotation marks: 五个 of “五个一百” is not the 五个 of anything else."""
    number, before, behind = one.number.strip("“”"), "", ""
    opened, closed = _MARKS.findall(one.before)[-1:], _MARKS.findall(one.behind)[:1]
    if opened and closed and opened[0] in _OPENING and closed[0] not in _OPENING:
        before, behind = _BREAKS.split(one.before)[-1], _BREAKS.split(one.behind)[0]
    around = grams(one.before[-BESIDE:]) | grams(one.behind[:BESIDE])
    return _Known(
        word=before + number + behind, option=option, number=number, at=len(before), published=True, beside=around
    )


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
    text = reading.text.text
    whole = left = text[start:end]
    seen: set[str] = set()
    for one in known:
        if one.option.key not in seen and one.word in left:
            seen.add(one.option.key)
            yield _link(one, one.word, exact=True)
    for one in known:
        if one.option.key in seen:
            left = left.replace(one.word, "." * len(one.word))
    for one in known:
        at = without_numerals(whole if one.published else left).find(one.shape)
        own = slice(at + one.at, at + one.at + len(one.number))
        told = one.letters >= SHAPE or (one.published and one.letters and one.shape == without_numerals(whole))
        if told and at >= 0 and "×" in one.shape and one.option.key not in seen and left[own].strip("."):
            seen.add(one.option.key)
            yield _link(one, whole[at : at + len(one.shape)], exact=False)
    if not seen and not without_numerals(left).strip("×“”"):
        yield from _by_its_place(text[:start], left.strip("“”"), text[end:], known)


def _by_its_place(before: str, number: str, behind: str, known: tuple[_Known, ...]) -> Iterator[Link]:
    """A name that is nothing but a number, where the place writes another: “352” for “351”."""
    here = grams(before[-BESIDE - 2 :]) | grams(behind[: BESIDE + 2])
    bare = [one for one in known if one.beside and not one.letters and len(one.word) == len(number)]
    likely = [(len(one.beside & here) / len(one.beside), one) for one in bare]
    score, best = max(likely, key=lambda pair: pair[0], default=(0.0, None))
    if best is not None and score >= ALIKE:
        yield _link(best, number, exact=False)


def _link(one: _Known, part: str, *, exact: bool) -> Link:
    """``part`` stands where the known word does, letter for letter; of it the option's own number is linked."""
    indicator, own = one.option.indicator, part[one.at : one.at + len(one.number)]
    numbers = tuple(carried(own))
    return Link(
        part=own, indicator=one.option.key, zh=indicator.zh, en=indicator.en, numbers=numbers,
        sure=one.published or not exact,
        changed=tuple(now for now, was in zip(numbers, carried(one.number), strict=False) if now != was),
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
            holds = holds and all(number == counted.value for number in link.changed)
            yield replace(link, computed=plain(counted.value), agrees=bool(holds))
