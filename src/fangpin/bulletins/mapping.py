"""From a figure of a draft to the indicator it means: by its words, unit, kind and neighbours, scored and ranked.

A figure is compared with every option of its unit: with the names of the indicator, and with how the place wrote it
before. Words near the number count more than words far off, rare ones more than common ones. The value is not looked
at: a wrong number must not find itself another meaning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import nlargest
from itertools import pairwise

from fangpin.bulletins.changes import Change, change_of
from fangpin.bulletins.cleaning import stretch
from fangpin.bulletins.options import Option, Published, grams, weights
from fangpin.bulletins.reading import Figure, Reading

ENOUGH = 0.42  # a score below says nothing
ENOUGH_OF_A_DAY = 0.25  # few indicators are days
MARGIN = 0.05  # two readings closer than this are both possible
BY_NAME = 0.85  # worth of a name, beside a wording that was published
UNNAMED = 0.09  # what a wording loses whose indicator the text does not name: 建档立卡户 is said of many things
SAID_SO = 0.05  # what a wording gains whose claim is made in the very words: 能施尽施、应享尽享 are two
KEPT = 6  # readings kept of a figure
_STOPS = re.compile(r"[。！？；\n]|[.!?](?=\s)")
_PAUSES = re.compile(r"[，。；;：:！？!?\n、（）()]|,(?!\d)")
_NEXT = re.compile(r"\d|[一二两三四五六七八九十百]+(?=[户人名个项])")  # where the next number's words begin
_WHOLE = re.compile(r"全[省州市县区旗镇乡村]")  # the place itself says nothing of what is counted
_EACH = re.compile(r"每[人户名村个]?[\u4e00-\u9fff]{0,4}$")
_LINE = re.compile(r"高于|超过|低于|以上|以下|以内|不到|不超过|不低于|少于|多于")
_UNITS_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"item", "measure", "problem", "project", "slogan", "category", "policy", "record", "clue"}),
    frozenset({"site", "project", "item"}),
    frozenset({"organisation", "enterprise", "institution", "facility", "site"}),
    frozenset({"event", "round", "meeting", "per_month", "session"}),
    frozenset({"item", "team"}),
    frozenset({"item", "disease", "category"}),
    frozenset({"CNY", "CNY_per_person", "CNY_per_household", "CNY_per_month"}),
)
COMMON, SPECIFIC = 16.0, 1.8  # what a name must weigh to tell much, and how much more it then tells; measured
SHORT = 1.08  # how much more of a name must be said where its count, 人数, is not part of it
PERIOD = 0.04  # what a period tells of whether something there is, or something that happened, is counted
TITLE = 0.5  # worth of the words of a title, beside those of the text itself
ALIKE = 0.82  # worth of an option whose unit only goes with the figure's
AVERAGED = 0.6  # worth of a sum where the figure is one a head
BESIDE = 0.01  # how much less sure than of a household's number one is of its people's
NEAR = 40  # characters in which a change goes on with the number before it
_PAIR = re.compile(r"[、（(]?(?:共计?|计|涉及)?")
_NEXT_AREA = re.compile(r"[、和及][\u4e00-\u9fff]{2,16}")
_OF_WHOM = re.compile(r"_(?:households|persons|people)(?=_|\[|$)")
OTHER_COUNT = frozenset({"household", "person", "person_time", "village"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One reading of a figure. ``wording`` is the earlier publication it resembles most, if that decided."""

    option: Option
    score: float
    wording: Published | None = None

    @property
    def meaning(self) -> str:
        """What no second figure of the sentence means: the option, or one earlier wording of it."""
        return self.wording.id if self.wording else self.option.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A figure with its readings, best first; ``chosen`` was remembered from an officer."""

    figure: Figure
    words: str
    ranked: tuple[Ranked, ...]
    others: tuple[Ranked, ...] = ()  # readings of another unit: persons for households
    chosen: bool = False
    change: Change | None = None  # it tells by how much its indicator changed
    area: str = ""  # code of the area below the place that it speaks of; empty: the place
    about: str | None = None  # the period of its text's title

    @property
    def understood(self) -> bool:
        return bool(self.ranked) and self.ranked[0].score >= (ENOUGH_OF_A_DAY if self.figure.on else ENOUGH)

    @property
    def ambiguous(self) -> bool:
        """Whether a second reading is as good; an officer's choice is not."""
        second = next(iter(self.ranked[1:]), None)
        if self.chosen or second is None or not self.understood:
            return False
        return self.ranked[0].score - second.score < MARGIN


