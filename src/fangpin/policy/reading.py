"""From the items of a file to the entries of a policy; each file kind has its keys listed here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from fangpin.expressions import BASE_UNITS, KINDS, Type, Wording, did_you_mean, nearest
from fangpin.policy.entries import Case, Citation, Code, CodeList, Parameter, Place, Value, plain_word
from fangpin.policy.fields import Fields, as_date, as_value
from fangpin.policy.yaml_reading import Doubt, Item, Notes

LEVELS = ("nation", "province", "city", "county")
SOURCE_KEYS = ("document", "clause")
PLACE_KEYS = ("id", "zh", "en", "level", "inherits", "area_code", "since")
PARAMETER_KEYS = ("id", "zh", "en", "kind", "unit", "digits", "codes", "values")
VALUE_KEYS = ("since", "value", "source", "withdrawn")
LIST_KEYS = ("id", "zh", "en", "source", "codes")
CODE_KEYS = ("code", "zh", "en", "aliases", "since", "until", "external")
CALENDAR_KEYS = ("year", "off", "work", "source", "note")
CASE_KEYS = ("name", "day", "place", "parameters", "on_the_line", "expect", "due")
ANSWERS = ("yes", "no", "unknown")
_FIX_DOCUMENT = Wording("write source: {document: …, clause: …}", "请写 source: {document: 文件名称, clause: 条款}")


def citation(fields: Fields, *, required: bool = True) -> Citation | None:
    """The ``source`` of an entry. A document is always named; where there is none, say what practice it is."""
    item = fields.part("source")
    if item is None:
        if required and fields.get("source") is None:
            fields.notes.add(
                fields.item,
                Wording(f"{fields.what.en} names no document", f"{fields.what.zh}没有写明依据文件"),
                _FIX_DOCUMENT,
            )
        return None
    inner = Fields(item, fields.notes, keys=SOURCE_KEYS, what=Wording("a source", "依据"))
    return Citation(inner.text("document"), inner.text("clause", default=""))


def read_place(item: Item, notes: Notes) -> Place:
    fields = Fields(item, notes, keys=PLACE_KEYS, what=Wording("a place", "地区"))
    return Place(
        id=fields.identifier(),
        zh=fields.text("zh"),
        en=fields.text("en"),
        level=fields.choice("level", LEVELS),
        inherits=fields.text("inherits", default="") or None,
        area_code=fields.text("area_code", default=""),
        since=fields.day("since"),
        file=item.file,
        line=item.line,
    )


def read_parameters(root: Item, notes: Notes, place: str, known: dict[str, Parameter], doubt: Doubt) -> None:
    """Add the parameters of a file to those known from the places above; ``doubt`` learns those with a mistake."""
    fields = Fields(root, notes, keys=("parameters",), what=Wording("a parameters file", "参数文件"))
    here: dict[str, Item] = {}
    for item in fields.listed("parameters", required=True):
        before = len(notes.problems)
        entry = Fields(item, notes, keys=PARAMETER_KEYS, what=Wording("a parameter", "参数"))
        id_ = entry.identifier()
        if _twice(id_, item, here, notes):
            continue
        above = known.get(id_)
        if above and above.place == place:
            _note_twice(id_, item, (above.file, above.line), notes)
            continue
        type_ = _parameter_type(entry, above, known, doubt)
        if type_ is None:
            doubt.words |= {id_, entry.text("zh", default="")} - {""}
            continue
        values, withdrawn = _values(entry, above, type_, notes)
        merged = {v.since: v for v in (above.values if above else ())} | {v.since: v for v in values}
        known[id_] = Parameter(
            id=id_,
            zh=entry.text("zh", default=above.zh if above else None),
            en=entry.text("en", default=above.en if above else None),
            type=type_,
            values=tuple(merged[day] for day in sorted(merged)),
            place=place,
            file=item.file,
            line=item.line,
            withdrawn=(*(above.withdrawn if above else ()), *withdrawn),
        )
        if len(notes.problems) > before:
            doubt.words.add(id_)


def _parameter_type(
    fields: Fields, above: Parameter | None, known: Mapping[str, Parameter], doubt: Doubt
) -> Type | None:
    """The type written, or the one inherited; a place below may not change it."""
    if above and not fields.get("kind") and not fields.get("unit"):
        return above.type
    if not above and not fields.get("kind"):
        _note_no_kind(fields, known, doubt)
        return None
    kind = fields.choice("kind", tuple(KINDS), default=above.type.kind if above else None)
    digits = fields.text("digits", default="14,2")
    written = {"decimal": f"decimal({digits})", "code": f"code({fields.text('codes', default='')})"}.get(kind, kind)
    unit = fields.text("unit", default="")
    if kind not in KINDS:
        return None
    try:
        type_ = Type.parse(written, unit)
    except ValueError as error:
        _note_type(fields.get("unit") or fields.item, str(error), unit, fields.notes)
        return None
    if above and type_ != above.type:
        what = Wording(
            f"is {type_.en} here and {above.type.en} in {above.file}",
            f"此处是{type_.zh}，而在 {above.file} 中是{above.type.zh}",
        )
        remedy = Wording("give only values; the kind and unit are set above", "下级只写取值，类型和单位由上级规定")
        fields.notes.add(fields.item, what, remedy)
        return None
    return type_


def _note_no_kind(fields: Fields, known: Mapping[str, Parameter], doubt: Doubt) -> None:
    id_ = fields.text("id")
    if id_ in doubt:
        return
    guess = nearest(id_, known)
    what = Wording(f"{id_} has no kind, and no place above has it", f"{id_} 没有写明类型，上级也没有该参数")
    remedy = did_you_mean(guess) or Wording("add 'kind: …'", "请补充“kind: …”")
    fields.notes.add(fields.item, what, remedy)


def _note_type(item: Item, reason: str, unit: str, notes: Notes) -> None:
    if reason in unit.split():
        guess = nearest(reason, BASE_UNITS)
        remedy = did_you_mean(guess) or Wording(
            f"use {', '.join(BASE_UNITS)}", f"可用：{'、'.join(BASE_UNITS)}"
        )  # fmt: skip
        notes.add(item, Wording(f"{reason!r} is no unit", f"“{reason}”不是单位"), remedy)
        return
    notes.add(item, Wording(reason, f"类型有误：{reason}"), Wording("correct the kind", "请更正类型"))


def _values(
    entry: Fields, above: Parameter | None, type_: Type, notes: Notes
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """The values that count, and those withdrawn by a later line of the same day; lines are read in their order."""
    counting: list[Value] = []
    withdrawn: list[Value] = []
    for part in entry.listed("values", required=above is not None):
        if "withdrawn" not in part.entries:
            if value := _value(part, type_, notes):
                counting.append(value)
            continue
        fields = Fields(part, notes, keys=VALUE_KEYS, what=Wording("a withdrawal", "撤回"))
        since, source = fields.day("since", required=True), citation(fields)
        if "value" in part.entries or not fields.truth("withdrawn"):
            what = Wording("a withdrawal has no value and says withdrawn: true", "撤回不写取值，须写 withdrawn: true")
            notes.add(part, what, Wording("give the right value a line of its own below", "正确的取值请在下面另写一条"))
        elif since and source:
            _withdraw(part, since, source, counting, withdrawn, notes)
    _refuse_equal_days(tuple(counting), notes)
    return tuple(counting), tuple(withdrawn)


def _withdraw(
    part: Item, since: date, source: Citation, counting: list[Value], withdrawn: list[Value], notes: Notes
) -> None:
    wrong = next((v for v in counting if v.since == since), None)
    if wrong is None:
        what = Wording(f"there is no value since {since} above to withdraw", f"前面没有自 {since} 起的取值可撤回")
        notes.add(part, what, Wording("write the withdrawal below its value", "撤回须写在该取值之后"))
        return
    counting.remove(wrong)
    withdrawn.append(replace(wrong, withdrawn=source))


def _value(item: Item, type_: Type, notes: Notes) -> Value | None:
    fields = Fields(item, notes, keys=VALUE_KEYS, what=Wording("a value", "取值"))
    since, written, source = fields.day("since", required=True), fields.need("value"), citation(fields)
    if since is None or written is None or source is None:
        return None
    if type_.kind == "decimal" and not written.quoted:
        what = Wording(f"value: {written.raw} is not quoted", f"取值 {written.raw} 未加引号")
        remedy = Wording(f'amounts are quoted: "{written.raw}"', f'数额须加引号："{written.raw}"')
        notes.add(written, what, remedy)
        return None
    value = as_value(written, type_.kind, notes, "value")
    if isinstance(value, Decimal) and not _fits(value, type_):
        what = Wording(f"{value} does not fit {type_.sql}", f"{value} 超出 {type_.sql} 的位数")
        notes.add(written, what, Wording("round it or set digits of the parameter", "请四舍五入，或设置参数的 digits"))
        return None
    return None if value is None else Value(value, since, source, item.file, item.line)


def _fits(value: Decimal, type_: Type) -> bool:
    precision, scale = type_.reach
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= scale and abs(value) < Decimal(10) ** (precision - scale)


def _refuse_equal_days(values: tuple[Value, ...], notes: Notes) -> None:
    seen: dict[date, Value] = {}
    for value in values:
        if value.since in seen:
            what = Wording(f"two values since {value.since}", f"自 {value.since} 起有两个取值")
            notes.add((value.file, value.line), what, Wording("keep one of them", "请只保留一个"))
        seen[value.since] = value


def read_code_lists(root: Item, notes: Notes, place: str, known: dict[str, CodeList]) -> None:
    """Add the code lists of a file; a list that is known above is added to, code by code."""
    fields = Fields(root, notes, keys=("lists",), what=Wording("a codes file", "代码文件"))
    here: dict[str, Item] = {}
    for item in fields.listed("lists", required=True):
        entry = Fields(item, notes, keys=LIST_KEYS, what=Wording("a code list", "代码表"))
        id_ = entry.identifier()
        if _twice(id_, item, here, notes):
            continue
        above = known.get(id_)
        if above and above.place == place:
            _note_twice(id_, item, (above.file, above.line), notes)
            continue
        codes = dict(above.codes) if above else {}
        codes |= _codes(entry, above, notes)
        _refuse_shared_words(codes, notes)
        known[id_] = CodeList(
            id=id_,
            zh=entry.text("zh", default=above.zh if above else None),
            en=entry.text("en", default=above.en if above else None),
            codes=codes,
            source=citation(entry, required=above is None) or (above.source if above else None),
            place=place,
            file=item.file,
            line=item.line,
        )


def _codes(fields: Fields, above: CodeList | None, notes: Notes) -> dict[str, Code]:
    codes: dict[str, Code] = {}
    for item in fields.listed("codes", required=True):
        entry = Fields(item, notes, keys=CODE_KEYS, what=Wording("a code", "代码"))
        word = entry.text("code")
        if word in codes:
            what = Wording(f"code {word!r} stands twice", f"代码“{word}”出现两次")
            notes.add(item, what, Wording("keep one of them", "请只保留一个"))
            continue
        old = above.codes.get(word) if above else None
        external = entry.part("external")
        codes[word] = Code(
            code=word,
            zh=entry.text("zh", default=old.zh if old else None),
            en=entry.text("en", default=old.en if old else None),
            aliases=entry.words("aliases") or (old.aliases if old else ()),
            since=entry.day("since") or (old.since if old else None),
            until=entry.day("until") or (old.until if old else None),
            external={k: v.raw for k, v in external.entries.items()} if external else (old.external if old else {}),
            file=item.file,
            line=item.line,
        )
        since, until = codes[word].since, codes[word].until
        if since and until and until <= since:
            what = Wording(f"{word} ends on {until}, before it begins", f"{word} 的终止日 {until} 不晚于起始日")
            notes.add(item, what, Wording("correct since or until", "请更正 since 或 until"))
    return codes


def _refuse_shared_words(codes: Mapping[str, Code], notes: Notes) -> None:
    """A word may mean only one code of a list on one day."""
    owners: dict[str, list[Code]] = {}
    for code in codes.values():
        for word in {plain_word(w) for w in (code.code, code.zh, *code.aliases)}:
            for other in owners.get(word, []):
                if _overlap(code, other):
                    what = Wording(
                        f"{word!r} means both {other.code} and {code.code}",
                        f"“{word}”同时指 {other.code} 和 {code.code}",
                    )
                    notes.add((code.file, code.line), what, Wording("keep it with one of them", "请只保留在一个代码下"))
            owners.setdefault(word, []).append(code)


def _overlap(a: Code, b: Code) -> bool:
    return (a.until is None or b.since is None or b.since < a.until) and (
        b.until is None or a.since is None or a.since < b.until
    )


def read_calendar(
    root: Item, notes: Notes, off_above: Mapping[int, frozenset[date]]
) -> tuple[int, frozenset[date], frozenset[date]] | None:
    """Year, days off, days worked; a place may have a day worked that is off above."""
    fields = Fields(root, notes, keys=CALENDAR_KEYS, what=Wording("a calendar", "节假日安排"))
    year = fields.text("year")
    citation(fields)
    off = _days(fields, "off", year, notes)
    work = _days(fields, "work", year, notes)
    for day in sorted(off & work):
        what = Wording(f"{day} is both off and worked", f"{day} 既是放假又是上班")
        notes.add(root, what, Wording("keep it in one list", "请只保留在一处"))
    above = off_above.get(int(year), frozenset()) if year.isdigit() else frozenset()
    for day in sorted(d for d in work - above if d.weekday() < 5):  # noqa: PLR2004 - Monday to Friday
        what = Wording(f"{day} is no weekend day, it is worked anyway", f"{day} 不是周末，本来就上班")
        notes.add(root, what, Wording("correct the date", "请更正日期"))
    return (int(year), off, work) if year.isdigit() else None


def _days(fields: Fields, key: str, year: str, notes: Notes) -> frozenset[date]:
    days = set()
    for item in fields.listed(key):
        day = as_date(item, notes, key)
        if day and str(day.year) != year:
            what = Wording(f"{day} is not in {year}", f"{day} 不在 {year} 年")
            notes.add(item, what, Wording(f"move it to calendar/{day.year}.yaml", f"请移到 calendar/{day.year}.yaml"))
        if day in days:
            notes.add(
                item, Wording(f"{day} stands twice", f"{day} 出现两次"), Wording("keep one of them", "请只保留一个")
            )
        if day:
            days.add(day)
    return frozenset(days)


def read_cases(root: Item, notes: Notes, place: str, facts: Mapping[str, object], doubt: Doubt) -> list[Case]:
    """The worked cases of a file. Values stay as written here; the check types them by the fact's columns."""
    fields = Fields(root, notes, keys=("cases",), what=Wording("a cases file", "算例文件"))
    cases = []
    for item in fields.listed("cases", required=True):
        before = len(notes.problems)
        if case := _case(item, notes, place, facts, doubt):
            cases.append(case)
        if len(notes.problems) > before:
            mentioned = item.entries.get("expect") or next((v for k, v in item.entries.items() if "exp" in k), item)
            doubt.words |= set(mentioned.entries)  # the rules it would have shown
    return cases


