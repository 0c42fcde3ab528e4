"""One cell read as one kind of value: the plain definition. The column readers must agree with it on every text.

Each reader takes cleaned text and gives a value or a :class:`Doubt`; nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from fangpin.rosters.labels import INVISIBLE, UNITS

# Words by which a sender says "nothing here". They become NULL at the door.
EMPTY_WORDS = frozenset(
    {"none", "null", "nan", "n/a", "na", "无", "空", "暂无", "/", "\\", "//", "-", "--", "—", "——", "－", "\\n"}
)
FAILED_FORMULAS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!")
UNCALCULATED = "#FORMULA! "
SCIENTIFIC = re.compile(r"^[-+]?\d(?:\.\d+)?[eE]\+\d+$")
MIDDLE_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･●▪．"), "·")
ONE = Decimal(1)
INEXACT_FROM = 1e15  # numbers from here on may have lost digits in a spreadsheet
EXCEL_EPOCH = date(1899, 12, 30)
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text is no value; ``kind`` is one of ``problems.CELL_REASONS``."""

    kind: str
    details: Mapping[str, str] = field(default_factory=dict)


def clean(text: str | None) -> str | None:
    """Text without what no one meant to write: invisible characters, outer spaces, the ``="…"`` of numbers."""
    if text is None:
        return None
    text = re.sub(f"[{INVISIBLE}\u0000-\u0008\u000b-\u001f\u007f]", "", text)
    text = text.strip(" \t\r\n\u00a0\u3000\u2002\u2003\u2009")
    if protected := re.fullmatch(r'="?([^"=]*)"?', text):
        if text.startswith('="'):
            text = protected.group(1).strip()
    elif text.startswith('"') and text.endswith('"') and len(text) > 1:
        text = text[1:-1].strip()
    if text.startswith("'") and len(text) > 1:
        text = text[1:].lstrip()
    return text or None


def is_empty_word(text: str) -> bool:
    return text.lower() in EMPTY_WORDS


def formula_doubt(text: str) -> Doubt | None:
    """A failed formula, or (marked by the scan) one that never was calculated. Text like ``=A1`` is text."""
    if text.startswith(UNCALCULATED):
        return Doubt("formula_text")
    if text.startswith("#") and text.upper().startswith(FAILED_FORMULAS):
        return Doubt("formula_error")
    return None


def read_text(text: str) -> str | Doubt:
    return text if len(text) <= 2000 else Doubt("too_long", {"detail": str(len(text))})