def map_figures(
    reading: Reading, options: Mapping[str, Option], choices: Mapping[str, str] | None = None
) -> tuple[Mapped, ...]:
    """Each figure with its ranked readings, in reading order. ``choices``: :func:`words_of` a figure → option key."""
    index = _Index(options)
    contexts = [_Context.of(reading, figure) for figure in reading.figures]
    mapped = [_rank(context, index, choices or {}) for context in contexts]
    return tuple(_paired(list(_apart(mapped, contexts)), index, reading))


def words_of(figure: Figure) -> str:
    """The key under which a chosen reading is remembered: the clause without its numbers, and the unit."""
    clause = re.sub(r"[\d.,%％\s]+", "", figure.subject)
    return f"{clause[:120]}|{figure.unit}"


@dataclass(frozen=True, kw_only=True)
class _Context:
    """The words around a figure, the nearer the more telling."""

    figure: Figure
    before: str
    behind: str
    own: str  # the figure as written, repaired
    sentence: tuple[int, int]
    telling: dict[str, float]
    line: bool
    change: Change | None
    sides: dict[int, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    @cached_property
    def close(self) -> frozenset[str]:
        """The words the number itself may be made of."""
        return grams(self.before[-4:] + self.own + self.behind[:4])

    def side(self, reach: int) -> tuple[frozenset[str], frozenset[str]]:
        """The words right beside the number, and those a little off: before it where ``reach`` is below nought."""
        if (known := self.sides.get(reach)) is None:
            before, behind = self.before, self.behind
            known = self.sides[reach] = (
                (grams(before[reach - 2 :] + self.own), grams(before[reach - 10 :]))
                if reach < 0
                else (grams(self.own + behind[: reach + 2]), grams(behind[: reach + 10]))
            )
        return known

    @classmethod
    def of(cls, reading: Reading, figure: Figure) -> _Context:
        clean = reading.text
        start, end = clean.place(figure.start, figure.end)
        text = clean.text
        first, last = stretch(text, start, end, _STOPS, behind=80)
        left, right = text[first:start], text[end:last]
        near_left = _PAUSES.split(left)[-1]
        near_right = _NEXT.split(_PAUSES.split(right)[0])[0]
        earlier = "" if figure.row else text[max(0, first - 60) : first]  # cells beside it are of other things
        paragraph = text.rfind("\n", 0, start) + 1
        heading = text[paragraph : min(paragraph + 24, start)]
        telling: dict[str, float] = {}
        own = figure.subject + text[start:end]
        for words, worth in (
            (heading, 0.35),
            (earlier, 0.3),
            (right, 0.8 if figure.unit == "date" else 0.45),  # a date leads its sentence
            (left, 0.7),
            (left[-24:], 0.85),
            (near_left + text[start:end] + near_right, 1.0),
            (near_left[-8:] + text[start:end] + near_right[:8], 1.0),
            (own, 1.0),
        ):
            for gram in grams(words):
                telling[gram] = max(worth, telling.get(gram, 0.0))
        line = bool(_LINE.match(text[end : end + 4]) or _LINE.search(text[max(0, start - 4) : start]))
        return cls(
            figure=figure,
            before=left,
            behind=right,
            own=text[start:end],
            sentence=(first, last),
            telling=telling,
            line=line,
            change=change_of(reading, figure),
        )


@dataclass(slots=True)
class _Index:
    """Options by unit, with what weighs how much."""

    options: Mapping[str, Option]
    weight: dict[str, float] = field(init=False)
    by_unit: dict[str, list[tuple[str, Option]]] = field(init=False)
    names: list[tuple[str, float]] = field(init=False)  # an option's key, and what its name weighs whole
    names_with: dict[str, list[int]] = field(init=False)  # places in ``names`` by the pairs of characters they hold
    wordings: dict[str, tuple[_Wording, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.weight = weights(self.options)
        self.by_unit = {}
        self.names, self.names_with, self.wordings = [], {}, {}
        for key, option in self.options.items():
            self.by_unit.setdefault(option.indicator.unit, []).append((key, option))
            for told in filter(None, map(grams, option.names)):
                for gram in told:
                    self.names_with.setdefault(gram, []).append(len(self.names))
                self.names.append((key, self.sum(told)))
            for told in filter(None, map(grams, option.short)):
                for gram in told:
                    self.names_with.setdefault(gram, []).append(len(self.names))
                self.names.append((key, SHORT * self.sum(told)))
            self.wordings[key] = tuple(_Wording.of(one, self) for one in option.published)

    def named(self, telling: Mapping[str, float], clause: frozenset[str]) -> dict[str, float]:
        """How much of its best name each option has in these words; options of which nothing is said are left out.

        A short name of common words (建档立卡户数) stands whole in many sentences that mean something longer
        (享受农村低保的建档立卡户数), so it tells less than most of a long one, unless the ``clause`` says nothing else.
        """
        told: defaultdict[int, float] = defaultdict(float)
        in_clause: defaultdict[int, float] = defaultdict(float)
        for gram, near in telling.items():
            places = self.names_with.get(gram)
            if places is None:
                continue
            weight = self.weight[gram]
            worth = weight * near
            for place in places:
                told[place] += worth
            if gram in clause:
                for place in places:
                    in_clause[place] += weight
        said = sum(self.weight.get(gram, 0.0) for gram in clause) or 1.0
        best: dict[str, float] = {}
        for place, found in told.items():
            key, whole = self.names[place]
            much = SPECIFIC * found / (whole + COMMON)
            if place in in_clause:
                much = max(much, found / whole * in_clause[place] / said)
            if much > best.get(key, 0.0):
                best[key] = much
        return {key: min(1.0, much) for key, much in best.items()}

    def sum(self, told: frozenset[str]) -> float:
        weight = self.weight
        return sum([weight.get(gram, 1.0) for gram in told])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """An earlier publication, ready to be compared."""

    published: Published
    before: frozenset[str]
    behind: frozenset[str]
    number: frozenset[str]
    title: frozenset[str]
    whole: float
    reaches: tuple[int, int]  # how far it goes to either side of its number

    @classmethod
    def of(cls, one: Published, index: _Index) -> _Wording:
        left, right = one.before[-16:], one.behind[:16]
        before, behind, number, title = map(grams, (left, right, one.number, one.title))
        whole = index.sum(before) + index.sum(behind) + index.sum(number) + TITLE * index.sum(title)
        return cls(
            published=one, before=before, behind=behind, number=number, title=title, whole=max(whole, 1.0),
            reaches=(-len(left), len(right)),
        )  # fmt: skip


def _rank(context: _Context, index: _Index, choices: Mapping[str, str]) -> Mapped:
    figure = context.figure
    words = words_of(figure)
    named = index.named(context.telling, grams(_WHOLE.sub("，", figure.subject)))
    scored = _scored(context, index, named, figure.unit)
    others = _best(_other_counts(context, index, named), 2)
    remembered = choices.get(words)
    if remembered is not None and remembered in index.options:
        first = Ranked(option=index.options[remembered], score=1.0)
        rest = _best((one for one in scored if one[1].key != remembered), KEPT - 1)
        ranked, remembered = [first, *rest], words
    else:
        ranked = _best(scored, KEPT)
    change = None if ranked and ranked[0].option.indicator.against else context.change
    return Mapped(
        figure=figure, words=words, ranked=tuple(ranked), others=tuple(others),
        chosen=remembered == words, change=change,
    )  # fmt: skip


_Scored = tuple[float, Option, Published | None]


def _best(scored: Iterable[_Scored], most: int) -> list[Ranked]:
    """The best readings, best first; of two alike the first told."""
    best = nlargest(most, scored, key=lambda one: one[0])
    return [Ranked(option=option, score=score, wording=wording) for score, option, wording in best]


def _scored(context: _Context, index: _Index, named: Mapping[str, float], unit: str) -> Iterator[_Scored]:
    """Options of this unit, and of units that go with it, each by its names and by earlier wordings that fit better."""
    alike = {u for group in _UNITS_ALIKE if unit in group for u in group} - {unit}
    yield from _score(context, index, named, unit, worth=1.0)
    for one in sorted(alike):
        averaged = unit.startswith("CNY_per") and one == "CNY"  # 户均35714元 is no sum
        yield from _score(context, index, named, one, worth=AVERAGED if averaged else ALIKE)


def _other_counts(context: _Context, index: _Index, named: Mapping[str, float]) -> Iterator[_Scored]:
    if context.figure.unit not in OTHER_COUNT:
        return
    for unit in OTHER_COUNT - {context.figure.unit}:
        yield from (one for one in _score(context, index, named, unit, worth=1.0) if one[0] >= ENOUGH)


def _score(
    context: _Context, index: _Index, named: Mapping[str, float], unit: str, *, worth: float
) -> Iterator[_Scored]:
    """Each option of a unit by its names, and by each of its earlier wordings that fits better."""
    kinds: dict[tuple[str, bool], float] = {}
    for key, option in index.by_unit.get(unit, ()):
        told = option.indicator.kind, option.indicator.against is not None
        if told not in kinds:
            kinds[told] = _kind(context, told[0], compared=told[1])
        kind = kinds[told]
        by_name = BY_NAME * named.get(key, 0.0)
        yield _bounded((by_name + kind) * worth), option, None
        for one in index.wordings[key]:
            alike = _alike(one, context, index) - UNNAMED * (1.0 - by_name)
            if context.figure.kind == "claim" and one.published.number == context.own:
                alike += SAID_SO
            if alike > by_name:
                yield _bounded((alike + kind) * worth), option, one.published


def _bounded(score: float) -> float:
    return round(min(1.0, score), 4) if score > 0.0 else 0.0


def _alike(one: _Wording, context: _Context, index: _Index) -> float:
    """How much of an earlier wording stands around the number, on the same side of it."""
    left, right = one.reaches
    told = _beside(one.before, *context.side(left), index) + _beside(one.behind, *context.side(right), index)
    told += index.sum(one.number & context.close)
    weight, telling = index.weight, context.telling
    title = sum([weight.get(gram, 1.0) * telling[gram] for gram in one.title if gram in telling])
    return (told + TITLE * title) / one.whole


def _beside(told: frozenset[str], near: frozenset[str], far: frozenset[str], index: _Index) -> float:
    """Words right beside the number count whole, a little off by half."""
    close, off = told & near, told & far
    if not close and not off:
        return 0.0
    return index.sum(close) + 0.5 * index.sum(off - close)


def _kind(context: _Context, kind: str, *, compared: bool) -> float:  # noqa: PLR0911 - one return a kind of figure
    """What the kind of a figure and of an indicator, ``compared`` with another day or not, say of each other."""
    figure = context.figure
    if context.change is not None and compared:
        return 0.1
    if figure.kind == "claim":
        return 0.04 if kind == "claim" else -0.15
    if kind == "claim" and figure.unit not in {"percent", "date"} and figure.value != 0:
        return -0.2
    if figure.value == 1 and not re.search(r"\d", figure.text):
        return 0.12 if kind == "cap" else -0.2  # 联系一户: a rule of one each, nobody counts to one in words
    if kind == "cap":
        return 0.12 if context.line or _EACH.search(context.before) else -0.06
    if context.line and figure.bound in {"at_least", "at_most"}:
        return -0.1
    return _of_period(kind, figure)


def _of_period(kind: str, figure: Figure) -> float:
    """10月份消除风险70户: what happened in a period is told of it, what there is of a day."""
    period = figure.period or ""
    if kind not in {"stock", "flow"} or not period or period.startswith("..") or len(period) == len("2020-10-20"):
        return 0.0
    return PERIOD if kind == "flow" else -PERIOD


def _apart(mapped: Sequence[Mapped], contexts: Sequence[_Context]) -> Iterator[Mapped]:
    """Two figures of one sentence and one unit seldom mean one thing: what fits worse takes its next reading."""
    ranked = [list(one.ranked) for one in mapped]
    by_sentence: dict[tuple[int, str, bool], list[int]] = {}
    for number, context in enumerate(contexts):
        told = (context.sentence[0], context.figure.unit, context.change is not None)
        by_sentence.setdefault(told, []).append(number)
    for group in by_sentence.values():
        _settle(group, ranked, mapped)
    for one, now in zip(mapped, ranked, strict=True):
        best: dict[str, Ranked] = {}
        for reading in now:
            best.setdefault(reading.option.key, reading)
        yield replace(one, ranked=tuple(best.values()))


def _settle(group: Sequence[int], ranked: list[list[Ranked]], mapped: Sequence[Mapped]) -> None:
    if len(group) == 1:
        return
    taken: dict[str, int] = {}
    pairs = sorted(
        ((one.score, -number, place) for number in group for place, one in enumerate(ranked[number])), reverse=True
    )
    settled: set[int] = set()
    for score, minus, place in pairs:
        number = -minus
        if number in settled or score < ENOUGH:
            continue
        option = ranked[number][place].meaning
        if option in taken and not mapped[number].chosen:
            continue
        settled.add(number)
        taken[option] = number
        ranked[number].insert(0, ranked[number].pop(place))
    for number in group:
        if number in settled and len(ranked[number]) > 1:
            first = ranked[number][0]
            ranked[number][1:] = [one for one in ranked[number][1:] if taken.get(one.meaning, number) == number]
            ranked[number][0] = first


def _paired(mapped: list[Mapped], index: _Index, reading: Reading) -> list[Mapped]:
    """217户、654人: households and their people are of one thing; the first of the two tells which if it can."""
    twins = {(_OF_WHOM.sub("_*", key), o.indicator.unit): o for key, o in index.options.items() if _OF_WHOM.search(key)}
    text = reading.text
    for number, (one, other) in enumerate(pairwise(mapped)):
        if {one.figure.unit, other.figure.unit} != {"household", "person"} or one.figure.row or other.change:
            continue
        between = text.text[text.place(one.figure.start, one.figure.end)[1] : text.place(*_span(other))[0]]
        if not _PAIR.fullmatch(between):
            continue
        sure, unsure = (number, number + 1) if one.understood else (number + 1, number)
        led = mapped[unsure]
        meant = [
            Ranked(option=twin, score=_bounded(ranked.score - BESIDE))
            for ranked in _surest(mapped[sure])
            if (twin := twins.get((_OF_WHOM.sub("_*", ranked.option.key), led.figure.unit))) is not None
        ]
        if not meant or led.chosen or (led.understood and led.ranked[0].option is meant[0].option):
            continue
        others = (
            r for r in led.ranked if r.score < meant[-1].score - MARGIN and r.option not in [m.option for m in meant]
        )
        mapped[unsure] = replace(led, ranked=(*meant, *others)[:KEPT])
    return mapped


def _surest(one: Mapped) -> list[Ranked]:
    """The readings of a figure that fit it alike."""
    return [r for r in one.ranked if r.score >= max(ENOUGH, one.ranked[0].score - MARGIN)] if one.understood else []


def _span(one: Mapped) -> tuple[int, int]:
    return one.figure.start, one.figure.end


def carried_on(mapped: Iterable[Mapped], reading: Reading) -> Iterator[Mapped]:
    """What a number goes on with: 217户。户数比上月末增加17户 says nothing of what changed but by the number before it,
    and 锡城镇8户、鸡街镇4户 is a list of one thing, area by area."""
    text, before = reading.text, None
    for found in mapped:
        one = found
        if before is not None and before.figure.unit == one.figure.unit and not one.chosen:
            between = text.text[text.place(*_span(before))[1] : text.place(*_span(one))[0]]
            listed = bool(before.area and one.area) and _NEXT_AREA.fullmatch(between) is not None
            if listed or (one.change and not one.understood and len(between) < NEAR):
                one = replace(one, ranked=before.ranked, others=())
        if one.change is None:
            before = one
        yield one
