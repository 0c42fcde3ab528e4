"""The marks of a written Word file: what stands in each now, and putting something else there, formatting untouched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from fangpin.bulletins.documents import LARGEST_UNPACKED, PACKAGE_ERRORS, UnreadableDraft, damage_of
from fangpin.bulletins.word_text import W, body_text, lines_of, pieces

BODY = "word/document.xml"


class Package:
    """A Word file taken apart: the body as a tree, every other part as it was."""

    def __init__(self, content: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                if sum(entry.file_size for entry in package.infolist()) > LARGEST_UNPACKED:
                    raise UnreadableDraft("too_large", file="", detail=f">{LARGEST_UNPACKED // 2**20} MB")
                self.entries = package.infolist()
                self.parts = {entry.filename: package.read(entry) for entry in self.entries}
            self.body: Any = parsed(self.parts[BODY])
        except KeyError:
            raise UnreadableDraft("not_text", file="") from None
        except (*PACKAGE_ERRORS, etree.XMLSyntaxError) as error:
            raise UnreadableDraft("damaged", file="", detail=damage_of(error)) from None

    def packed(self) -> bytes:
        """The file again; parts that were not touched are as they came, in their order."""
        self.parts[BODY] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8", standalone=True)
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
            for entry in self.entries:
                package.writestr(entry.filename, self.parts[entry.filename])
            for name in self.parts.keys() - {entry.filename for entry in self.entries}:
                package.writestr(name, self.parts[name])
        return kept.getvalue()

    @property
    def lines(self) -> list[str]:
        """The text of the body, a paragraph a line; a paragraph's fields and breaks included."""
        return lines_of(self.body)

    @property
    def text(self) -> str:
        """The text of the body as a draft is read: see :mod:`fangpin.bulletins.word_text`."""
        return body_text(self.body)


def offsets(body: Any) -> dict[Any, int]:
    """Where each text node begins in the text of the body."""
    told: dict[Any, int] = {}  # by the node itself: lxml makes its nodes anew when nobody holds them
    at = 0
    for said, element in pieces(body):
        if element is not None:
            told[element] = at
        at += len(said)
    return told


def parsed(part: bytes) -> Any:
    """An XML part, entities not followed."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


@dataclass(frozen=True, slots=True)
class Held:
    """What a mark holds now: the text nodes of its runs, in order."""

    nodes: tuple[Any, ...]

    @property
    def text(self) -> str:
        return "".join(node.text or "" for node in self.nodes)

    def write(self, text: str) -> None:
        """Put a text there. Where the number was split over runs, each run keeps what both have in common from its
        end of the text; the first run that differs takes the rest, so that formatting stays."""
        left, right = list(self.nodes), []
        while len(left) > 1 and (left[0].text or "") and text.startswith(left[0].text or ""):
            text = text[len(left[0].text) :]
            left.pop(0)
        while len(left) > 1 and (left[-1].text or "") and text.endswith(left[-1].text or ""):
            text = text[: -len(left[-1].text)]
            right.append(left.pop())
        for node, told in zip(left, (text, *[""] * (len(left) - 1)), strict=True):
            node.text = told
            if told != told.strip():
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def held(body: Any, prefix: str) -> Mapping[str, Held]:
    """Marks whose name begins so, and what each holds; a mark whose end is lost holds nothing."""
    open_marks: dict[str, str] = {}
    nodes: dict[str, list[Any]] = {}
    closed: set[str] = set()
    for element in _walk(body):
        if element.tag == f"{W}bookmarkStart" and str(element.get(f"{W}name", "")).startswith(prefix):
            open_marks[str(element.get(f"{W}id"))] = str(element.get(f"{W}name"))
            nodes[str(element.get(f"{W}name"))] = []
        elif element.tag == f"{W}bookmarkEnd":
            name = open_marks.pop(str(element.get(f"{W}id")), None)
            if name is not None:
                closed.add(name)
        elif element.tag == f"{W}t":
            for name in open_marks.values():
                nodes[name].append(element)
    return {name: Held(tuple(found)) for name, found in nodes.items() if name in closed}


def _walk(body: Any) -> Iterator[Any]:
    """Elements in reading order; what was deleted with tracked changes is not read."""
    for element in body:
        if element.tag == f"{W}del":
            continue
        yield element
        yield from _walk(element)
