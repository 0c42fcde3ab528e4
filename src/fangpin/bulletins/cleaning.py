"""Repairing a text without losing where each character stood.

What reaches an office is seldom clean: traditional characters from a mirror site, the sound of a character in
brackets behind it, full-width digits. Offsets always point into the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from fangpin.bulletins.unwrapping import wrapped

if TYPE_CHECKING:
    from opencc import OpenCC

SOUND = re.compile(r"(?<=[\u3400-\u9fff])[（(]\s*[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡ]{1,6}\s*[)）]", re.IGNORECASE)
# A scan reads 1 as l and 0 as O: repaired only in the middle of a number that something is counted by.
_SCANNED = re.compile(r"(?<![A-Za-z\d.,])(?=[lIoO.,]{0,6}\d)[\dlIoO][\dlIoO.,]{0,14}(?=\s{0,2}[\u3400-\u9fff%])")
_ONES_AND_NOUGHTS = str.maketrans("lIoO", "1100")
_WIDE_GROUPS = re.compile(r"(?<![\dA-Za-z.,])[\dlI]{1,3}(?:，\d{3}){1,3}(?![\d，])")  # 1，208户
_RAISED_POINT = re.compile(r"(?<=\d)[·•](?=\d{1,2}(?:%|％|个百分点|[万亿]元))")  # 1·8%
_RUNS = re.compile(r"[\d.,]{30,}|[零〇一二两三四五六七八九十百千万亿]{30,}|(.)\1{39,}")
_COUNTED = "[\u4e00-\u9fff％%]"
_SPACED_DIGITS = re.compile(
    rf"(?<![\d.,A-Za-z ])\d(?: \d| ?[.．] ?\d){{2,12}} ?(?={_COUNTED})|(?<=\d) [.．] ?(?=\d)|(?<=\d)[.．] (?=\d+\s?[万亿%％亩元吨])"
)
_WRAPPED = re.compile(  # 10.31万平⏎        方米: a line set in, that goes on with what is measured
    r"\d[万亿]?[平立公千]?(?P<gap>[^\S\n]*\n\s{4,})(?=方米|方公里|公里|里|克|斤|米|盏|座|处|个|户|人|名|亩|吨|元|项|条|口|台)"
)
_SPACED_FRACTION = re.compile(
    r"(?<=[\u4e00-\u9fff] )\d(?: \d)+ ?[.．] ?\d{1,2} ?(?=[万亿%％户人元吨亩公])"
)  # 3 8. 6万吨
_BRACKETED_MEASURE = re.compile(  # 52.6（万亩）
    r"(?<=\d)(?P<open>[（(])(?:亿|千万|百万|万|千)?(?:亩|元|户次|人次|户|人|公里|千米|吨|%|％|个|平方米|头|只|千瓦)(?P<close>[)）])"
)
_SPLIT_GROUPS = re.compile(r"(?<=[ .]\d,) (?=\d{2},\d{3}(?:\.\d+)? )")  # Rs.5, 98,334.02 lakh
_SPLIT_NUMBER = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] ))(?:\d,)?\d{1,2}(?P<gap> )\d{1,2}(?:[，,]\d{3})*(?= ?[万亿个户人名元家项件所处条吨亩日])"
)
_SPLIT_DIGITS = re.compile(  # 拨付率8⏎7.3%, in a line that is prose
    r"[，。；：、][^\n，。；]{0,20}[\u4e00-\u9fff](?<![件表图第])\d{1,3}(?P<gap>\r?\n)\d{1,3}(?:\.\d+)?(?=[万亿%％户人个名元吨亩项处家])"
)
_SET_APART = re.compile(  # a copy that begins a line before each number and behind it
    rf"(?<={_COUNTED})\n(?=\d[\d.,]{{0,12}}[\u4e00-\u9fff％%]{{0,3}}\n[，。、；,])|\n(?=[，。、；])|\n(?=,\D)"
)
_SPLIT_LINE = re.compile(  # 12,⏎300万元; 1216个⏎乡镇: a line broken in a number, or before what it counts
    r"(?<=\d[,.，])\n(?=\d)|(?<=\d,\d)\n(?=\d\d)|(?<=\d,\d\d)\n(?=\d)|(?<=\d)\n(?=[.．]\d)|(?<=[\u4e00-\u9fff]{2})\d[\d,.]{0,8}[万亿]?[余多]?[个家所](?P<gap>[^\S\n]*\n[^\S\n]*)(?=[\u4e00-\u9fff]{2})"
    r"(?![一二三四五六七八九十]{1,3}[、是]|[第注分按]|其中|截至|目前|全[市县省区镇乡]|各[市县区镇乡]|同时|此外|另|今年|下一步)"
)
_MEASURES = (
    "个百分点", "百分点", "万元", "亿元", "人次", "户次", "万人", "万户", "万亩", "万吨", "平方米", "立方米", "平方公里", "公里", "公斤",
    "公顷", "千瓦", "兆瓦", "小时", "分钟", "个月",
)  # fmt: skip
_SPLIT_MEASURE = re.compile(  # 14.3 个百⏎分点: a line broken inside of a measure word
    r"(?<=[\d万亿余多 ])(?:"
    + "|".join(
        rf"{word[:place]}[^\S\n]*\r?\n[^\S\n]*{word[place:]}" for word in _MEASURES for place in range(1, len(word))
    )
    + ")"
)
INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
_WIDE_FROM, _WIDE_TO = 0xFF01, 0xFF5E
_KEPT_WIDE = frozenset("，；：！？（）")  # punctuation that ends a clause stays what it is
_AIRED = re.compile(r"[\u3400-\u9fff] (?=[\u3400-\u9fff\d])")
_GAP = re.compile(r"(?<=[^\d\s]) (?! )|(?<=\d) (?=[^\d\s])")
MOST_OF_A_CELL = 3  # gaps in the label of a row: 合 计 1005, 城 关 镇 412
_PROSE = re.compile(r"[，。；！？]|,(?=[\u3400-\u9fff])")
_CELLS = re.compile(r"\t|\S[^\S\n]{3,}\S|[|│]")
_SET_OFF = re.compile(  # 整改 18 项: a number set off from the words around it; 18项, 办结
    r"(?<=[\u3400-\u9fff])[ \u3000\u00a0]{1,2}(?=[\u3400-\u9fff\d])|(?<=[\d%％])[ \u3000\u00a0]{1,2}(?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff%％)）”][,.;:])[ \u3000\u00a0]{1,2}(?=[\u3400-\u9fff“（(])"
)
_STOP = re.compile(r"(?<=[\u3400-\u9fff%)）”])\.(?=\s*[\u3400-\u9fff“]|\s*\n|\s*$)")  # 80多万个. 在
_BROKEN = re.compile(  # a line of a text in another language that goes on below
    r"(?<=[A-Za-z\d ,;)%-]{24})\n(?=[a-z(]|\d[\d,.]*\d? [A-Za-z])"
)
# What another program set a text in: tags, entities, the stars of words in bold.
_TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z\d]*)(?:\s[^<>]{0,400})?/?>")
_BLOCKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table"})
_ENTITIES = re.compile(r"(?P<before>.?)(?P<run>(?:&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[\da-fA-F]{2,4});)+)(?=(?P<behind>.?))")
_ENTITY = re.compile(r"&[#\w]+;")
_BOLD = re.compile(
    r"(?<![\d*])\*\*(?=[^\s*])(?P<within>[^*\d\n][^*\n]{0,80}|\d[\d.,万亿余多]*[%％]?(?:[\u3400-\u9fff]{0,6}|[ A-Za-z-]{0,40}))(?<=\S)\*\*(?!\*)"
)
_ALIKE = {
    "〇": "〇",
    "○": "〇",
    "﹪": "%",
    "٪": "%",
    "∶": ":",
    "﹒": ".",
    "·": "·",
    "〜": "~",
    "∼": "~",
    "衞": "卫",
    "敍": "叙",
}
_TRADITIONAL = re.compile(r"[\u3400-\u9fff]")
# A PDF printed by a browser often says ⼈, ⼾ and ⽉, the radicals, for 人, 户 and 月; these have no decomposition in Unicode.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Clean:
    """A repaired text; ``starts[i]``/``ends[i]`` say where its i-th character stood in the text as given."""

    text: str
    given: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the given text behind ``text[start:end]``; brackets with sounds inside it included."""
        if start >= end:
            raise ValueError(f"an empty range [{start}, {end}) has no origin")
        return self.starts[start], self.ends[end - 1]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the repaired text a range of the given text stands; the other way round than :meth:`origin`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def stretch(text: str, start: int, end: int, stops: re.Pattern[str], behind: int = 160) -> tuple[int, int]:
    """The half-open sentence around ``text[start:end]``: from the stop before it, at most 160 characters, to the next."""
    low, high = max(0, start - 160), min(len(text), end + behind)
    first = max((match.end() for match in stops.finditer(text, low, start)), default=low)
    stop = stops.search(text, end, high)
    return first, stop.start() if stop else high


