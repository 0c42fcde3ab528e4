"""Switching a mechanism on or off from a day, by a line in the place's own folder in the form people write by hand.

Lines are added, never changed: the last one that has begun counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from fangpin.policy.checking import FurtherCheck, check
from fangpin.policy.entering import DeclaredByHand, folder_with, replace_file, written
from fangpin.policy.problems import PolicyError

SWITCHED = Path("mechanisms") / "entered.yaml"
_HEAD = "# Entered by page, one line after the other. Lines are added here, never changed: the last one counts.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchLine:
    """From ``since`` on a mechanism is in use here (``on``) or no longer, by this document or for this reason."""

    mechanism: str
    since: date
    on: bool
    why: str
    document: str = ""


def switch(line: SwitchLine, *, own: Path, shipped: Path, place: str, further: Iterable[FurtherCheck] = ()) -> Path:
    """Add a line to the place's folder, unless the policy would then have a mistake. Gives the file written.

    Raises :class:`PolicyError` with what the check found, or :class:`DeclaredByHand` where the place's own files
    already speak of the mechanism; nothing is written then.
    """
    _refuse_by_hand(line.mechanism, own, place)
    file = own / place / SWITCHED
    text = _with(line, file)
    with folder_with(own, Path(place) / SWITCHED, text) as folder:
        if problems := check((folder, shipped), place, further=further):
            raise PolicyError(place, problems)
    replace_file(file, text)
    return file


def _refuse_by_hand(mechanism: str, own: Path, place: str) -> None:
    for file in sorted((own / place / SWITCHED.parent).glob("*.yaml")):
        if file.name != SWITCHED.name and any(entry.get("id") == mechanism for entry in _entries(file)):
            raise DeclaredByHand(mechanism, file.relative_to(own).as_posix())


def _with(line: SwitchLine, file: Path) -> str:
    entries = _entries(file)
    entry = next((e for e in entries if e.get("id") == line.mechanism), None)
    if entry is None:
        entry = {"id": line.mechanism, "switched": []}
        entries.append(entry)
    on = "true" if line.on else "false"
    said = {"since": line.since.isoformat(), "on": on, "document": line.document, "why": line.why}
    entry["switched"].append(said)
    return _HEAD + "".join(_lines(entries))


def _entries(file: Path) -> list[dict[str, Any]]:
    """The entries of a file, every scalar as the text it was written with."""
    if not file.is_file():
        return []
    read = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
    found = read.get("mechanisms") if isinstance(read, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _lines(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield "mechanisms:\n"
    for entry in entries:
        yield f"  - id: {entry['id']}\n    switched:\n"
        for one in entry["switched"]:
            yield f"      - since: {one['since']}\n        on: {one['on']}\n"
            yield from (f"        {key}: {written(one[key])}\n" for key in ("document", "why") if one.get(key))
