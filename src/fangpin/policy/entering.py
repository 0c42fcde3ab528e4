"""Writing a value into a place's own folder, in the same dated form that people write by hand.

Every line that was ever entered stays; a wrong one is withdrawn by a further line. What is written is
read and checked before it takes the place of what was there.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from fangpin.policy.checking import FurtherCheck, check
from fangpin.policy.entries import Citation
from fangpin.policy.loading import load
from fangpin.policy.policy import Policy
from fangpin.policy.problems import PolicyError

ENTERED = Path("parameters") / "entered.yaml"
_HEAD = "# Entered by page, one line after the other. Lines are added here, never changed: a wrong one is withdrawn.\n"


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


class DeclaredByHand(ValueError):
    """The place's own folder has the parameter in a file that people write; two files would contradict each other."""

    def __init__(self, parameter: str, file: str) -> None:
        self.parameter, self.file = parameter, file
        super().__init__(f"{parameter} is written by hand in {file}; add the line there")

    @property
    def zh(self) -> str:
        return f"{self.parameter} 已在 {self.file} 中手工填写，请直接在该文件里加一条。"


def make_place(own: Path, place: OwnPlace) -> Path:
    """Make the folder of a place with its ``place.yaml``; one that is there stays as it is."""
    folder = own / place.id
    file = folder / "place.yaml"
    if not file.exists():
        (folder / "parameters").mkdir(parents=True, exist_ok=True)
        said = {"id": place.id, "zh": place.zh, "en": place.en, "level": place.level, "inherits": place.inherits}
        lines = [f"{key}: {written(value)}" for key, value in said.items()]
        replace_file(file, "\n".join([*lines, f"area_code: {written(place.area_code)}", ""]))
    return folder


def enter(line: Line, *, own: Path, shipped: Path, place: str, further: Iterable[FurtherCheck] = ()) -> Path:
    """Add a line to the place's folder, unless the policy would then have a mistake. Gives the file written.

    Raises :class:`PolicyError` with what the check found, or :class:`DeclaredByHand`; nothing is written then.
    """
    with _tried(line, own=own, place=place) as (folder, text):
        if problems := check((folder, shipped), place, further=further):
            raise PolicyError(place, problems)
    file = own / place / ENTERED
    replace_file(file, text)
    return file


def policy_with(line: Line, *, own: Path, shipped: Path, place: str) -> Policy:
    """The policy as it would be with the line; raises as :func:`enter`. Its files are gone when this returns."""
    with _tried(line, own=own, place=place) as (folder, _text):
        return load(place, (folder, shipped))


def replace_file(file: Path, text: str) -> None:
    """Write a file whole or not at all: a reader sees the old one or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    Path(half).chmod(0o644)
    Path(half).replace(file)


@contextmanager
def _tried(line: Line, *, own: Path, place: str) -> Iterator[tuple[Path, str]]:
    """A copy of the own folder with the line added, and the text of the file with it."""
    _refuse_by_hand(line.parameter, own, place)
    text = _with(line, own / place / ENTERED)
    with folder_with(own, Path(place) / ENTERED, text) as folder:
        yield folder, text


@contextmanager
def folder_with(own: Path, file: Path, text: str) -> Iterator[Path]:
    """A copy of an own folder in which one file reads as given, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="fangpin-policy-") as made:
        folder = Path(made) / "policies"
        shutil.copytree(own, folder, ignore=shutil.ignore_patterns(".*"))
        replace_file(folder / file, text)
        yield folder


def _refuse_by_hand(parameter: str, own: Path, place: str) -> None:
    for file in sorted((own / place / "parameters").glob("*.yaml")):
        if file.name != ENTERED.name and any(entry.get("id") == parameter for entry in _parameters(file)):
            raise DeclaredByHand(parameter, file.relative_to(own).as_posix())


def _with(line: Line, file: Path) -> str:
    entries = _parameters(file)
    entry = next((e for e in entries if e.get("id") == line.parameter), None)
    if entry is None:
        entry = {"id": line.parameter, "values": []}
        entries.append(entry)
    said: dict[str, Any] = {"since": line.since.isoformat()}
    said |= {"withdrawn": "true"} if line.value is None else {"value": line.value}
    said["source"] = {"document": line.source.document, "clause": line.source.clause}
    entry["values"].append(said)
    return _HEAD + "".join(_lines(entries))


def _parameters(file: Path) -> list[dict[str, Any]]:
    """The entries of a file, every scalar as the text it was written with."""
    if not file.is_file():
        return []
    read = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
    found = read.get("parameters") if isinstance(read, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _lines(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield "parameters:\n"
    for entry in entries:
        yield f"  - id: {entry['id']}\n    values:\n"
        for value in entry["values"]:
            yield f"      - since: {value['since']}\n"
            yield (
                "        withdrawn: true\n" if "withdrawn" in value else f"        value: {written(value['value'])}\n"
            )
            cited = value["source"]
            clause = f", clause: {written(cited['clause'])}" if cited.get("clause") else ""
            yield f"        source: {{document: {written(cited['document'])}{clause}}}\n"


def written(text: str) -> str:
    """A text in quotation marks, as both JSON and YAML read it."""
    return json.dumps(text, ensure_ascii=False)
