"""Reading processes: the keys of a process file, and what each must agree with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from fangpin.expressions import (
    ExpressionError,
    Name,
    Type,
    Vocabulary,
    Wording,
    compile_expression,
    did_you_mean,
    nearest,
)
from fangpin.policy.entries import Citation, CodeList, Fact, Parameter
from fangpin.policy.fields import Fields
from fangpin.policy.process_entries import (
    CLOSED,
    FORWARD,
    OWN_NAMES,
    ROLES,
    SUBJECTS,
    Deadline,
    Demanded,
    FormField,
    Guard,
    Move,
    MoveKind,
    Process,
    Publicity,
    Step,
    VoteRule,
)  # fmt: skip
from fangpin.policy.process_merging import PROCESS_KEYS, ProcessEntry, merged
from fangpin.policy.reading import citation
from fangpin.policy.yaml_reading import WHOLE, Doubt, Item, Notes

STEP_KEYS = (
    "id", "zh", "en", "task", "who", "deadline", "form", "evidence", "votes", "publicity", "needs", "other_than",
    "moves", "does", "ends",
)  # fmt: skip
MOVE_KEYS = ("id", "zh", "en", "to", "outcome", "reasons", "guards", "who")
GUARD_KEYS = ("id", "zh", "en", "holds", "no", "unknown", "refusal", "source")
FIELD_KEYS = ("id", "zh", "en", "type", "unit", "required", "known", "meaning")
_OF_THOSE_TAKEN_IN = "inclusion"
_UNITS = ("working", "calendar")
_LISTS = {
    "step": "case_step",
    "outcome": "case_outcome",
    "reason": "case_reason",
    "evidence": "case_evidence",
    "notice": "notice_kind",
}
_KINDS = {
    "step": Wording("step", "环节"),
    "outcome": Wording("outcome", "结果"),
    "reason": Wording("reason", "原因"),
    "evidence": Wording("kind of evidence", "佐证材料类别"),
    "notice": Wording("kind of notice", "公示类别"),
}
_FORWARD = Wording("Done, go on", "完成，进入下一环节")
_BACK, _NEXT = "back", "next"


@dataclass(frozen=True, slots=True)
class ProcessSetting:
    """What a process may speak of."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    code_lists: Mapping[str, CodeList]
    entries: Mapping[str, ProcessEntry]
    doubt: Doubt


def read_process(entry: ProcessEntry, around: ProcessSetting, notes: Notes) -> Process | None:
    """The process with its guards compiled and its steps joined; None (with notes) if it cannot be used."""
    whole = merged(entry, around.entries, notes)
    return _Reader(entry, whole, around, notes).read() if whole else None


