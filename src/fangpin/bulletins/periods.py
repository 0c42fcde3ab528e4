"""The day or period a figure speaks of, from the words before it.

Periods are ISO texts: ``2020-07`` (a month), ``2020-12-30`` (a day), ``2020-01-01/2020-10-20`` (a span),
``../2020-10-20`` (since an unstated beginning), ``2018`` (a year). None where the text does not say.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from fangpin.bulletins.numerals import chinese

_CN = "〇零一二两三四五六七八九十"
_PART = rf"(?P<year>(?:19|20)\d{{2}}|[一二][九〇零][{_CN}]{{2}})年度?|(?P<relative>今年|去年|前年|上年|上一年|本年|当年|全年)度?"
_MONTH = rf"(?P<month>\d{{1,2}}|[{_CN}]{{1,2}})月份?"
_DAY = rf"(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})[日号]"
_SPAN = re.compile(rf"(?:{_PART})?\s*(?P<from>\d{{1,2}})月?份?\s*(?:[—–\-~～至到]+)\s*(?P<to>\d{{1,2}})月份?")
_POINT = re.compile(
    rf"(?:{_PART})\s*(?:{_MONTH}\s*(?:{_DAY})?)?(?P<edge>底|末|初)?|(?<![\d{_CN}]){_MONTH.replace('month', 'alone')}(?:{_DAY.replace('day', 'alone_day')})?(?P<alone_edge>底|末|初)?(?!以上|以下|内)"
)
_DAYS = re.compile(
    rf"(?:{_PART})\s*(?P<month>\d{{1,2}})月(?P<first>\d{{1,2}})日?[—–\-~～至到]+(?:(?P<last_month>\d{{1,2}})月)?(?P<last>\d{{1,2}})日"
)  # 2020年10月19日至25日
_NOW = re.compile(r"截至目前|截止目前|到目前为止|目前|当前|现有|至今|累计")
_SINCE_YEAR = re.compile(r"今年以来|年初以来|今年|本年|全年累计|全年")
_THIS_MONTH = re.compile(r"本月|当月")
_THIS_WEEK = re.compile(r"本周|这周|一周来")
_THIS_DAY = re.compile(r"今日|今天|本日|当日")
_PUBLISHED = re.compile(r"((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})")


_TITLE = re.compile(
    r"(?m)^[^\S\n]*(?P<words>[^\n。；;，]{0,50}(?:情况|通报|简报|总结|数据|分析|汇总|报告|公报|进展|[日周旬月季]报)[^\n。；;，]{0,24})$"
)
_UNTIL = re.compile(r"截[至止](?P<day>(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日|份?[底末])?)")
_HEAD = 400  # characters of a text in which its title is looked for
REACH = 160  # characters before a figure in which its period is looked for


@dataclass(frozen=True, slots=True)
class Published:
    """When the text was published, as far as it says so itself; or as the caller knows."""

    on: date | None


def published(text: str, known: date | None = None) -> Published:
    """The day of publication: given, or the first full date of the text."""
    if known is not None:
        return Published(known)
    for match in _PUBLISHED.finditer(text):
        found = _day(int(match[1]), int(match[2]), int(match[3]))
        if found is not None:
            return Published(found)
    years = [int(match[1]) + (match[2] is not None) for match in re.finditer(r"((?:19|20)\d{2})年(底|末)?", text)]
    return Published(date(max(years), 12, 31) if years else None)


def period_of(text: str, start: int, when: Published) -> str | None:
    """The period a figure that begins at ``start`` of the repaired text speaks of."""
    first = max(0, start - REACH)
    before = text[max(first, *(text.rfind(mark, first, start) + 1 for mark in "。！？\n")) : start]
    days = list(_DAYS.finditer(before))
    if days and not _POINT.search(before, days[-1].end()) and (told := _days(days[-1], when)):
        return told
    spans = list(_SPAN.finditer(before))
    points = [match for match in _POINT.finditer(before) if not _compared(before, match)]
    if spans and (not points or spans[-1].end() >= points[-1].end()):
        return _span(spans[-1], when)
    if points:
        match = points[-1]
        told = point(match, when)
        until = re.search(r"(?:截至|截止|到|至)\s*$", before[: match.start()])
        if told:
            return f"../{_last_day(told)}" if until else told
    return _said(before, when)


def titled(text: str) -> str | None:
    """The month, week or day that the title says the whole text is about: 个旧市2019年11月监测情况.

    Where it names a year alone, up to the day of that year that the text then counts to: 截至2020年3月31日.
    """
    for match in _TITLE.finditer(text[:_HEAD]):
        told = period_of(match["words"], len(match["words"]), Published(None))
        if told is not None and len(told) > len("2020"):
            return told
        if told is not None and (until := _UNTIL.search(text, match.end(), match.end() + _HEAD)):
            day = date_of(until["day"], Published(None))
            if day is not None and day.startswith(told):
                return f"../{_last_day(day)}"
    return None


def _said(before: str, when: Published) -> str | None:
    """本月, 今年以来, 截至目前: said from the day of publication."""
    if when.on is None:
        return None
    if _THIS_MONTH.search(before):
        return f"{when.on:%Y-%m}"
    if _THIS_WEEK.search(before):
        monday = when.on - timedelta(days=when.on.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    if _THIS_DAY.search(before):
        return f"{when.on}/{when.on}"
    if _SINCE_YEAR.search(before):
        return f"{when.on.year}-01-01/{when.on.isoformat()}"
    return when.on.isoformat() if _NOW.search(before) else None


def _compared(before: str, match: re.Match[str]) -> bool:
    """比2019年增加: the year compared with is not the period; 一月一监测 is no month."""
    if match["relative"] in {"今年", "本年", "当年", "全年"} and match["month"] is None and match["edge"] is None:
        return True  # 今年以来 is said from the day of publication
    if match["alone"] == "一" and before[match.end() : match.end() + 1] in {"一", ""}:
        return True
    return (
        before[max(0, match.start() - 1) : match.start()] in {"比", "较", "占"}
        or before[max(0, match.start() - 2) : match.start()] == "同比"
    )


def date_of(written: str, when: Published) -> str | None:
    """今年7月 → 2020-07, 2018年 → 2018, 2020年12月30日 → 2020-12-30."""
    match = _POINT.search(written)
    return point(match, when) if match else None


def point(match: re.Match[str], when: Published) -> str | None:
    """One date expression as ISO text of day, month or year precision."""
    year = _year(match["year"], match["relative"], when)
    month = _number(match["month"] or match["alone"])
    day = _number(match["day"] or match["alone_day"])
    if year is None:
        return None
    if month is None:
        edge = match["edge"]
        return f"{year}-12-31" if edge in {"底", "末"} else f"{year}-01-01" if edge == "初" else f"{year}"
    if not 1 <= month <= 12:
        return None
    if day is not None:
        found = _day(year, month, day)
        return found.isoformat() if found else None
    edge = match["edge"] or match["alone_edge"]
    return (
        f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}" if edge in {"底", "末"} else f"{year}-{month:02}"
    )


def _span(match: re.Match[str], when: Published) -> str | None:
    year = _year(match["year"], match["relative"], when)
    first, last = int(match["from"]), int(match["to"])
    if year is None or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    return f"{year}-{first:02}-01/{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"


def _days(match: re.Match[str], when: Published) -> str | None:
    year, month = _year(match["year"], match["relative"], when), int(match["month"])
    first = _day(year or 0, month, int(match["first"]))
    last = _day(year or 0, int(match["last_month"] or month), int(match["last"]))
    return f"{first}/{last}" if first and last and first <= last else None


def _year(written: str | None, relative: str | None, when: Published) -> int | None:
    if written:
        value = int(written) if written.isdigit() else int(chinese(written) or 0)
        return value or None
    if when.on is None:
        return None
    back = {"去年": 1, "上年": 1, "上一年": 1, "前年": 2}.get(relative or "", 0)
    return when.on.year - back


def _number(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isdigit() else int(chinese(written) or 0) or None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(told: str) -> str:
    parts = [int(part) for part in told.split("-")]
    if len(parts) == 3:
        return told
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
