"""Official forms as data: which lines a paper has, in which order, and where each is known from.

A line is a field of the form's source (its label, its order and where it lies in the ledgers are the source's),
a value entered in a case, something of a step that was done, or a label alone, to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from fangpin.expressions import Wording
from fangpin.policy.fields import Fields
from fangpin.policy.overriding import PlacedEntry, note_unknown, read_placed_entries
from fangpin.policy.yaml_reading import Item, Notes

FORM_KEYS = ("id", "zh", "en", "title", "source", "case", "leave_out", "processes", "parts", "signed", "document")
PART_KEYS = ("zh", "en", "lines", "members", "text")
LINE_KEYS = ("zh", "en", "field", "case", "step", "says")
SAYS = ("day", "officer", "due", "present", "for", "until", "objections")
Says = Literal["day", "officer", "due", "present", "for", "until", "objections"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One line: of a source's ``field``, of a ``case``'s entries, or what a ``step`` ``says``; else left empty."""

    zh: str = ""
    en: str = ""
    field: str = ""
    case: str = ""
    step: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A part of a paper: lines, a table of the members by these fields, or words printed as they stand."""

    zh: str
    en: str
    lines: tuple[FormLine, ...] = ()
    members: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialForm:
    """A paper. Without ``parts`` it is all fields of the source in their order, but those it ``leaves_out``.

    ``case`` maps a field to the entry of a case that speaks before the ledgers. ``processes`` are those whose cases
    have the paper; empty for all about a household. ``signed`` are the places of signatures.
    """

    id: str
    zh: str
    en: str
    title: str
    source: str
    case: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    parts: tuple[FormPart, ...] = ()
    signed: tuple[str, ...] = ()
    document: str = ""
    place: str = ""

    def is_of(self, process: str) -> bool:
        return not self.processes or process in self.processes


@dataclass(frozen=True, slots=True)
class Ground:
    """What a form may name: fields by source, steps and entries of processes."""

    fields: Mapping[str, frozenset[str]]
    processes: frozenset[str]
    steps: frozenset[str]
    entries: frozenset[str]


def read_form_entries(root: Item, notes: Notes, place: str, known: dict[str, PlacedEntry]) -> None:
    """Add the forms of a file; a place below replaces a form whole."""
    read_placed_entries(
        root, notes, place, known, under="forms", keys=FORM_KEYS, file_is=Wording("a forms file", "表单文件"),
        entry_is=Wording("a form", "表单"),
    )  # fmt: skip


def read_form(entry: PlacedEntry, ground: Ground, notes: Notes) -> OfficialForm:
    """The form; what it names must be there."""
    item = entry.item
    fields = Fields(item, notes, keys=FORM_KEYS, what=Wording("a form", "表单"))
    source = fields.text("source")
    _there(item, "source", [source], ground.fields, notes)
    known = ground.fields.get(source, frozenset())
    case = {key: part.raw for key, part in inner.entries.items()} if (inner := fields.part("case")) else {}
    _there(item, "case", case, known, notes)
    _there(item, "case", case.values(), ground.entries, notes)
    leave_out, processes = fields.words("leave_out"), fields.words("processes")
    _there(item, "leave_out", leave_out, known, notes)
    _there(item, "processes", processes, ground.processes, notes)
    return OfficialForm(
        id=fields.text("id"),
        zh=fields.text("zh"),
        en=fields.text("en"),
        title=fields.text("title"),
        source=source,
        case=case,
        leave_out=leave_out,
        processes=processes,
        parts=tuple(_part(one, known, ground, notes) for one in fields.listed("parts")),
        signed=fields.words("signed"),
        document=fields.text("document", default=""),
        place=entry.place,
    )


def _part(item: Item, known: frozenset[str], ground: Ground, notes: Notes) -> FormPart:
    fields = Fields(item, notes, keys=PART_KEYS, what=Wording("a part of a form", "表单分部"))
    members = fields.words("members")
    _there(item, "members", members, known, notes)
    return FormPart(
        zh=fields.text("zh"),
        en=fields.text("en"),
        lines=tuple(_line(one, known, ground, notes) for one in fields.listed("lines")),
        members=members,
        text=fields.text("text", default=""),
    )


def _line(item: Item, known: frozenset[str], ground: Ground, notes: Notes) -> FormLine:
    if item.kind != "mapping":
        _there(item, "", [str(item.raw)], known, notes)
        return FormLine(field=str(item.raw))
    fields = Fields(item, notes, keys=LINE_KEYS, what=Wording("a line of a form", "表单行"))
    words = {key: fields.text(key, default="") for key in LINE_KEYS}
    _there(item, "field", [words["field"]], known, notes)
    _there(item, "case", [words["case"]], ground.entries, notes)
    _there(item, "step", [words["step"]], ground.steps, notes)
    _there(item, "says", [words["says"]], SAYS, notes)
    if not words["zh"] and not (words["field"] or words["case"]):
        fields.need("zh")
    return FormLine(**words)


def _there(item: Item, key: str, words: Iterable[str], known: Iterable[str], notes: Notes) -> None:
    names = list(known)
    for word in words:
        if word and word not in names:
            where = item.entries.get(key, item) if item.kind == "mapping" else item
            note_unknown(where, word, names, Wording("entry a form may name", "表单可引用的项"), notes)
