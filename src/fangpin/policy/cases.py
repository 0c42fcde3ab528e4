"""Worked cases: what the evaluator answers on the rows of a case, against what the official expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from fangpin.expressions import Type, Wording, did_you_mean, nearest
from fangpin.policy.entries import Case, Fact, Rule
from fangpin.policy.fields import as_value
from fangpin.policy.policy import Policy
from fangpin.policy.yaml_reading import Doubt, Item, Notes

Answer = Literal["yes", "no", "unknown"]
_ORDERED = ("<", "<=", ">", ">=")
_WORDS: dict[bool | None, Answer] = {True: "yes", False: "no", None: "unknown"}
_WORDS_ZH: dict[str, str] = {"yes": "yes（是）", "no": "no（否）", "unknown": "unknown（未知）"}


def check_case(case: Case, policy: Policy, notes: Notes, doubt: Doubt) -> None:
    """Note whatever keeps the case from being answered, and every answer that is not the one expected."""
    rows = {
        fact: _row(policy.facts[fact], part, policy, notes)
        for fact, part in case.rows.items()
        if fact in policy.facts and fact not in doubt
    }
    parameters = case_parameters(case, policy, notes)
    equal = False
    for rule_id, expected in case.expect.items():
        rule = policy.rules.get(rule_id)
        if rule_id in doubt or (rule and any(p in doubt for p in (*rule.parameters, rule.over))):
            equal = True  # nothing can be said of its line either
            continue
        if rule is None:
            _unknown_rule(rule_id, case, policy, notes)
            continue
        if rule.over not in rows or not _complete(case, rule, rows[rule.over], parameters, notes):
            if rule.over not in rows:
                what = Wording(
                    f"{rule_id} is over {rule.over}, of which the case has no row",
                    f"{rule_id} 依据 {rule.over}，算例中没有该事实的行",
                )
                notes.add(
                    (case.file, case.line), what, Wording(f"add '{rule.over}: {{…}}'", f"请补充“{rule.over}: {{…}}”")
                )
            continue
        row = rows[rule.over]
        answer = _WORDS[rule.holds.evaluate(row, parameters, as_of=case.day)]
        if answer != expected:
            what = Wording(
                f"'{case.name}': {rule_id} is {answer}, the case expects {expected}",
                f"“{case.name}”：{rule_id} 的结果是 {_WORDS_ZH[answer]}，算例期望 {_WORDS_ZH[expected]}",
            )
            notes.add(
                (case.file, case.line),
                what,
                Wording(
                    "correct the rule or the case, whichever the document contradicts", "请对照文件，更正规则或算例"
                ),
            )
        equal = equal or on_the_line(rule, row, parameters, case)
    if case.on_the_line and not equal and not case.due:
        what = Wording(
            f"'{case.name}' is marked on_the_line, but no comparison is exactly equal",
            f"“{case.name}”标为 on_the_line，但没有恰好相等的比较",
        )
        notes.add((case.file, case.line), what, Wording("set a value exactly to the limit", "请让某个值恰好等于界线"))


def on_the_line(rule: Rule, row: Mapping[str, object], parameters: Mapping[str, object], case: Case) -> bool:
    """Whether some ordered comparison of the rule has two equal sides on this row."""
    for leaf in rule.holds.comparisons:
        if leaf.operator in _ORDERED and leaf.right is not None:
            left = leaf.left.evaluate(row, parameters, as_of=case.day)
            right = leaf.right.evaluate(row, parameters, as_of=case.day)
            if left is not None and left == right:
                return True
    return False


def answers_wanted(rule: Rule) -> tuple[str, ...]:
    """What the cases of a rule must show: yes, no, unknown if it can be, and the line if it has one."""
    leaves = rule.holds.comparisons
    can_be_unknown = any(leaf.operator != "is null" for leaf in leaves)
    has_line = any(leaf.operator in _ORDERED for leaf in leaves)
    return ("yes", "no", *(["unknown"] if can_be_unknown else []), *(["on the line"] if has_line else []))


def check_coverage(policy: Policy, cases: Iterable[Case], notes: Notes, doubt: Doubt) -> None:
    """Note each rule of the policy that lacks a yes, no, unknown or on-the-line case."""
    shown: dict[str, set[str]] = {}
    for case in cases:
        for rule_id, answer in case.expect.items():
            shown.setdefault(rule_id, set()).add(answer)
            if case.on_the_line:
                shown[rule_id].add("on the line")
    for rule in policy.rules.values():
        if rule.id in doubt:
            continue
        missing = [w for w in answers_wanted(rule) if w not in shown.get(rule.id, set())]
        if missing:
            listed = ", ".join(missing)
            what = Wording(f"the rule {rule.id} has no case for: {listed}", f"规则 {rule.id} 缺少算例：{listed}")
            remedy = Wording(
                "add worked cases under cases/; mark the one on the limit with on_the_line: true",
                "请在 cases/ 中补充算例；恰在界线上的标 on_the_line: true",
            )
            notes.add((rule.file, rule.line), what, remedy)


def case_row(case: Case, fact: Fact, policy: Policy) -> dict[str, object]:
    """The case's row of a fact as typed values, columns by id; what cannot be read is left out, the check notes it."""
    return _row(fact, case.rows.get(fact.id, {}), policy, Notes())