def _case(item: Item, notes: Notes, place: str, facts: Mapping[str, object], doubt: Doubt) -> Case | None:
    doubted = tuple(key for key in item.entries if key in doubt)
    fields = Fields(item, notes, keys=(*CASE_KEYS, *facts, *doubted), what=Wording("a case", "算例"))
    name, day = fields.text("name"), fields.day("day", required=True)
    rows = {fact: dict(part.entries) for fact in item.entries if fact in facts and (part := fields.part(fact))}
    given, wanted = fields.part("parameters"), fields.part("expect")
    due = fields.part("due")
    if wanted is None and due is None:
        fields.need("expect")
        return None
    expect: dict[str, Literal["yes", "no", "unknown"]] = {}
    for rule, answer in (wanted.entries if wanted else {}).items():
        if answer.raw not in ANSWERS:
            what = Wording(f"{rule}: {answer.raw!r} is no answer", f"{rule}：“{answer.raw}”不是答案")
            notes.add(answer, what, Wording("write yes, no or unknown", "请写 yes、no 或 unknown"))
            continue
        expect[rule] = cast("Literal['yes', 'no', 'unknown']", answer.raw)
    if day is None:
        return None
    return Case(
        name=name,
        day=day,
        place=fields.text("place", default="") or place,
        rows=rows,
        parameters=dict(given.entries) if given else {},
        expect=expect,
        on_the_line=fields.truth("on_the_line"),
        file=item.file,
        line=item.line,
        due=_amounts(due, notes),
    )


