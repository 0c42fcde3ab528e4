"""The check of a policies folder: everything that would give a wrong or no answer, with file, line and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.policy.cases import check_case, check_coverage
from fangpin.policy.entries import Case, Parameter, Rule
from fangpin.policy.fact_types import FactCheck
from fangpin.policy.ladder import facts_below, parameters_of
from fangpin.policy.loading import Folders, Reading, listed_folders, missing_lists, places_in, read_policy
from fangpin.policy.policy import Policy
from fangpin.policy.problems import Problem
from fangpin.policy.process_checking import check_processes
from fangpin.policy.scheme_entries import Scheme
from fangpin.policy.yaml_reading import Doubt, Notes

FurtherCheck = Callable[[Policy], Iterable[Problem]]


def check(folder: Folders, place: str | None = None, *, further: Iterable[FurtherCheck] = ()) -> list[Problem]:
    """Everything wrong in the folder, or in the chain of one place; an empty list is a policy that can be used.

    ``further`` are checks of rooms that stand above this one, such as the typed reading of sources.
    """
    return _Check(folder, tuple(further)).run(place)


class _Check:
    def __init__(self, folder: Folders, further: tuple[FurtherCheck, ...]) -> None:
        self.folder = folder
        self.further = further
        self.notes = Notes()
        self.facts = FactCheck(self.notes)
        self.readings: dict[str, Reading] = {}

    def run(self, place: str | None) -> list[Problem]:
        wanted = (place,) if place else places_in(self.folder)
        if not wanted:
            first = listed_folders(self.folder)[0]
            what = Wording(f"{first} holds no place", f"{first} 中没有地区文件夹")
            self.notes.add((str(first), 1), what, Wording("add <place>/place.yaml", "请添加 <地区>/place.yaml"))
        policies = [policy for one in wanted if (policy := self._reading(one).policy)]
        cases = self._cases(policies)
        for case in cases:
            target = self._reading(case.place)
            if target.policy and not target.doubt.everything:
                check_case(case, target.policy, self.notes, target.doubt)
        for policy in policies:
            doubt = self._reading(policy.place.id).doubt
            if not doubt.everything:
                self._check_policy(policy, cases, doubt)
        self.facts.close()
        return sorted(self.notes.problems)

    def _reading(self, place: str) -> Reading:
        if place not in self.readings:
            self.readings[place] = read_policy(place, self.folder)
            for problem in self.readings[place].notes.problems:
                self.notes.add((problem.file, problem.line), problem.what, problem.remedy)
        return self.readings[place]

    def _cases(self, policies: list[Policy]) -> list[Case]:
        """Each case once, however many places inherit it."""
        return list({(c.file, c.line): c for policy in policies for c in policy.cases}.values())

    def _check_policy(self, policy: Policy, cases: list[Case], doubt: Doubt) -> None:
        self.facts.check(policy, doubt)
        check_coverage(policy, cases, self.notes, doubt)
        check_processes(policy, self.notes)
        for rule in policy.rules.values():
            self._check_sources(rule, policy)
            self._check_spell(rule)
            self._check_subject(rule, policy)
        if policy.place.level == "county":  # only there are rules applied; places above may leave values to those below
            self._check_values(policy, doubt)
            self._check_lists(policy)
        sound = replace(policy, sources={id_: s for id_, s in policy.sources.items() if id_ not in doubt})
        for further in self.further:
            for problem in further(sound):
                self.notes.add((problem.file, problem.line), problem.what, problem.remedy)

    def _check_sources(self, rule: Rule, policy: Policy) -> None:
        for source in rule.sources:
            if source in policy.sources:
                continue
            guess = nearest(source, policy.sources)
            remedy = did_you_mean(guess) or Wording("add it under sources/", "请在 sources/ 中补充")
            self.notes.add(
                (rule.file, rule.line),
                Wording(f"{rule.id}: there is no source {source}", f"{rule.id}：没有数据来源 {source}"),
                remedy,
            )

    def _check_subject(self, rule: Rule, policy: Policy) -> None:
        """Screening speaks of households; a rule about anything else must belong to a mechanism, and name its area."""
        fact = policy.facts[rule.over]
        of_mechanism = rule.id in policy.mechanisms_of_rules
        given = {*fact.keys, *(c.name for c in fact.columns)}
        wanted = ("area_code",) if of_mechanism else ("household_id", "area_code")
        missing = [k for k in wanted if k not in given and rule.kind != "quality"]
        if missing:
            listed = ", ".join(missing)
            what = Wording(
                f"{rule.id} is over {fact.id}, which does not give {listed}",
                f"{rule.id} 依据 {fact.id}，该事实没有给出 {listed}",
            )
            remedy = Wording(
                f"select {listed} in the fact, or name the rule in a mechanism",
                f"请在事实中给出 {listed}，或将规则列入工作机制",
            )
            self.notes.add((rule.file, rule.line), what, remedy)

    def _check_spell(self, rule: Rule) -> None:
        if rule.since and rule.until and rule.until <= rule.since:
            what = Wording(
                f"{rule.id} ends on {rule.until}, before it begins", f"{rule.id} 的终止日 {rule.until} 不晚于起始日"
            )
            self.notes.add((rule.file, rule.line), what, Wording("correct since or until", "请更正 since 或 until"))

    def _check_values(self, policy: Policy, doubt: Doubt) -> None:
        """A parameter must have a value on every day a rule needs it."""
        if policy.since is None:
            first = policy.chain[0]
            what = Wording("no place of the chain says since when its policy answers", "各级都没有写明政策起始日")
            self.notes.add(
                (first.file, first.line), what, Wording("add 'since: 2026-01-01'", "请补充“since: 2026-01-01”")
            )
            return
        for rule in policy.rules.values():
            if policy.is_idle(rule.id):  # a place that does not use a mechanism owes no values for it
                continue
            start = max(policy.since, rule.since or policy.since)
            needed = dict.fromkeys(rule.parameters)
            for fact in facts_below(policy, [rule.over]):
                needed |= dict.fromkeys(parameters_of(fact, policy))
            for name in needed:
                if name in doubt:
                    continue
                self._check_value(policy.parameters[name], rule, start, policy)
        for scheme in policy.schemes.values():
            if not policy.gives(scheme):
                continue
            start = max(policy.since, scheme.since or policy.since)
            needed = dict.fromkeys(scheme.parameters)
            for fact in facts_below(policy, [scheme.over]):
                needed |= dict.fromkeys(parameters_of(fact, policy))
            for name in needed:
                if name not in doubt and scheme.id not in doubt:
                    self._check_value(policy.parameters[name], scheme, start, policy)

    def _check_value(self, parameter: Parameter, rule: Rule | Scheme, start: date, policy: Policy) -> None:
        if parameter.on(start) is not None or (rule.until is not None and rule.until <= start):
            return
        place = policy.place
        if parameter.values:
            first = parameter.values[0].since
            has = Wording(f"has a value only from {first}", f"自 {first} 起才有取值")
            remedy = Wording(
                "add an earlier value with its document, or give the rule a later since",
                "请补充更早的取值及其依据，或推迟规则的 since",
            )
        else:
            has = Wording("has no value", "没有取值")
            remedy = Wording(
                f"give it one with its document in {place.id}/parameters/*.yaml, or switch off the mechanism that asks",
                f"请在 {place.id}/parameters/*.yaml 中写明取值及依据，或停用所属机制",
            )
        what = Wording(
            f"{rule.id} needs {parameter.id} from {start}, which {has.en} in {place.id}",
            f"{rule.id} 自 {start} 起需要 {parameter.id}，而 {place.zh}{has.zh}",
        )
        self.notes.add((parameter.file, parameter.line), what, remedy)

    def _check_lists(self, policy: Policy) -> None:
        for codes, where in missing_lists(policy):
            what = Wording(
                f"there is no code list {codes}, which the ledger column {where} needs",
                f"没有代码表 {codes}，台账列 {where} 需要它",
            )
            self.notes.add((policy.chain[0].file, 1), what, Wording("add it under codes/", "请在 codes/ 中补充"))
