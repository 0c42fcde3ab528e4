"""What the figures of a draft may mean: the indicators of a place, with the words each is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fangpin.bulletins.numerals import DIGITS, SMALL
from fangpin.bulletins.words import synonyms
from fangpin.indicators import Target
from fangpin.policy import Indicator, Policy, PublishedFigure

_COUNT_OF = re.compile(r"(?:户|人|人次|户次)?(?:总?数|数量|总量)(?P<behind> .*)?$")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_EMPTY = frozenset({"the", "and", "for", "who", "with", "that", "are", "was", "has", "have", "been", "from", "its"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How the place once wrote a figure: the words before and behind its number, and its days."""

    id: str
    before: str
    number: str
    behind: str
    title: str
    target: Target
    mapping: PublishedFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One indicator of the place, bound, with its names; ``published`` are earlier wordings of it."""

    indicator: Indicator
    names: tuple[str, ...]
    published: tuple[Published, ...] = ()

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def short(self) -> tuple[str, ...]:
        """Its names without what they count, where that is said: 务工6121人, 务工人数."""
        told = (_COUNT_OF.sub(lambda match: match["behind"] or "", name) for name in self.names)
        return tuple(dict.fromkeys(short for short in told if short not in self.names))


def options_of(policy: Policy, published: Iterable[Target] = ()) -> dict[str, Option]:
    """All that can be counted here, with its words.

    ``published`` are figures the place has published before, in its own words.
    """
    known: dict[str, list[Published]] = {}
    for target in published:
        mapping = policy.figures.get(target.id)
        if mapping is not None:
            known.setdefault(mapping.indicator.key, []).append(_published(target, mapping))
    return {
        key: Option(
            indicator=indicator,
            names=tuple(dict.fromkeys(_names(indicator, policy))),
            published=tuple(known.get(key, ())),
        )
        for key, indicator in indicators_here(policy).items()
    }


def indicators_here(policy: Policy) -> dict[str, Indicator]:
    """What the place publishes, all that needs nothing more, and what its bulletins count; by key."""
    found = {figure.indicator.key: figure.indicator for figure in policy.figures.values()}
    found |= {i.key: i for i in policy.indicators.values() if not i.open_slots and policy.publishes(i)}
    written = (figure.indicator for template in policy.kinds for figure in template.figures.values())
    return found | {i.key: i for i in written if i is not None and not i.open_slots and policy.publishes(i)}


def _published(target: Target, mapping: PublishedFigure) -> Published:
    before, number, behind = target.quote.partition(target.number)
    if not number:
        before, behind = target.quote, ""
    return Published(
        id=target.id,
        before=before,
        number=target.number,
        behind=behind,
        title=target.zh,
        target=target,
        mapping=mapping,
    )


def _names(indicator: Indicator, policy: Policy) -> Iterator[str]:
    """Title and aliases; with slots, the words of what fills them: they tell one use from another."""
    filled = "".join(_words_of_slots(indicator, policy))
    # An indicator with slots lists the words of all its uses; only those that fit this use are its own.
    aliases = [a for a in indicator.aliases if not filled or grams(a) & grams(filled)]
    for name in (indicator.zh, *aliases):
        yield name + (f" {filled}" if filled else "")
    yield indicator.en


def _words_of_slots(indicator: Indicator, policy: Policy) -> Iterator[str]:
    for slot, value in indicator.given.items():
        kind = indicator.slots[slot].type if slot in indicator.slots else ""
        for part in (one.strip() for one in value.split(",")):
            if kind.startswith("code(") and kind[5:-1] in policy.code_lists:
                yield policy.code_list(kind[5:-1]).label(part)
            elif part in policy.parameters:
                yield policy.parameters[part].zh
            elif part in policy.code_lists:
                yield policy.code_lists[part].zh
            elif _HAN.search(part):
                yield part


@lru_cache(maxsize=16_384)  # the words beside a number are held against every wording known
def grams(text: str) -> frozenset[str]:
    """What texts are compared by: pairs of Chinese characters, and Latin words; numbers say nothing, nor does it matter
    which of two words that say the same is written."""
    same, compared = synonyms()
    text = same.sub(lambda match: compared[match[0]], text)
    found = {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}
    found |= {word.lower().rstrip("s") for word in _LATIN.findall(text) if word.lower() not in _EMPTY}
    return frozenset(found)


def without_numerals(text: str) -> str:
    """A name without the numbers it carries: 四个不摘 → ×个不摘, to see that only the number differs."""
    return "".join("×" if c.isdigit() or c in DIGITS or c in SMALL or c == "双" else c for c in text)


def weights(options: Mapping[str, Option]) -> dict[str, float]:
    """How much a pair of characters tells: rare ones much, those of every other indicator little."""
    from math import log

    counts: dict[str, int] = {}
    for option in options.values():
        every = frozenset().union(*(grams(name) for name in option.names))
        for one in option.published:
            every |= grams(one.before) | grams(one.behind) | grams(one.title)
        for gram in every:
            counts[gram] = counts.get(gram, 0) + 1
    whole = max(len(options), 2)
    return {gram: log(1 + whole / number) for gram, number in counts.items()}
