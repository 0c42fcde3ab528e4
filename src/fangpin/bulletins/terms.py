"""Names that carry a number: “两不愁三保障”, “351”, 百日提升. They name a policy; nobody counted them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fangpin.bulletins.claims import NONE
from fangpin.bulletins.words import english, measure_pattern, name_shapes, names

_ALL_NUMERALS = re.compile(r"[一二两三四五六七八九十百千万]+")  # 万一; not in 两万一千
_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’\n]{1,24})[”\"」』’]")
_NUMERAL = r"[一二两三四五六七八九十百千万双零]"
_CARRIES = re.compile(rf"{_NUMERAL}|\d")
_COUNTS = re.compile(rf"\d+(?:\.\d+)?(?:余|多)?(?:万|亿)?(?:{measure_pattern()})(?=[\u4e00-\u9fff]{{0,14}}$)")
_COUNTED = re.compile(rf"[万亿.,\d]|{measure_pattern()}")  # 已脱贫12345户 is no telephone number
_SHAPE = re.compile(
    rf"(?:{_NUMERAL}[\u4e00-\u9fff]{{1,3}}){{2,5}}|{_NUMERAL}个[\u4e00-\u9fff]{{2,4}}|{_NUMERAL}[\u4e00-\u9fff]{{1,8}}|\d{{2,5}}(?:\+[\w\u4e00-\u9fff]+)*|\d\+\d(?:\+\w+)*|[\u4e00-\u9fff]{{1,6}}{_NUMERAL}[\u4e00-\u9fff]{{1,8}}|[\u4e00-\u9fff]{{0,6}}\d+[\u4e00-\u9fff+\d]{{0,10}}|\d{{1,2}}[·.]\d{{1,2}}"
)
_ARTICLES = re.compile(  # “稳就业25条”, “20条底线”, “4个清单”
    rf"[\u4e00-\u9fff]{{2,12}}(?:\d{{1,3}}|{_NUMERAL}{{1,3}})条|(?:\d{{1,3}}|{_NUMERAL}{{1,3}})条[\u4e00-\u9fff]{{2}}|\d{{1,2}}个[\u4e00-\u9fff]{{2}}"
)
_SPEECH = re.compile("[了我你吗呢吧]")  # “住了快两年了，很方便”
_SENTENCE = re.compile("[，,].*[。！？!?]$")  # “一包米可以吃十天，真的很感谢。”
_IN_TITLE = re.compile(r"《[^》]*?(?P<name>(?:[一二三四五六七八九十]{1,3}|\d{1,2})条[\u4e00-\u9fff]{0,4})》")
_WITHIN = re.compile(rf"[\d.第数几]|{_NUMERAL}")  # what makes a name's number part of a longer one


@dataclass(frozen=True, slots=True)
class Term:
    """One name of the repaired text; ``policy`` where a policy stands behind it."""

    start: int
    end: int
    policy: str | None


def terms(text: str, known: frozenset[str] = frozenset()) -> Iterator[Term]:
    """Names left to right; ``known`` adds a place's own names (of its policy lists and mechanisms)."""
    found = [
        Term(*match.span(), _policy(match[0], known))
        for match in _known(known).finditer(text)
        if not (match[0].isdigit() and _COUNTED.match(text, match.end()))
        and not (
            (match[0][0] in "百千万" or _ALL_NUMERALS.fullmatch(match[0]))
            and _CARRIES.search(text[max(0, match.start() - 1) : match.start()])
        )
    ]
    for match in _QUOTED.finditer(text):
        if _SENTENCE.search(match[1]):
            continue
        found += [
            Term(start, end, _policy(text[start:end], known))
            for start, end in _parts(match)
            if _is_name(text, start, end)
        ]
    for shape, named in zip(name_shapes(), (True, False), strict=True):
        found += [
            Term(*match.span(), match[0] if named else None)
            for match in shape.finditer(text)
            if not _WITHIN.match(text[max(0, match.start() - 1) : match.start()])
        ]
    found += [Term(*match.span("name"), match["name"]) for match in _IN_TITLE.finditer(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    reach = 0
    for one in found:
        if one.start >= reach:
            reach = one.end
            yield one


def terms_english(text: str) -> Iterator[Term]:
    """Names of an English text, left to right: Agenda 2030, Mission Shakti 2.0; COVID-19 has no policy."""
    for match in _named_english().finditer(text):
        yield Term(*match.span(), match["policy"])


@cache
def _named_english() -> re.Pattern[str]:
    told = {kind: "|".join(word for word, kept in english().names.items() if kept is kind) for kind in (True, False)}
    return re.compile(rf"(?<![\w.])(?:(?P<plain>{told[False]})|(?P<policy>{told[True]}))(?!\w)")


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    place = match.start(1)
    for part in re.split(r"([、，,；;])", match[1]):
        if part and part not in "、，,；;":
            yield place, place + len(part)
        place += len(part)


def _is_name(text: str, start: int, end: int) -> bool:
    inside = text[start:end]
    if _ARTICLES.fullmatch(inside):
        return True
    if (
        _SPEECH.search(inside) or not _CARRIES.search(inside) or _COUNTS.search(inside) or NONE.fullmatch(inside)
    ):  # “零辍学” tells nought
        return False
    return _SHAPE.fullmatch(inside) is not None


def _policy(name: str, known: frozenset[str]) -> str | None:
    if name in known or names().get(name):
        return name
    return None if name in names() else name


@cache
def _known(known: frozenset[str]) -> re.Pattern[str]:
    everything = sorted({*names(), *known}, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<![A-Za-z\d]){name}(?!\d)" if name.isdigit() else re.escape(name) for name in everything)
    )
