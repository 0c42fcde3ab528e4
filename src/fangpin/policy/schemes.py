"""Reading schemes: the keys of a file, the steps of their arithmetic, and what each must agree with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fangpin.expressions import (
    Expression,
    ExpressionError,
    Kind,
    Name,
    Unit,
    Vocabulary,
    Wording,
    compile_expression,
)
from fangpin.policy.entries import Citation, Fact
from fangpin.policy.fields import Fields
from fangpin.policy.overriding import PlacedEntry, note_unknown, read_placed_entries
from fangpin.policy.reading import citation
from fangpin.policy.rules import Surroundings
from fangpin.policy.scheme_entries import Band, Bands, Choose, How, Interest, Part, ReckoningStep, Scheme, Share, Take
from fangpin.policy.yaml_reading import Item, Notes

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEME_KEYS = (
    "id", "zh", "en", "mechanisms", "programme", "payer", "over", "period", "layer", "entitled", "amount", "paid",
    "visit_if_unknown", "remedy", "source", "since", "until", "off", "why",
)  # fmt: skip
PERIODS = ("day", "month", "quarter", "year", "school_year", "visit")
# How an amount is found, by the key that begins the step, and the keys that go with it.
STEP_KEYS: dict[str, tuple[str, ...]] = {
    "take": (),
    "share": ("of",),
    "part": ("by",),
    "choose": ("among", "otherwise"),
    "bands": ("above",),
    "interest": ("rate", "days", "year"),
}
_PROGRAMMES = "benefit_programme"
_PERCENT = Unit.parse("percent")
_DAYS = ("360", "365", "366")


def read_scheme_entries(root: Item, notes: Notes, place: str, known: dict[str, PlacedEntry]) -> None:
    """Add the schemes of a file; a place below replaces a scheme by its id, or switches it off with a reason."""
    read_placed_entries(
        root, notes, place, known, under="schemes", keys=SCHEME_KEYS,
        file_is=Wording("a schemes file", "待遇政策文件"), entry_is=Wording("a scheme", "待遇政策"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchemeWorld:
    """What a scheme may speak of: what rules may, and the mechanisms of the place."""

    around: Surroundings
    mechanisms: Iterable[str]


def read_scheme(entry: PlacedEntry, world: SchemeWorld, notes: Notes) -> Scheme | None:
    """The scheme, its expressions compiled; None (with notes) if it cannot be used."""
    item = entry.item
    fields = Fields(item, notes, keys=tuple(item.entries), what=Wording(f"the scheme {entry.id}", f"政策 {entry.id}"))
    reader = _Reader(fields, world, notes)
    fact = reader.fact()
    source = citation(fields)
    period = fields.choice("period", PERIODS)
    written = fields.listed("amount", required=True)
    if fact is None:
        return None
    entitled = reader.compiled(fields.need("entitled"), "boolean")
    steps = reader.steps(written, fact)
    paid = reader.compiled(fields.need("paid"), "decimal", own=False)
    if entitled is None or paid is None or not steps or len(steps) != len(written):
        return None
    return Scheme(
        id=entry.id,
        zh=fields.text("zh"),
        en=fields.text("en"),
        mechanisms=reader.mechanisms(),
        programme=reader.programme(),
        payer=reader.words("payer"),
        over=fact.id,
        period=period,
        layer=reader.layer(),
        entitled=entitled,
        steps=steps,
        paid=paid,
        visit_if_unknown=fields.truth("visit_if_unknown"),
        remedy=reader.words("remedy"),
        source=source or Citation(""),
        since=fields.day("since"),
        until=fields.day("until"),
        place=entry.place,
        file=item.file,
        line=item.line,
    )


class _Reader:
    """One scheme being read; the vocabulary grows by the steps as they come."""

    def __init__(self, fields: Fields, world: SchemeWorld, notes: Notes) -> None:
        self.fields, self.world, self.around, self.notes = fields, world, world.around, notes
        self.names: list[Name] = []
        self.own: list[Name] = []

    def fact(self) -> Fact | None:
        over = self.fields.text("over")
        found = self.around.facts.get(over)
        if over and found is None and over not in self.around.doubt:
            note_unknown(self.fields.entries["over"], over, self.around.facts, Wording("fact", "事实"), self.notes)
        if found is not None:
            self.plain = self.around.vocabularies[found.id]
        return found

    def steps(self, items: tuple[Item, ...], fact: Fact) -> tuple[ReckoningStep, ...]:
        self.names = [*(c.as_name for c in fact.columns), *(p.name for p in self.around.parameters.values())]
        steps: list[ReckoningStep] = []
        for item in items:
            if step := self._step(item):
                steps.append(step)
                self.own.append(step.name)
        return tuple(steps)

    def _step(self, item: Item) -> ReckoningStep | None:
        kind = next((key for key in STEP_KEYS if key in item.entries), None)
        keys = ("id", "zh", "en", *([kind, *STEP_KEYS[kind]] if kind else STEP_KEYS))
        inner = Fields(item, self.notes, keys=keys, what=Wording("a step", "计算步骤"))
        id_, zh, en = inner.identifier(), inner.text("zh"), inner.text("en")
        if kind is None:
            listed = ", ".join(STEP_KEYS)
            what = Wording(f"the step {id_} does not say how it is reckoned", f"步骤 {id_} 没有写明算法")
            self.notes.add(item, what, Wording(f"give one of {listed}", f"请写明其一：{listed}"))
            return None
        if any(id_ == name.id or zh == name.zh for name in (*self.names, *self.own)):
            what = Wording(f"{id_} or its Chinese name is already taken", f"{id_} 或其中文名已被使用")
            self.notes.add(item, what, Wording("give the step a name of its own", "请为步骤另取名称"))
            return None
        found = self._how(kind, inner)
        return (
            None if found is None else ReckoningStep(id=id_, zh=zh, en=en, unit=found[1], how=found[0], line=item.line)
        )

    def _how(self, kind: str, inner: Fields) -> tuple[How, Unit] | None:
        match kind:
            case "take":
                value = self.compiled(inner.need("take"), "decimal")
                return None if value is None else (Take(value), _unit(value))
            case "share":
                percent, of = self._percent(inner.need("share")), self.compiled(inner.need("of"), "decimal")
                return None if percent is None or of is None else (Share(of, percent), _unit(of))
            case "part":
                of, by = self.compiled(inner.need("part"), "decimal"), self.compiled(inner.need("by"), "decimal")
                return None if of is None or by is None else (Part(of, by), _unit(of).times(_inverse(_unit(by))))
            case "choose":
                return self._choose(inner)
            case "bands":
                return self._bands(inner)
            case _:
                return self._interest(inner)

    def _choose(self, inner: Fields) -> tuple[How, Unit] | None:
        word, among = inner.text("choose"), inner.part("among")
        by = next(
            (
                n
                for n in self.names
                if word in (n.id, n.zh) and n.type.kind in ("code", "boolean") and n.role == "column"
            ),
            None,
        )
        if by is None:
            coded = [n.id for n in self.names if n.type.kind in ("code", "boolean") and n.role == "column"]
            note_unknown(inner.entries["choose"], word, coded, Wording("column of codes", "代码列"), self.notes)
            return None
        found: list[tuple[str, Expression]] = []
        listed = self.around.code_lists.get(by.type.codes or "")
        for code, item in (among.entries if among else {}).items():
            if listed and code not in listed.codes and listed.id not in self.around.doubt:
                note_unknown(item, code, listed.codes, Wording("code", "代码"), self.notes)
            if value := self.compiled(item, "decimal"):
                found.append((code, value))
        other = self.compiled(inner.get("otherwise"), "decimal") if inner.get("otherwise") else None
        if among is None or len(found) != len(among.entries) or not self._agree(inner.item, [e for _, e in found]):
            return None
        first = next((e for _, e in found if e.type.unit is not None), found[0][1])  # a written number fits any unit
        return Choose(by, tuple(found), other), _unit(first)

    def _bands(self, inner: Fields) -> tuple[How, Unit] | None:
        of = self.compiled(inner.need("bands"), "decimal")
        bands: list[Band] = []
        written = inner.listed("above", required=True)
        for item in written:
            band = Fields(item, self.notes, keys=("from", "percent"), what=Wording("a band", "分段"))
            above, percent = self.compiled(band.need("from"), "decimal"), self._percent(band.need("percent"))
            if above is not None and percent is not None:
                bands.append(Band(above, percent))
        if of is None or not bands or len(bands) != len(written):
            return None
        return Bands(of, tuple(bands)), _unit(of)

    def _interest(self, inner: Fields) -> tuple[How, Unit] | None:
        of, rate = self.compiled(inner.need("interest"), "decimal"), self._percent(inner.need("rate"))
        days, year = self.compiled(inner.need("days"), "integer"), inner.choice("year", _DAYS)
        if of is None or rate is None or days is None or year not in _DAYS:
            return None
        return Interest(of, rate, days, int(year)), _unit(of)

    def _percent(self, item: Item | None) -> Expression | None:
        found = self.compiled(item, "decimal")
        if found is not None and item is not None and found.type.unit not in (None, Unit(), _PERCENT):
            what = Wording(f"the percentage is in {found.type.unit}", f"百分比的单位是{found.type.zh}")
            self.notes.add(item, what, Wording("give a number of percent, such as 80", "请给出百分数，如 80"))
            return None
        return found

    def _agree(self, item: Item, values: list[Expression]) -> bool:
        units = {str(e.type.unit) for e in values if e.type.unit is not None}
        if len(units) > 1:
            what = Wording(f"units differ: {', '.join(sorted(units))}", f"单位不一致：{'、'.join(sorted(units))}")
            self.notes.add(item, what, Wording("give amounts of one unit", "请使用同一单位"))
        return bool(values) and len(units) <= 1

    def compiled(self, item: Item | None, expects: Kind, *, own: bool = True) -> Expression | None:
        """The expression, over the fact alone or (``own``) over the steps before it too."""
        if item is None:
            return None
        text, origin = item.expression()
        try:
            return compile_expression(text, self._words() if own else self.plain, expects=expects, origin=origin)
        except ExpressionError as error:
            absent = error.details.get("text", error.details.get("codes"))
            if error.problem not in ("unknown_name", "unknown_list") or absent not in self.around.doubt:
                self.notes.add((error.file, error.line), error.what, error.remedy)
            return None

    def _words(self) -> Vocabulary:
        return Vocabulary([*self.names, *self.own], self.plain.codes) if self.own else self.plain

    def mechanisms(self) -> tuple[str, ...]:
        for item in self.fields.listed("mechanisms"):
            if item.raw not in self.world.mechanisms and item.raw not in self.around.doubt:
                note_unknown(item, item.raw, self.world.mechanisms, Wording("mechanism", "工作机制"), self.notes)
        return self.fields.words("mechanisms")

    def programme(self) -> str:
        word = self.fields.text("programme", default="")
        listed = self.around.code_lists.get(_PROGRAMMES)
        if word and listed and word not in listed.codes and _PROGRAMMES not in self.around.doubt:
            note_unknown(
                self.fields.entries["programme"], word, listed.codes, Wording("programme", "补助项目"), self.notes
            )
        return word

    def layer(self) -> int | None:
        found = self.fields.get("layer")
        if found is None:
            return None
        if not found.raw.isdigit():
            self.fields.kind(found, "layer", Wording("a whole number", "整数"))
            return None
        return int(found.raw)

    def words(self, key: str) -> Wording:
        """A text in both languages; absent is empty."""
        item = self.fields.part(key)
        if item is None:
            return Wording("", "")
        inner = Fields(item, self.notes, keys=("zh", "en"), what=Wording(f"a {key}", key))
        return Wording(en=inner.text("en"), zh=inner.text("zh"))


def read_schemes(
    entries: Mapping[str, PlacedEntry], world: SchemeWorld, notes: Notes
) -> tuple[dict[str, Scheme], dict[str, str]]:
    """The schemes of a policy, and those switched off with the place that did so."""
    schemes: dict[str, Scheme] = {}
    off: dict[str, str] = {}
    for entry in entries.values():
        if entry.off:
            off[entry.id] = entry.place
        elif scheme := read_scheme(entry, world, notes):
            schemes[entry.id] = scheme
        else:
            world.around.doubt.words.add(entry.id)
    return schemes, off


def _unit(expression: Expression) -> Unit:
    return expression.type.unit or Unit()


def _inverse(unit: Unit) -> Unit:
    return Unit(tuple((name, -power) for name, power in unit.powers))
