"""What a policy holds: places, parameters with dated values, code lists, facts, rules, cases, sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from fangpin.expressions import Expression, Name, Type, Wording
from fangpin.policy.emptiness import Without
from fangpin.policy.feeding import Source
from fangpin.policy.once import Keys

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The document and clause a value or rule rests on."""

    document: str
    clause: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.clause}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that has a policy folder. ``since`` is the first day its policy answers for."""

    id: str
    zh: str
    en: str
    level: str
    inherits: str | None
    area_code: str
    since: date | None
    file: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value in force from ``since`` until the next one.

    ``withdrawn`` is the document by which it was taken back, for a value that no longer counts.
    """

    value: Any
    since: date
    source: Citation
    file: str
    line: int
    withdrawn: Citation | None = None


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number, date, text or code that a document sets; ``values`` run from early to late.

    ``withdrawn`` are values that were entered and taken back: they stand in the files and count no more.
    """

    id: str
    zh: str
    en: str
    type: Type
    values: tuple[Value, ...]
    place: str
    file: str
    line: int
    withdrawn: tuple[Value, ...] = ()

    def on(self, day: date) -> Value | None:
        """The value in force on a day."""
        return next((v for v in reversed(self.values) if v.since <= day), None)

    @cached_property
    def name(self) -> Name:
        """As expressions know it."""
        return Name(id=self.id, zh=self.zh, en=self.en, type=self.type, role="parameter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code: its words, the words rosters use for it, when it may be written, its numbers elsewhere."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None  # first day on which it is no longer written
    external: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    line: int = 1

    def in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """A closed list of codes; every code ever in force stays, so that old rows keep their words."""

    id: str
    zh: str
    en: str
    codes: Mapping[str, Code]
    source: Citation | None
    place: str
    file: str
    line: int

    def label(self, code: str | None, language: Language = "zh") -> str:
        """The word for a code; the code itself if it is not in the list, empty for None."""
        if code is None:
            return ""
        found = self.codes.get(code)
        return code if found is None else found.zh if language == "zh" else found.en or found.zh

    def in_force(self, day: date) -> tuple[Code, ...]:
        """The codes that may be written on a day, in their order."""
        return tuple(c for c in self.codes.values() if c.in_force(day))

    def find(self, text: str, day: date | None = None) -> Code | None:
        """The code meant by a roster's word: code, Chinese word or alias; width and blanks do not matter."""
        wanted = plain_word(text)
        for code in self.codes.values():
            if (day is None or code.in_force(day)) and wanted in {
                plain_word(w) for w in (code.code, code.zh, *code.aliases)
            }:
                return code
        return None

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Every code with its Chinese word."""
        return {code.code: code.zh for code in self.codes.values()}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Every word of the list, made plain, with its code."""
        return {plain_word(w): c.code for c in self.codes.values() for w in (*c.aliases, c.zh, c.code)}


def plain_word(text: str) -> str:
    """A word without differences of width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True, kw_only=True)
class FactColumn:
    """A column a fact promises: its type, its name, how its no is said, and what it means."""

    name: str
    type: Type
    zh: str
    en: str
    meaning: str
    line: int
    zh_not: str = ""
    en_not: str = ""
    zh_meaning: str = ""

    @cached_property
    def as_name(self) -> Name:
        """As expressions know it."""
        return Name(id=self.name, zh=self.zh, en=self.en, type=self.type, zh_not=self.zh_not, en_not=self.en_not)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A query with a header: one row per ``grain``, with typed columns.

    ``keys`` are the columns it hands on untyped (ids, area codes), by which facts form a ladder.
    ``ledgers``, ``rosters`` (tables of rosters as they were read), ``facts`` and ``parameters`` are what it reads,
    ``places`` the tables behind each column (None: its rows), ``without`` those it has no row without,
    ``told_apart`` those whose rows it groups or ranks by a key.
    """

    id: str
    zh: str
    en: str
    grain: tuple[str, ...]
    subject: str
    columns: tuple[FactColumn, ...]
    sql: str
    keys: tuple[str, ...]
    ledgers: tuple[str, ...]
    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    place: str
    file: str
    sql_line: int
    without: Without
    told_apart: Keys
    places: Mapping[str | None, tuple[Source, ...]] = field(compare=False)
    rosters: tuple[str, ...] = ()

    def column(self, name: str) -> FactColumn:
        """The column of that name; ``KeyError`` if the fact has none."""
        for candidate in self.columns:
            if candidate.name == name:
                return candidate
        raise KeyError(f"fact {self.id} has no column {name!r}; it has {', '.join(c.name for c in self.columns)}")


@dataclass(frozen=True, slots=True)
class Again:
    """A clue is raised again only when the facts moved by a step; ``step`` is a parameter.

    A number: when ``floor(column / step)`` has grown. A date: when it is at least ``step`` days later.
    """

    column: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the records that disagree: what it is called, whose it is, and the columns of the fact that it says."""

    zh: str
    en: str
    department: str
    columns: tuple[str, ...]


SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A sentence with three answers over one fact.

    Of a data-quality rule: ``group`` is its code in the list ``quality_group``; ``columns`` are the fields
    of the roster whose cells are wrong (``@name``: the fact's text column ``name`` lists them row by row);
    ``aliases`` are the names and numbers that others, such as the province, give it.
    Of a discrepancy: ``sides`` are the records that disagree; ``corrects`` the department that looks first.
    """

    id: str
    zh: str
    en: str
    over: str
    holds: Expression
    kind: str
    risk: str | None
    severity: str
    again: Again | None
    visit_if_unknown: bool
    shows: tuple[str, ...]
    remedy: Wording
    source: Citation
    sources: tuple[str, ...]
    since: date | None
    until: date | None
    place: str
    file: str
    line: int
    group: str = ""
    columns: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    corrects: str = ""

    @property
    def gravity(self) -> int:
        """2 for a grave rule, 1 for an ordinary one, 0 for a hint."""
        return len(SEVERITIES) - 1 - SEVERITIES.index(self.severity)

    def in_force(self, day: date) -> bool:
        """Whether the rule applies on a day; ``until`` is the first day on which it no longer does."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters it needs, the step included."""
        read = [n.id for n in self.holds.parameters]
        return (*read, *([self.again.step] if self.again and self.again.step not in read else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked case: rows of facts on a day, and the answers expected; ``due`` are amounts schemes give, as written."""

    name: str
    day: date
    place: str
    rows: Mapping[str, Mapping[str, object]]
    parameters: Mapping[str, object]
    expect: Mapping[str, Literal["yes", "no", "unknown"]]
    on_the_line: bool
    file: str
    line: int
    due: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSource:
    """A source file as written; :mod:`fangpin.rosters` gives it types.

    ``mapping`` is plain Python; ``line(path)`` finds the line of a part, such as ``line("fields", 3, "kind")``.
    """

    id: str
    zh: str
    en: str
    mapping: Mapping[str, Any]
    place: str
    file: str
    lines: Mapping[tuple[str | int, ...], int] = field(repr=False, default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A file in force: its name inside the policies folder, where it lies, and its SHA-256."""

    name: str
    path: Path
    sha256: str
