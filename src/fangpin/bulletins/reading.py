"""Reading a text: figures with place, value, unit and relation; names that carry a number; the rest, with why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

from fangpin.bulletins.claims import claims
from fangpin.bulletins.cleaning import Clean, clean
from fangpin.bulletins.columns import table_cells
from fangpin.bulletins.english import claims_english, is_english, labelled_cells, quantities_english, set_aside_english
from fangpin.bulletins.inheriting import REACH, inherited
from fangpin.bulletins.periods import Published, date_of, period_of, published
from fangpin.bulletins.quantities import quantities
from fangpin.bulletins.quantity import PERCENT, POINTS, Quantity
from fangpin.bulletins.set_aside import SetAside, Why, masked, set_aside
from fangpin.bulletins.terms import Term, terms, terms_english

_ANNOUNCED = re.compile(r"发布公告|新闻发布会|新闻发布厅|公告宣布|宣布退出")
_NAVIGATION = re.compile(
    r"版权|转载|未经.{0,4}授权|免责声明|责任编辑|扫一扫|网站声明|备案号|ICP备|公网安备|客户端下载|联系我们|条评论|已有\d+人赞|\d人参与[,，]"
)
_FURTHER = re.compile(r"猜你喜欢|相关阅读|推荐阅读|热门推荐|相关新闻|延伸阅读|[上下]一[篇条][:：]|限时[^，。]{0,4}$")
_STOP = re.compile("[。！？]")
NOTICE = 400  # characters of a line that is about the page itself
_LISTED = {POINTS: PERCENT}  # as the closed list of units names it
LIMIT = 400_000  # characters; a longer text is no bulletin
LONGEST_SENTENCE = 20_000  # characters without a stop: no sentence anybody wrote
MOST_NUMBERS = 25_000  # in a text; six hundred pages of bulletins hold some twenty thousand
_CLAUSE = re.compile(r"[，。；;：:！？!?\n]|,(?!\d)|(?<=[a-z]{2})\.\s")
_REST_OF_WORD = re.compile(r"(?<=[A-Za-z])[A-Za-z]+")
_WORD_SO_FAR = re.compile(r"[A-Za-z]+$")
_RUN = re.compile(r"\d[\d.,]*|[零〇一二两三四五六七八九十百千万亿]+")


class TextTooLong(Exception):
    """The text, or one sentence of it, is longer than any bulletin's. ``length`` and ``limit`` are characters, or
    numbers where these are too many."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length, self.limit = length, limit

    def zh(self) -> str:
        """The sentence in Chinese."""
        if self.limit == MOST_NUMBERS:
            return f"文本里有 {self.length:,} 个数字（最多 {self.limit:,}），不像通报，没有读取：请只提供通报正文"
        whole = "文本" if self.limit == LIMIT else "有一段没有标点的文字"
        return f"{whole}长达 {self.length:,} 个字符（最多 {self.limit:,}），不像通报，没有读取：请只提供通报正文"

    def __str__(self) -> str:
        if self.limit == MOST_NUMBERS:
            return f"the text holds {self.length:,} numbers, at most {self.limit:,} are read: give the bulletin alone"
        whole = "the text" if self.limit == LIMIT else "a stretch without any stop"
        return (
            f"{whole} has {self.length:,} characters, at most {self.limit:,} are read: give the bulletin's text alone"
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure found; offsets into the text as given, ``value`` in base units, ``step`` the worth of its last digit.

    A date has ``unit`` ``date``, ``value`` 0 and its ISO text in ``on``.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    bound: str
    kind: str  # quantity · claim · date
    step: Decimal
    subject: str
    sentence: str
    period: str | None = None
    on: str | None = None
    row: str = ""  # of a number in a table, the words its row begins with

    @property
    def written(self) -> str:
        """The value as decimal text without exponent or trailing noughts; a date's ISO text."""
        return self.on if self.on is not None else plain(self.value)

    def as_json(self) -> dict[str, Any]:
        """Plain values; the value as decimal text in base units."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.written,
            "unit": _LISTED.get(self.unit, self.unit),
            "bound": self.bound,
            "kind": self.kind,
            "period": self.period,
            "subject": self.subject,
        }


@dataclass(frozen=True, slots=True)
class Name:
    """A name that carries a number, linked to the policy it names where there is one."""

    start: int
    end: int
    text: str
    policy: str | None

    def as_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "policy": self.policy}


@dataclass(frozen=True, slots=True)
class NoFigure:
    """A number that counts nothing, and why."""

    start: int
    end: int
    text: str
    why: str

    def as_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text, "why": self.why}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text says in numbers, each list in reading order."""

    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    no_figures: tuple[NoFigure, ...]
    text: Clean

    def as_json(self) -> dict[str, Any]:
        """Three lists of plain values; offsets are into the text as given."""
        return {
            "figures": [one.as_json() for one in self.figures],
            "terms": [one.as_json() for one in self.names],
            "not_figures": [one.as_json() for one in self.no_figures],
        }


def read(
    given: str,
    *,
    known_names: Iterable[str] = (),
    places: frozenset[str] = frozenset(),
    published_on: date | None = None,
) -> Reading:
    """Everything the text states in numbers; :class:`TextTooLong` beyond :data:`LIMIT`.

    ``known_names`` are a policy's names that carry a number, ``places`` those of areas: 示例5镇 counts nothing.

    Nothing is guessed: where digits were lost the place is told in ``no_figures``, with no value.
    """
    _check_length(given)
    cleaned = clean(given)
    text = cleaned.text
    when = published(text, published_on)
    if is_english(text):
        return _read_english(cleaned)
    aside = set_aside(text, places)
    dates = _Taken((one.start, one.end) for one in aside if one.why is Why.DATE)
    cells = [one for one in table_cells(text, english=False) if not dates.overlaps(one.start, one.end)]
    aside = _beside(aside, cells)
    named = list(terms(text, frozenset(known_names)))
    free = _free(named, aside)
    blanked = masked(masked(text, aside), [SetAside(one.start, one.end, Why.IDIOM) for one in free])
    blanked = masked(blanked, [SetAside(one.start, one.end, Why.LIST_NUMBER) for one in cells])
    made = [*inherited(list(quantities(blanked)), text), *cells]
    figures = [_figure(cleaned, one, when) for one in made if isinstance(one, Quantity) and not _navigates(text, one)]
    taken = [(one.start, one.end) for one in made if isinstance(one, Quantity)]
    covered = _Taken([*taken, *((one.start, one.end) for one in free)])
    figures += [
        _claim(cleaned, one.start, one.end, one.value, one.unit, when)
        for one in claims(masked(text, aside))
        if not covered.overlaps(one.start, one.end)
    ]
    figures += _starts(cleaned, aside, when)
    said = _beyond(aside, free)
    rest = [*said, *(one for one in made if isinstance(one, SetAside)), *_idioms(free)]
    return Reading(
        figures=tuple(sorted(figures, key=lambda one: (one.start, one.end))),
        names=tuple(_name(cleaned, one) for one in free if one.policy is not None),
        no_figures=tuple(sorted((_no_figure(cleaned, one) for one in rest), key=lambda one: one.start)),
        text=cleaned,
    )


def plain(value: Decimal) -> str:
    """12600.00 → 12600, 1E+4 → 10000: a decimal without exponent or trailing noughts."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _navigates(text: str, one: Quantity) -> bool:
    """Whether a number stands in a line about the page itself: copyright, reprint, editor."""
    first, last = max(0, one.start - NOTICE), min(len(text), one.end + NOTICE)
    start = text.rfind("\n", first, one.start)
    end = text.find("\n", one.end, last)
    whole = (start >= 0 or first == 0) and (end >= 0 or last == len(text))
    line = text[start + 1 if start >= 0 else first : end if end >= 0 else last]
    said = _STOP.search(text, one.end, end if end >= 0 else last)  # what stands behind the sentence is not about it
    about = text[start + 1 if start >= 0 else first : said.start() if said else end if end >= 0 else last]
    if _FURTHER.search(text[start + 1 if start >= 0 else first : one.start]):
        return True
    return whole and len(line) < NOTICE and _NAVIGATION.search(about) is not None


def _read_english(cleaned: Clean) -> Reading:
    aside = set_aside_english(cleaned.text)
    cells = list(table_cells(cleaned.text, english=True))
    cells += labelled_cells(cleaned.text, cells)
    aside = _beside(aside, cells)
    free = _free(
        list(terms_english(cleaned.text)), [*aside, *(SetAside(one.start, one.end, Why.NO_UNIT) for one in cells)]
    )
    blanked = masked(
        cleaned.text, [*aside, *(SetAside(one.start, one.end, Why.LIST_NUMBER) for one in (*cells, *free))]
    )
    made = [*quantities_english(blanked), *cells]
    figures = [_figure(cleaned, one, Published(None)) for one in made if isinstance(one, Quantity)]
    figures += [
        _claim(cleaned, one.start, one.end, one.value, one.unit, Published(None)) for one in claims_english(blanked)
    ]
    rest = [*aside, *(one for one in made if isinstance(one, SetAside)), *_idioms(free)]
    return Reading(
        figures=tuple(sorted(figures, key=lambda one: (one.start, one.end))),
        names=tuple(_name(cleaned, one) for one in free if one.policy is not None),
        no_figures=tuple(sorted((_no_figure(cleaned, one) for one in rest), key=lambda one: one.start)),
        text=cleaned,
    )


_NAMED = frozenset({Why.TITLE, Why.DATE, Why.ORDINAL, Why.IDIOM})  # what a name may be part of: 三级医院, 三年行动

_PARTS = frozenset({Why.ORDINAL, Why.IDIOM})


def _free(named: list[Term], aside: list[SetAside]) -> list[Term]:
    """Names, save those that are part of a document number; a name inside a title or of an ordinal stays a name."""
    closed = _Taken((one.start, one.end) for one in aside if one.why not in _NAMED)
    return [one for one in named if not closed.overlaps(one.start, one.end)]


def _beyond(aside: list[SetAside], free: list[Term]) -> list[SetAside]:
    """What is set aside, save the ordinals and idioms that are told as part of a name: 三级 of 三级医院."""
    named = {place for one in free for place in range(one.start, one.end)}
    return [one for one in aside if one.why not in _PARTS or not named.issuperset(range(one.start, one.end))]


def _idioms(free: list[Term]) -> Iterator[SetAside]:
    return (SetAside(one.start, one.end, Why.IDIOM) for one in free if one.policy is None)


def _beside(aside: list[SetAside], cells: list[Quantity | SetAside]) -> list[SetAside]:
    """What is set aside outside of the cells of tables: 12. is a list number, 12.5 in a column is none."""
    taken = _Taken((one.start, one.end) for one in cells)
    return [one for one in aside if not taken.overlaps(one.start, one.end)]


def _check_length(given: str) -> None:
    if len(given) > LIMIT:
        raise TextTooLong(len(given), LIMIT)
    longest = max((len(part) for part in re.split(r"[。！？；，、,.;!?\n|]", given)), default=0)
    if longest > LONGEST_SENTENCE:
        raise TextTooLong(longest, LONGEST_SENTENCE)
    numbers = sum(1 for _ in _RUN.finditer(given))
    if numbers > MOST_NUMBERS:
        raise TextTooLong(numbers, MOST_NUMBERS)


class _Taken:
    """Stretches already spoken for; asked in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, start: int, end: int) -> bool:
        place = bisect_left(self._starts, end)
        return place > 0 and self._reach[place - 1] > start


