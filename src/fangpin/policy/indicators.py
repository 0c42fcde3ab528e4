"""Reading indicators: the keys of an indicators file, and what each must agree with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from fangpin.expressions import (
    Expression,
    ExpressionError,
    Name,
    Type,
    Vocabulary,
    Wording,
    compile_expression,
    did_you_mean,
)
from fangpin.ledgers import SPECS, Kind, LedgerSpec
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.policy.entries import CodeList, Fact, Parameter
from fangpin.policy.fields import Fields
from fangpin.policy.figure_units import FIGURE_UNITS
from fangpin.policy.indicator_entries import Against, Counting, Indicator, PolicyValue, Slot, Tally
from fangpin.policy.overriding import PlacedEntry, note_unknown, read_placed_entries
from fangpin.policy.slots import REFERENCES, filled, is_slot_type, sample_for, slots_named, written_for
from fangpin.policy.yaml_reading import Doubt, Item, Notes

TALLY_KEYS = ("over", "among", "where", "count", "window", "when")
INDICATOR_KEYS = (
    "id", "zh", "en", "mechanism", "unit", "kind", *TALLY_KEYS, "denominator", "value", "against", "per", "precision",
    "vacuous", "aliases", "note", "slots", "off", "why",
)  # fmt: skip
KINDS_OF_FIGURE = ("stock", "flow", "ratio", "claim", "cap", "list_size", "date")
WINDOWS = ("as_of", "period")
BASES = ("year_end", "year_before", "month_before", "period_start")
SHOWN = ("difference", "share", "growth")
SLOT_KEYS = ("type", "default")
VALUE_KEYS = ("parameter", "list", "since", "expression")
SINCE = Name("since", "期初前一日", Type("date"), role="parameter", en="the eve of the period")
UNTIL = Name("until", "期末日", Type("date"), role="parameter", en="the last day of the period")
_COUNTS = "rows, distinct <column>, sum <column>, mean <column>, first <date>, last <date>"
_ABSENT = ("unknown_name", "unknown_list")  # may only follow from a mistake elsewhere


@dataclass(frozen=True, slots=True)
class Setting:
    """What indicators may speak of. ``vocabularies`` fills itself as facts and ledgers are asked for."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    code_lists: Mapping[str, CodeList]
    entries: Mapping[str, PlacedEntry]
    doubt: Doubt
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)

    def vocabulary(self, over: str) -> Vocabulary:
        """The names an indicator over this fact or ledger may use: columns, parameters, ``as_of since until``."""
        if over not in self.vocabularies:
            fact = self.facts.get(over)
            columns = [c.as_name for c in fact.columns] if fact else _ledger_names(SPECS[over])
            declared = {c.id for c in columns}
            if fact:
                columns += [_key_name(key) for key in fact.keys if key not in declared]
            self.vocabularies[over] = vocabulary_of_names(columns, self.parameters, self.code_lists)
        return self.vocabularies[over]


def vocabulary_of_names(
    columns: list[Name], parameters: Mapping[str, Parameter], code_lists: Mapping[str, CodeList]
) -> Vocabulary:
    """Columns first; a parameter that shares a word with a column cannot be meant by that word."""
    taken = {word for c in columns for word in (c.id, c.zh)} | {"since", "until", "as_of", SINCE.zh, UNTIL.zh, "统计日"}
    free = [_without_label(p.name, taken) for p in parameters.values() if p.id not in taken]
    codes = {id_: listed.labels for id_, listed in code_lists.items()}
    return Vocabulary([*columns, *free, SINCE, UNTIL], codes)


def _without_label(name: Name, taken: set[str]) -> Name:
    return Name(id=name.id, zh="", type=name.type, role=name.role, en=name.en) if name.zh in taken else name


def _key_name(key: str) -> Name:
    return Name(key, "", Type("text") if key == "area_code" else Type("integer"))