def clean(given: str) -> Clean:
    """Simplified characters, half-width digits, no sounds in brackets, nothing invisible; never an error."""
    plain = _unset(given)
    dropped = _dropped(plain)
    letters: list[str] = []
    starts: list[int] = []
    for place, letter in enumerate(plain):
        if place in dropped or letter in INVISIBLE:
            continue
        letters.append(_repaired(letter))
        starts.append(place)
    return Clean(_scanned(without_runs("".join(letters))), given, tuple(starts), tuple(place + 1 for place in starts))


def _unset(given: str) -> str:
    """The text without tags, entities and the stars of bold words, each character at its place."""
    text = given
    if "<" in text:
        text = _TAG.sub(
            lambda tag: _nothing(len(tag[0]) - 1) + ("\n" if tag["name"].lower() in _BLOCKS else _NOTHING), text
        )
    if "&" in text:
        text = _ENTITIES.sub(_letters, text)
    if "**" in text:
        text = _BOLD.sub(lambda bold: f"{_nothing(2)}{bold['within']}{_nothing(2)}", text)
    return text


def _letters(entities: re.Match[str]) -> str:
    """What entities stand for; a single gap beside a Chinese word is none of the writer's."""
    told = [unescape(one) for one in _ENTITY.findall(entities["run"])]
    if told == ["\u00a0"] and _TRADITIONAL.search(entities["before"] + entities["behind"]):
        return entities["before"] + _nothing(len(entities["run"]))
    lengths = [len(one) for one in _ENTITY.findall(entities["run"])]
    return entities["before"] + "".join(
        _nothing(length - 1) + one if len(one) == 1 else _nothing(length)
        for one, length in zip(told, lengths, strict=True)
    )