def read_name(text: str) -> str | Doubt:
    """A person's name. Spaces set for looks go, dots of minority names become ·, rare characters stay as they are."""
    name = text.translate(MIDDLE_DOTS)
    parts = [part for part in re.split(r"\s+", name) if part]
    if re.search(r"[\n、,，;；/|]", name) or (
        len(parts) > 1 and all(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", p) for p in parts)
    ):
        return Doubt("two_names")
    name = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", name)
    name = re.sub(r"\s*·\s*", "·", name)
    name = re.sub(r"\s+", " ", name)
    if re.search(r"[?？□■�\d]|^[=+@-]", name) or len(name) > 60:
        return Doubt("bad_name")
    return name


def read_decimal(  # noqa: PLR0911 - each doubt leaves by its own door
    text: str, *, digits: tuple[int, int], factor: Decimal = ONE, unit: str = ""
) -> Decimal | Doubt:
    """A number times ``factor``, rounded to the scale kept. A unit written in the cell must be the column's own."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if SCIENTIFIC.match(plain) and abs(float(plain)) >= INEXACT_FROM:
        return Doubt("scientific")
    plain = plain.removeprefix("¥").removeprefix("￥").removeprefix("RMB")
    if with_unit := re.fullmatch(r"([-+]?[\d.,]+)([^\d.,]+)", plain):
        plain, written = with_unit.groups()
        if written not in UNITS or UNITS[written] != UNITS.get(unit or written):
            return Doubt("two_units" if written in UNITS else "not_a_number")
        if not unit and UNITS[written][1] != 1 and factor == 1:
            return Doubt("two_units")
    if "," in plain:
        if not re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
            return Doubt("not_a_number")
        plain = plain.replace(",", "")
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?", plain):
        return Doubt("not_a_number")
    try:
        value = (Decimal(plain) * factor).quantize(Decimal(1).scaleb(-digits[1]), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return Doubt("too_big")
    if abs(value) >= Decimal(10) ** (digits[0] - digits[1]):
        return Doubt("too_big")
    return value


def read_integer(text: str, *, factor: Decimal = ONE, unit: str = "") -> int | Doubt:
    value = read_decimal(text, digits=(28, 6), factor=factor, unit=unit)
    if isinstance(value, Doubt):
        return value
    if value != value.to_integral_value():
        return Doubt("not_whole")
    return int(value) if abs(value) < 2**53 else Doubt("too_big")


_TIME_OF_DAY = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_DATE_FORMS = (re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?"), re.compile(r"(\d{4})(\d{2})(\d{2})"))
_MONTH_FORMS = (re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:份)?"), re.compile(r"(\d{4})(\d{2})"))


def read_date(text: str) -> date | Doubt:
    """A day in any of the forms senders use; a month without a day is not a day."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\s+", "", _TIME_OF_DAY.sub("", plain))  # the hour first, or 1 12:30 would become the eleventh
    for form in _DATE_FORMS:
        if match := form.fullmatch(plain):
            return _day(int(match[1]), int(match[2]), int(match[3]))
    if re.fullmatch(r"\d{5}(\.\d+)?", plain):
        return _within(EXCEL_EPOCH + timedelta(days=int(plain.split(".")[0])))
    for form in _MONTH_FORMS:
        if (match := form.fullmatch(plain)) and 1 <= int(match[2]) <= 12:
            return Doubt("needs_day")
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", plain) or re.fullmatch(
        r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", plain
    ):
        return Doubt("ambiguous_date")
    return Doubt("not_a_date")


def read_month(text: str) -> date | Doubt:
    """A day, or a month written without a day, which means its first."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = plain.removesuffix(".0")
    for form in _MONTH_FORMS:
        if match := form.fullmatch(plain):
            return _day(int(match[1]), int(match[2]), 1)
    return read_date(text)


def _day(year: int, month: int, day: int) -> date | Doubt:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
        return Doubt("not_a_date")
    return _within(date(max(year, 1), month, day))


def _within(day: date) -> date | Doubt:
    return day if EARLIEST <= day <= LATEST else Doubt("not_a_date")


YES = frozenset(
    {
        "达标",
        "合格",
        "已实施",
        "已落实",
        "已",
        "是",
        "有",
        "1",
        "true",
        "yes",
        "y",
        "√",
        "✓",
        "☑",
        "对",
        "在",
        "t",
        "√是",
    }
)
NO = frozenset(
    {
        "不达标",
        "不合格",
        "未达标",
        "尚未实施",
        "未实施",
        "未落实",
        "否",
        "无",
        "0",
        "false",
        "no",
        "n",
        "×",
        "✗",
        "x",
        "☒",
        "不",
        "未",
        "没有",
        "不是",
        "f",
    }
)


def read_boolean(text: str) -> bool | Doubt:
    plain = unicodedata.normalize("NFKC", text).strip().lower().removesuffix(".0")
    if plain in YES:
        return True
    if plain in NO:
        return False
    return Doubt("not_yes_no")


SEPARATORS = re.compile(r"[,，、;；|/\n]+|\s{1,}|\+")


def read_phone(text: str) -> str | Doubt:
    plain = re.sub(r"[\s\-—()]", "", unicodedata.normalize("NFKC", text)).removeprefix("+86").removesuffix(".0")
    if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}", plain):
        return plain
    return Doubt("scientific") if SCIENTIFIC.match(plain) else Doubt("bad_phone")


def read_number_text(text: str) -> str | Doubt:
    """A document number as received, width and case made even. Whether it is true is identity's question."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
