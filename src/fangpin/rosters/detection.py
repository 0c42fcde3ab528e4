"""What a file is, told by its first bytes and, for containers, by what lies inside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum, auto

import olefile

from fangpin.rosters.sheets import read_part


class Content(Enum):
    """Kinds of content that are told apart."""

    XLSX = auto()
    XLSB = auto()
    OLD_WORKBOOK = auto()  # .xls and WPS .et: BIFF in an OLE container
    PROTECTED_OOXML = auto()
    ODS = auto()
    DOCX = auto()
    HTML = auto()
    XML_SPREADSHEET = auto()
    TEXT = auto()
    ARCHIVE = auto()
    BROKEN = auto()
    OLD_WORD = auto()
    OTHER_ARCHIVE = auto()
    MAIL_PAGE = auto()
    PDF = auto()
    PICTURE = auto()
    SLIDES = auto()
    PROGRAM = auto()
    UNKNOWN = auto()


SIGNATURES: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF", Content.PDF),
    (b"\x89PNG", Content.PICTURE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"GIF8", Content.PICTURE),
    (b"BM", Content.PICTURE),
    (b"II*\0", Content.PICTURE),
    (b"MM\0*", Content.PICTURE),
    (b"Rar!", Content.OTHER_ARCHIVE),
    (b"7z\xbc\xaf", Content.OTHER_ARCHIVE),
    (b"\x1f\x8b", Content.OTHER_ARCHIVE),
    (b"MZ", Content.PROGRAM),
    (b"\x7fELF", Content.PROGRAM),
    (b"MIME-Version", Content.MAIL_PAGE),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_LOOKING = {Content.PICTURE: b"BM", Content.PROGRAM: b"MZ"}


def detect(content: bytes) -> Content:
    """The kind of ``content``; never raises."""
    if content.startswith(b"PK"):
        return _inside_zip(content)
    if content.startswith(OLE):
        return _inside_ole(content)
    for signature, kind in SIGNATURES:
        if content.startswith(signature) and not (TEXT_LOOKING.get(kind) == signature and _is_text(content)):
            return kind
    if content[4:12] in (b"ftypheic", b"ftypmif1") or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return Content.PICTURE
    return _text_kind(content)


def _inside_zip(content: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            kind = read_part(package, "mimetype", most=80) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        return Content.BROKEN
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Content.ODS
    for marker, found in (
        ("xl/workbook.bin", Content.XLSB),
        ("word/document.xml", Content.DOCX),
        ("ppt/presentation.xml", Content.SLIDES),
    ):
        if marker in names:
            return found
    if "[Content_Types].xml" in names:
        return Content.XLSX
    return Content.ARCHIVE


def _inside_ole(content: bytes) -> Content:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            streams = {"/".join(path).lower() for path in container.listdir()}
    except Exception:  # noqa: BLE001 - it calls itself an Office file and cannot be opened as one
        return Content.BROKEN
    if "encryptedpackage" in streams:
        return Content.PROTECTED_OOXML
    if streams & {"workbook", "book"}:
        return Content.OLD_WORKBOOK
    if "worddocument" in streams:
        return Content.OLD_WORD
    if "powerpoint document" in streams:
        return Content.SLIDES
    return Content.UNKNOWN


def _is_text(content: bytes) -> bool:
    head = content[:4096]
    return not re.search(rb"[\x00-\x08\x0e-\x1f]", head)


def _text_kind(content: bytes) -> Content:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(b"\0") * 4 >= max(len(head), 1):
        head = head.replace(b"\0", b"")
        if re.search(rb"[\x01-\x08\x0e-\x1f]{3}", head):
            return Content.UNKNOWN
    elif not _is_text(content):
        return Content.UNKNOWN
    lowered = head.lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lowered and b"<workbook" in lowered:
        return Content.XML_SPREADSHEET
    if re.search(rb"<(html|table|!doctype html|meta|head|body)\b", lowered):
        return Content.HTML
    return Content.TEXT
