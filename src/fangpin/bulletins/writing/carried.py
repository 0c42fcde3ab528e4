"""What a written file carries of itself: its figures, the snapshot's hash, and where in the text each number stands.

It is a part of its own inside the .docx, which office programs keep when they save. A file that has lost it, or
never had it, is read as anybody's draft.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from xml.etree.ElementTree import Element, tostring

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from fangpin.bulletins.documents import LARGEST, LARGEST_UNPACKED, PACKAGE_ERRORS, UnreadableDraft, damage_of
from fangpin.bulletins.writing.document import FORMAT, Document
from fangpin.bulletins.writing.numbers import Number

NAMESPACE = "urn:fangpin:bulletin:1"
_PART = "/customXml/item%d.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bookmark around a number, a word of the period or a list of areas, with the characters it was written as."""

    name: str
    number: str = ""
    word: str = ""
    ranking: str = ""
    text: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a file told of itself."""

    told: Mapping[str, Any]
    marks: tuple[Mark, ...]

    @property
    def numbers(self) -> dict[str, Number]:
        """The numbers by id."""
        return {one["id"]: Number.of_json(one) for one in self.told["numbers"]}


class CarriesNothing(ValueError):
    """A file that carries no figures: not written here, or saved by a program that dropped them."""

    zh = "这个文件没有随附数据（不是本系统成文，或另存时丢失），只能按文字核对：请用 fangpin bulletin check"

    def __str__(self) -> str:
        return (
            "this file carries no figures (it was not written here, or lost them when it was saved); "
            "check its text instead: fangpin bulletin check"
        )


def attach(file: Any, document: Document, marks: list[Mark]) -> None:
    """Put the document's figures and marks into an opened Word file."""
    told = document.as_json() | {"hash": document.hash, "marks": [asdict(mark) for mark in marks]}
    package = file.part.package
    part = Part(package.next_partname(_PART), "application/xml", _packed(told), package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def carried_by(content: bytes) -> Carried:
    """What a .docx carries; :class:`CarriesNothing` if nothing, ``UnreadableDraft`` if it is no .docx."""
    if len(content) > LARGEST:
        raise UnreadableDraft("too_large", file="", detail=f"{len(content) // 2**20} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for entry in package.infolist():
                if entry.filename.startswith("customXml/item") and entry.file_size <= LARGEST_UNPACKED:
                    with package.open(entry) as part:
                        told = _unpacked(part.read(LARGEST_UNPACKED + 1))
                    if told is not None:
                        return told
    except PACKAGE_ERRORS as error:
        raise UnreadableDraft("damaged", file="", detail=damage_of(error)) from None
    raise CarriesNothing


def repacked(told: Mapping[str, Any]) -> bytes:
    """The part that carries figures, anew."""
    return _packed(told)


def _packed(told: Mapping[str, Any]) -> bytes:
    root = Element(f"{{{NAMESPACE}}}figures")
    root.text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _unpacked(part: bytes) -> Carried | None:
    try:
        root: Any = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{NAMESPACE}}}figures":
        return None
    try:
        told = json.loads(root.text or "")
        marks = tuple(Mark(**mark) for mark in told.get("marks", []))
    except (ValueError, TypeError, AttributeError):
        return None
    return Carried(told=told, marks=marks) if told.get("format") == FORMAT else None