def _figure(cleaned: Clean, one: Quantity, when: Published) -> Figure:
    start, end = cleaned.origin(one.start, one.end)
    subject = cleaned.text[one.noun.start : one.noun.end] if one.noun else ""
    return Figure(
        start, end, cleaned.given[start:end], one.value, one.unit, one.bound, "quantity", one.step,
        one.of or _subject(cleaned.text, one.start, one.end, subject), _sentence(cleaned.text, one.start, one.end),
        period_of(one.of, len(one.of), when) if one.row else period_of(cleaned.text, one.start, when), row=one.row,
    )  # fmt: skip


def _claim(cleaned: Clean, at: int, to: int, value: Decimal, unit: str, when: Published) -> Figure:
    start, end = cleaned.origin(at, to)
    return Figure(
        start, end, cleaned.given[start:end], value, unit, "=", "claim", Decimal(1),
        _subject(cleaned.text, at, to, ""), _sentence(cleaned.text, at, to),
        period_of(cleaned.text, at, when),
    )  # fmt: skip


def _starts(cleaned: Clean, aside: list[SetAside], when: Published) -> Iterator[Figure]:
    """从今年7月开始, 自2018年起: the day something began is a stated fact, not only a label."""
    text = cleaned.text
    for one in aside:
        begun = text[max(0, one.start - 1) : one.start] in {"从", "自"} and re.match(
            "份?(?:起(?![施实执生试正步草])|开始)", text[one.end : one.end + 3]
        )
        if (
            one.why is not Why.DATE
            or text[one.end : one.end + 1] in {"电", "讯"}
            or text[max(0, one.start - 2) : one.start].strip()[-1:] in {"电", "讯"}
            or not (
                begun
                or (text[one.end - 1] in "日号" and _ANNOUNCED.search(text[one.end : one.end + 40].split("。")[0]))
            )
        ):
            continue
        start, end = cleaned.origin(one.start, one.end)
        on = date_of(text[one.start : one.end], when)
        told = cleaned.given[start:end]
        yield Figure(
            start,
            end,
            told,
            Decimal(0),
            "date",
            "=",
            "date",
            Decimal(1),
            "",
            _sentence(text, one.start, one.end),
            on,
            on,
        )