class _Reader:
    def __init__(self, entry: ProcessEntry, item: Item, around: ProcessSetting, notes: Notes) -> None:
        self.entry, self.item, self.around, self.notes = entry, item, around, notes
        self.top = Fields(item, notes, keys=PROCESS_KEYS, what=Wording(f"the process {entry.id}", f"流程 {entry.id}"))
        self.library: dict[str, Fields] = {}

    def read(self) -> Process | None:
        top, before = self.top, len(self.notes.problems)
        for part in top.listed("steps", required=True):
            fields = Fields(part, self.notes, keys=STEP_KEYS, what=Wording("a step", "环节"))
            if id_ := fields.identifier():
                self.library[id_] = fields
                self._code("step", id_, part)
        order = tuple(word for word in top.words("order") if self._known_step(word, top.entries["order"]))
        if not order:
            top.need("order")
            return None
        steps = self._steps(order)
        facts = tuple(word for word in top.words("facts") if self._known_fact(word))
        guards = self._guards(steps, facts)
        ends = top.text("ends")
        self._code("outcome", ends, top.entries.get("ends", self.item))
        joined = self._joined(order, steps, ends)
        if len(self.notes.problems) > before:
            return None
        outcomes = {m.outcome: None for s in joined.values() for m in s.moves if m.outcome}
        return Process(
            id=self.entry.id,
            zh=top.text("zh"),
            en=top.text("en"),
            subject=top.choice("subject", SUBJECTS, default="household"),
            facts=facts,
            order=order,
            steps=joined,
            guards=guards,
            total=self._deadline(top, "total"),
            outcomes=tuple(outcomes),
            fast=top.truth("fast"),
            proposal=top.truth("proposal"),
            source=citation(top) or Citation(""),
            place=self.entry.parts[-1][0],
            file=self.item.file,
            line=self.item.line,
        )

    # ---- steps

    def _steps(self, order: tuple[str, ...]) -> dict[str, Step]:
        """Steps in order, then those only a move leads to, in the order in which moves name them."""
        steps: dict[str, Step] = {}
        waiting = list(order)
        while waiting:
            id_ = waiting.pop(0)
            if id_ in steps or id_ not in self.library:
                continue
            steps[id_] = self._step(id_)
            named = {word for s in steps.values() for word in s.does}
            waiting += [m.to for m in steps[id_].moves if m.to in self.library and m.to not in (*named, *order)]
        return steps

    def _step(self, id_: str) -> Step:
        fields = self.library[id_]
        does = tuple(dict.fromkeys((id_, *(w for w in fields.words("does") if self._known_step(w, fields.item)))))
        parts = [self.library[word] for word in does]
        task = fields.part("task")
        told = Fields(task, self.notes, keys=("zh", "en"), what=Wording("a task", "任务")) if task else None
        return Step(
            id=id_,
            zh=fields.text("zh"),
            en=fields.text("en"),
            zh_task=told.text("zh") if told else "",
            en_task=told.text("en") if told else "",
            who=self._roles(fields),
            deadline=self._deadline(fields, "deadline"),
            form=_once(f for part in parts for f in self._form(part)),
            evidence=_once(e for part in parts for e in self._evidence(part)),
            votes=next((v for part in parts if (v := self._votes(part))), None),
            publicity=next((p for part in parts if (p := self._publicity(part))), None),
            other_than=tuple(dict.fromkeys(w for part in parts for w in part.words("other_than"))),
            moves=tuple(self._moves(fields, parts)),
            does=does,
        )

    def _roles(self, fields: Fields) -> tuple[str, ...]:
        who = fields.words("who")
        if not who:
            fields.need("who")
        for role in who:
            if role not in ROLES:
                self._unknown(fields.entries["who"], role, ROLES, Wording("role", "角色"))
        return who or ("county",)

    def _form(self, fields: Fields) -> Iterable[FormField]:
        for item in fields.listed("form"):
            one = Fields(item, self.notes, keys=FIELD_KEYS, what=Wording("a field", "表单字段"))
            try:
                type_ = Type.parse(one.text("type"), one.text("unit", default="") or None)
            except ValueError as error:
                self.notes.add(item, Wording(str(error), f"类型有误：{error}"), Wording("correct it", "请更正"))
                continue
            if type_.codes and type_.codes not in self.around.code_lists and type_.codes not in self.around.doubt:
                self._unknown(item, type_.codes, self.around.code_lists, Wording("code list", "代码表"))
            meaning = one.part("meaning")
            said = Fields(meaning, self.notes, keys=("zh", "en"), what=one.what) if meaning else None
            yield FormField(
                id=one.identifier(),
                zh=one.text("zh"),
                en=one.text("en"),
                type=type_,
                required=not one.get("required") or one.truth("required"),
                known=one.text("known", default=""),
                zh_meaning=said.text("zh") if said else "",
                en_meaning=said.text("en") if said else "",
            )

    def _evidence(self, fields: Fields) -> Iterable[Demanded]:
        for item in fields.listed("evidence"):
            one = Fields(item, self.notes, keys=("kind", "at_least"), what=Wording("evidence", "佐证材料"))
            kind = one.text("kind")
            self._code("evidence", kind, item)
            yield Demanded(kind=kind, at_least=self._whole(one, "at_least", 1) or 1)

    def _votes(self, fields: Fields) -> VoteRule | None:
        item = fields.part("votes")
        if item is None:
            return None
        one = Fields(item, self.notes, keys=("attendance", "approval", "exceed"), what=Wording("votes", "表决"))
        attendance, approval = self._share(one, "attendance"), self._share(one, "approval")
        return VoteRule(attendance=attendance, approval=approval, exceed=one.truth("exceed"))

    def _share(self, fields: Fields, key: str) -> tuple[int, int]:
        match = re.fullmatch(r"(\d+)/([1-9]\d*)", fields.text(key))
        if match:
            return int(match[1]), int(match[2])
        what = Wording(f"{key} is no share", f"{key} 不是比例")
        self.notes.add(fields.item, what, Wording('write it as "2/3"', "请写作 “2/3”"))
        return 1, 1

    def _publicity(self, fields: Fields) -> Publicity | None:
        item = fields.part("publicity")
        if item is None:
            return None
        one = Fields(item, self.notes, keys=("kind", "days", "unit"), what=Wording("a publicity", "公示期"))
        kind = one.text("kind", default=_OF_THOSE_TAKEN_IN)  # as policies sealed before notices had kinds meant it
        self._code("notice", kind, item)
        return Publicity(kind=kind, days=self._days(one), unit=cast("Any", one.choice("unit", _UNITS)))

    def _deadline(self, fields: Fields, key: str) -> Deadline | None:
        item = fields.part(key)
        if item is None:
            return None
        one = Fields(item, self.notes, keys=("days", "unit", "since", "orange"), what=Wording("a deadline", "期限"))
        since = one.choice("since", ("step", "opened"), default="opened" if key == "total" else "step")
        return Deadline(
            days=self._days(one),
            unit=cast("Any", one.choice("unit", _UNITS)),
            since=cast("Any", since),
            orange=self._whole(one, "orange", None),
        )

    def _days(self, fields: Fields) -> int | str:
        word = fields.text("days")
        if WHOLE.fullmatch(word):
            return int(word)
        if word and word not in self.around.parameters and word not in self.around.doubt:
            self._unknown(fields.entries["days"], word, self.around.parameters, Wording("parameter", "参数"))
        return word

    def _whole(self, fields: Fields, key: str, default: int | None) -> int | None:
        found = fields.get(key)
        if found is None:
            return default
        if not WHOLE.fullmatch(found.raw):
            fields.kind(found, key, Wording("a whole number", "整数"))
            return default
        return int(found.raw)

    # ---- moves

    def _moves(self, fields: Fields, parts: Iterable[Fields]) -> Iterable[Move]:
        """The way forward, whose goal is known once all steps are; then the ways the step itself names."""
        needs = tuple(dict.fromkeys(word for part in parts for word in part.words("needs")))
        who = self._roles(fields)
        yield Move(
            id=FORWARD, zh=_FORWARD.zh, en=_FORWARD.en, kind="forward", to=_NEXT, outcome="", reasons=(), guards=needs,
            who=who,
        )  # fmt: skip
        for item in fields.listed("moves"):
            one = Fields(item, self.notes, keys=MOVE_KEYS, what=Wording("a move", "去向"))
            to, outcome = one.text("to"), one.text("outcome", default="")
            reasons = one.words("reasons")
            for reason in reasons:
                self._code("reason", reason, one.entries["reasons"])
            if to == CLOSED:
                self._code("outcome", one.text("outcome"), item)
            elif to not in (_BACK, _NEXT):
                self._known_step(to, item)
            kind: MoveKind = "close" if to == CLOSED else "back" if to == _BACK else "other"
            roles = self._roles(one) if one.get("who") else who
            yield Move(
                id=one.identifier(), zh=one.text("zh"), en=one.text("en"), kind=kind, to=to, outcome=outcome,
                reasons=reasons, guards=one.words("guards"), who=roles,
            )  # fmt: skip

    def _joined(self, order: tuple[str, ...], steps: dict[str, Step], ends: str) -> dict[str, Step]:
        """Steps whose moves name real goals: the next and the one before in order, merged steps by who does them."""
        doing = {word: id_ for id_ in reversed(steps) for word in steps[id_].does}
        joined = {}
        for id_, step in steps.items():
            place = order.index(id_) if id_ in order else None
            moves = [m for move in step.moves if (m := self._goal(move, id_, place, order, doing, ends))]
            joined[id_] = replace(step, moves=tuple(moves))
        return joined

    def _goal(
        self, move: Move, step: str, place: int | None, order: tuple[str, ...], doing: Mapping[str, str], ends: str
    ) -> Move | None:
        if move.to == _NEXT:
            if place is None:
                return None  # beside the order there is no next step; the step names its own ways
            last = place + 1 == len(order)
            own = self.library[step].text("ends", default="")
            return replace(move, to=CLOSED if last else order[place + 1], outcome=(own or ends) if last else "")
        if move.to == _BACK:
            return replace(move, to=order[place - 1]) if place else None
        if move.to == CLOSED:
            return move
        goal = doing.get(move.to)
        if goal is None:
            return None  # the step it led to is not done here
        earlier = place is not None and goal in order and order.index(goal) <= place
        return replace(move, to=goal, kind="back" if earlier and goal != step else move.kind)

    # ---- guards

    def _guards(self, steps: Mapping[str, Step], facts: tuple[str, ...]) -> dict[str, Guard]:
        vocabulary = self._vocabulary(steps, facts)
        named = {g for s in steps.values() for m in s.moves for g in m.guards}
        guards: dict[str, Guard] = {}
        declared: set[str] = set()
        for item in self.top.listed("guards"):
            fields = Fields(item, self.notes, keys=GUARD_KEYS, what=Wording("a guard", "守则"))
            id_ = fields.identifier()
            declared.add(id_)
            if vocabulary and id_ in named and (guard := self._guard(id_, fields, vocabulary)):
                guards[id_] = guard
        for word in sorted(named - declared):
            self._unknown(self.item, word, declared, Wording("guard", "守则"))
        return guards

    def _guard(self, id_: str, fields: Fields, vocabulary: Vocabulary) -> Guard | None:
        written = fields.need("holds")
        refusal = fields.part("refusal")
        said = (
            Fields(refusal, self.notes, keys=("zh", "en"), what=Wording("a refusal", "拒绝理由")) if refusal else None
        )
        if said is None:
            fields.need("refusal")
        if written is None or said is None:
            return None
        text, origin = written.expression()
        try:
            holds = compile_expression(text, vocabulary, origin=origin)
        except ExpressionError as error:
            self.notes.add((error.file, error.line), error.what, error.remedy)
            return None
        return Guard(
            id=id_,
            zh=fields.text("zh"),
            en=fields.text("en"),
            holds=holds,
            no=cast("Any", fields.choice("no", ("refuse", "warn"), default="refuse")),
            unknown=cast("Any", fields.choice("unknown", ("refuse", "warn"), default="refuse")),
            refusal=Wording(en=said.text("en"), zh=said.text("zh")),
            source=citation(fields) or Citation(""),
            file=fields.item.file,
            line=fields.item.line,
        )

    def _vocabulary(self, steps: Mapping[str, Step], facts: tuple[str, ...]) -> Vocabulary | None:
        """Fields first: what officers entered stands before what a fact says under the same name."""
        names: dict[str, Name] = {name.id: name for name in OWN_NAMES}
        for step in steps.values():
            for field in step.form:
                other = names.setdefault(field.id, field.as_name)
                if other.type != field.type:
                    what = Wording(f"the field {field.id} has two types", f"字段 {field.id} 有两种类型")
                    self.notes.add(self.item, what, Wording("give one another id", "请更换其中一个标识"))
        spoken = {name.zh for name in names.values()} | {p.zh for p in self.around.parameters.values()}
        columns: set[str] = set()
        for fact in facts:
            for column in self.around.facts[fact].columns:
                columns.add(column.name)
                if column.name not in names:
                    name = column.as_name
                    names[column.name] = replace(name, zh="") if name.zh in spoken else name
                    spoken.add(name.zh)
        for step in steps.values():
            for field in step.form:
                if field.known and field.known not in columns:
                    self._unknown(self.item, field.known, columns, Wording("column", "列"))
        codes = {id_: {c.code: c.zh for c in listed.codes.values()} for id_, listed in self.around.code_lists.items()}
        taken = {name.zh for name in names.values()} | set(names)
        parameters = [p.name for p in self.around.parameters.values() if not {p.id, p.zh} & taken]
        try:
            return Vocabulary([*names.values(), *parameters], codes)
        except ValueError as error:
            what = Wording(f"in {self.entry.id}, {error}", f"在 {self.entry.id} 中名称重复：{error}")
            self.notes.add(self.item, what, Wording("give one of them another name", "请更换其中一个名称"))
            return None

    # ---- words that must be known

    def _known_step(self, word: str, item: Item) -> bool:
        if word not in self.library:
            self._unknown(item, word, self.library, _KINDS["step"])
        return word in self.library

    def _known_fact(self, word: str) -> bool:
        if word not in self.around.facts:
            self._unknown(self.item, word, self.around.facts, Wording("fact", "事实"))
        return word in self.around.facts

    def _code(self, kind: str, word: str, item: Item) -> None:
        listed = self.around.code_lists.get(_LISTS[kind])
        if word and listed and word not in listed.codes and listed.id not in self.around.doubt:
            self._unknown(item, word, listed.codes, _KINDS[kind])

    def _unknown(self, item: Item, word: str, known: Iterable[str], kind: Wording) -> None:
        if word in self.around.doubt:
            return
        guess = nearest(word, known)
        remedy = did_you_mean(guess) or Wording(f"declare the {kind.en} first", f"请先声明该{kind.zh}")
        what = Wording(f"{self.entry.id}: there is no {kind.en} {word}", f"{self.entry.id}：没有{kind.zh} {word}")
        self.notes.add(item, what, remedy)


def _once(entries: Iterable[Any]) -> tuple[Any, ...]:
    """Entries without repeats; of fields and evidence of the same id or kind the first."""
    found: dict[str, Any] = {}
    for entry in entries:
        found.setdefault(getattr(entry, "id", None) or entry.kind, entry)
    return tuple(found.values())
