"""Files of a place's own folder that pages add lines to, in the same form that people write by hand.

Lines are added, never changed. What would be written is read and checked before it takes the place of what was there.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fangpin.policy.checking import FurtherCheck, check
from fangpin.policy.problems import PolicyError

Said = dict[str, Any]


class DeclaredByHand(ValueError):
    """The place's own folder has the entry in a file that people write; two files would contradict each other."""

    def __init__(self, entry: str, file: str) -> None:
        self.entry, self.file = entry, file
        super().__init__(f"{entry} is written by hand in {file}; add the line there")

    @property
    def zh(self) -> str:
        return f"{self.entry} 已在 {self.file} 中手工填写，请直接在该文件里加一条。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """One such file: ``path`` inside the folder of a place, its entries ``under`` a key, each with a list ``lines``.

    ``written`` gives the text of one line, six spaces in.
    """

    path: Path
    under: str
    lines: str
    head: str
    written: Callable[[Said], str]

    def add(
        self, id_: str, said: Said, *, own: Path, shipped: Path, place: str, further: Iterable[FurtherCheck] = ()
    ) -> Path:
        """Add a line to an entry, unless the policy would then have a mistake. Gives the file written.

        Raises :class:`PolicyError` with what the check found, or :class:`DeclaredByHand`; nothing is written then.
        """
        with self.tried(id_, said, own=own, place=place) as (folder, text):
            if problems := check((folder, shipped), place, further=further):
                raise PolicyError(place, problems)
        file = own / place / self.path
        replace_file(file, text)
        return file

    @contextmanager
    def tried(self, id_: str, said: Said, *, own: Path, place: str) -> Iterator[tuple[Path, str]]:
        """A copy of the own folder with the line added, for as long as the block lasts, and the file's text with it."""
        self._refuse_by_hand(id_, own, place)
        text = self._with(id_, said, own / place / self.path)
        with tempfile.TemporaryDirectory(prefix="fangpin-policy-") as made:
            folder = Path(made) / "policies"
            shutil.copytree(own, folder, ignore=shutil.ignore_patterns(".*"))
            replace_file(folder / place / self.path, text)
            yield folder, text

    def _refuse_by_hand(self, id_: str, own: Path, place: str) -> None:
        for file in sorted((own / place / self.path.parent).glob("*.yaml")):
            if file.name != self.path.name and any(entry.get("id") == id_ for entry in self._entries(file)):
                raise DeclaredByHand(id_, file.relative_to(own).as_posix())

    def _with(self, id_: str, said: Said, file: Path) -> str:
        entries = self._entries(file)
        entry = next((e for e in entries if e.get("id") == id_), None)
        if entry is None:
            entry = {"id": id_, self.lines: []}
            entries.append(entry)
        entry[self.lines].append(said)
        return self.head + "".join(self._text(entries))

    def _entries(self, file: Path) -> list[Said]:
        """The entries of a file, every scalar as the text it was written with."""
        if not file.is_file():
            return []
        read = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
        found = read.get(self.under) if isinstance(read, dict) else None
        return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []

    def _text(self, entries: Iterable[Said]) -> Iterator[str]:
        yield f"{self.under}:\n"
        for entry in entries:
            yield f"  - id: {entry['id']}\n    {self.lines}:\n"
            yield from map(self.written, entry[self.lines])


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


def quoted_text(text: str) -> str:
    """A text in quotation marks, as both JSON and YAML read it."""
    return json.dumps(text, ensure_ascii=False)
