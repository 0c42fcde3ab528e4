"""Worked cases of guards: what each answers on a row, against what the official expects."""

from __future__ import annotations

from fangpin.expressions import Wording, nearest
from fangpin.policy.fields import Fields, as_value
from fangpin.policy.policy import Policy
from fangpin.policy.process_entries import Guard, GuardCase, Process
from fangpin.policy.yaml_reading import Item, Notes

CASE_KEYS = ("name", "day", "process", "row", "expect", "place")
ANSWERS = ("yes", "no", "unknown")
_SAID = {True: "yes", False: "no", None: "unknown"}


def read_guard_cases(root: Item, notes: Notes, place: str) -> list[GuardCase]:
    """The worked cases of a file; values are typed once the process is known."""
    found = []
    for item in Fields(root, Notes(), keys=tuple(root.entries), what=Wording("", "")).listed("cases"):
        one = Fields(item, notes, keys=CASE_KEYS, what=Wording("a worked case", "算例"))
        row, expect, day = one.part("row"), one.part("expect"), one.day("day", required=True)
        if day is None:
            continue
        found.append(
            GuardCase(
                name=one.text("name"),
                day=day,
                process=one.text("process"),
                row=dict(row.entries) if row else {},
                expect={key: value.raw for key, value in (expect.entries if expect else {}).items()},
                place=one.text("place", default=place),
                file=item.file,
                line=item.line,
            )
        )
    return found


def check_guard_cases(policy: Policy, notes: Notes) -> None:
    """Note every answer that is not the one expected, and every guard that lacks a yes, no or unknown case."""
    shown: dict[str, set[str]] = {}
    for case in policy.guard_cases:
        process = policy.processes.get(case.process)
        if process is not None:
            if case.place == policy.place.id:  # elsewhere other values may be in force
                _check_case(case, process, policy, notes)
            for id_, expected in case.expect.items():
                shown.setdefault(id_, set()).add(expected)
        elif case.place == policy.place.id:
            what = Wording(f"there is no process {case.process}", f"没有流程 {case.process}")
            notes.add((case.file, case.line), what, Wording("correct the id", "请更正标识"))
    for guard in {g.id: g for p in policy.processes.values() for g in p.guards.values()}.values():
        missing = ", ".join(word for word in ANSWERS if word not in shown.get(guard.id, ()))
        if missing:
            what = Wording(f"the guard {guard.id} has no case for: {missing}", f"守则 {guard.id} 缺少算例：{missing}")
            notes.add((guard.file, guard.line), what, Wording("add it under cases:", "请在 cases: 中补充"))


def _check_case(case: GuardCase, process: Process, policy: Policy, notes: Notes) -> None:
    row = case_values(case, process, policy, notes)
    for id_, expected in case.expect.items():
        guard = process.guards.get(id_)
        if guard is not None:
            _check_answer(case, guard, row, expected, policy, notes)
        else:
            guess = nearest(id_, process.guards)
            what = Wording(f"{case.process} has no guard {id_}", f"{case.process} 没有守则 {id_}")
            remedy = Wording(f"did you mean {guess}?", f"是否为 {guess}？")
            notes.add((case.file, case.line), what, remedy)


def _check_answer(
    case: GuardCase, guard: Guard, row: dict[str, object], expected: str, policy: Policy, notes: Notes
) -> None:
    parameters = policy.values_on(case.day)
    if missing := ", ".join(n.id for n in guard.holds.parameters if n.id not in parameters):
        if policy.place.level == "county":  # places above may leave values to those below
            what = Wording(f"{guard.id} needs {missing}, without a value", f"{guard.id} 需要的 {missing} 没有取值")
            notes.add((guard.file, guard.line), what, Wording("add a value", "请补充取值"))
        return
    given = {name.id: row.get(name.id) for name in guard.holds.columns}
    answer = _SAID[guard.holds.evaluate(given, parameters, as_of=case.day)]
    if answer != expected:
        what = Wording(
            f"'{case.name}': {guard.id} is {answer}, the case expects {expected}",
            f"“{case.name}”：{guard.id} 的结果是 {answer}，算例期望 {expected}",
        )
        notes.add((case.file, case.line), what, Wording("correct the guard or the case", "请对照文件更正守则或算例"))


def case_values(case: GuardCase, process: Process, policy: Policy, notes: Notes) -> dict[str, object]:
    """The row of a worked case, typed by fields and columns."""
    types = {c.name: c.type for fact in process.facts for c in policy.facts[fact].columns}
    types |= {f.id: f.type for f in process.fields.values()}
    types |= {name.id: name.type for guard in process.guards.values() for name in guard.holds.columns}
    row: dict[str, object] = {}
    for name, item in case.row.items():
        assert isinstance(item, Item)  # noqa: S101 - as read_guard_cases leaves them
        if name not in types:
            guess = nearest(name, types)
            what = Wording(f"{process.id} knows no {name}", f"{process.id} 中没有 {name}")
            notes.add(item, what, Wording(f"did you mean {guess}?", f"是否为 {guess}？"))
            continue
        row[name] = as_value(item, types[name].kind, notes, name)
    return row
