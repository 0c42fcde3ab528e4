"""The text of a draft, whatever it came in: plain text, .docx, .pdf, .html. Offsets of figures are into this text."""

# ruff: noqa: E501 - a sentence stands on one line, to be read and translated whole

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from fangpin.bulletins.pdf_text import text_of_pages
from fangpin.bulletins.word_text import LONGEST_CELL, MOST_COLUMNS, body_text, spanned

LARGEST = 50 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_PAGE = 8 * 1024 * 1024  # of a web page: its text is twenty times what is read of a draft
MENDED = 4 * 1024 * 1024  # no longer may a PDF without an end be, to be looked through byte by byte for its parts
MOST_PAGES = 500  # of a PDF that are read: ten times what is read of a draft
MOST_LETTERS = 2_000_000  # in the body of a Word file, five times what is read of a draft
MOST_ELEMENTS = 1_000_000
_CHUNK = 256 * 1024
_PART = re.compile(rb"(?<!end)stream\r?\n")
_PACKED_AGAIN = 3  # times a part is packed in what is packed

PROBLEMS: dict[str, tuple[str, str]] = {
    "too_large": (
        "“{file}”太大（{detail}），不像通报，没有读取。请另存为只含正文的文件。",
        "“{file}” is too large ({detail}) for a bulletin and was not read. Save the text alone.",
    ),
    "damaged": (
        "“{file}”打不开：{detail}。请用 WPS 或 Word 打开后另存为 .docx 再试。",
        "“{file}” does not open: {detail}. Open it in WPS or Word, save it as .docx and try again.",
    ),
    "no_text": (
        "“{file}”里没有文字（可能是扫描件）。请提供可以选中文字的文件。",
        "“{file}” holds no text (it may be a scan). Give a file whose text can be selected.",
    ),
    "not_text": (
        "“{file}”不是文本，也不是 Word、PDF 或网页。请另存为 .docx 或 .txt。",
        "“{file}” is neither text nor a Word, PDF or web page. Save it as .docx or .txt.",
    ),
    "workbook": (
        "“{file}”是表格，不是文稿。请提供通报的 .docx 或 .txt；名单请在“导入”里上传。",
        "“{file}” is a workbook, not a text. Give the bulletin as .docx or .txt; lists are uploaded under imports.",
    ),
    "old_word": (
        "“{file}”是旧版 .doc。请用 WPS 或 Word 另存为 .docx。",
        "“{file}” is an old .doc. Save it as .docx in WPS or Word.",
    ),
}


_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the part of an old container that holds a locked new file
_THIS = ("这个文件", "this file")
# What is wrong with a file that does not open: (Chinese, English), by what it should have been.
DAMAGES: dict[str, tuple[str, str]] = {
    "package": ("压缩包不完整或已损坏", "its package is incomplete or broken"),
    "locked": (
        "文件加了密码，或用了不支持的压缩方式",
        "it is locked by a password, or packed in a way that is not supported",
    ),
    "inside": ("文件里的正文已损坏", "the text inside it is broken"),
    "pages": ("PDF 不完整或已损坏", "the PDF is incomplete or broken"),
    "form": ("表格文件不完整或已损坏", "the workbook is incomplete or broken"),
}


class UnreadableDraft(Exception):
    """A draft that cannot be read; ``kind`` is one of :data:`PROBLEMS`.

    ``detail`` is a size, or for a damaged file one of :data:`DAMAGES`.
    """

    def __init__(self, kind: str, *, file: str, detail: str = "") -> None:
        super().__init__(kind, file, detail)
        self.kind, self.file, self.detail = kind, file, detail

    def zh(self) -> str:
        """The sentence in Chinese."""
        return self._told(0)

    def en(self) -> str:
        """The sentence in English."""
        return self._told(1)

    def _told(self, language: int) -> str:
        detail = DAMAGES[self.detail][language] if self.kind == "damaged" else self.detail
        return PROBLEMS[self.kind][language].format(file=self.file or _THIS[language], detail=detail)

    def __str__(self) -> str:
        return self.en()


PACKAGE_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def damage_of(error: Exception) -> str:
    """Which of :data:`DAMAGES` an error of a reader tells of."""
    if type(error) in {NotImplementedError, RuntimeError}:  # of zipfile: a way of packing it does not know, a password
        return "locked"
    return "package" if isinstance(error, PACKAGE_ERRORS) else "inside"


def text_of(path: Path) -> str:
    """The text of a draft file; paragraphs and table rows end with a line break. :class:`UnreadableDraft` if it has none."""
    size = path.stat().st_size
    if size > LARGEST:
        raise UnreadableDraft("too_large", file=path.name, detail=f"{size // 2**20} MB")
    return text_of_content(path.read_bytes(), file=path.name)


def is_package(content: bytes) -> bool:
    """Whether it is what a Word file is packed as; only such a file can carry figures."""
    return content.startswith(b"PK\x03\x04")


def text_of_content(content: bytes, *, file: str) -> str:
    """As :func:`text_of`, of a file already in memory. What it is is told from its bytes, not from its name."""
    if len(content) > LARGEST:
        raise UnreadableDraft("too_large", file=file, detail=f"{len(content) // 2**20} MB")
    if is_package(content):
        text = _docx(content, file)
    elif content.startswith(b"%PDF"):
        text = _pdf(content, file)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        if _LOCKED in content:
            raise UnreadableDraft("damaged", file=file, detail="locked")
        raise UnreadableDraft("old_word", file=file)
    else:
        text = _plain(content, file)
        if _looks_like_html(text):
            if len(content) > LARGEST_PAGE:
                raise UnreadableDraft("too_large", file=file, detail=f"{len(content) // 2**20} MB")
            text = _html(text)
    return text


