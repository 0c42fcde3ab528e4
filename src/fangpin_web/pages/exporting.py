"""Rows that leave the system: a workbook or a CSV that names who took it and when, and runs nothing when opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fangpin_web.accounts.models import Officer
from fangpin_web.pages.installation import is_demo

# A spreadsheet reads a text that begins so as a formula, also after leading blanks.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A table on its way out. ``mark`` is its first row: who, when, what for, and 演示数据 where it is one."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    mark: str


def watermark(officer: Officer, *, purpose: str) -> str:
    """The signature of what holds personal data."""
    return " · ".join((signature(officer, purpose=purpose), _("Holds personal data: keep it, do not pass it on.")))


def signature(officer: Officer, *, purpose: str) -> str:
    """Who took it, when, what for; and that it is a demonstration where it is one."""
    words = [_("%(name)s (%(account)s)") % {"name": officer.name, "account": officer.username}]
    words += [timezone.localtime().strftime("%Y-%m-%d %H:%M"), purpose]
    return " · ".join((["演示数据"] if is_demo() else []) + words)


def harmless(value: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before one that looks like it."""
    return f"'{value}" if value.lstrip(" ").startswith(_STARTS_FORMULA) else value


def answer(extract: Extract, shape: str) -> HttpResponse:
    """The extract as a download; ``shape`` is ``xlsx`` or ``csv``."""
    body, content_type = (workbook(extract), XLSX) if shape == "xlsx" else (text(extract), "text/csv; charset=utf-8")
    return download(body, f"{extract.title}.{shape}", content_type)


def download(body: bytes, file_name: str, content_type: str) -> HttpResponse:
    """Bytes as a file to keep; no cache holds it."""
    response = HttpResponse(body, content_type=content_type)
    disposition = content_disposition_header(as_attachment=True, filename=file_name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response


def text(extract: Extract) -> bytes:
    """CSV with a byte order mark, without which Excel takes UTF-8 for GBK."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(extract.mark)])
    writer.writerow([harmless(name) for name in extract.header])
    writer.writerows([_written(value) for value in row] for row in extract.rows)
    return out.getvalue().encode("utf-8-sig")


def workbook(extract: Extract) -> bytes:
    """An .xlsx whose texts are texts: no cell is a formula or a link."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(extract.title[:31].translate(str.maketrans("", "", "[]:*?/\\")))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        money, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_string(0, 0, extract.mark, book.add_format({"italic": True}))
        for at, name in enumerate(extract.header):
            sheet.write_string(1, at, name, head)
        for line, row in enumerate(extract.rows, start=2):
            for at, value in enumerate(row):
                match value:
                    case None:
                        pass
                    case bool() | str():
                        sheet.write_string(line, at, _written(value))
                    case Decimal():
                        sheet.write_number(line, at, float(value), money)  # for reading; the ledger keeps the decimal
                    case int():
                        sheet.write_number(line, at, value)
                    case datetime():
                        sheet.write_string(line, at, _written(value))
                    case date():
                        sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day
                    case _:
                        sheet.write_string(line, at, harmless(str(value)))
        sheet.freeze_panes(2, 0)
        sheet.set_column(0, max(len(extract.header) - 1, 0), 16)
        sheet.set_footer(f"&L{extract.mark.replace('&', '&&')[:200]}&R&P / &N")
        sheet.repeat_rows(0, 1)
    return out.getvalue()


def _written(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case Decimal() | int():
            return str(value)
        case _:
            return harmless(str(value))
