"""The shape of a source file: its keys, and the line of what is misspelt; ``fangpin.rosters`` reads its meaning."""

from __future__ import annotations

from dataclasses import replace

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.ledgers import SPECS
from fangpin.policy.entries import RawSource
from fangpin.policy.fields import Fields
from fangpin.policy.roster_tables import TABLE_KINDS
from fangpin.policy.yaml_reading import Item, Notes

SOURCE_FILE_KEYS = (
    "id", "zh", "en", "department", "delivery", "period", "grain", "recognise", "covers", "person", "household", "area",
    "fields", "writes", "due", "tables", "compares",
)  # fmt: skip
DUE_KEYS = ("since", "day", "working_day", "after", "month", "shift", "source")
AMENDING_KEYS = ("id", "department", "due")  # a file with no more changes these in the source of the place above
RECOGNISE_KEYS = ("words", "without", "marks")
COVER_KEYS = ("ledger", "listing")
FIELD_KEYS = (
    "id", "zh", "en", "kind", "codes", "unit", "digits", "aliases", "required", "of", "doubt", "none", "otherwise",
)  # fmt: skip
WRITE_KEYS = ("ledger", "creates", "each", "when", "set")
ROLE_KEYS = {
    "person": ("document_number", "name", "birth", "head"),
    "household": ("code", "head_number"),
    "area": ("county", "township", "village"),
}


def read_source(root: Item, notes: Notes, place: str) -> RawSource:
    """A source as written, its keys checked."""
    fields = Fields(root, notes, keys=SOURCE_FILE_KEYS, what=Wording("a source", "数据来源"))
    refuse_fractions(root, notes)
    for key, keys, what in (
        ("fields", FIELD_KEYS, Wording("a field", "字段")),
        ("covers", COVER_KEYS, Wording("covers", "covers")),
        ("writes", WRITE_KEYS, Wording("writes", "writes")),
        ("due", DUE_KEYS, Wording("due", "due")),
    ):
        for item in fields.listed(key):
            inner = Fields(item, notes, keys=keys, what=what)
            if "ledger" in keys:
                _check_ledger(inner, notes)
            elif "id" in keys:
                inner.need("id")
    for key, inside in {"recognise": RECOGNISE_KEYS, "tables": TABLE_KINDS, **ROLE_KEYS}.items():
        if part := fields.part(key):
            Fields(part, notes, keys=inside, what=Wording(key, key))
    amends = bool(root.entries) and set(root.entries) <= set(AMENDING_KEYS)
    return RawSource(
        id=fields.identifier(),
        zh=fields.text("zh", default="" if amends else None),
        en=fields.text("en", default=""),
        mapping=root.plain(),
        place=place,
        file=root.file,
        lines=_lines(root, ()),
    )


def amended(above: RawSource | None, source: RawSource) -> RawSource:
    """What stands after a place below has its say: the whole source, or the one above with other days."""
    if above is None or not set(source.mapping) <= set(AMENDING_KEYS):
        return source
    return replace(source, zh=above.zh, en=above.en, mapping={**above.mapping, **source.mapping})


def _check_ledger(fields: Fields, notes: Notes) -> None:
    item = fields.need("ledger")
    if item is None or item.raw in SPECS:
        return
    guess = nearest(item.raw, SPECS)
    listed = ", ".join(SPECS)
    remedy = did_you_mean(guess) or Wording(f"use {listed}", f"可用：{listed}")
    notes.add(item, Wording(f"there is no ledger {item.raw}", f"没有台账 {item.raw}"), remedy)


def _lines(item: Item, path: tuple[str | int, ...]) -> dict[tuple[str | int, ...], int]:
    found = {path: item.line}
    for key, child in item.entries.items():
        found |= _lines(child, (*path, key)) | {(*path, key): item.key_lines[key]}
    for number, child in enumerate(item.items):
        found |= _lines(child, (*path, number))
    return found


def refuse_fractions(item: Item, notes: Notes) -> None:
    """A number with a fraction that is not quoted would be read as a float by others."""
    if item.kind == "scalar" and not item.quoted and item.raw.count(".") == 1 and item.raw.replace(".", "").isdigit():
        what = Wording(f"{item.raw} is not quoted and would become a float", f"{item.raw} 未加引号，会变成浮点数")
        notes.add(item, what, Wording(f'write it in quotation marks: "{item.raw}"', f'请加引号："{item.raw}"'))
    for child in (*item.entries.values(), *item.items):
        refuse_fractions(child, notes)
