"""Reading a text: figures with place, value, unit and relation; names that carry a number; the rest, with why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate, zip_longest
from typing import Any

from fangpin.bulletins.claims import claims
from fangpin.bulletins.cleaning import Clean, clean
from fangpin.bulletins.english import claims_english, is_english, quantities_english, set_aside_english
from fangpin.bulletins.periods import Published, date_of, period_of, published
from fangpin.bulletins.quantities import TIMES, UNSAID, Quantity, quantities
from fangpin.bulletins.set_aside import SetAside, Why, masked, set_aside
from fangpin.bulletins.terms import Term, terms

_ANNOUNCED = re.compile(r"发布公告|新闻发布会|新闻发布厅|公告宣布|宣布退出")
_NAVIGATION = re.compile(
    r"版权|转载|未经.{0,4}授权|免责声明|责任编辑|扫一扫|网站声明|备案号|ICP备|公网安备|客户端下载|联系我们|条评论|已有\d+人赞|\d人参与[,，]"
)
NOTICE = 400  # characters of a line that is about the page itself
_CARRIED = re.compile(
    r"(?:[已未]\w{1,4}|整改|立改|办结|受理|转办|移交|处理|处置|排除|核减|撤销|取消|启用|投用|完成|解决|化解|销号|剩余|余下|其余|余|其中|尚有|还有|仍有|共|计|达|为|了|到|至|有|均|加|少|多|的|监测|增|减|"
    r"[升降]|核查|核实|处置|开工|完工|竣工|验收|消除|盘活|占|类|级|本月|上月|同期|[上去今]年|属实|认定|合格|其他|实施|安排|投入|新建|[（(：:、，,;；]|\n)"
    r"(?:约|近|超|超过)?$"
)
_SHEET = re.compile(r"^[^\n：:]{0,40}\n[^\n：:]{2,16}[：:]$")  # the next line of a sheet: 在办：118条
_PARTS_OF_MEAN = re.compile(r"[，,、（(：:；;]{0,2}其中[，,：:]?[\u4e00-\u9fff]{2,8}?")
_GROWN_BY = re.compile(r"[，,](?:比上年|较上年|同比)?(?:增长|增加|增收|提高)了?")  # 人均纯收入12406元，增长1630元
_LISTED_PART = re.compile(r"[、，,](?:(?!低于|高于|超过|不足|达到)[\u4e00-\u9fff]){2,8}")
_PART = re.compile(r"、[\u4e00-\u9fff]{2,8}|[，,（(]其中[^，。；;]{1,12}")
_JOINED = frozenset({"和", "、", "与", "及", "以及", "，", ","})
REACH = 120  # characters over which a counted thing is carried on
LIMIT = 400_000  # characters; a longer text is no bulletin
LONGEST_SENTENCE = 20_000  # characters without a stop: no sentence anybody wrote
MOST_NUMBERS = 25_000  # in a text; six hundred pages of bulletins hold some twenty thousand
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
            "unit": self.unit,
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
    named = list(terms(text, frozenset(known_names)))
    free = _free(named, aside)
    blanked = masked(masked(text, aside), [SetAside(one.start, one.end, Why.IDIOM) for one in free])
    made = _inherited(list(quantities(blanked)), text)
    figures = [_figure(cleaned, one, when) for one in made if isinstance(one, Quantity) and not _navigates(text, one)]
    taken = [(one.start, one.end) for one in made if isinstance(one, Quantity)]
    covered = _Taken([*taken, *((one.start, one.end) for one in free)])
    figures += [
        _claim(cleaned, one.start, one.end, one.value, one.unit, when)
        for one in claims(masked(text, aside))
        if not covered.overlaps(one.start, one.end)
    ]
    figures += _starts(cleaned, aside, when)
    rest = [*aside, *(one for one in made if isinstance(one, SetAside)), *_idioms(free)]
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


def _inherited(made: list[Quantity | SetAside], text: str) -> list[Quantity | SetAside]:
    """发现问题126个,已整改119个: what the second counts was said at the first, in the same paragraph."""
    made = _before_their_noun(made, text)
    last: dict[str, Quantity] = {}
    of_mean: list[Quantity] = []
    told: list[Quantity | SetAside] = []
    for found in made:
        one = _completed(found, last.get(""), text) if isinstance(found, Quantity) and found.unit == UNSAID else found
        heir = one
        if isinstance(one, Quantity) and one.word:
            shared = re.search("[户人]均$", text[max(0, one.start - 3) : one.start]) is not None
            before = last.get("") if shared else last.get(one.word)
            if (
                not one.own
                and (shared or _CARRIED.search(text[max(0, one.start - 10) : one.start]) or _is_part(text, before, one))
                and before is not None
                and one.start - before.end < REACH
                and ("\n" not in text[before.end : one.start] or _SHEET.search(text[before.end : one.start]))
            ):
                heir = replace(one, unit=before.unit, noun=before.noun, own=True)
            previous = last.get("")
            between = text[previous.end : one.start] if previous is not None else ""
            parts = (
                _PARTS_OF_MEAN.fullmatch(between) is not None and previous is not None and one.value < previous.value
            )
            joined = (
                between in _JOINED
                or parts
                or _GROWN_BY.fullmatch(between) is not None
                or (_LISTED_PART.fullmatch(between) is not None and previous in of_mean)
            )
            if joined and previous is not None and one.unit == "CNY" and previous.unit.startswith("CNY_per"):
                heir = replace(one, unit=previous.unit)  # 人均可支配收入31,205元和12,786元; 其中工资性9,880元、财产性…
                of_mean.append(heir)
            if isinstance(heir, Quantity) and heir.own:
                last[one.word] = last[""] = heir
        elif isinstance(one, Quantity) and (one.unit == TIMES or one.unit.startswith("CNY") or one.noun):
            last[""] = one
        told.append(heir)
    return [_shared(one, behind, text) for one, behind in zip_longest(told, told[1:])]


def _before_their_noun(made: list[Quantity | SetAside], text: str) -> list[Quantity | SetAside]:
    """分别惠及3657万、548.7万、515.1万老年人: a row of bare numbers counts what is named behind the last."""
    told: list[Quantity | SetAside] = []
    behind: Quantity | SetAside | None = None
    for found in reversed(made):
        one = found
        if (
            isinstance(one, Quantity)
            and isinstance(behind, Quantity)
            and not one.word
            and one.unit in {UNSAID, "CNY"}
            and behind.unit in {"person", "household"}
            and text[one.end : behind.start] in _JOINED
        ):
            one = replace(one, unit=behind.unit, noun=behind.noun)
        told.append(one)
        behind = one
    return told[::-1]


_RANKED = re.compile(r"(?:国家|省|自治区|市|州|县|区|乡|镇|村)级(?:和|、|及|与|或)|和")


def _shared(one: Quantity | SetAside, behind: Quantity | SetAside | None, text: str) -> Quantity | SetAside:
    """10个国家级和8个省级贫困县: what both count is said once, at the second."""
    if not isinstance(one, Quantity) or not isinstance(behind, Quantity) or one.own or one.word != behind.word:
        return one
    return replace(one, unit=behind.unit) if _RANKED.fullmatch(text[one.end : behind.start]) else one


_CHANGED = re.compile(
    r"(?:新增|增加|增长|净增|减少|下降|提高|上升|缩小|扩大|多|少|其中|达到?|为|增|减)(?:了|约|近|超)*$"
)


_SHARED_OUT = re.compile(r"(?:[（(、，,；;]|元|其中)+[\u4e00-\u9fff]{0,8}")
TEN_THOUSAND = 10**4


def _completed(bare: Quantity, before: Quantity | None, text: str) -> Quantity | SetAside:
    """外出务工1879.23万人,较上月新增459.19万: a number without a unit goes on with what was counted before it."""
    told = text[before.end : bare.start] if before is not None else "。"
    same = len(told) < REACH and not re.search(r"[。；;！\n]", told) and _CHANGED.search(told) is not None
    if before is not None and before.unit == "CNY" and bare.step >= TEN_THOUSAND and _SHARED_OUT.fullmatch(told):
        return replace(bare, unit="CNY")  # 赈助100万(中央20万、基金会80万)
    if before is not None and same and (bare.step > 1 or before.unit == TIMES):
        return replace(bare, unit=before.unit, noun=before.noun)
    return SetAside(bare.start, bare.end, Why.NO_UNIT)


def _is_part(text: str, whole: Quantity | None, one: Quantity) -> bool:
    """部门预警31条、网格排查6条; 118条，其中超5天12条: a part of what was counted, its own words say which."""
    return whole is not None and _PART.fullmatch(text[whole.end : one.start]) is not None


def _navigates(text: str, one: Quantity) -> bool:
    """Whether a number stands in a line about the page itself: copyright, reprint, editor."""
    first, last = max(0, one.start - NOTICE), min(len(text), one.end + NOTICE)
    start = text.rfind("\n", first, one.start)
    end = text.find("\n", one.end, last)
    whole = (start >= 0 or first == 0) and (end >= 0 or last == len(text))
    line = text[start + 1 if start >= 0 else first : end if end >= 0 else last]
    return whole and len(line) < NOTICE and _NAVIGATION.search(line) is not None


def _read_english(cleaned: Clean) -> Reading:
    aside = set_aside_english(cleaned.text)
    blanked = masked(cleaned.text, aside)
    made = list(quantities_english(blanked))
    figures = [_figure(cleaned, one, Published(None)) for one in made if isinstance(one, Quantity)]
    figures += [
        _claim(cleaned, one.start, one.end, one.value, one.unit, Published(None)) for one in claims_english(blanked)
    ]
    rest = [*aside, *(one for one in made if isinstance(one, SetAside))]
    return Reading(
        figures=tuple(sorted(figures, key=lambda one: (one.start, one.end))),
        names=(),
        no_figures=tuple(sorted((_no_figure(cleaned, one) for one in rest), key=lambda one: one.start)),
        text=cleaned,
    )


def _free(named: list[Term], aside: list[SetAside]) -> list[Term]:
    """Names, save those that are part of a date or a document number; a name inside a title stays a name."""
    closed = _Taken((one.start, one.end) for one in aside if one.why not in {Why.TITLE, Why.DATE})
    return [one for one in named if not closed.overlaps(one.start, one.end)]


def _idioms(free: list[Term]) -> Iterator[SetAside]:
    return (SetAside(one.start, one.end, Why.IDIOM) for one in free if one.policy is None)


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
        _subject(cleaned.text, one.start, one.end, subject), _sentence(cleaned.text, one.start, one.end),
        period_of(cleaned.text, one.start, when),
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
            "份?(?:起|开始)", text[one.end : one.end + 3]
        )
        if (
            one.why is not Why.DATE
            or text[one.end : one.end + 1] in {"电", "讯"}
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
    left = re.split(r"[，。；;：:！？!?\n]|,(?!\d)", text[max(0, start - 30) : start])[-1]
    right = re.split(r"[，。；;：:！？!?\n（(]|,(?!\d)|\d", text[end : end + 24])[0]
    left = re.split(r"\d[\d.,]*(?:万|亿)?(?:元|户|人次|人|名|个|吨|%)", left)[-1]
    phrase = (left + right).strip("的了、 （）()“”")
    return phrase or noun


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
