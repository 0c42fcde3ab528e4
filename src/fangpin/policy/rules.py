"""Reading rules: the keys of a rule file, and what each must agree with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fangpin.expressions import ExpressionError, Vocabulary, Wording, compile_expression
from fangpin.policy.entries import SEVERITIES, Again, Citation, CodeList, Fact, Parameter, Rule, Side
from fangpin.policy.fields import Fields
from fangpin.policy.overriding import note_twice, note_unknown
from fangpin.policy.reading import citation
from fangpin.policy.roster_tables import RosterTable
from fangpin.policy.yaml_reading import Doubt, Item, Notes

RULE_KEYS = (
    "id", "zh", "en", "over", "holds", "kind", "risk", "severity", "again", "visit_if_unknown", "shows", "remedy",
    "source", "sources", "since", "until", "off", "why", "group", "columns", "aliases", "sides",
    "corrects",
)  # fmt: skip
AGAIN_KEYS = ("column", "step")
REMEDY_KEYS = ("zh", "en")
_ONLY_NAMES = {"id", "aliases"}
SIDE_KEYS = ("zh", "en", "department", "columns")
DISCREPANCY = "discrepancy"
KINDS_OF_RULE = ("trigger", "quality", "duty", DISCREPANCY)
GROUP_LIST = "quality_group"


_ABSENT = ("unknown_name", "unknown_list")  # may only follow from a mistake elsewhere


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as written in one place, before it is compiled: the last place of the chain that has it decides.

    ``also`` are the names that places of the chain give it beside those it is declared with.
    """

    id: str
    item: Item
    place: str
    off: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may speak of."""

    facts: Mapping[str, Fact]
    vocabularies: Mapping[str, Vocabulary]
    parameters: Mapping[str, Parameter]
    code_lists: Mapping[str, CodeList]
    doubt: Doubt
    rosters: Mapping[str, RosterTable] = field(default_factory=dict)

    def fields_below(self, fact: Fact) -> frozenset[str]:
        """The roster fields that a fact, or a fact below it, can read; empty for a fact over ledgers alone."""
        here = {f for table in fact.rosters if table in self.rosters for f in self.rosters[table].fields}
        below = (self.fields_below(self.facts[name]) for name in fact.facts if name in self.facts)
        return frozenset(here).union(*below)


def read_rule_entries(root: Item, notes: Notes, place: str, known: dict[str, RuleEntry]) -> None:
    """Add the rules of a file; a place below replaces a rule by its id, switches it off with a reason, or names it.

    An entry of an id and aliases alone declares nothing: it says what the place calls a rule from above.
    """
    fields = Fields(root, notes, keys=("rules",), what=Wording("a rules file", "规则文件"))
    for item in fields.listed("rules", required=True):
        entry = Fields(item, notes, keys=RULE_KEYS, what=Wording("a rule", "规则"))
        id_, off = entry.identifier(), entry.truth("off")
        above = known.get(id_)
        if above and above.place == place:
            note_twice(id_, item, above.item, notes)
            continue
        names = set(item.entries) == _ONLY_NAMES
        if above is None and (off or names):
            done, zh = ("named", "起了别名") if names else ("switched off", "被停用")
            what = Wording(f"{id_} is {done}, but no place above has it", f"{id_} {zh}，但上级没有该规则")
            notes.add(item, what, Wording("remove the entry or correct the id", "请删除该条，或更正标识"))
        if off:
            entry.text("why")
        if names and above:
            known[id_] = replace(above, also=(*above.also, *entry.words("aliases")))
        elif id_ and not names:
            known[id_] = RuleEntry(id_, item, place, off, above.also if above else ())


def read_rule(entry: RuleEntry, around: Surroundings, notes: Notes) -> Rule | None:
    """The rule, compiled; None (with notes) if it cannot be used."""
    item = entry.item
    written_keys = tuple(item.entries)  # checked when the entry was read
    fields = Fields(item, notes, keys=written_keys, what=Wording(f"the rule {entry.id}", f"规则 {entry.id}"))
    fact = _fact(fields, around, notes)
    written = fields.need("holds")
    source = citation(fields)
    kind = fields.choice("kind", KINDS_OF_RULE)
    severity = fields.choice("severity", SEVERITIES, default="medium")
    if fact is None or written is None:
        return None
    text, origin = written.expression()
    try:
        holds = compile_expression(text, around.vocabularies[fact.id], origin=origin)
    except ExpressionError as error:
        absent = error.details.get("text", error.details.get("codes"))
        if error.problem not in _ABSENT or not (absent in around.doubt or fact.id in around.doubt):
            notes.add((error.file, error.line), error.what, error.remedy)
        return None
    if not holds.columns:
        what = Wording("reads no column of its fact", "没有读取事实的任何列")
        notes.add(written, what, Wording("compare a column with something", "请用列进行比较"))
    sides = _sides(fields, kind, fact, notes)
    return Rule(
        id=entry.id,
        zh=fields.text("zh"),
        en=fields.text("en"),
        over=fact.id,
        holds=holds,
        kind=kind,
        risk=_risk(fields, kind, around, notes),
        severity=severity,
        again=_again(fields, fact, around, notes),
        visit_if_unknown=fields.truth("visit_if_unknown"),
        shows=_shows(fields, fact, notes),
        remedy=_remedy(fields, notes),
        source=source or Citation(""),
        sources=fields.words("sources"),
        since=fields.day("since"),
        until=fields.day("until"),
        place=entry.place,
        file=item.file,
        line=item.line,
        group=_group(fields, kind, fact, around, notes),
        columns=_cells(fields, kind, fact, around, notes),
        aliases=(*fields.words("aliases"), *entry.also),
        sides=sides,
        corrects=_corrects(fields, sides, notes),
    )


def _sides(fields: Fields, kind: str, fact: Fact, notes: Notes) -> tuple[Side, ...]:
    """The records that a discrepancy puts beside each other: two or more, each with columns of the fact."""
    known = {c.name for c in fact.columns}
    sides = []
    for item in fields.listed("sides", required=kind == DISCREPANCY):
        inner = Fields(item, notes, keys=SIDE_KEYS, what=Wording("a side", "一方记录"))
        for column in inner.listed("columns", required=True):
            if column.raw not in known:
                note_unknown(column, column.raw, known, Wording("column", "列"), notes)
        columns = tuple(w for w in inner.words("columns") if w in known)
        sides.append(
            Side(zh=inner.text("zh"), en=inner.text("en"), department=inner.text("department"), columns=columns)
        )
    if kind == DISCREPANCY and len(sides) == 1:
        what = Wording("one side alone disagrees with nothing", "只有一方记录，谈不上不一致")
        notes.add(fields.entries["sides"], what, Wording("name the other record", "请写明另一方记录"))
    return tuple(sides)


def _corrects(fields: Fields, sides: tuple[Side, ...], notes: Notes) -> str:
    """The department that looks first; it has one of the records."""
    if not sides:
        return ""
    named, departments = fields.text("corrects"), {side.department for side in sides}
    if named and named not in departments:
        note_unknown(
            fields.entries["corrects"], named, departments, Wording("department of a side", "记录所属部门"), notes
        )
    return named


def _group(fields: Fields, kind: str, fact: Fact, around: Surroundings, notes: Notes) -> str:
    """A rule over a roster stands in a group, by which its findings are sorted and printed."""
    needed = kind == "quality" and bool(around.fields_below(fact))
    group = fields.text("group", default=None if needed else "")
    listed = around.code_lists.get(GROUP_LIST)
    if group and listed and group not in listed.codes and listed.id not in around.doubt:
        note_unknown(fields.entries["group"], group, listed.codes, Wording("group", "规则分组"), notes)
    return group or ""


def _cells(fields: Fields, kind: str, fact: Fact, around: Surroundings, notes: Notes) -> tuple[str, ...]:
    """The fields whose cells the rule calls wrong: of the rosters its fact reads, or a text column that lists them."""
    known = around.fields_below(fact)
    listing = {f"@{c.name}" for c in fact.columns if c.type.kind == "text"}
    for item in fields.listed("columns", required=kind == "quality" and bool(known)):
        if item.raw not in known and item.raw not in listing:
            note_unknown(
                item, item.raw, {**dict.fromkeys(known), **dict.fromkeys(listing)}, Wording("field", "字段"), notes
            )
    return tuple(w for w in fields.words("columns") if w in known or w in listing)


def _fact(fields: Fields, around: Surroundings, notes: Notes) -> Fact | None:
    over = fields.text("over")
    if over and over not in around.facts and over not in around.doubt:
        note_unknown(fields.entries["over"], over, around.facts, Wording("fact", "事实"), notes)
    return around.facts.get(over)


def _risk(fields: Fields, kind: str, around: Surroundings, notes: Notes) -> str | None:
    risk = fields.text("risk", default=None if kind == "trigger" else "")
    listed = around.code_lists.get("risk")
    if risk and listed and risk not in listed.codes and listed.id not in around.doubt:
        note_unknown(fields.entries["risk"], risk, listed.codes, Wording("risk", "风险类型"), notes)
    return risk or None


def _again(fields: Fields, fact: Fact, around: Surroundings, notes: Notes) -> Again | None:
    item = fields.part("again")
    if item is None:
        return None
    inner = Fields(item, notes, keys=AGAIN_KEYS, what=Wording("again", "again"))
    column, step = inner.text("column"), inner.text("step")
    if not column or not step:
        return None
    columns = {c.name: c for c in fact.columns}
    if column not in columns:
        note_unknown(item.entries["column"], column, columns, Wording("column", "列"), notes)
        return None
    if step not in around.parameters and step in around.doubt:
        return None
    if step not in around.parameters:
        note_unknown(item.entries["step"], step, around.parameters, Wording("parameter", "参数"), notes)
        return None
    a, b = columns[column].type, around.parameters[step].type
    if a.kind == "date" and not (b.kind == "integer" and str(b.unit) == "day"):
        what = Wording(f"{column} is a date, its step {b.en}", f"{column} 是日期，步长是{b.zh}")
        notes.add(item, what, Wording("the step of a date is a whole number of days", "日期的步长须为整数天"))
    elif a.kind != "date" and not (a.numeric and b.numeric and a.unit == b.unit):
        what = Wording(f"{column} is {a.en}, its step {b.en}", f"{column} 是{a.zh}，步长是{b.zh}")
        notes.add(item, what, Wording("both must be numbers of one unit", "两者须为同一单位的数字"))
    return Again(column, step)


def _shows(fields: Fields, fact: Fact, notes: Notes) -> tuple[str, ...]:
    columns = {c.name for c in fact.columns}
    for item in fields.listed("shows"):
        if item.raw not in columns:
            note_unknown(item, item.raw, columns, Wording("column", "列"), notes)
    return tuple(w for w in fields.words("shows") if w in columns)


def _remedy(fields: Fields, notes: Notes) -> Wording:
    item = fields.part("remedy")
    if item is None:
        if fields.get("remedy") is None:
            fields.need("remedy")
        return Wording("", "")
    inner = Fields(item, notes, keys=REMEDY_KEYS, what=Wording("a remedy", "处置建议"))
    return Wording(en=inner.text("en"), zh=inner.text("zh"))
