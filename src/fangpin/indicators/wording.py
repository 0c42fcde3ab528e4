"""How an indicator is counted, in sentences: read off its declaration, so that they cannot differ from it."""

from __future__ import annotations

from fangpin.expressions import Wording
from fangpin.indicators.figure import Figure
from fangpin.ledgers import SPECS
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.policy import FIGURE_UNITS, Indicator, Policy, Tally
from fangpin.policy.in_words import in_words

KINDS = {
    "stock": Wording("level on a day", "时点数"),
    "flow": Wording("over a period", "时期数"),
    "ratio": Wording("ratio", "比率"),
    "claim": Wording("claim", "全称表述"),
    "cap": Wording("set by a document", "政策标准"),
    "list_size": Wording("size of a list", "清单项数"),
    "date": Wording("date", "日期"),
}
_BASES = {
    "year_end": Wording("the end of last year", "上年末"),
    "year_before": Wording("the same day a year before", "上年同日"),
    "month_before": Wording("the same day a month before", "上月同日"),
    "period_start": Wording("the eve of the period", "期初前一日"),
}
_SHOWN = {
    "difference": Wording("the difference from", "与{base}相比增减"),
    "share": Wording("the share of", "占{base}的比例"),
    "growth": Wording("the growth since", "比{base}增长"),
}
_COUNTED = {
    "distinct": Wording("different “{of.en}”", "不同“{of.zh}”的个数"),
    "sum": Wording("the sum of “{of.en}”", "“{of.zh}”合计"),
    "mean": Wording("the mean of “{of.en}”", "“{of.zh}”平均"),
    "first": Wording("the first “{of.en}”", "最早的“{of.zh}”"),
    "last": Wording("the last “{of.en}”", "最晚的“{of.zh}”"),
}
_AREAS = {
    "province": Wording("provinces", "省份"),
    "city": Wording("cities", "市（州）"),
    "county": Wording("counties", "县（市、区）"),
    "township": Wording("townships", "乡镇"),
    "village": Wording("villages", "村"),
}


def no_number(figure: Figure) -> Wording | None:
    """Why a figure has no number to show; None where it has one, or a day."""
    if not figure.comparable:
        return NOT_COMPARABLE
    if figure.unrecorded:
        return _nothing_on_record(figure)
    return _NOBODY if figure.value is None and not figure.text else None


NOT_COMPARABLE = Wording(
    "the files do not reach back to the day it is compared with", "名册未覆盖到比较的那一天，不能相比"
)
_NOBODY = Wording("nobody to count", "没有统计对象")


def _nothing_on_record(figure: Figure) -> Wording:
    en, zh = ", ".join(SPECS[n].en for n in figure.empty), "、".join(SPECS[n].zh for n in figure.empty)
    return Wording(f"no record yet: {en}", f"台账尚无记录：{zh}")


def definition_of(indicator: Indicator, policy: Policy) -> list[Wording]:
    """One sentence a line: what it is, what it counts, what of, over which days, from which file."""
    unit = FIGURE_UNITS[indicator.unit]
    kind = KINDS[indicator.kind]
    lines = [Wording(f"{indicator.en} ({kind.en}, {unit.en})", f"{indicator.zh}（{kind.zh}，{unit.zh}）")]
    if indicator.value is not None:
        lines.append(_of_policy(indicator, policy))
    if indicator.tally is not None:
        lines += _of_tally(indicator.tally, policy, Wording("counted", "统计"))
    if indicator.denominator is not None:
        word = Wording("looked at", "核查对象") if indicator.kind == "claim" else Wording("divided by", "分母")
        lines += _of_tally(indicator.denominator, policy, word)
    if indicator.against is not None:
        base, shown = _BASES[indicator.against.base], _SHOWN[indicator.against.show]
        lines.append(Wording(f"shown as {shown.en} {base.en}", f"取{shown.zh.format(base=base.zh)}"))
    if indicator.per != 1:
        lines.append(Wording(f"divided by {indicator.per} at the end", f"最后除以 {indicator.per}"))
    if indicator.note:
        lines.append(Wording(indicator.note, indicator.note))
    lines.append(Wording(f"{indicator.file}, line {indicator.line}", f"{indicator.file} 第 {indicator.line} 行"))
    return lines


def _of_policy(indicator: Indicator, policy: Policy) -> Wording:
    value = indicator.value
    assert value is not None  # noqa: S101 - the caller has seen it
    if value.code_list:
        listed = policy.code_lists.get(value.code_list)
        words = Wording(listed.en, listed.zh) if listed else Wording(value.code_list, value.code_list)
        return Wording(f"the number of codes in force in “{words.en}”", f"代码表“{words.zh}”中有效的项数")
    if value.expression is not None:
        read = in_words(value.expression, policy.code_lists)
        return Wording(f"set by policy: {read.en}", f"政策规定：{read.zh}")
    named = value.parameter or value.since or ""
    parameter = policy.parameters.get(named)
    words = Wording(parameter.en, parameter.zh) if parameter else Wording(named, named)
    if value.since:
        return Wording(f"the day “{words.en}” began to apply", f"“{words.zh}”现行取值的起始日")
    return Wording(f"the value of “{words.en}” in force", f"参数“{words.zh}”的现行取值")


def _of_tally(tally: Tally, policy: Policy, word: Wording) -> list[Wording]:
    source = SPECS[tally.over] if tally.over in SPECS else policy.fact(tally.over)
    counted = _counted(tally, policy)
    lines = [Wording(f"{word.en}: {counted.en} of “{source.en}”", f"{word.zh}：“{source.zh}”的{counted.zh}")]
    on = _column(tally.when, tally, policy) if tally.when else None
    if tally.window == "period":
        by = Wording(f" by “{on.en}”", f"（按“{on.zh}”）") if on else Wording("", "")
        lines.append(Wording(f"  over the period{by.en}", f"  统计期内{by.zh}"))
    elif on:
        lines.append(Wording(f"  until the day, by “{on.en}”", f"  截至统计日（按“{on.zh}”）"))
    for expression, said in ((tally.among, Wording("among", "范围")), (tally.where, Wording("where", "条件"))):
        if expression is not None:
            read = in_words(expression, policy.code_lists)
            lines.append(Wording(f"  {said.en}: {read.en}", f"  {said.zh}：{read.zh}"))
    return lines


def _column(name: str, tally: Tally, policy: Policy) -> Wording:
    """A column by its label, a key by what it is the key of."""
    if name.endswith("_id") and (pointed_at := SPECS.get(name.removesuffix("_id"))):
        return Wording(pointed_at.en, pointed_at.zh)
    over = tally.over.removesuffix("_spells")
    column = SPECS[over].column(name) if over in SPECS else policy.fact(over).column(name)
    return Wording(column.en, column.zh)


def _counted(tally: Tally, policy: Policy) -> Wording:
    counting = tally.counting
    if counting.kind == "rows":
        return Wording("rows", "行数")
    if counting.kind == "distinct" and counting.column in AREA_DIGITS:
        area = _AREAS[counting.column]
        return Wording(f"{area.en} that appear", f"涉及{area.zh}数")
    said = _COUNTED[counting.kind]
    if counting.amount is not None:
        return said.filled(of=in_words(counting.amount, policy.code_lists))
    return said.filled(of=_column(counting.column or "", tally, policy))
