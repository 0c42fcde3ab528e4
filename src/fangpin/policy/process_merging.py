"""A process as several places write it: what a place below says replaces or adds to what stands above.

Steps and guards are met by their id: of a step a place below replaces single keys, a guard it replaces whole.
``like`` takes over another process of the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fangpin.expressions import Wording, nearest
from fangpin.policy.fields import Fields
from fangpin.policy.overriding import LayeredEntry
from fangpin.policy.yaml_reading import Item, Notes

PROCESS_KEYS = (
    "id", "zh", "en", "like", "subject", "facts", "order", "steps", "guards", "total", "ends", "fast", "proposal",
    "source", "off", "why",
)  # fmt: skip
FILE_KEYS = ("processes", "spoken", "cases")
_BY_ID = ("steps", "guards")
_WHOLE = ("guards",)  # entries of these are replaced, not amended


class ProcessEntry(LayeredEntry):
    """A process as the places wrote it; ``off`` as the last of them said."""

    @property
    def off(self) -> bool:
        found = self.parts[-1][1].entries.get("off")
        return found is not None and found.raw == "true"

    @property
    def like(self) -> str:
        for _, item in reversed(self.parts):
            if found := item.entries.get("like"):
                return found.raw.strip()
        return ""


def read_process_entries(root: Item, notes: Notes, place: str, known: dict[str, ProcessEntry]) -> None:
    """Add the processes of a file."""
    fields = Fields(root, notes, keys=FILE_KEYS, what=Wording("a processes file", "办理流程文件"))
    for item in fields.listed("processes"):
        inner = Fields(item, notes, keys=PROCESS_KEYS, what=Wording("a process", "办理流程"))
        id_ = inner.identifier()
        if not id_:
            continue
        if inner.truth("off"):
            inner.text("why")
        known.setdefault(id_, ProcessEntry(id_)).add(place, item, notes)


def merged(entry: ProcessEntry, known: Mapping[str, ProcessEntry], notes: Notes) -> Item | None:
    """All parts as one mapping; None (with a note) if it is like a process that is not there, or like itself."""
    parts = [item for _, item in entry.parts]
    seen, like = {entry.id}, entry.like
    while like:
        if like in seen or like not in known:
            guess = nearest(like, known)
            what = Wording(f"{entry.id} is like {like}", f"{entry.id} 沿用的 {like} 不存在或成环")
            remedy = Wording(f"did you mean {guess}?", f"是否为 {guess}？") if guess and guess not in seen else Wording(
                "name another process", "请写另一个流程"
            )  # fmt: skip
            notes.add(parts[-1], what, remedy)
            return None
        seen.add(like)
        parts = [item for _, item in known[like].parts] + parts
        like = known[like].like
    whole = parts[0]
    for part in parts[1:]:
        whole = _over(whole, part)
    return whole


def _over(above: Item, below: Item) -> Item:
    entries = {**above.entries, **below.entries}
    for key in _BY_ID:
        if key in above.entries and key in below.entries:
            entries[key] = replace(
                below.entries[key], items=tuple(_by_id(above.entries[key].items, below.entries[key].items, key))
            )
    return replace(below, entries=entries, key_lines={**above.key_lines, **below.key_lines})


def _by_id(above: Iterable[Item], below: Iterable[Item], key: str) -> list[Item]:
    found = {_id(item): item for item in above}
    for item in below:
        id_ = _id(item)
        first = found.get(id_)
        if first is None or key in _WHOLE:
            found[id_] = item
        else:
            found[id_] = replace(
                item,
                entries={**first.entries, **item.entries},
                key_lines={**first.key_lines, **item.key_lines},
            )
    return list(found.values())


def _id(item: Item) -> str:
    found = item.entries.get("id")
    return found.raw.strip() if found else ""
