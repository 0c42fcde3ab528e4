"""The policy of a place: what its chain of folders, nation first, says together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from fangpin.expressions import Vocabulary, Wording, nearest
from fangpin.policy.calendar import Holidays
from fangpin.policy.chains import Chain
from fangpin.policy.entries import Case, CodeList, Fact, Parameter, Place, PolicyFile, RawSource, Rule, Value
from fangpin.policy.forms import OfficialForm
from fangpin.policy.indicator_entries import Indicator, PublishedFigure
from fangpin.policy.mechanisms import Mechanism
from fangpin.policy.problems import NoSuchEntry, NoValueInForce
from fangpin.policy.process_entries import GuardCase, Process, Spoken
from fangpin.policy.roster_tables import RosterTable
from fangpin.policy.scheme_entries import Scheme
from fangpin.policy.template_entries import Template

_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Policy:
    """Everything in force for a place. ``facts`` are in the order in which they build on each other."""

    place: Place
    chain: tuple[Place, ...]
    parameters: Mapping[str, Parameter]
    code_lists: Mapping[str, CodeList]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    switched_off: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    figures: Mapping[str, PublishedFigure]
    mechanisms: Mapping[str, Mechanism]
    sources: Mapping[str, RawSource]
    holidays: Holidays
    cases: tuple[Case, ...]
    files: tuple[PolicyFile, ...]
    folder: Path
    rosters: Mapping[str, RosterTable] = field(default_factory=dict)
    chains: Mapping[str, Chain] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    guard_cases: tuple[GuardCase, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=dict)
    forms: Mapping[str, OfficialForm] = field(default_factory=dict)

    def value(self, parameter: str, *, on: date) -> Value:
        """The value of a parameter on a day; :class:`NoValueInForce` if it has none."""
        found = self._entry(self.parameters, parameter, Wording("parameter", "参数"))
        value = found.on(on)
        if value is None:
            first = found.values[0].since if found.values else None
            raise NoValueInForce(parameter, on=on, first=first, file=found.file)
        return value

    def parameters_on(self, day: date) -> dict[str, Value]:
        """All values in force on a day, by parameter; parameters without one are left out."""
        return {id_: value for id_, p in self.parameters.items() if (value := p.on(day))}

    def values_on(self, day: date) -> dict[str, Any]:
        """As :meth:`parameters_on`, the bare values: what an expression is evaluated with."""
        return {id_: value.value for id_, value in self.parameters_on(day).items()}

    def code_list(self, id_: str) -> CodeList:
        return self._entry(self.code_lists, id_, Wording("code list", "代码表"))

    def fact(self, id_: str) -> Fact:
        return self._entry(self.facts, id_, Wording("fact", "事实"))

    def rule(self, id_: str) -> Rule:
        return self._entry(self.rules, id_, Wording("rule", "规则"))

    def source(self, id_: str) -> RawSource:
        return self._entry(self.sources, id_, Wording("source", "数据来源"))

    def indicator(self, id_: str) -> Indicator:
        return self._entry(self.indicators, id_, Wording("indicator", "指标"))

    def figure(self, id_: str) -> PublishedFigure:
        return self._entry(self.figures, id_, Wording("published figure", "发布数据"))

    def mechanism(self, id_: str) -> Mechanism:
        return self._entry(self.mechanisms, id_, Wording("mechanism", "工作机制"))

    def scheme(self, id_: str) -> Scheme:
        return self._entry(self.schemes, id_, Wording("scheme", "待遇政策"))

    def schemes_on(self, day: date) -> tuple[Scheme, ...]:
        """The schemes in force on a day that this place uses, in their order."""
        return tuple(s for s in self.schemes.values() if s.in_force(day) and self.gives(s))

    def gives(self, scheme: Scheme) -> bool:
        """Whether a scheme is asked here: one of its mechanisms is on, or it belongs to none."""
        return not scheme.mechanisms or any(m in self.mechanisms and self.mechanisms[m].on for m in scheme.mechanisms)

    def process(self, id_: str) -> Process:
        return self._entry(self.processes, id_, Wording("process", "办理流程"))

    def template(self, id_: str) -> Template:
        return self._entry(self.templates, id_, Wording("template", "文稿模板"))

    def form(self, id_: str) -> OfficialForm:
        return self._entry(self.forms, id_, Wording("form", "表单"))

    def rules_on(self, day: date) -> tuple[Rule, ...]:
        """The rules that screening asks on a day, in their order: of no mechanism, and not about two records."""
        asked = (r for r in self.rules.values() if r.in_force(day) and not r.sides)
        return tuple(r for r in asked if r.id not in self.mechanisms_of_rules)

    def discrepancies_on(self, day: date) -> tuple[Rule, ...]:
        """The rules in force on a day that put two records beside each other, in their order."""
        return tuple(r for r in self.rules.values() if r.in_force(day) and r.sides)

    def duties_on(self, day: date) -> tuple[Rule, ...]:
        """The rules of the mechanisms that are on here, as far as they are in force on the day."""
        of_rules = self.mechanisms_of_rules
        return tuple(
            rule
            for rule in self.rules.values()
            if rule.in_force(day) and any(self.mechanisms[m].on_day(day) for m in of_rules.get(rule.id, ()))
        )

    @property
    def chains_on(self) -> tuple[Chain, ...]:
        """The chains of responsibility asked for here: of no mechanism, or of one that is on."""
        return tuple(chain for chain in self.chains.values() if chain.mechanism in self._running)

    @property
    def kinds(self) -> tuple[Template, ...]:
        """The bulletins written here: of no mechanism, or of one that is on."""
        return tuple(template for template in self.templates.values() if template.mechanism in self._running)

    @property
    def _running(self) -> frozenset[str]:
        """The mechanisms that are on, and none."""
        return frozenset({"", *(m.id for m in self.mechanisms.values() if m.on)})

    def is_idle(self, rule: str) -> bool:
        """Whether a rule belongs to mechanisms only, all of which are off here."""
        of_rule = self.mechanisms_of_rules.get(rule)
        return of_rule is not None and not any(self.mechanisms[m].on for m in of_rule)

    def publishes(self, indicator: Indicator, on: date | None = None) -> bool:
        """Whether an indicator is counted here, as last said or on a day: its mechanism is in use, or it has none."""
        mechanism = self.mechanisms.get(indicator.mechanism)
        return mechanism is None or (mechanism.on if on is None else mechanism.on_day(on))

    @cached_property
    def mechanisms_of_rules(self) -> Mapping[str, tuple[str, ...]]:
        """Rule -> the mechanisms that name it."""
        found: dict[str, tuple[str, ...]] = {}
        for mechanism in self.mechanisms.values():
            for rule in mechanism.rules:
                found[rule] = (*found.get(rule, ()), mechanism.id)
        return found

    def reads_rosters(self, fact: str) -> bool:
        """Whether a fact stands on rosters as they were sent, and not on ledgers: such facts are of data quality."""
        found = self.fact(fact)
        return bool(found.rosters) or any(self.reads_rosters(below) for below in found.facts if below in self.facts)

    def vocabulary(self, fact: str) -> Vocabulary:
        """The names a rule over this fact may use."""
        return vocabulary_of(self.fact(fact), self.parameters, self.code_lists)

    def _entry(self, entries: Mapping[str, _Entry], id_: str, kind: Wording) -> _Entry:
        try:
            return entries[id_]
        except KeyError:
            raise NoSuchEntry(kind, id_, place=self.place.id, suggestion=nearest(id_, entries)) from None

    @property
    def since(self) -> date | None:
        """The first day this policy answers for: the latest of the places in the chain that say one."""
        return max((p.since for p in self.chain if p.since), default=None)

    @cached_property
    def hash(self) -> str:
        """SHA-256 over names and contents of all files in force."""
        lines = "".join(f"{f.name}\t{f.sha256}\n" for f in sorted(self.files, key=lambda f: f.name))
        return hashlib.sha256(lines.encode()).hexdigest()


def vocabulary_of(fact: Fact, parameters: Mapping[str, Parameter], code_lists: Mapping[str, CodeList]) -> Vocabulary:
    """Columns of the fact, parameters and codes. ``ValueError`` if two of them share a name."""
    names = [*(c.as_name for c in fact.columns), *(p.name for p in parameters.values())]
    codes = {id_: listed.labels for id_, listed in code_lists.items()}
    return Vocabulary(names, codes)