def _ledger_names(spec: LedgerSpec) -> list[Name]:
    names: list[Name] = []
    words: set[str] = set()
    for column in spec.snapshot_columns:
        if column.kind is Kind.INSTANT:
            continue
        zh = (
            ""
            if column.zh in words or column.name in ("id", "batch_id", "sheet_no", "row_no", "entered_by")
            else column.zh
        )
        words.add(zh)
        names.append(Name(column.stored_name, zh, _column_type(column.kind, column.unit, column.codes, column.digits)))
    return names


def _column_type(kind: Kind, unit: str | None, codes: str | None, digits: tuple[int, int] | None) -> Type:
    written = {Kind.REFERENCE: "integer", Kind.DECIMAL: f"decimal({(digits or (14, 2))[0]},{(digits or (14, 2))[1]})"}
    if kind is Kind.CODE:
        return Type("code", codes=codes)
    try:
        return Type.parse(written.get(kind, kind.value), unit if kind in (Kind.INTEGER, Kind.DECIMAL) else None)
    except ValueError:  # a unit the language does not reckon with: comparable with anything
        return Type(cast("Any", kind.value), None, digits=digits)


def read_indicator_entries(root: Item, notes: Notes, place: str, known: dict[str, PlacedEntry]) -> None:
    """Add the indicators of a file; a place below replaces one by its id, or switches it off with a reason."""
    read_placed_entries(
        root, notes, place, known, under="indicators", keys=INDICATOR_KEYS,
        file_is=Wording("an indicators file", "指标文件"), entry_is=Wording("an indicator", "指标"),
    )  # fmt: skip


def read_indicator(
    entry: PlacedEntry, around: Setting, notes: Notes, *, given: Mapping[str, Item | str] | None = None
) -> Indicator | None:
    """The indicator, compiled, its slots filled with ``given``; None (with notes) if it cannot be used."""
    return _Reader(entry, around, notes, given or {}).read()


