"""What the pages of mechanisms show: parameters, ledgers, rules and figures of one, and its open items in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from fangpin.indicators import Figure
from fangpin.ledgers import SPECS
from fangpin.policy import Indicator, Mechanism, Policy, Rule
from fangpin.rules import explain
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_correct
from fangpin_web.figures.keeping import kept_figures
from fangpin_web.mechanisms.doors import Standing, names_of_subjects, standings
from fangpin_web.mechanisms.models import WorklistItem, WorklistRun
from fangpin_web.pages.wording import language, named
from fangpin_web.publishing.models import Seal
from fangpin_web.records.doors import area_names

FAMILIES = "mechanism_family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One mechanism in the list: in use or not, how much is open (None before it was asked), its figures."""

    mechanism: Mechanism
    on: bool
    open: int | None
    unknown: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of a mechanism: how it stands, in force or not, and whether the place has set every number it compares
    with. ``standing`` is None before it was asked."""

    rule: Rule
    in_force: bool
    valued: bool
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One open item in words. ``address`` leads to the row, where the reader may open it."""

    item: WorklistItem
    rule: Rule | None
    place: str
    subject: str
    name: str
    address: str
    sentence: str


def visits_of(policy: Policy) -> frozenset[str]:
    """Rules whose unknown answers are to be visited."""
    return frozenset(rule.id for rule in policy.rules.values() if rule.visit_if_unknown)


def figures_of(mechanism: Mechanism, policy: Policy) -> list[Indicator]:
    """What a mechanism publishes: its indicators, those with slots as the place's published figures fill them."""
    own = [policy.indicators[i] for i in mechanism.indicators if i in policy.indicators]
    own += [i for i in policy.indicators.values() if i.mechanism == mechanism.id and i not in own]
    wanted = {i.id for i in own}
    found = {i.key: i for i in own if not i.open_slots}
    filled = {f.indicator.key: f.indicator for f in policy.figures.values() if f.indicator.id in wanted}
    return list((found | filled).values())


def lines_of(policy: Policy, run: WorklistRun | None, area_code: str, day: date) -> list[Line]:
    """All mechanisms in their order."""
    standing = standings(run, area_code, visits_of(policy))
    lines = []
    for mechanism in policy.mechanisms.values():
        asked = [standing[rule] for rule in mechanism.rules if rule in standing]
        lines.append(
            Line(
                mechanism=mechanism,
                on=mechanism.on_day(day),
                open=sum(s.open for s in asked) if asked else None,
                unknown=sum(s.unknown for s in asked),
                figures=len(figures_of(mechanism, policy)),
            )
        )
    return lines


def by_family(lines: Iterable[Line], policy: Policy) -> list[tuple[str, list[Line]]]:
    """Mechanisms under the name of their family, in the order of the code list."""
    listed = policy.code_lists.get(FAMILIES)
    order = list(listed.codes) if listed else []
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.mechanism.family, []).append(line)
    ranked = sorted(groups, key=lambda family: order.index(family) if family in order else len(order))
    return [(family_name(family, policy), groups[family]) for family in ranked]


def family_name(family: str, policy: Policy) -> str:
    """A family in the reader's language."""
    listed = policy.code_lists.get(FAMILIES)
    return named(listed.codes[family]) if listed and family in listed.codes else family


def rules_of(
    mechanism: Mechanism, policy: Policy, run: WorklistRun | None, area_code: str, day: date
) -> list[RuleLine]:
    """The rules of a mechanism and how they stand in an area."""
    standing, valued = standings(run, area_code, visits_of(policy)), policy.parameters_on(day).keys()
    return [
        RuleLine(
            rule=rule,
            in_force=rule.in_force(day),
            valued=valued >= {name.id for name in rule.holds.parameters},
            standing=standing.get(rule.id),
        )
        for rule in (policy.rules[r] for r in mechanism.rules if r in policy.rules)
    ]


def figures_now(
    indicators: Sequence[Indicator], policy: Policy, seal: Seal | None, area_code: str
) -> list[tuple[Indicator, Figure | None]]:
    """The figures of the last snapshot as they were counted; None where it was not counted."""
    kept = kept_figures(seal, policy) if seal is not None else None
    return [(i, kept.figure(i.key, area_code) if kept is not None else None) for i in indicators]


def item_lines(items: Iterable[WorklistItem], policy: Policy, officer: Officer) -> list[ItemLine]:
    """Open items in words: who or what, where, and why."""
    listed = list(items)
    places = area_names({item.area_code for item in listed})
    names = names_of_subjects(listed)
    return [_item_line(item, policy, officer, places, names) for item in listed]


def _item_line(
    item: WorklistItem,
    policy: Policy,
    officer: Officer,
    places: Mapping[str, str],
    names: Mapping[tuple[str, int], str],
) -> ItemLine:
    rule = policy.rules.get(item.rule)
    place = places.get(item.area_code, item.area_code)
    name = place if item.key is None else names.get((item.subject, item.key)) or f"#{item.key}"
    return ItemLine(
        item=item,
        rule=rule,
        place=place,
        subject=named(SPECS[item.subject]) if item.subject in SPECS else item.subject,
        name=name,
        address=_address(item, officer),
        sentence=_sentence(item, rule, policy),
    )


def _sentence(item: WorklistItem, rule: Rule | None, policy: Policy) -> str:
    if rule is None:  # the policy no longer has it: the next working out will not find it
        return ""
    try:
        said = explain(rule, item.basis, policy, on=item.run.as_of, language="en" if language() == "en" else "zh")
    except LookupError:  # its fact has other columns since
        return ""
    return said.sentence


def _address(item: WorklistItem, officer: Officer) -> str:
    if item.key is None:
        return ""
    if item.subject == "household":
        return f"{reverse('records:household', args=[item.key])}?from=list"
    if item.subject in SPECS and not SPECS[item.subject].internal and may_correct(officer):
        return reverse("records:row", args=[item.subject, item.key])
    return ""