def _subject(text: str, start: int, end: int, noun: str) -> str:
    """The words around the number that say what is counted: the clause without its number."""
    left = _CLAUSE.split(text[_word_start(text, start - 30) : start])[-1]
    right = re.split(r"[（(]|\d", _CLAUSE.split(text[end : _word_end(text, end + 24)])[0])[0]
    left = re.split(r"\d[\d.,]*(?:万|亿)?(?:元|户|人次|人|名|个|吨|%)", left)[-1]
    phrase = (left + right).strip("的了、 （）()“”")
    return phrase or noun


def _word_start(text: str, place: int) -> int:
    """The place, or the end of the English word that it would cut in two."""
    cut = _REST_OF_WORD.match(text, place) if place > 0 else None
    return cut.end() if cut else max(0, place)


def _word_end(text: str, place: int) -> int:
    """The place, or the beginning of the English word that it would cut in two."""
    cut = _WORD_SO_FAR.search(text, max(0, place - 24), place) if _REST_OF_WORD.match(text, place) else None
    return cut.start() if cut else place


def _sentence(text: str, start: int, end: int) -> str:
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    left = max(text.rfind(mark, first, start) for mark in "。！？\n；") + 1
    ends = [place for place in (text.find(mark, end, last) for mark in "。！？\n；") if place >= 0]
    return text[max(left, first) : min([*ends, last])].strip()


def _name(cleaned: Clean, one: Term) -> Name:
    start, end = cleaned.origin(one.start, one.end)
    return Name(start, end, cleaned.given[start:end], one.policy)


def _no_figure(cleaned: Clean, one: SetAside) -> NoFigure:
    start, end = cleaned.origin(one.start, one.end)
    return NoFigure(start, end, cleaned.given[start:end], str(one.why))