def _row(fact: Fact, part: Mapping[str, object], policy: Policy, notes: Notes) -> dict[str, object]:
    columns = {c.name: c.type for c in fact.columns} | {c.zh: c.type for c in fact.columns if c.zh}
    names = {c.zh: c.name for c in fact.columns if c.zh}
    row: dict[str, object] = {}
    for name, item in part.items():
        assert isinstance(item, Item)  # noqa: S101 - as read_cases leaves them
        if name not in columns:
            guess = nearest(name, columns)
            remedy = did_you_mean(guess) or Wording(
                f"it has {', '.join(c.name for c in fact.columns)}", f"可用：{'、'.join(c.name for c in fact.columns)}"
            )  # fmt: skip
            notes.add(item, Wording(f"{fact.id} has no column {name}", f"{fact.id} 没有列 {name}"), remedy)
            continue
        row[names.get(name, name)] = _typed(item, columns[name], name, policy, notes)
    return row


def _typed(item: Item, type_: Type, name: str, policy: Policy, notes: Notes) -> object:
    value = as_value(item, type_.kind, notes, name)
    listed = policy.code_lists.get(type_.codes or "")
    if value is not None and listed and value not in listed.codes:
        guess = nearest(str(value), listed.codes)
        shown = guess or ", ".join(listed.codes)
        what = Wording(
            f"{name}: '{value}' is not in the code list {listed.id}", f"{name}：“{value}”不在代码表 {listed.id} 中"
        )
        notes.add(item, what, Wording(f"use {shown}", f"可用：{shown}"))
        return None
    return value


def case_parameters(case: Case, policy: Policy, notes: Notes) -> dict[str, object]:
    """The parameters of the case's day, with those it gives instead."""
    values: dict[str, object] = policy.values_on(case.day)
    for name, item in case.parameters.items():
        assert isinstance(item, Item)  # noqa: S101 - as read_cases leaves them
        parameter = policy.parameters.get(name)
        if parameter is None:
            guess = nearest(name, policy.parameters)
            remedy = did_you_mean(guess) or Wording("correct the id", "请更正标识")
            notes.add(item, Wording(f"there is no parameter {name}", f"没有参数 {name}"), remedy)
            continue
        values[name] = _typed(item, parameter.type, name, policy, notes)
    return values


def _complete(
    case: Case, rule: Rule, row: Mapping[str, object], parameters: Mapping[str, object], notes: Notes
) -> bool:
    at = (case.file, case.line)
    columns = [n.id for n in rule.holds.columns if n.id not in row]
    absent = [n.id for n in rule.holds.parameters if n.id not in parameters]
    if columns:
        listed = ", ".join(columns)
        what = Wording(
            f"'{case.name}' does not say {listed}, which {rule.id} reads",
            f"“{case.name}”没有给出 {rule.id} 读取的 {listed}",
        )
        notes.add(at, what, Wording("give it a value, or null for unknown", "请给出取值，未知写 null"))
    if absent:
        listed = ", ".join(absent)
        what = Wording(
            f"{listed} has no value in {case.place} on {case.day}", f"{listed} 在 {case.place} {case.day} 没有取值"
        )
        remedy = Wording(
            "name a place below (place: …) or give it under parameters:",
            "请写明下级地区（place: …），或在 parameters: 中给出",
        )
        notes.add(at, what, remedy)
    return not columns and not absent


def _unknown_rule(rule: str, case: Case, policy: Policy, notes: Notes) -> None:
    if rule in policy.switched_off:
        return
    guess = nearest(rule, policy.rules)
    remedy = did_you_mean(guess) or Wording("correct the id", "请更正标识")
    notes.add(
        (case.file, case.line),
        Wording(f"there is no rule {rule} in {case.place}", f"{case.place} 没有规则 {rule}"),
        remedy,
    )
