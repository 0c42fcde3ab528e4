"""Entries that a place below replaces by their id, or switches off with a reason, or adds to.

Schemes and indicators can be switched off; chains and forms are only replaced. Of mechanisms, processes and templates
what the places wrote is laid one over the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.policy.fields import Fields
from fangpin.policy.yaml_reading import Item, Notes


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry as written in one place, before it is compiled: the last place of the chain that has it decides."""

    id: str
    item: Item
    place: str
    off: bool


def read_placed_entries(
    root: Item,
    notes: Notes,
    place: str,
    known: dict[str, PlacedEntry],
    *,
    under: str,
    keys: tuple[str, ...],
    file_is: Wording,
    entry_is: Wording,
) -> None:
    """Add the entries that a file lists ``under`` a key. One that is there twice in a place is noted, not taken."""
    fields = Fields(root, notes, keys=(under,), what=file_is)
    for item in fields.listed(under, required=True):
        entry = Fields(item, notes, keys=keys, what=entry_is)
        id_, off = entry.identifier(), entry.truth("off")
        above = known.get(id_)
        if above and above.place == place:
            note_twice(id_, item, above.item, notes)
            continue
        if off:
            if above is None:
                what = Wording(f"{id_} is switched off, but no place above has it", f"{id_} 被停用，但上级没有该条")
                notes.add(item, what, Wording("remove the entry or correct the id", "请删除该条，或更正标识"))
            entry.text("why")
        if id_:
            known[id_] = PlacedEntry(id_, item, place, off)


@dataclass
class LayeredEntry:
    """An entry as the places of the chain wrote it, nation first."""

    id: str
    parts: list[tuple[str, Item]] = field(default_factory=list)

    def add(self, place: str, item: Item, notes: Notes) -> None:
        """Lay a place's part over those above. A second part of one place is noted, not taken."""
        if self.parts and self.parts[-1][0] == place:
            note_twice(self.id, item, self.parts[-1][1], notes)
        else:
            self.parts.append((place, item))


def note_twice(id_: str, item: Item, first: Item, notes: Notes) -> None:
    """Note that one place declares an id a second time."""
    what = Wording(
        f"{id_} is declared twice, first in {first.file}:{first.line}",
        f"{id_} 重复，前一处在 {first.file} 第 {first.line} 行",
    )
    notes.add(item, what, Wording("keep one of them", "请只保留一处"))


def note_unknown(item: Item, word: str, known: Iterable[str], kind: Wording, notes: Notes) -> None:
    """Note that an item names something that is not there, with what was probably meant, or what there is."""
    listed = list(known)
    guess, shown = nearest(word, listed), ", ".join(listed[:15]) or "-"
    remedy = did_you_mean(guess) or Wording(f"there are: {shown}", f"可用：{shown}")
    notes.add(item, Wording(f"there is no {kind.en} {word}", f"没有{kind.zh} {word}"), remedy)
