"""A written document, before it has a layout: paragraphs, tables, pictures, and every number with where it is from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from fangpin.bulletins.writing.numbers import Number

FORMAT = "fangpin-bulletin/1"
SHORT = 12  # characters of a hash that a sheet prints


class Style(StrEnum):
    """What a paragraph is, in the order of an official document."""

    TITLE = "title"
    ADDRESSED = "addressed"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    ATTACHED = "attached"
    SIGNED = "signed"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: plain, a ``number`` (its id) or a ``word`` of the period. ``sentence``: which wording said it.

    ``ranking``: part of a list of areas with their numbers, which changes as a whole.
    """

    text: str
    number: str = ""
    word: str = ""
    sentence: str = ""
    ranking: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one style."""

    style: Style
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a name, or a number by its id."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table by area: first column the names, first row the total. ``groups`` stand above ``heads`` if not empty."""

    id: str
    title: str
    unit: str
    groups: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture: labels with the ids of their numbers."""

    title: str
    kind: Literal["bar", "line"]
    word: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A sentence or picture that was not written, and why, in Chinese."""

    what: str
    why: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Document:
    """What was written. ``numbers`` holds all it prints, and those they are reckoned from, by id."""

    template: str
    kind: str
    area_code: str
    place: str
    policy_place: str
    period: str
    as_of: date
    snapshot: str
    policy: str
    issuer: str
    number: str
    blocks: tuple[Paragraph | Grid | Chart, ...]
    appendix: tuple[Grid, ...]
    numbers: Mapping[str, Number]
    left_out: tuple[LeftOut, ...]

    @property
    def title(self) -> str:
        return next(b.text for b in self.blocks if isinstance(b, Paragraph))

    @property
    def lines(self) -> tuple[str, ...]:
        """The text line by line: letterhead, paragraphs, titles and cells of tables. Pictures have their title."""
        head = (self.issuer, self.number) if self.issuer and self.number else ()
        return (*head, *(line for block in self.blocks for line in lines_of(block)))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def said(self) -> tuple[Number, ...]:
        """Numbers in sentences, in reading order."""
        pieces = (p for b in self.blocks if isinstance(b, Paragraph) for p in b.pieces)
        return tuple(self.numbers[p.number] for p in pieces if p.number)

    @property
    def text_hash(self) -> str:
        return text_hash(self.lines)

    @property
    def hash(self) -> str:
        """SHA-256 over the text and all figures: what a sheet's short hash is the beginning of."""
        return hash_of(self.as_json())

    @property
    def short(self) -> str:
        return short(self.hash)

    def as_json(self) -> dict[str, Any]:
        """What the document carries: enough to compute every number again and to refresh the text."""
        return {
            "format": FORMAT,
            "template": self.template,
            "kind": self.kind,
            "title": self.title,
            "place": self.policy_place,
            "area_code": self.area_code,
            "area": self.place,
            "period": self.period,
            "as_of": self.as_of.isoformat(),
            "snapshot": self.snapshot,
            "policy": self.policy,
            "issuer": self.issuer,
            "number": self.number,
            "text_hash": self.text_hash,
            "numbers": [number.as_json() for number in self.numbers.values()],
            "left_out": [{"what": one.what, "why": one.why} for one in self.left_out],
            "sentences": self.sentences,
        }

    @property
    def sentences(self) -> list[dict[str, str]]:
        """Each sentence said: which wording of which line of the template, and its text."""
        told: dict[str, str] = {}
        for block in self.blocks:
            for piece in block.pieces if isinstance(block, Paragraph) else ():
                if piece.sentence:
                    told[piece.sentence] = told.get(piece.sentence, "") + piece.text
        return [{"wording": key, "text": text} for key, text in told.items()]


def hash_of(told: Mapping[str, Any]) -> str:
    """The hash of what a document carries; where its marks stand does not change it."""
    kept = {key: value for key, value in told.items() if key not in ("hash", "marks")}
    return _hash(json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def lines_of(block: Paragraph | Grid | Chart) -> Iterator[str]:
    """The lines of text of one block, as a reader of the file meets them."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Chart):
        yield block.title
    else:
        yield block.title
        yield f"单位：{block.unit}"
        yield from ("地区", *block.heads)
        for row in block.rows:
            yield from (cell.text for cell in row)


def text_hash(lines: tuple[str, ...] | list[str]) -> str:
    """SHA-256 of a text, blanks at the ends of lines and empty lines left out."""
    return _hash("\n".join(line for one in lines if (line := one.strip())))


def short(hash_: str) -> str:
    """As a sheet prints a hash: 1a2b-3c4d-5e6f."""
    return "-".join(hash_[place : place + 4] for place in range(0, SHORT, 4))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
