"""Opening what was sent: the kind of file is told by its content, never by its name."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from fangpin.rosters import delimited, markup, opendocument, protection, word_tables, workbooks
from fangpin.rosters.archives import read_archive
from fangpin.rosters.detection import Content, detect
from fangpin.rosters.problems import FileTooLarge, RosterError, UnreadableFile
from fangpin.rosters.sheets import MEBIBYTE, ORDINARY, Limits, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One file as received. ``problems`` are files inside an archive that could not be read."""

    file: str
    sheets: tuple[Sheet, ...]
    problems: tuple[RosterError, ...] = ()


def open_envelope(
    path: Path, *, password: str | None = None, limits: Limits = ORDINARY, name: str | None = None
) -> Envelope:
    """Read all sheets of a workbook, text file, Word file or archive.

    ``name`` is what the sender called the file where that differs from the path's name (a stored
    upload). Raises ``PasswordNeeded``, ``FileTooLarge`` or ``UnreadableFile``; nothing is written.
    """
    file = name or path.name
    refuse_oversize(file=file, size=path.stat().st_size, limits=limits)
    content = path.read_bytes()
    if detect(content) is Content.ARCHIVE:
        return _open_archive(content, file=file, password=password, limits=limits)
    sheets = read_sheets(content, file=file, password=password, limits=limits)
    return Envelope(file=file, sheets=tuple(sheets))


def refuse_oversize(*, file: str, size: int, limits: Limits = ORDINARY) -> None:
    """Raise ``FileTooLarge`` for a file of ``size`` bytes that no limit allows, before any of it is in memory."""
    if size > limits.file_bytes:
        limit = f"{limits.file_bytes // MEBIBYTE} MB"
        raise FileTooLarge("too_large", file=file, limit=limit, detail=f"{size // MEBIBYTE} MB")


def _open_archive(content: bytes, *, file: str, password: str | None, limits: Limits) -> Envelope:
    sheets: list[Sheet] = []
    problems: list[RosterError] = []
    cells = 0
    for member, inner in read_archive(content, file=file, password=password, limits=limits):
        try:
            found = read_sheets(inner, file=member, first_no=len(sheets) + 1, password=password, limits=limits)
        except RosterError as error:
            if error.kind in ("password_needed", "wrong_password"):
                raise  # one password opens the whole parcel, so ask before showing half of it
            problems.append(error)
            continue
        cells += sum(s.height * s.width for s in found)
        if cells > limits.cells:
            raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"{member}")
        sheets.extend(found)
    if not sheets and problems:
        raise problems[0]
    if not sheets:
        raise UnreadableFile("no_table", file=file)
    return Envelope(file=file, sheets=tuple(sheets), problems=tuple(problems))


def read_sheets(
    content: bytes, *, file: str, first_no: int = 1, password: str | None = None, limits: Limits = ORDINARY
) -> list[Sheet]:
    """Sheets of one file that is not an archive, numbered from ``first_no``."""
    kind = detect(content)
    if kind in (Content.PROTECTED_OOXML, Content.OLD_WORKBOOK):
        content = protection.unprotect(content, file=file, password=password)
        kind = detect(content)
    _refuse_what_is_no_list(kind, content, file=file)
    try:
        sheets = _read(kind, content, file=file, first_no=first_no, limits=limits)
    except RosterError:
        raise
    except (zipfile.BadZipFile, EOFError) as error:
        raise UnreadableFile("damaged", file=file, detail=_short(error)) from error
    except MemoryError:
        raise FileTooLarge(
            "too_large", file=file, limit=f"{limits.unpacked_bytes // MEBIBYTE} MB", detail="memory"
        ) from None
    except Exception as error:
        raise UnreadableFile("unreadable", file=file, detail=_short(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the Rust readers fail on what they did not foresee
            raise
        raise UnreadableFile("unreadable", file=file, detail=_short(error)) from error
    if not any(s.height for s in sheets):
        raise UnreadableFile("no_rows", file=file)
    return sheets


def _read(kind: Content, content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    match kind:
        case Content.XLSX:
            return workbooks.read_xlsx(content, file=file, first_no=first_no, limits=limits)
        case Content.OLD_WORKBOOK:
            return workbooks.read_old_workbook(content, file=file, first_no=first_no, limits=limits)
        case Content.ODS:
            return opendocument.read_ods(content, file=file, first_no=first_no, limits=limits)
        case Content.DOCX:
            return word_tables.read_docx(content, file=file, first_no=first_no, limits=limits)
        case Content.HTML | Content.XML_SPREADSHEET:
            return markup.read_markup(content, file=file, first_no=first_no, limits=limits)
        case _:
            return delimited.read_delimited(content, file=file, first_no=first_no, limits=limits)


# Content -> (Chinese, English) for what can never be a list.
NO_LIST = {
    Content.PDF: ("PDF 文件", "a PDF"),
    Content.PICTURE: ("图片", "a picture"),
    Content.SLIDES: ("演示文稿", "a slide show"),
    Content.PROGRAM: ("程序文件", "a program"),
    Content.UNKNOWN: ("无法识别的文件", "a file of unknown kind"),
}
# Content -> (Chinese, English, what to save it as)
CONVERTIBLE = {
    Content.XLSB: ("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)", ".xlsx"),
    Content.OLD_WORD: ("旧版 Word 文档", "an old Word document", ".docx"),
    Content.OTHER_ARCHIVE: ("RAR 或 7z 压缩包", "a RAR or 7z archive", ".zip"),
    Content.MAIL_PAGE: ("单个文件网页（MHTML）", "a single-file web page (MHTML)", ".xlsx"),
}


def _refuse_what_is_no_list(kind: Content, content: bytes, *, file: str) -> None:
    if not content:
        raise UnreadableFile("empty", file=file)
    if kind in NO_LIST:
        zh, en = NO_LIST[kind]
        raise UnreadableFile("not_a_list", file=file, what_zh=zh, what_en=en)
    if kind in CONVERTIBLE:
        zh, en, instead = CONVERTIBLE[kind]
        raise UnreadableFile("convert_first", file=file, what_zh=zh, what_en=en, instead=instead)
    if kind is Content.BROKEN:
        raise UnreadableFile("damaged", file=file, detail="container")


def _short(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120] or type(error).__name__


__all__ = ["Envelope", "Limits", "open_envelope", "read_sheets", "refuse_oversize"]