_NOTHING = "\u200b"


def _nothing(length: int) -> str:
    """So many characters that are not there."""
    return _NOTHING * length


def _scanned(text: str) -> str:
    """Numbers as a scan damages them, each character at its place: letters for digits, commas of full width."""
    text = _BROKEN.sub(" ", _STOP.sub("。", text))
    grouped = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), _RAISED_POINT.sub(".", text))
    return _SCANNED.sub(lambda match: match[0].translate(_ONES_AND_NOUGHTS), grouped)


def without_runs(text: str) -> str:
    """Runs that no bulletin holds (a line of a thousand digits) blanked, so that no pattern walks along them."""
    return _RUNS.sub(lambda match: "\x00" * len(match[0]), text)


def _dropped(given: str) -> frozenset[int]:
    sounds = (place for found in SOUND.finditer(given) for place in range(*found.span()))
    gaps = (
        place
        for pattern in (
            _SPACED_DIGITS,
            _WRAPPED,
            _SPLIT_GROUPS,
            _SPACED_FRACTION,
            _SPLIT_NUMBER,
            _SPLIT_DIGITS,
            _SPLIT_LINE,
            _SPLIT_MEASURE,
            _SET_APART,
        )
        for found in pattern.finditer(given)
        for place in range(*found.span("gap" if found.groupdict().get("gap") else 0))
        if given[place].isspace()
    )
    brackets = (found.start(end) for found in _BRACKETED_MEASURE.finditer(given) for end in ("open", "close"))
    return frozenset((*sounds, *gaps, *brackets, *wrapped(given), *_airy(given)))


def _airy(given: str) -> Iterator[int]:
    """The gaps of lines set with a gap behind each character, 百 分 之 百 参 合, and of prose around its numbers."""
    place = 0
    for line in given.split("\n"):
        aired = len(_AIRED.findall(line))
        if aired > MOST_OF_A_CELL and aired * 2 > len(_TRADITIONAL.findall(line)):
            yield from (place + gap.start() for gap in _GAP.finditer(line))
        elif _PROSE.search(line) and not _CELLS.search(line.strip()):
            yield from (place + gap for found in _SET_OFF.finditer(line) for gap in range(*found.span()))
        place += len(line) + 1


def _repaired(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _ALIKE:
        return _ALIKE[letter]
    code = ord(letter)
    if _WIDE_FROM <= code <= _WIDE_TO and letter not in _KEPT_WIDE:
        return chr(code - 0xFEE0)
    if letter in "\u3000\u00a0\u2002\u2003\u2009\u202f":
        return " "
    if "\u2e80" <= letter <= "\u2fdf":
        letter = _RADICALS.get(letter) or unicodedata.normalize("NFKC", letter)
    return _simplified(letter) if _TRADITIONAL.match(letter) else letter


@cache
def _simplified(letter: str) -> str:
    simple = _converter().convert(letter)
    return simple if len(simple) == 1 else letter


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