class _Reader:
    """One indicator. Slots not given take their default, else a sample, and stay open."""

    def __init__(self, entry: PlacedEntry, around: Setting, notes: Notes, given: Mapping[str, Item | str]) -> None:
        self.entry, self.around, self.notes = entry, around, notes
        what = Wording(f"the indicator {entry.id}", f"指标 {entry.id}")
        self.fields = Fields(entry.item, notes, keys=tuple(entry.item.entries), what=what)
        self.slots = self._slots()
        self.given = {name: value for name, value in given.items() if name in self.slots}
        self.written: dict[str, str] = {}
        self.open: list[str] = []
        self.shown: dict[str, str] = {}
        self._fill()

    def read(self) -> Indicator | None:
        before = len(self.notes.problems)
        fields = self.fields
        kind = fields.choice("kind", KINDS_OF_FIGURE)
        unit = fields.text("unit")
        if unit and unit not in FIGURE_UNITS:
            note_unknown(fields.entries["unit"], unit, FIGURE_UNITS, Wording("unit", "单位"), self.notes)
        value = self._value()
        tally = denominator = None
        if fields.get("over") is not None:
            tally = self._tally(fields, kind, None)
            denominator = self._denominator(kind, tally)
        elif value is None and fields.get("value") is None:
            what = Wording(f"{fields.what.en} counts nothing", f"{fields.what.zh}没有写明统计什么")
            remedy = Wording("add 'over:' and 'count:', or 'value:'", "请补充“over:”和“count:”，或“value:”")
            self.notes.add(self.entry.item, what, remedy)
        indicator = Indicator(
            id=self.entry.id,
            zh=fields.text("zh"),
            en=fields.text("en"),
            mechanism=fields.text("mechanism", default=""),
            unit=unit,
            kind=kind,
            tally=tally,
            denominator=denominator,
            value=value,
            against=self._against(),
            per=self._per(),
            precision=cast("Any", fields.choice("precision", ("day", "month", "year"), default="day")),
            vacuous=fields.truth("vacuous"),
            aliases=fields.words("aliases"),
            note=fields.text("note", default=""),
            slots=self.slots,
            given=self.shown,
            open_slots=tuple(self.open),
            place=self.entry.place,
            file=self.entry.item.file,
            line=self.entry.item.line,
            entry=self.entry,
        )
        return None if len(self.notes.problems) > before else indicator

    # --- slots ----------------------------------------------------------------------------------------------------

    def _slots(self) -> dict[str, Slot]:
        part = self.fields.part("slots")
        slots: dict[str, Slot] = {}
        for name, item in (part.entries if part else {}).items():
            if item.kind == "mapping":
                inner = Fields(item, self.notes, keys=SLOT_KEYS, what=Wording("a slot", "插槽"))
                type_, default = inner.text("type"), inner.get("default")
            else:
                type_, default = item.raw.strip(), None
            if not is_slot_type(type_):
                what = Wording(f"{name}: {type_!r} is no type of a slot", f"{name}：“{type_}”不是插槽类型")
                types = "text, date, integer, decimal, boolean, code(list), parameter, list"
                self.notes.add(item, what, Wording(f"use one of {types}", f"可用：{types}"))
                continue
            slots[name] = Slot(id=name, type=type_, default=default.raw if default else None)
        return slots

    def _fill(self) -> None:
        for name, slot in self.slots.items():
            given = self.given.get(name, slot.default)
            written = None if given is None else written_for(slot, given)
            if given is not None and written is None:
                item = given if isinstance(given, Item) else self.entry.item
                what = Wording(f"{name} is not {slot.type}", f"{name} 的取值不是 {slot.type}")
                self.notes.add(item, what, Wording("correct the value", "请更正取值"))
            if written is None:
                self.open.append(name)
                written = sample_for(slot, self.around.code_lists)
            else:
                self.shown[name] = written.replace("'", "") if slot.type not in REFERENCES else written
            self.written[name] = written

    def _text(self, item: Item, text: str) -> str:
        for name in slots_named(text):
            if name not in self.slots:
                note_unknown(item, name, self.slots, Wording("slot", "插槽"), self.notes)
        return filled(text, self.written)

    # --- counts ---------------------------------------------------------------------------------------------------

    def _tally(self, fields: Fields, kind: str, above: Tally | None) -> Tally | None:
        over, spells = self._over(fields, above)
        if over is None:
            return None
        window = fields.choice("window", WINDOWS, default=above.window if above else _window_of(kind))
        spells = spells or (over in SPECS and SPECS[over].dated and window == "period")
        among = self._expression(fields, "among", over) if fields.get("among") else above.among if above else None
        counting = self._counting(fields, over, required=above is None)
        when = self._when(fields, over, cast("Any", window), above if above and above.over == over else None)
        if counting is None:
            return None
        return Tally(
            over=over,
            among=among if not (above and above.over != over and not fields.get("among")) else None,
            where=self._expression(fields, "where", over) if fields.get("where") else None,
            counting=counting,
            window=cast("Any", window),
            when=when,
            spells=spells,
        )

    def _over(self, fields: Fields, above: Tally | None) -> tuple[str | None, bool]:
        word = fields.text("over", default=above.over if above else None)
        spells = above.spells if above and fields.get("over") is None else False
        base = word.removesuffix("_spells")
        if word not in SPECS and base in SPECS and SPECS[base].dated:
            word, spells = base, True
        if word in SPECS and not SPECS[word].internal:
            return word, spells
        fact = self.around.facts.get(word)
        if fact is None:
            if word and word not in self.around.doubt:
                known = [*self.around.facts, *(n for n, s in SPECS.items() if not s.internal)]
                note_unknown(fields.entries["over"], word, known, Wording("fact or ledger", "事实或台账"), self.notes)
            return None, False
        if "area_code" not in (*fact.keys, *(c.name for c in fact.columns)):
            what = Wording(f"the fact {word} gives no area_code", f"事实 {word} 没有给出 area_code")
            remedy = Wording(
                "select area_code in it, so that places can be counted", "请在其中选出 area_code，以便分地区统计"
            )
            self.notes.add(fields.entries["over"], what, remedy)
            return None, False
        return word, spells

    def _expression(self, fields: Fields, key: str, over: str) -> Expression | None:
        item = fields.get(key)
        if item is None:
            return None
        text, origin = item.expression()
        return self._compiled(item, self._text(item, text), over, expects="boolean", origin=origin)

    def _compiled(self, item: Item, text: str, over: str | None, *, expects: Any, origin: Any) -> Expression | None:
        vocabulary = (
            self.around.vocabulary(over)
            if over
            else vocabulary_of_names([], self.around.parameters, self.around.code_lists)
        )
        try:
            return compile_expression(text, vocabulary, expects=expects, origin=origin)
        except ExpressionError as error:
            absent = error.details.get("text", error.details.get("codes"))
            doubtful = absent in self.around.doubt or over in self.around.doubt
            if error.problem not in _ABSENT or not doubtful:
                self.notes.add((error.file or item.file, error.line), error.what, error.remedy)
            return None

    def _counting(self, fields: Fields, over: str, *, required: bool) -> Counting | None:  # noqa: PLR0911 - one a way
        item = fields.need("count") if required else fields.get("count")
        word, _, rest = (item.raw.strip() if item else "rows").partition(" ")
        rest = rest.strip()
        if item is None:
            return None if required else Counting(kind="rows")
        if word == "rows" and not rest:
            return Counting(kind="rows")
        if word in ("sum", "mean") and rest:
            amount = self._compiled(item, self._text(item, rest), over, expects=None, origin=item.expression()[1])
            if amount is not None and not amount.type.numeric:
                what = Wording(f"{rest} is {amount.type.en}", f"{rest} 是{amount.type.zh}")
                self.notes.add(item, what, Wording(f"{word} a number", "请对数字求和或求平均"))
                return None
            return None if amount is None else Counting(kind=cast("Any", word), amount=amount)
        if word == "distinct" and rest in AREA_DIGITS:
            return Counting(kind="distinct", column=rest)
        if word in ("distinct", "first", "last") and rest:
            return self._counted_column(item, word, rest, over)
        what = Wording(f"count: {item.raw!r} is no way of counting", f"count：“{item.raw}”无法理解")
        self.notes.add(item, what, Wording(f"write one of: {_COUNTS}", f"可用：{_COUNTS}"))
        return None

    def _counted_column(self, item: Item, word: str, rest: str, over: str) -> Counting | None:
        name = self.around.vocabulary(over).get(rest)
        if name is None or name.role != "column":
            guess = self.around.vocabulary(over).nearest(rest)
            remedy = did_you_mean(guess) or Wording(
                f"name a column of {over}", f"请写 {over} 的列"
            )  # fmt: skip
            self.notes.add(item, Wording(f"{over} has no column {rest}", f"{over} 没有列 {rest}"), remedy)
            return None
        if word in ("first", "last") and name.type.kind != "date":
            what = Wording(f"{rest} is {name.type.en}", f"{rest} 是{name.type.zh}")
            self.notes.add(item, what, Wording("name a date column", "请写日期列"))
            return None
        return Counting(kind=cast("Any", word), column=name.id)

    def _when(self, fields: Fields, over: str, window: str, above: Tally | None) -> str | None:
        item = fields.get("when")
        if item is not None:
            if item.raw == "none":
                return None
            name = self.around.vocabulary(over).get(item.raw.strip())
            if name is None or name.type.kind != "date":
                what = Wording(
                    f"when: {item.raw} is no date column of {over}", f"when：{item.raw} 不是 {over} 的日期列"
                )
                self.notes.add(item, what, Wording("name a date column, or none", "请写日期列，或写 none"))
                return None
            return name.id
        if above is not None and above.window == window:
            return above.when
        spec = SPECS.get(over)
        if spec is not None:
            return spec.event or ("from_on" if spec.dated and window == "period" else None)
        reads_since = ":since" in self.around.facts[over].sql or any(
            ":since" in self.around.facts[f].sql for f in _below(over, self.around.facts)
        )
        if window == "period" and not reads_since and self.around.facts[over].id not in self.around.doubt:
            what = Wording(
                f"counts over a period, but {over} does not say when its rows happened",
                f"按时期统计，但 {over} 没有说明各行发生的时间",
            )
            remedy = Wording("add 'when: <date column>', or 'window: as_of'", "请补充“when: 日期列”，或“window: as_of”")
            self.notes.add(fields.item, what, remedy)
        return None

    def _denominator(self, kind: str, tally: Tally | None) -> Tally | None:
        item = self.fields.get("denominator")
        if item is None or tally is None:
            if tally is not None and kind in ("ratio", "claim") and tally.counting.kind in ("rows", "distinct"):
                return _screened(tally)
            if tally is not None and tally.counting.kind == "mean":
                return None  # a mean brings its own: the rows whose amount is known
            return None
        if item.kind == "scalar":
            return self._denominator_of(item)
        inner = Fields(item, self.notes, keys=TALLY_KEYS, what=Wording("a denominator", "分母"))
        return self._tally(inner, kind, tally)

    def _denominator_of(self, item: Item) -> Tally | None:
        other = self.around.entries.get(item.raw)
        if other is None or other.off or other.id == self.entry.id:
            if item.raw not in self.around.doubt:
                note_unknown(item, item.raw, self.around.entries, Wording("indicator", "指标"), self.notes)
            return None
        read = read_indicator(other, self.around, Notes(), given=self.given)
        if read is None or read.tally is None:
            what = Wording(f"{item.raw} counts nothing that could be divided by", f"{item.raw} 不能作分母")
            self.notes.add(item, what, Wording("name an indicator that counts", "请写有计数的指标"))
            return None
        self.open += [name for name in read.open_slots if name not in self.open]
        return read.tally

    # --- the rest -------------------------------------------------------------------------------------------------

    def _value(self) -> PolicyValue | None:
        item = self.fields.part("value")
        if item is None:
            return None
        inner = Fields(item, self.notes, keys=VALUE_KEYS, what=Wording("value", "value"))
        if written := inner.get("expression"):
            text, origin = written.expression()
            found = self._compiled(written, self._text(written, text), None, expects=None, origin=origin)
            return PolicyValue(expression=found) if found else None
        for key, known, what in (
            ("parameter", self.around.parameters, Wording("parameter", "参数")),
            ("since", self.around.parameters, Wording("parameter", "参数")),
            ("list", self.around.code_lists, Wording("code list", "代码表")),
        ):
            if not (written := inner.get(key)):
                continue
            word = self._text(written, written.raw.strip())
            if word and word not in known and word not in self.around.doubt:
                note_unknown(written, word, known, what, self.notes)
                return None
            return PolicyValue(
                parameter=word if key == "parameter" else None,
                code_list=word if key == "list" else None,
                since=word if key == "since" else None,
            )
        listed = ", ".join(VALUE_KEYS)
        self.notes.add(
            item, Wording("value names nothing", "value 没有内容"), Wording(f"use {listed}", f"可用：{listed}")
        )
        return None

    def _against(self) -> Against | None:
        item = self.fields.part("against")
        if item is None:
            return None
        inner = Fields(item, self.notes, keys=("base", "show"), what=Wording("against", "against"))
        return Against(base=cast("Any", inner.choice("base", BASES)), show=cast("Any", inner.choice("show", SHOWN)))

    def _per(self) -> Decimal:
        item = self.fields.get("per")
        if item is None:
            return Decimal(1)
        if not item.raw.isdigit() or int(item.raw) == 0:
            self.fields.kind(item, "per", Wording("a whole number such as 1000", "整数，如 1000"))
            return Decimal(1)
        return Decimal(item.raw)


def _screened(tally: Tally) -> Tally:
    """Everybody who was looked at: the tally without its ``where``."""
    return Tally(
        over=tally.over,
        among=tally.among,
        where=None,
        counting=tally.counting,
        window=tally.window,
        when=tally.when,
        spells=tally.spells,
    )


def _window_of(kind: str) -> str:
    return "period" if kind == "flow" else "as_of"


def _below(fact: str, facts: Mapping[str, Fact]) -> set[str]:
    found: set[str] = set()
    waiting = [fact]
    while waiting:
        for below in facts[waiting.pop()].facts:
            if below in facts and below not in found:
                found.add(below)
                waiting.append(below)
    return found
