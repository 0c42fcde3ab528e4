"""Switching a mechanism on or off from a day, by a line in the place's own folder: the last that has begun counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fangpin.policy.checking import FurtherCheck
from fangpin.policy.own_files import OwnFile, Said, quoted_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchLine:
    """From ``since`` on a mechanism is in use here (``on``) or no longer, by this document or for this reason."""

    mechanism: str
    since: date
    on: bool
    why: str
    document: str = ""


def switch(line: SwitchLine, *, own: Path, shipped: Path, place: str, further: Iterable[FurtherCheck] = ()) -> Path:
    """Add a line to the place's folder; raises and refuses as :meth:`~fangpin.policy.own_files.OwnFile.add`."""
    on = "true" if line.on else "false"
    said = {"since": line.since.isoformat(), "on": on, "document": line.document, "why": line.why}
    return _SWITCHED.add(line.mechanism, said, own=own, shipped=shipped, place=place, further=further)


def _written(said: Said) -> str:
    reasons = (f"        {key}: {quoted_text(said[key])}\n" for key in ("document", "why") if said.get(key))
    return f"      - since: {said['since']}\n        on: {said['on']}\n" + "".join(reasons)


_SWITCHED = OwnFile(
    path=Path("mechanisms") / "entered.yaml",
    under="mechanisms",
    lines="switched",
    head="# Entered by page, one line after the other. Lines are added here, never changed: the last one counts.\n",
    written=_written,
)
