"""What is wrong with a process that reads well: steps nobody reaches, steps nobody leaves, guards nobody tried.

Also the sentences read to families: three of them, and none that tells who reported or which register answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fangpin.expressions import Wording
from fangpin.policy.fields import Fields
from fangpin.policy.policy import Policy
from fangpin.policy.process_cases import check_guard_cases
from fangpin.policy.process_entries import CLOSED, Process, Spoken
from fangpin.policy.yaml_reading import Item, Notes

SENTENCES = 3
# Words that would tell a family who pointed at it, or which office's records did.
TELLING = (
    "举报", "反映人", "线索", "比对", "数据库", "系统", "名单", "部门推送", "车管", "车辆", "公安", "银行", "存款",
    "不动产", "房产", "工商", "市场监管", "社保", "医保", "民政", "税务", "财政供养", "{", "}",
)  # fmt: skip


def read_spoken(root: Item, notes: Notes, place: str, known: dict[str, Spoken]) -> None:
    """Add the sentences of a file; a place below replaces those of a reason."""
    for item in Fields(root, Notes(), keys=tuple(root.entries), what=Wording("", "")).listed("spoken"):
        one = Fields(item, notes, keys=("reason", "zh", "en"), what=Wording("a notice to the family", "告知语"))
        spoken = Spoken(
            reason=one.text("reason"),
            zh=one.words("zh"),
            en=one.words("en"),
            place=place,
            file=item.file,
            line=item.line,
        )
        if len(spoken.zh) != SENTENCES or len(spoken.en) != SENTENCES:
            what = Wording("does not have three sentences in each language", "中英文应各为三句")
            notes.add(item, what, Wording("write three short ones", "请各写三个短句"))
        if told := [word for word in TELLING if any(word in sentence for sentence in spoken.zh)]:
            listed = "、".join(told)
            what = Wording(f"tells a family {listed}", f"告知语中出现“{listed}”")
            remedy = Wording("say it without naming who or which register", "请改写，不得透露来源或查询的数据")
            notes.add(item, what, remedy)
        known[spoken.reason] = spoken


def check_processes(policy: Policy, notes: Notes) -> None:
    """Note what is wrong with the processes of a place, and with the cases and sentences that belong to them."""
    for process in policy.processes.values():
        _check_ways(process, notes)
    check_guard_cases(policy, notes)
    _check_spoken(policy, notes)


def reachable(process: Process) -> set[str]:
    """The steps a case can come to from the first one."""
    seen: set[str] = set()
    waiting = [process.start]
    while waiting:
        step = waiting.pop()
        if step not in seen and step != CLOSED:
            seen.add(step)
            waiting += [move.to for move in process.steps[step].moves]
    return seen


def ending(process: Process) -> set[str]:
    """The steps from which a case can be closed."""
    found: set[str] = set()
    grown = True
    while grown:
        new = {
            s.id for s in process.steps.values() if any(m.to == CLOSED or m.to in found for m in s.moves)
        }  # fmt: skip
        grown, found = new != found, new
    return found


def _check_ways(process: Process, notes: Notes) -> None:
    for id_ in sorted(set(process.steps) - reachable(process)):
        what = Wording(f"{process.id}: nothing leads to {id_}", f"{process.id}：没有去向通往环节 {id_}")
        notes.add((process.file, process.line), what, Wording("put it into order", "请写入 order"))
    for id_ in sorted(set(process.steps) - ending(process)):
        what = Wording(f"{process.id}: no way leads out of {id_}", f"{process.id}：环节 {id_} 没有出口")
        notes.add((process.file, process.line), what, Wording("give it a move", "请补充去向"))


def _check_spoken(policy: Policy, notes: Notes) -> None:
    wanted = closing_reasons(policy.processes)
    for reason in sorted(wanted - set(policy.spoken)):
        process = next(iter(policy.processes.values()))
        what = Wording(f"nothing to say to a family whose case is closed as {reason}", f"办结原因 {reason} 没有告知语")
        notes.add((process.file, process.line), what, Wording("add it under spoken:", "请在 spoken: 中补充"))


def closing_reasons(processes: Mapping[str, Process]) -> set[str]:
    """The reasons for which a case about a household can be closed."""
    return {r for p in processes.values() if p.subject != "issue" for r in _reasons(p)}


def _reasons(process: Process) -> Iterable[str]:
    for step in process.steps.values():
        for move in step.moves:
            if move.kind == "close":
                yield from move.reasons
