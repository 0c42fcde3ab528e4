"""Writing a value into a place's own folder, and making that folder.

Every line that was ever entered stays; a wrong one is withdrawn by a further line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fangpin.policy.checking import FurtherCheck
from fangpin.policy.entries import Citation
from fangpin.policy.loading import load
from fangpin.policy.own_files import OwnFile, Said, quoted_text, replace_file
from fangpin.policy.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A value that counts from ``since``; without ``value`` the withdrawal of the value that started that day."""

    parameter: str
    since: date
    value: str | None
    source: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """What ``place.yaml`` says of a place that an office makes for itself."""

    id: str
    zh: str
    en: str
    inherits: str
    area_code: str
    level: str = "county"


def make_place(own: Path, place: OwnPlace) -> Path:
    """Make the folder of a place with its ``place.yaml``; one that is there stays as it is."""
    folder = own / place.id
    file = folder / "place.yaml"
    if not file.exists():
        (folder / "parameters").mkdir(parents=True, exist_ok=True)
        said = {"id": place.id, "zh": place.zh, "en": place.en, "level": place.level, "inherits": place.inherits}
        lines = [f"{key}: {quoted_text(value)}" for key, value in said.items()]
        replace_file(file, "\n".join([*lines, f"area_code: {quoted_text(place.area_code)}", ""]))
    return folder


def enter(line: Line, *, own: Path, shipped: Path, place: str, further: Iterable[FurtherCheck] = ()) -> Path:
    """Add a line to the place's folder; raises and refuses as :meth:`~fangpin.policy.own_files.OwnFile.add`."""
    return _ENTERED.add(line.parameter, _said(line), own=own, shipped=shipped, place=place, further=further)


def policy_with(line: Line, *, own: Path, shipped: Path, place: str) -> Policy:
    """The policy as it would be with the line; raises as :func:`enter`. Its files are gone when this returns."""
    with _ENTERED.tried(line.parameter, _said(line), own=own, place=place) as (folder, _text):
        return load(place, (folder, shipped))


def _said(line: Line) -> Said:
    said: Said = {"since": line.since.isoformat()}
    said |= {"withdrawn": "true"} if line.value is None else {"value": line.value}
    return said | {"source": {"document": line.source.document, "clause": line.source.clause}}


def _written(said: Said) -> str:
    value = "withdrawn: true" if "withdrawn" in said else f"value: {quoted_text(said['value'])}"
    cited = said["source"]
    clause = f", clause: {quoted_text(cited['clause'])}" if cited.get("clause") else ""
    source = f"source: {{document: {quoted_text(cited['document'])}{clause}}}"
    return f"      - since: {said['since']}\n        {value}\n        {source}\n"


_ENTERED = OwnFile(
    path=Path("parameters") / "entered.yaml",
    under="parameters",
    lines="values",
    head=(
        "# Entered by page, one line after the other. Lines are added here, never changed: a wrong one is withdrawn.\n"
    ),
    written=_written,
)
