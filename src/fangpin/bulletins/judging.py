"""The verdict on each figure: agrees under the rounding as written, or how it differs and what else would agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from fangpin.bulletins.changes import Change
from fangpin.bulletins.counting import Counts
from fangpin.bulletins.mapping import ENOUGH, Mapped, Ranked
from fangpin.bulletins.reading import Figure
from fangpin.bulletins.spans import spans_of
from fangpin.bulletins.stated import Stated, StatedFigures
from fangpin.bulletins.verdicts import Alternative, Judged, Verdict
from fangpin.bulletins.written import interval_of
from fangpin.expressions import Wording
from fangpin.indicators import Figure as Counted
from fangpin.indicators import Span
from fangpin.indicators.figure import plain
from fangpin.indicators.wording import NOT_COMPARABLE, no_number
from fangpin.policy import FIGURE_UNITS, Indicator

TELLING_DIGITS = 3  # a number of so many digits that agrees with one of two readings tells which was meant
CLOSE_READING = 0.12  # a reading this much worse than the best may still be what was meant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """A reading, counted in one span."""

    ranked: Ranked
    span: Span
    counted: Counted | None
    agrees: bool


def judge(
    mapped: Sequence[Mapped],
    counts: Counts,
    day: date,
    stated: StatedFigures | None = None,
    *,
    also: Iterable[Indicator] = (),
) -> tuple[Judged, ...]:
    """A verdict for each mapped figure, in the same order; indicators are counted together, not one by one.

    ``also`` are indicators somebody will ask for on the snapshot's day: counted with the others, they cost little.
    """
    understood = [one for one in mapped if one.understood]
    first = {id(one): spans_of(one.figure, one.ranked[0], day, one.about) for one in understood}
    wanted = [(one.ranked[0].option.indicator, first[id(one)][0], one.area) for one in understood]
    counts.count([*wanted, *((indicator, Span.of(day), "") for indicator in also)])
    doubtful = [one for one in understood if not _try(one, one.ranked[0], first[id(one)][0], counts).agrees]
    counts.count(
        (ranked.option.indicator, span, one.area)
        for one in doubtful
        for ranked in _considered(one)
        for span in spans_of(one.figure, ranked, day, one.about)[: 3 if ranked is one.ranked[0] else 2]
    )
    counts.count(
        (one.ranked[0].option.indicator, one.change.base(span), one.area)
        for one in understood
        if one.change is not None
        for span in spans_of(one.figure, one.ranked[0], day, one.about)[:3]
    )
    return tuple(_judge(one, counts, day, stated or StatedFigures()) for one in mapped)


def _considered(one: Mapped) -> Iterator[Ranked]:
    """Readings worth counting: the best, those close to it, and the best of another unit."""
    best = one.ranked[0]
    yield best
    yield from (r for r in one.ranked[1:4] if r.score >= max(ENOUGH, best.score - CLOSE_READING))
    yield from one.others[:1]


def _judge(one: Mapped, counts: Counts, day: date, stated: StatedFigures) -> Judged:  # noqa: PLR0911 - one a verdict
    if not one.understood:
        return Judged.not_understood(one.figure, words=one.words, area=one.area or None)
    if one.change is not None:
        return _of_change(one, one.change, counts, day)
    tried = [
        _try(one, ranked, span, counts)
        for ranked in _considered(one)
        for span in spans_of(one.figure, ranked, day, one.about)[: 3 if ranked is one.ranked[0] else 2]
        if counts.has(ranked.option.indicator, span, one.area)
    ]
    best = one.ranked[0]
    own = [t for t in tried if t.ranked is best]
    if not _telling(one.figure) and (one.figure.period or best.wording):
        own = own[:1]  # nine tenths of something is true of some days, whatever days were meant
    known = reversed(stated.newest(best.option.key, one.area or counts.area_code, day))
    said = next((n for n in known if interval_of(one.figure).holds(n.value)), None)
    if agreeing := next((t for t in own if t.agrees), None):
        return _told(one, Verdict.AGREES, agreeing, tried)
    if said is not None:
        return _reported(one, said, own[0])
    if agreeing := next((t for t in tried if t.agrees and _unit_unsaid(one.figure, t)), None):
        return _told(one, Verdict.AGREES, agreeing, tried)
    if one.ambiguous:
        return _of_several(one, own[0], tried)
    if (why := _nothing_recorded(own[0].counted)) is not None:
        return _told(one, Verdict.NO_RECORD, own[0], tried, why=why)
    return _told(one, Verdict.DIFFERS, own[0], tried, why=_difference(one.figure, own[0]))


def _of_change(one: Mapped, change: Change, counts: Counts, day: date) -> Judged:
    """A difference, held against those of the days that the figure may be about; comparable days only."""
    ranked = one.ranked[0]
    indicator, first = ranked.option.indicator, None
    for span in spans_of(one.figure, ranked, day, one.about)[:3]:
        now, then = (counts.of(indicator, days, one.area) for days in (span, change.base(span)))
        if now is None or then is None or now.value is None or then.value is None or not now.comparable_with(then):
            continue
        more, told = now.value - then.value, f"{plain(now.value, places=4)} − {plain(then.value, places=4)}"
        held = interval_of(one.figure).holds(change.signed(more))
        if first is None or held:
            first = _told_change(one, Verdict.AGREES if held else Verdict.DIFFERS, now, more, told)
        if held:
            break
    if first is not None:
        return first
    return replace(_told_change(one, Verdict.NO_RECORD, None, None, ""), why=NOT_COMPARABLE)


def _told_change(one: Mapped, verdict: Verdict, now: Counted | None, more: Decimal | None, told: str) -> Judged:
    number = plain(more, places=4) if more is not None else None
    return Judged(
        figure=one.figure,
        verdict=verdict,
        why=Wording(f"the difference counted is {number} ({told})", f"统计的增减为 {number}（{told}）"),
        words=one.words,
        indicator=one.ranked[0].option.key,
        score=Decimal(str(one.ranked[0].score)),
        area=now.area_code if now else one.area or None,
        computed=number,
        reference=now.reference if now else None,
    )


def _of_several(one: Mapped, best: _Counted, tried: Sequence[_Counted]) -> Judged:
    """Readings that fit the words alike: a long number that agrees with one of them tells which was meant, and one that
    agrees with none is wrong whichever was."""
    edge = one.ranked[0].score - CLOSE_READING
    close = [t for t in tried if t.ranked in one.ranked and t.ranked.score >= edge]
    agreeing = [t for t in close if t.agrees]
    if agreeing and _telling(one.figure):
        return _told(one, Verdict.AGREES, agreeing[0], tried)
    if not agreeing and all(t.counted is not None and (t.counted.value is not None or t.counted.text) for t in close):
        return _told(one, Verdict.DIFFERS, best, tried, why=_WHICHEVER)
    return _told(one, Verdict.AMBIGUOUS, best, tried, why=_SEVERAL)


_SEVERAL = Wording("several figures of this place fit these words; choose one", "这样的说法可能指几项数据，请选定一项")
_WHICHEVER = Wording(
    "several figures of this place fit these words, and the number is none of them",
    "这样的说法可能指几项数据，所写的数与哪一项都不一致",
)
_NO_RECORD = Wording("nothing is recorded of which this could be counted", "台账中没有可据以统计的记录")


def _nothing_recorded(counted: Counted | None) -> Wording | None:
    """Why there is nothing to hold the number against; None where something was counted."""
    return _NO_RECORD if counted is None else no_number(counted)


def _unit_unsaid(figure: Figure, other: _Counted) -> bool:
    """A bare number in a table of households and people, under a head that says neither."""
    unit = other.ranked.option.indicator.unit
    return bool(figure.row) and unit != figure.unit and {unit, figure.unit} == {"household", "person"}


def _telling(figure: Figure) -> bool:
    return len(figure.value.normalize().as_tuple().digits) >= TELLING_DIGITS


def _try(one: Mapped, ranked: Ranked, span: Span, counts: Counts) -> _Counted:
    counted = counts.of(ranked.option.indicator, span, one.area)
    holds = counted is not None and agrees(one.figure, counted)
    return _Counted(ranked=ranked, span=span, counted=counted, agrees=holds)


def agrees(figure: Figure, counted: Counted) -> bool:
    """Whether a counted figure may be written as this one is."""
    if figure.on is not None or counted.day is not None:
        told, text = figure.on or "", counted.text
        return bool(told) and bool(text) and (told.startswith(text) or text.startswith(told))
    share = figure.kind == "quantity" and not counted.unknown  # 完工率0% says of nobody that it was all
    if counted.value is None or (counted.holds is False and not share):
        return _basically(figure, counted)
    if counted.indicator.kind in {"cap", "list_size"} or counted.indicator.value is not None:
        return counted.value == figure.value  # a rule's own number is written as it is
    return interval_of(figure).holds(counted.value)


def _basically(figure: Figure, counted: Counted) -> bool:
    """基本遍访: all but a few; everybody told must have been looked at."""
    if "基本" not in figure.text or counted.value is None or counted.unknown:
        return False
    return counted.value >= figure.value * Decimal("0.85")


def _told(
    one: Mapped, verdict: Verdict, by: _Counted, tried: Sequence[_Counted], *, why: Wording | None = None
) -> Judged:
    counted = by.counted
    if verdict == Verdict.AGREES and by.ranked is not one.ranked[0]:
        why = Wording(
            "two readings fit the words; the number agrees with this one", "两种理解都合文意，数字与这一种一致"
        )
    return Judged(
        figure=one.figure,
        verdict=verdict,
        why=why,
        words=one.words,
        indicator=by.ranked.option.key,
        score=Decimal(str(by.ranked.score)),
        area=counted.area_code if counted else one.area or None,
        computed=_number(counted),
        numerator=plain(counted.numerator) if counted else None,
        denominator=plain(counted.denominator) if counted else None,
        reference=counted.reference if counted else None,
        alternatives=tuple(_alternatives(one, by, tried)),
    )


def _reported(one: Mapped, known: Stated, by: _Counted) -> Judged:
    reported = known.kind == "reported"
    why = (
        Wording(f"as {known.told_by} reports it; not counted here", f"与{known.told_by}报送的一致，本系统未核")
        if reported
        else Wording(f"overridden by hand: {known.told_by}", f"人工更正：{known.told_by}")
    )
    return Judged(
        figure=one.figure,
        verdict=Verdict.REPORTED if reported else Verdict.OVERRIDDEN,
        why=why,
        words=one.words,
        indicator=by.ranked.option.key,
        score=Decimal(str(by.ranked.score)),
        computed=_number(by.counted),
        source=known.told_by,
    )


def _alternatives(one: Mapped, by: _Counted, tried: Sequence[_Counted]) -> Iterator[Alternative]:
    """Other readings, those first that would agree: another indicator, another unit, another period."""
    shown: set[tuple[str, Span | None]] = {(by.ranked.option.key, by.span)}
    rest = sorted((t for t in tried if t is not by), key=lambda t: (not t.agrees, -t.ranked.score))
    for other in rest:
        same = other.ranked.option.key == by.ranked.option.key
        if (other.ranked.option.key, other.span) in shown or (same and not other.agrees):
            continue
        if any(key == other.ranked.option.key for key, _ in shown) and not other.agrees:
            continue
        shown.add((other.ranked.option.key, other.span))
        indicator = other.ranked.option.indicator
        days = (
            f"{other.span.since}—{other.span.until}"
            if other.counted and other.counted.over_period
            else str(other.span.as_of)
        )
        yield Alternative(
            indicator=other.ranked.option.key,
            zh=f"{indicator.zh}（{days}）",
            en=f"{indicator.en} ({days})",
            score=Decimal(str(other.ranked.score)),
            computed=_number(other.counted),
            agrees=other.agrees,
        )
    counted = {t.ranked.option.key for t in tried}
    for ranked in one.ranked[1:4]:
        if ranked.option.key not in counted and ranked.score > ENOUGH / 2:
            indicator = ranked.option.indicator
            yield Alternative(
                indicator=ranked.option.key, zh=indicator.zh, en=indicator.en, score=Decimal(str(ranked.score)),
                computed=None, agrees=False,
            )  # fmt: skip


def _number(counted: Counted | None) -> str | None:
    return None if counted is None else counted.text or plain(counted.value, places=6)


def _difference(figure: Figure, by: _Counted) -> Wording:
    counted = by.counted
    assert counted is not None  # noqa: S101 - asked for by the caller
    number = _number(counted)
    unit = FIGURE_UNITS[counted.indicator.unit]
    if counted.holds is False and counted.value is not None and interval_of(figure).holds(counted.value):
        return Wording(
            f"the claim cannot be made: {counted.unknown} could not be told, {plain(counted.denominator)} looked at",
            f"不能作此表述：核查 {plain(counted.denominator)}，其中 {counted.unknown} 无法判断",
        )
    if figure.on is not None or counted.day is not None or counted.value is None:
        return Wording(f"counted {number}", f"统计为 {number}")
    off = plain(abs(counted.value - figure.value), places=4)
    more = counted.value > figure.value
    return Wording(
        f"counted {number} {unit.en}, {off} {'more' if more else 'less'} than written",
        f"统计为 {number} {unit.zh}，比所写{'多' if more else '少'} {off}",
    )