def _plain(content: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        if encoding == "utf-16" and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    raise UnreadableDraft("not_text", file=file)


def _looks_like_html(text: str) -> bool:
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in head and "</" in text)


def _html(text: str) -> str:
    from lxml import html

    tree: Any = html.fromstring(
        text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    )
    for dropped in tree.xpath("//script|//style|//noscript|//template"):
        dropped.drop_tree()
    for table in tree.xpath("//table[not(.//table)]"):
        _rows_on_lines(table)
    for block in tree.xpath("//p|//div|//li|//tr|//br|//h1|//h2|//h3|//h4"):
        block.tail = "\n" + (block.tail or "")
    return str(tree.text_content())


def _rows_on_lines(table: Any) -> None:
    """The cells of each row, tabs between them; a row that only lays out paragraphs stays as it is.

    A cell over several columns or rows stands in the first, the others are empty.
    """
    below: dict[int, int] = {}  # by column, the rows that a cell above still covers
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        told: list[str] = []
        for cell in cells:
            told += _covered(below, len(told))
            down = spanned(cell.get("rowspan", "")) - 1
            across = min(spanned(cell.get("colspan", "")), MOST_COLUMNS)
            below |= dict.fromkeys(range(len(told), len(told) + across), down)
            told += [" ".join(cell.text_content().split()), *[""] * (across - 1)]
        told += _covered(below, len(told))
        if not cells[1:] or any(len(text) > LONGEST_CELL for text in told):
            continue
        for child in list(row):
            row.remove(child)
        row.text = "\t".join(told)


def _covered(below: dict[int, int], column: int) -> list[str]:
    """Empty cells where those above reach down from a column on."""
    told = []
    while below.get(column, 0):
        below[column] -= 1
        told.append("")
        column += 1
    return told


def _docx(content: bytes, file: str) -> str:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            member = package.getinfo("word/document.xml")
            if member.file_size > LARGEST_UNPACKED:
                raise UnreadableDraft("too_large", file=file, detail=f"{member.file_size // 2**20} MB")
            with package.open(member) as part:
                body = _body(part, _Size(file, f"{member.file_size // 2**20} MB"))
        tree: Any = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except KeyError:
        kind = "workbook" if "xl/workbook.xml" in package.namelist() else "not_text"
        raise UnreadableDraft(kind, file=file) from None
    except (*PACKAGE_ERRORS, etree.XMLSyntaxError) as error:
        raise UnreadableDraft("damaged", file=file, detail=damage_of(error)) from None
    return body_text(tree)


class _Size:
    """What a body holds, counted while it is unpacked: a small file may unpack to millions of paragraphs."""

    def __init__(self, file: str, unpacked: str) -> None:
        self.letters, self.elements = 0, 0
        self.too_large = UnreadableDraft("too_large", file=file, detail=unpacked)

    def start(self, _tag: str, _attributes: Any) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise self.too_large

    def data(self, text: str) -> None:
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise self.too_large

    def close(self) -> None: ...


def _body(part: Any, size: _Size) -> bytes:
    """The body of a Word file, unpacked no further than a bulletin can be long."""
    from lxml import etree

    target: Any = size
    counted = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    chunks: list[bytes] = []
    while chunk := part.read(_CHUNK):
        chunks.append(chunk)
        if len(chunks) * _CHUNK > LARGEST_UNPACKED:
            raise size.too_large
        counted.feed(chunk)
    return b"".join(chunks)


def _pdf(content: bytes, file: str) -> str:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    if len(content) > MENDED and b"startxref" not in content[-2048:]:
        raise UnreadableDraft("damaged", file=file, detail="pages")
    if _unpacked(content) > LARGEST_UNPACKED:
        raise UnreadableDraft("too_large", file=file, detail=f">{LARGEST_UNPACKED // 2**20} MB")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it mends on the way is nobody's concern here
    try:
        with pdfplumber.open(io.BytesIO(content)) as opened:
            text = text_of_pages(opened.pages[:MOST_PAGES])
    except Exception as error:  # noqa: BLE001 - a damaged PDF ends its reader in any way there is
        locked = any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args))
        raise UnreadableDraft("damaged", file=file, detail="locked" if locked else "pages") from None
    if not text.strip():
        raise UnreadableDraft("no_text", file=file)
    return text


def _unpacked(content: bytes) -> int:
    """How much the parts of a PDF hold that are no pictures, counted no further than a bulletin can go."""
    told, at = 0, 0
    while (found := _PART.search(content, at)) and told <= LARGEST_UNPACKED:
        at = content.find(b"endstream", found.end())
        if at < 0:
            break
        if b"/Image" in content[max(content.rfind(b"obj", 0, found.start()), found.start() - 2048) : found.start()]:
            continue
        part = content[found.end() : at]
        for _ in range(_PACKED_AGAIN):
            with suppress(zlib.error):
                part = zlib.decompressobj().decompress(part, LARGEST_UNPACKED + 1 - told)
                continue
            break
        told += len(part)
    return told
