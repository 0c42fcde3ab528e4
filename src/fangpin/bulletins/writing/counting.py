"""The numbers of a template: counted in a snapshot, reported by departments, set by hand, or reckoned from these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Context, Decimal

import duckdb

from fangpin.bulletins.rhythms import Period
from fangpin.bulletins.stated import Stated, StatedFigures, counts_a_period, stated_in
from fangpin.indicators import LEVELS, Figure, Figures, Look, Span, evaluate, level_below, level_of
from fangpin.indicators.wording import NOT_COMPARABLE, no_number
from fangpin.ledgers import SPECS
from fangpin.policy import Indicator, Policy, facts_below
from fangpin.policy.template_entries import BELOW, ChartBlock, Template, TemplateFigure
from fangpin.policy.templates import levels_named
from fangpin.rules.screening import Opened, connected

_EXACT = Context(prec=60)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One number before it is printed; ``value`` None: there is none, and ``why`` says so in Chinese."""

    value: Decimal | None
    kind: str
    figure: Figure | None = None
    of: tuple[str, ...] = ()
    source: Mapping[str, str] | None = None
    why: str = ""

    def comparable_with(self, other: Value) -> bool:
        """Whether files behind both reach both days; what is stated is taken as it is."""
        return self.figure is None or other.figure is None or self.figure.comparable_with(other.figure)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Every number of a template for an area, a period and a snapshot; asked for by figure and area."""

    template: Template
    policy: Policy
    area_code: str
    period: Period
    snapshot: str | None
    as_of: date
    figures: Mapping[Span, Figures]
    areas: Mapping[str, str]
    stated: StatedFigures
    by_files: frozenset[str]
    _kept: dict[tuple[str, str, str], Value] = field(default_factory=dict)

    def value(self, figure: str, area_code: str | None = None, period: Period | None = None) -> Value:
        """The number of a figure in an area (the document's own unless told)."""
        area, when = self.area_code if area_code is None else area_code, period or self.period
        key = (figure, area, when.code)
        if key not in self._kept:
            self._kept[key] = self._found(self.template.figures[figure], area, when)
        return self._kept[key]

    def below(self, by: str) -> list[str]:
        """Codes of the areas of a level inside the document's, in order; :data:`BELOW`: of the next level."""
        level = _level(by, self.area_code)
        digits = LEVELS[level] if level else 0
        itself = self.area_code.ljust(digits, "0")  # a city's own row has six digits, as its counties' have
        return sorted(c for c in self.areas if len(c) == digits > 0 and c.startswith(self.area_code) and c != itself)

    def is_idle(self, figure: str) -> bool:
        """Whether a figure is of a mechanism that this place does not run, or reckoned from such figures."""
        told = self.template.figures[figure]
        if told.indicator is not None:
            return not self.policy.publishes(told.indicator)
        return all(self.is_idle(part) for part in told.of)

    def _found(self, figure: TemplateFigure, area: str, period: Period) -> Value:
        if figure.how not in ("counted", "reported"):
            return self._reckoned(figure, area, period)
        assert figure.indicator is not None  # noqa: S101 - the template was checked
        span = period.span(figure.at, figure.over)
        stated = self._stated(figure.indicator, area, span)
        if figure.how == "reported":
            return self._reported(figure, stated)
        counted = self._counted(figure.indicator, area, span)
        by_hand = next((one for one in reversed(stated) if one.kind == "override"), None)
        if by_hand is None:
            return counted
        beside = {} if counted.value is None else {"counted": f"{counted.value.normalize():f}"}
        return Value(
            value=by_hand.value, kind="overridden", figure=counted.figure, source=dict(by_hand.source) | beside
        )

    def _counted(self, indicator: Indicator, area: str, span: Span) -> Value:
        if not self.policy.publishes(indicator):
            mechanism = self.policy.mechanisms[indicator.mechanism].zh
            return Value(value=None, kind="counted", why=f"本地未启用机制“{mechanism}”")
        found = self.figures[span].figure(indicator.key, area)
        if found.value is None:
            why = no_number(found)
            return Value(value=None, kind="counted", figure=found, why=why.zh if why else "")
        if self._cannot_say(indicator, found):
            return Value(value=None, kind="counted", figure=found, why="相关名册尚未收到，无法判断")
        return Value(value=found.value, kind="counted", figure=found)

    def _cannot_say(self, indicator: Indicator, found: Figure) -> bool:
        """Whether nothing counted is only nothing known: no village's file has come, or nobody could be told."""
        if found.numerator:
            return False
        unread = found.coverage.villages_known == 0 and all(t.over in self.by_files for t in indicator.tallies)
        return found.unknown > 0 or bool(indicator.tallies and unread)

    def _reported(self, figure: TemplateFigure, stated: tuple[Stated, ...]) -> Value:
        if not stated:
            return Value(value=None, kind="reported", why=f"没有{figure.department or '部门'}报送的数")
        return Value(value=stated[-1].value, kind="reported", source=stated[-1].source)

    def _stated(self, indicator: Indicator, area: str, span: Span) -> tuple[Stated, ...]:
        """What is on record for the same days; a level at a day is on record without a first day."""
        if not counts_a_period(indicator):
            return self.stated.of_days(indicator.key, area, None, span.as_of)
        return self.stated.of_days(indicator.key, area, span.since + timedelta(days=1), span.until)

    def _reckoned(self, figure: TemplateFigure, area: str, period: Period) -> Value:
        parts = [self.value(part, area, period) for part in figure.of]
        why = next((part.why for part in parts if part.value is None), "")
        of = tuple(part if area == self.area_code else f"{part}@{area}" for part in figure.of)
        numbers = [part.value for part in parts if part.value is not None]
        if not all(parts[0].comparable_with(part) for part in parts[1:]):
            return Value(value=None, kind="reckoned", of=of, why=NOT_COMPARABLE.zh)
        if len(numbers) < len(parts):
            return Value(value=None, kind="reckoned", of=of, why=why)
        found = reckon(figure.how, numbers)
        return Value(value=found, kind="reckoned", of=of, why="" if found is not None else "分母为零")


def reckon(how: str, numbers: list[Decimal]) -> Decimal | None:
    """A difference, growth or share in percent, mean, sum, or what remains; None where it would divide by nothing."""
    first, rest = numbers[0], numbers[1:]
    match how:
        case "sum":
            return sum(numbers, Decimal(0))
        case "difference" | "rest":
            return first - sum(rest, Decimal(0))
    if not rest[0]:
        return None
    if how == "mean":
        return _EXACT.divide(first, rest[0])
    return _EXACT.divide((first - rest[0] if how == "growth" else first) * _HUNDRED, rest[0])


def count(
    template: Template,
    snapshot: Opened,
    policy: Policy,
    *,
    area_code: str,
    period: Period,
) -> Counted:
    """Count every figure of a template. Comparisons are with the same records, as they stood on the earlier day."""
    below = (_level(by, area_code) for by in levels_named(template))
    levels = tuple(dict.fromkeys((level_of(area_code), *filter(None, below))))
    spans: dict[Span, dict[str, Indicator]] = {}
    for figure in template.figures.values():
        if figure.how == "counted" and figure.indicator is not None:
            for one in _periods_of(figure, template, period):
                spans.setdefault(one.span(figure.at, figure.over), {})[figure.indicator.key] = figure.indicator
    with connected(snapshot) as connection:
        look = Look(connection)
        found = {
            span: evaluate(
                look, policy, indicators.values(),
                as_of=span.as_of, since=span.since, until=span.until, levels=levels,
            )
            for span, indicators in spans.items()
        }  # fmt: skip
        tables = {tally.over for one in spans.values() for i in one.values() for tally in i.tallies}
        return Counted(
            template=template,
            policy=policy,
            area_code=area_code,
            period=period,
            snapshot=snapshot.hash if isinstance(snapshot, Opened) else getattr(snapshot, "hash", None),
            as_of=period.last,
            figures=found,
            areas=_area_names(connection, period.last),
            stated=stated_in(connection),
            by_files=_by_files_only(policy, tables),
        )


def _level(by: str, area_code: str) -> str | None:
    """The level a template means; nothing is below a village."""
    return level_below(level_of(area_code)) if by == BELOW else by


def _periods_of(figure: TemplateFigure, template: Template, period: Period) -> tuple[Period, ...]:
    """This period, and those before it that a chart of the figure, or of what is reckoned from it, goes back to."""
    drawn = {b.figure: b.back for b in template.body if isinstance(b, ChartBlock) and b.kind == "line"}
    for name in list(drawn):
        for part in template.figures[name].of:
            drawn[part] = max(drawn.get(part, 0), drawn[name])
    return period.back(max(1, drawn.get(figure.id, 1)))


def _area_names(connection: duckdb.DuckDBPyConnection, day: date) -> dict[str, str]:
    rows = connection.execute(
        "SELECT code, name FROM area_spells WHERE from_on <= ? AND (to_on IS NULL OR to_on > ?)", [day, day]
    ).fetchall()
    return {str(code): str(name) for code, name in rows}


_ALWAYS = {"area", "coverage", "household", "person", "membership"}


def _by_files_only(policy: Policy, tables: set[str]) -> frozenset[str]:
    """Of the facts and ledgers counted over, those that rest on nothing but ledgers which files must cover."""
    told = set()
    for name in tables:
        bare = name.removesuffix("_spells")
        read = {name} if name in SPECS else {bare} if bare in SPECS else _ledgers_below(policy, name)
        if read - _ALWAYS and all(SPECS[ledger].covered for ledger in read - _ALWAYS):
            told.add(name)
    return frozenset(told)


def _ledgers_below(policy: Policy, fact: str) -> set[str]:
    named = {ledger for below in facts_below(policy, [fact]) for ledger in below.ledgers}
    return {name if name in SPECS else name.removesuffix("_spells") for name in named}
