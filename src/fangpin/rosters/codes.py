"""Words of a roster resolved to codes of the policies folder, by name and alias."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from fangpin.rosters.cells import SEPARATORS, Doubt
from fangpin.rosters.labels import INVISIBLE


class CodeEntry(Protocol):
    """A code as policies give it."""

    @property
    def code(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def aliases(self) -> Iterable[str]: ...


class CodeList(Protocol):
    """A code list as policies give it."""

    @property
    def codes(self) -> Any: ...


class Policy(Protocol):
    """What reading a roster needs of a policy."""

    def code_list(self, name: str, /) -> Any: ...


def comparable(text: str) -> str:
    """Width, case, spaces and the strokes inside words do not make another word."""
    plain = unicodedata.normalize("NFKC", text).lower()
    drop = {ord(c): None for c in INVISIBLE + " \t\r\n\u3000\"'"}
    return plain.translate(drop).translate({ord("—"): "-", ord("－"): "-", ord("、"): ",", ord("："): ":"})


@dataclass(slots=True)
class Words:
    """The words of one code list, each meaning one code; a word of two codes means neither."""

    zh: Mapping[str, str]
    by_word: dict[str, str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)

    def read(self, text: str) -> str | Doubt:
        """The code of a word; full names win over aliases."""
        word = comparable(text)
        if word.endswith(".0") and word[:-2] in self.by_word:
            word = word[:-2]
        if word in self.by_word:
            return self.by_word[word]
        if word in self.doubtful:
            return Doubt("ambiguous_code")
        near = difflib.get_close_matches(word, list(self.by_word), n=1, cutoff=0.6)
        if not near:
            return Doubt("unknown_code")
        name = self.zh[self.by_word[near[0]]]
        return Doubt(
            "unknown_code", {"suggestion_zh": f"，是否应为“{name}”", "suggestion_en": f"; did you mean “{name}”?"}
        )

    def read_many(self, text: str) -> tuple[str, ...] | Doubt:
        """Several codes in one cell, in the list's order whatever the sender's; one strange word spoils the cell."""
        whole = self.read(text)
        if not isinstance(whole, Doubt):
            return (whole,)
        found: set[str] = set()
        for part in SEPARATORS.split(text.strip()):
            if not part.strip():
                continue
            code = self.read(part)
            if isinstance(code, Doubt):
                return code
            found.add(code)
        order = list(self.zh)
        return tuple(sorted(found, key=order.index)) if found else whole


def words_of(code_list: CodeList) -> Words:
    """Index a code list. A code's own name always means it; an alias two codes share means neither."""
    entries = code_list.codes
    entries = list(entries.values()) if isinstance(entries, Mapping) else list(entries)
    words = Words({e.code: e.zh for e in entries})
    for entry in entries:
        words.by_word[comparable(entry.zh)] = entry.code
    for entry in entries:
        for alias in (entry.code, entry.en, *entry.aliases):
            word = comparable(str(alias))
            taken = words.by_word.get(word)
            if taken is None:
                words.by_word[word] = entry.code
            elif taken != entry.code and word not in {comparable(e.zh) for e in entries}:
                words.doubtful.add(word)
    for word in words.doubtful:
        del words.by_word[word]
    return words
