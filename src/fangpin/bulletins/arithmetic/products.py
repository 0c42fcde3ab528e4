"""Means, products and premiums in a Chinese text: so much in all for so many is so much each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fangpin.bulletins.arithmetic.neighbours import lead_of, same_sentence, together
from fangpin.bulletins.arithmetic.relating import MEANT, Placed, Relation

_OF = "场次|户次|人次|户|人|名|次|村|县|乡|镇|场|件|生|亩|校|个|套|台|条|公里|米|头|只|块|座|处|盏|所|家|期"
_MEAN = re.compile(rf"(?:(?P<of>{_OF}|年)均|平均每(?P<each>{_OF}))(?P<what>[^，,、。；;：:（）()\d]{{0,10}})$")
_EACH = re.compile(rf"每(?P<of>{_OF})(?P<what>[^，,。；;：:（）()\d]{{0,12}})$")
_KINDS = {
    "户": {"household", "household_time"},
    "户次": {"household_time"},
    "人": {"person", "person_time"},
    "名": {"person", "person_time"},
    "生": {"person", "person_time"},
    "人次": {"person_time"},
    "次": {"person_time", "household_time"},
    "年": {"year"},
    "村": {"village"},
    "县": {"county"},
    "乡": {"township"},
    "镇": {"township"},
    "场": {"event"},
    "场次": {"event"},
}
_IN_ALL = re.compile(r"共|合计|总|小计|兑付|计")
_OTHER_MEASURE = re.compile(r"收入|增收|工资|年薪|产值|标准|面积|GDP|生产总值|支配|负债|最高|最低|不")
_MONTHS = re.compile(r"(?P<first>\d{1,2})月?(?:—|–|-|－|至|到|~|～)(?P<last>\d{1,2})月")
_BY_HEADS = frozenset({"person", "person_time", "household_time"})
_SAID = Decimal("0.6")  # of a mean of just what was told before
_ABOUT = Decimal("0.05")  # of a mean that 约 leaves open
_BACK = 8  # figures before a mean among which its total and its number are looked for
_ACROSS = 110  # characters


def means(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """发放1.5亿元，惠及3200户，户均4.69万元; 62个县投入38.6亿元，县均6226万元; 96个村2880户，平均每村30户."""
    for place, mean in enumerate(figures):
        said = _MEAN.search(text, max(0, mean.start - 20), mean.start)
        if (
            said is None
            or mean.figure.bound not in {"=", "about"}
            or mean.figure.unit == "CNY_per_month"
            or mean.figure.value <= 0
        ):
            continue
        unit = "CNY" if mean.figure.unit.startswith("CNY") else mean.figure.unit
        near = [
            one
            for one in figures[max(0, place - _BACK) : place]
            if mean.start - one.end < _ACROSS
            and same_sentence(text, one, mean)
            and one.told_roughly
            and one.figure.unit != "percent"
        ][::-1]
        totals = [one for one in near if one.figure.unit == unit and one.figure.value > mean.figure.value]
        heads = [one for one in near if _counts(one, said["of"] or said["each"])]
        told = [_mean(mean, total, head) for total in totals for head in heads if total is not head]
        if held := [one for one in told if one.holds]:
            yield held[0]
        elif told and _plainly_meant(text, mean, totals[0], heads[0], said["what"], near):
            yield told[0]


def _counts(one: Placed, of: str) -> bool:
    """Whether a figure counts what a mean is told for each of."""
    return one.figure.value > 1 and (one.figure.unit in _KINDS.get(of, ()) or one.figure.text.endswith(of))


def _mean(mean: Placed, total: Placed, heads: Placed) -> Relation:
    expected = total.figure.value / heads.figure.value
    slack = mean.loose if mean.exact else max(mean.loose, mean.figure.value * _ABOUT)
    slack += total.loose / heads.figure.value
    if heads.figure.step != 1 or not heads.exact:
        slack += expected * heads.loose / heads.figure.value
    off = abs(expected - mean.figure.value)
    return Relation("mean", (mean.number, total.number, heads.number), off <= slack, expected, mean.figure.value)


def _plainly_meant(text: str, mean: Placed, total: Placed, heads: Placed, what: str, between: Sequence[Placed]) -> bool:
    """The total and the number told one beside the other, the mean behind them, and of nothing else."""
    beside = [one for one in between if not (one.start == heads.end and one.figure.unit in _BY_HEADS)]  # 1264户3172人次
    if {total, heads} != {*beside[:2]} or _OTHER_MEASURE.search(what) or not heads.exact:
        return False
    first = min(total.start, heads.start)
    if re.search(r"其中|每", text[first : mean.start - len(what) - 3]):
        return False
    expected = total.figure.value / heads.figure.value
    said = what in {"", "约", "近"} or what in text[max(0, first - 16) : mean.start - len(what) - 2]
    return abs(expected - mean.figure.value) <= expected * (_SAID if said else MEANT * Decimal("1.5"))


def products(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """申请52人,每人补助300元,共计15600元; 250万元建设10个,每个25万元; 户均分红0.15万,共分红2.7万元."""
    for place, each in enumerate(figures):
        if not each.figure.unit.startswith("CNY") or not each.exact:
            continue
        lead = max(0, each.start - 20)
        mean = _MEAN.search(text, lead, each.start)
        said = mean or _EACH.search(text, lead, each.start)
        if said is None:
            continue
        near = [one for one in figures[max(0, place - 4) : place] if same_sentence(text, one, each)]
        heads = [one for one in near[::-1] if _counts(one, said["of"] or said["each"]) and one.exact]
        total = _told_behind(text, figures, place) or (None if mean else _told_before(text, near, each))
        next_one = figures[place + 1 : place + 2]
        if not heads and next_one and _counts(next_one[0], said["of"] or said["each"]) and next_one[0].exact:
            heads, total = list(next_one), _told_behind(text, figures, place + 1)  # 每人800元，共救助450人，合计36万元
        if heads and total is not None and abs(each.start - heads[0].end) < _ACROSS:
            yield from _product(text, each, heads[0], total)


def _told_behind(text: str, figures: Sequence[Placed], place: int) -> Placed | None:
    """共计15600元, the next figure behind what each gets."""
    each = figures[place]
    for one in figures[place + 1 : place + 2]:
        lead = lead_of(text, one)
        total = one.figure.unit == "CNY" and one.exact and together(text, each, one) and same_sentence(text, each, one)
        if total and _IN_ALL.search(lead) and "累计" not in lead:
            return one
    return None


def _told_before(text: str, near: Sequence[Placed], each: Placed) -> Placed | None:
    """资金250万元建设10个,每个25万元: the total two figures before."""
    total = near[-2] if len(near) > 1 else each
    return total if total.figure.unit == "CNY" and total.exact and together(text, total, each) else None


def _product(text: str, each: Placed, heads: Placed, total: Placed) -> Iterator[Relation]:
    expected = heads.figure.value * each.figure.value
    if each.figure.unit == "CNY_per_month":
        months = _MONTHS.search(text, each.end, max(total.start, each.end))
        if months is None:
            return
        expected *= int(months["last"]) - int(months["first"]) + 1
    off = abs(expected - total.figure.value)
    slack = total.figure.step / 2 + heads.figure.value * each.figure.step / 2
    slack += heads.loose * each.figure.value if heads.figure.step != 1 else 0
    if off <= max(slack, expected * MEANT * (2 if each.start < total.start else 1)):
        told = (total.number, heads.number, each.number)
        yield Relation("product", told, off <= slack, expected, total.figure.value)


def premiums(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """保险金额560元/亩,费率为4%,保费为22.4元/亩."""
    for amount, rate, premium in zip(figures, figures[1:], figures[2:], strict=False):
        if rate.figure.unit != "percent" or not together(text, amount, premium):
            continue
        if "费率" not in lead_of(text, rate) or "保费" not in lead_of(text, premium):
            continue
        if amount.figure.unit != premium.figure.unit or not (amount.exact and rate.exact and premium.exact):
            continue
        expected = amount.figure.value * rate.figure.value / 100
        holds = abs(expected - premium.figure.value) <= premium.figure.step / 2
        told = (premium.number, amount.number, rate.number)
        yield Relation("product", told, holds, expected, premium.figure.value)