def _amounts(item: Item | None, notes: Notes) -> dict[str, str]:
    """Scheme -> what it gives to the fen, as written, or ``unknown``."""
    amounts: dict[str, str] = {}
    for scheme, amount in (item.entries if item else {}).items():
        if amount.raw == "unknown" or (amount.quoted and re.fullmatch(r"\d+\.\d{2}", amount.raw)):
            amounts[scheme] = amount.raw
            continue
        what = Wording(
            f"{scheme}: {amount.raw!r} is no amount to the fen", f"{scheme}：“{amount.raw}”不是精确到分的金额"
        )
        notes.add(amount, what, Wording('write "1500.00", or unknown', '请写 "1500.00"，未知写 unknown'))
    return amounts


def _twice(id_: str, item: Item, here: dict[str, Item], notes: Notes) -> bool:
    if not id_:
        return True
    if id_ in here:
        _note_twice(id_, item, (here[id_].file, here[id_].line), notes)
        return True
    here[id_] = item
    return False


def _note_twice(id_: str, item: Item, first: tuple[str, int], notes: Notes) -> None:
    what = Wording(
        f"{id_} is declared twice in one place, first in {first[0]}:{first[1]}",
        f"{id_} 在同一地区重复，前一处在 {first[0]} 第 {first[1]} 行",
    )
    notes.add(item, what, Wording("keep one of them, or give this one another id", "请只保留一处，或更换标识"))
