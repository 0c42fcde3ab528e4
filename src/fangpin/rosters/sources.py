"""A source: one kind of file an office sends, what its columns are called, and which ledgers it writes.

The files are ``policies/<place>/sources/*.yaml``; a county adds or overrides one without touching code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from fangpin.ledgers import SPECS, Kind
from fangpin.rosters.comparing import Comparing, problems_of, read_comparing
from fangpin.rosters.due import Due, read_due
from fangpin.rosters.labels import read_label, wording

KINDS = (
    "text", "name", "integer", "decimal", "date", "month", "boolean", "code", "codes",
    "document_number", "disability_number", "phone", "dropped",
)  # fmt: skip
DELIVERIES = ("full", "increment", "cumulative")
PERIODS = ("month", "quarter", "year", "school_year", "event")
GRAINS = ("person", "household", "event", "area")
OTHERWISE = {"income_year_start": "date", "income_year_end": "date", "school_year": "text"}
REFERS = "@ref:"  # and a field id: the row of another ledger that the cell names
CONTEXT = ("@person", "@household", "@period_from", "@period_to", "@school_year", "@day", "@each", "@tag", "@account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column a source may have. ``of`` says whom the cell is about: household cells are filled down.

    ``doubt`` says what a doubtful cell does: ``refuse`` sends its row back, ``leave_empty`` leaves
    the cell unknown and notes it. ``unit`` is as in ledgers; headings in another unit are converted.
    ``none`` are words that here mean "nothing" (未享受). ``otherwise`` gives every row a date of the
    reading's day where the sheet has no such column. A ``month`` field takes a day too; a month alone
    means its first day.
    """

    id: str
    zh: str
    kind: str
    en: str = ""
    codes: str | None = None
    unit: str | None = None
    digits: tuple[int, int] = (14, 2)
    aliases: tuple[str, ...] = ()
    required: bool = False
    of: str = "person"
    doubt: str = "refuse"
    none: tuple[str, ...] = ()
    otherwise: str | None = None
    refers: str | None = None  # the ledger whose row the cell names, by its number, name or title

    @property
    def labels(self) -> tuple[str, ...]:
        """All headings that mean this field, the printed one first."""
        return (self.zh, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Has:
    """A cell of several codes seen as yes or no: does it hold ``code``? Unknown where the cell is empty."""

    field: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A value that the source states by being what it is, such as the name of its list."""

    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One ledger row per source row (or per filled field of ``each``).

    ``each`` maps field ids to a tag; in ``set``, ``@each`` is the field's value and ``@tag`` its tag.
    ``when`` maps field ids to ``present``, ``absent``, ``true``, ``false`` or a list of codes; all must hold.
    ``set`` gives each column a field id, a word of ``CONTEXT``, a :class:`Has` or a :class:`Constant`.
    """

    ledger: str
    creates: bool = False
    each: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    set: Mapping[str, str | Has | Constant] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A ledger the file speaks for wherever it reaches: there, an absent row means none."""

    ledger: str
    listing: str | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of file. ``words`` speak for it in titles and file names, ``without`` against it; one of the
    ``marks`` columns must be there, because a name and a number alone could be any list. ``tables`` names
    the tables of its rows and of its households that data-quality facts read; ``compares`` what of ours it is held
    against, where it is a register of households."""

    id: str
    zh: str
    en: str
    department: str
    delivery: str
    period: str
    grain: str
    fields: tuple[Field, ...]
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    covers: tuple[Cover, ...] = ()
    person: Mapping[str, str] = field(default_factory=dict)
    household: Mapping[str, str] = field(default_factory=dict)
    area: Mapping[str, str] = field(default_factory=dict)
    writes: tuple[Write, ...] = ()
    due: tuple[Due, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    compares: Comparing | None = None
    file: str = ""
    loose: bool = False  # rows may be about nobody and lie in a township or county, as a ledger's own may

    @cached_property
    def by_id(self) -> dict[str, Field]:
        return {f.id: f for f in self.fields}

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Comparable heading (with and without its unit) -> field id."""
        index: dict[str, str] = {}
        for f in self.fields:
            for text in f.labels:
                index.setdefault(read_label(text).plain, f.id)
                index.setdefault(read_label(text).base, f.id)
        return index

    @cached_property
    def by_wording(self) -> dict[str, str]:
        """What a heading is about -> field id, where that is one field only and no heading of another."""
        meant: dict[str, set[str]] = {}
        for label, name in self.by_label.items():
            meant.setdefault(wording(label), set()).add(name)
        only = {about: next(iter(names)) for about, names in meant.items() if about and len(names) == 1}
        return {about: name for about, name in only.items() if self.by_label.get(about, name) == name}

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(f.id for f in self.fields if f.required)


class SourceError(ValueError):
    """A source file that cannot be used; ``problems`` says what is wrong, each with its place and remedy."""

    def __init__(self, problems: Iterable[str], *, file: str) -> None:
        self.problems = tuple(problems)
        self.file = file
        super().__init__(f"{file}: " + "; ".join(self.problems))


def read_source(mapping: Mapping[str, Any], *, file: str = "") -> Source:
    """Make a :class:`Source` of a YAML mapping and check it against the ledgers; ``SourceError`` lists all problems."""
    problems: list[str] = []
    known = {
        "id", "zh", "en", "department", "delivery", "period", "grain", "recognise", "covers", "person", "household",
        "area", "fields", "writes", "due", "tables", "compares",
    }  # fmt: skip
    problems += [
        f"unknown key {key!r}; known are {', '.join(sorted(known))}"
        for key in mapping
        if key not in known and not str(key).startswith("_")
    ]
    for key in ("id", "zh", "en", "department", "delivery", "period", "grain", "fields"):
        if not mapping.get(key):
            problems.append(f"{key} is missing")
    if problems:
        raise SourceError(problems, file=file)
    recognise = mapping.get("recognise") or {}
    fields = tuple(_read_field(raw, mapping["grain"], problems) for raw in mapping["fields"])
    due, wrong = read_due(mapping.get("due") or (), period=str(mapping["period"]))
    problems += wrong
    source = Source(
        id=str(mapping["id"]),
        zh=str(mapping["zh"]),
        en=str(mapping["en"]),
        department=str(mapping["department"]),
        delivery=str(mapping["delivery"]),
        period=str(mapping["period"]),
        grain=str(mapping["grain"]),
        fields=fields,
        words=tuple(map(str, recognise.get("words", ()))),
        without=tuple(map(str, recognise.get("without", ()))),
        marks=tuple(map(str, recognise.get("marks", ()))),
        covers=tuple(Cover(ledger=c["ledger"], listing=c.get("listing")) for c in mapping.get("covers") or ()),
        person=dict(mapping.get("person") or {}),
        household=dict(mapping.get("household") or {}),
        area=dict(mapping.get("area") or {}),
        writes=tuple(_read_write(raw) for raw in mapping.get("writes") or ()),
        due=due,
        tables=dict(mapping.get("tables") or {}),
        compares=read_comparing(mapping.get("compares")),
        file=file,
    )
    problems += _check(source)
    if problems:
        raise SourceError(problems, file=file)
    return source


def _read_field(raw: Mapping[str, Any], grain: str, problems: list[str]) -> Field:
    name = str(raw.get("id", "?"))
    allowed = {
        "id",
        "zh",
        "en",
        "kind",
        "codes",
        "unit",
        "digits",
        "aliases",
        "required",
        "of",
        "doubt",
        "none",
        "otherwise",
    }
    problems.extend(f"field {name}: unknown key {k!r}" for k in raw if k not in allowed and not str(k).startswith("_"))
    kind = str(raw.get("kind", "text"))
    digits = raw.get("digits", (14, 2))
    return Field(
        id=name,
        zh=str(raw.get("zh", "")),
        en=str(raw.get("en", "")),
        kind=kind,
        codes=raw.get("codes"),
        unit=raw.get("unit"),
        digits=(int(digits[0]), int(digits[1])),
        aliases=tuple(map(str, raw.get("aliases", ()))),
        required=bool(raw.get("required", False)),
        of=str(raw.get("of", "household" if grain == "household" else "person")),
        doubt=str(raw.get("doubt", "leave_empty" if kind == "phone" else "refuse")),
        none=tuple(map(str, raw.get("none", ()))),
        otherwise=raw.get("otherwise"),
    )


def _read_write(raw: Mapping[str, Any]) -> Write:
    each = raw.get("each") or {}
    if not isinstance(each, Mapping):
        each = {name: str(number) for number, name in enumerate(each, 1)}
    return Write(
        ledger=str(raw["ledger"]),
        creates=bool(raw.get("creates", False)),
        each={str(k): str(v) for k, v in each.items()},
        when={str(k): _condition(v) for k, v in (raw.get("when") or {}).items()},
        set={str(k): _binding(v) for k, v in (raw.get("set") or {}).items()},
    )


def _condition(raw: Any) -> str | tuple[str, ...]:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return tuple(map(str, raw)) if isinstance(raw, list | tuple) else str(raw)


def _binding(raw: Any) -> str | Has | Constant:
    if isinstance(raw, Mapping):
        return Has(field=str(raw["field"]), code=str(raw["has"])) if "has" in raw else Constant(value=raw.get("value"))
    return str(raw)


def _check(source: Source) -> list[str]:
    problems = []
    for value, allowed, what in (
        (source.delivery, DELIVERIES, "delivery"),
        (source.period, PERIODS, "period"),
        (source.grain, GRAINS, "grain"),
    ):
        if value not in allowed:
            problems.append(f"{what} {value!r} is not one of {', '.join(allowed)}")
    problems += [p for f in source.fields for p in _check_field(f)]
    ids = [f.id for f in source.fields]
    problems += [f"field {name} is declared twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    problems += _check_labels(source)
    for place, roles in (("person", source.person), ("household", source.household), ("area", source.area)):
        problems += [
            f"{place}.{role} names field {name!r}, which is not declared"
            for role, name in roles.items()
            if name not in ids
        ]
    problems += [
        f"recognise.marks names field {name!r}, which is not declared" for name in source.marks if name not in ids
    ]
    for cover in source.covers:
        if cover.ledger not in SPECS:
            problems.append(f"covers ledger {cover.ledger!r}, which does not exist")
    if source.compares:
        by = {*source.household, *source.person} & {"code", "head_number", "document_number"}
        told = problems_of(source.compares, fields=ids, identifies=bool(by))
        problems += [f"compares: {problem}" for problem in told]
    for number, write in enumerate(source.writes, 1):
        problems += [f"writes {number} ({write.ledger}): {p}" for p in _check_write(write, source)]
    return problems


def _check_field(f: Field) -> list[str]:
    problems = []
    if f.kind not in KINDS:
        problems.append(f"field {f.id}: kind {f.kind!r} is not one of {', '.join(KINDS)}")
    if (f.kind in ("code", "codes")) != bool(f.codes):
        problems.append(f"field {f.id}: a code field needs a code list, and only a code field has one")
    if f.of not in ("person", "household", "row"):
        problems.append(f"field {f.id}: of is {f.of!r}; use person, household or row")
    if f.doubt not in ("refuse", "leave_empty"):
        problems.append(f"field {f.id}: doubt is {f.doubt!r}; use refuse or leave_empty")
    if f.otherwise is not None and OTHERWISE.get(f.otherwise) != f.kind:
        problems.append(f"field {f.id}: otherwise is {f.otherwise!r}; a {f.kind} field may have {', '.join(OTHERWISE)}")
    if not f.zh:
        problems.append(f"field {f.id}: zh is missing")
    return problems


def sources_of(policy: Any) -> tuple[Source, ...]:
    """All sources of a policy, in the order of its files."""
    return tuple(read_source(raw.mapping, file=raw.file) for raw in policy.sources.values())


def _check_labels(source: Source) -> list[str]:
    seen: dict[str, str] = {}
    said = [(f.id, label) for f in source.fields for label in {read_label(text).plain for text in f.labels}]
    return [
        f"heading {label!r} means both {other} and {name}; keep it in one of them"
        for name, label in said
        if (other := seen.setdefault(label, name)) != name
    ]


# Ledger column kind -> field kinds that may fill it
FITS: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("text", "name", "code", "document_number", "disability_number", "phone"),
    Kind.INTEGER: ("integer",),
    Kind.DECIMAL: ("decimal", "integer"),
    Kind.BOOLEAN: ("boolean",),
    Kind.DATE: ("date", "month"),
    Kind.INSTANT: (),
    Kind.CODE: ("code",),
    Kind.REFERENCE: (),
}


def _check_write(write: Write, source: Source) -> list[str]:
    spec = SPECS.get(write.ledger)
    if spec is None:
        return [f"there is no such ledger; there are {', '.join(SPECS)}"]
    problems = [f"each names field {n!r}, which is not declared" for n in write.each if n not in source.by_id]
    problems += [f"when names field {n!r}, which is not declared" for n in write.when if n not in source.by_id]
    for column, binding in write.set.items():
        try:
            target = spec.column(column)
        except KeyError:
            problems.append(f"the ledger has no column {column!r}; it has {', '.join(c.name for c in spec.columns)}")
            continue
        problems += _check_binding(column, binding, source, write, target)
    required = {c.name for c in spec.columns if c.required and c.name not in ("from_on", "to_on")}
    problems += [f"required column {name!r} is not set" for name in sorted(required - set(write.set))]
    return problems


def _check_binding(column: str, binding: str | Has | Constant, source: Source, write: Write, target: Any) -> list[str]:
    if isinstance(binding, Constant):
        return []
    name = binding.field if isinstance(binding, Has) else binding
    if name.startswith(REFERS):
        field = source.by_id.get(name.removeprefix(REFERS))
        if field is None or field.refers is None:
            return [f"{column}: {name} should name a field with refers:"]
        return [] if field.refers == target.target else [f"{column} refers to {target.target}, not {field.refers}"]
    if name.startswith("@"):
        if name not in CONTEXT:
            return [f"{column}: {name} is not one of {', '.join(CONTEXT)}"]
        names = list(write.each) if name == "@each" else []
    else:
        names = [name]
    problems = [f"{column}: field {n!r} is not declared" for n in names if n not in source.by_id]
    for f in (source.by_id[n] for n in names if n in source.by_id):
        fits = ("codes", "code") if isinstance(binding, Has) else FITS[target.kind]
        if f.kind not in fits:
            problems.append(f"{column} holds {target.kind.value}, field {f.id} is {f.kind}")
        elif target.kind is Kind.CODE and f.codes != target.codes:
            problems.append(f"{column} takes codes of {target.codes}, field {f.id} reads {f.codes}")
        elif target.unit != f.unit and target.kind is Kind.DECIMAL:
            problems.append(f"{column} is in {target.unit}, field {f.id} in {f.unit}")
    return problems
