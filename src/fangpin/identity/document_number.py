"""Read document numbers as rosters write them, and say what was done and what is in doubt.

The rules are those of GB 11643 (17 digits and a check character), of the 15-digit numbers issued
before 1999, of disability cards (18 + category + grade, 22 characters when issued again) and of
residence permits. Two persons are the same when the first 18 characters agree, so ``join_key`` is
those 18 characters, and it is empty whenever the number is in doubt. Nothing is repaired:

* width, case, spaces and quotes are normalised, and the result says so (``Conversion.NORMALISED``);
* 15 digits become 18 by rule, and the result says so (``Conversion.FROM_15``);
* everything else that is wrong is named by a :class:`Doubt` and joins nobody.

Excel keeps 15 significant digits, so a number it has touched ends in ``000`` (20 digits: ``00000``).
One true number in a thousand ends so too, and one truncated number in eleven passes the checksum.
Hence a column in which more than one number in fifty ends in ``000`` is taken as truncated, and then
its ``000`` numbers are in doubt whether or not the checksum holds.
"""

# ruff: noqa: PLR2004 - positions and digits of GB 11643 are named by their places

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
TRUNCATED_SHARE = 0.02  # of the 18-character numbers of a column; the true share of ...000 is 0.001
TRUNCATED_AT_LEAST = 3  # numbers, so that one ...000 in a short list condemns nobody
EARLIEST_YEAR = 1880
SLICE = 500_000  # numbers read at once, to bound memory
_NOT_A_NUMBER = "^(无|暂无|没有|未办理|未知|不详|空|-+|/+|0+|N/?A|NULL|NONE|999999.*)$"
_ONE_DIGIT_REPEATED = "^(" + "|".join(f"{digit}{{8,}}" for digit in range(10)) + ")$"


class Doubt(StrEnum):
    """Why a number cannot be trusted to name a person."""

    MISSING = "missing"  # an empty cell
    PLACEHOLDER = "placeholder"  # 999999…, 无, one digit repeated
    MASKED = "masked"  # stars in the middle: the sender hid it
    SCIENTIFIC = "scientific"  # 7.70101E+17
    TRUNCATED = "truncated"  # the last digits were lost in a spreadsheet
    CHARACTERS = "characters"  # letters or signs that no number has
    LENGTH = "length"
    BIRTH_DATE = "birth_date"  # no such day
    CHECKSUM = "checksum"  # the last character does not fit the others
    CARD_SUFFIX = "card_suffix"  # disability category or grade out of range; the first 18 still join


class DocumentKind(StrEnum):
    """What sort of number the characters are."""

    RESIDENT = "resident"
    DISABILITY = "disability"
    RESIDENCE_PERMIT = "residence_permit"  # Hong Kong 81, Macau 82, Taiwan 83
    FOREIGN_PERMIT = "foreign_permit"  # card of 2023, begins with 9


class Conversion(StrEnum):
    """What was done to the characters received."""

    NORMALISED = "normalised"
    FROM_15 = "from_15"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """One number as it was understood. ``join_key`` is empty when ``doubt`` says it must not join.

    ``first_15`` is left of a truncated number: together with name and village it can be *proposed*.
    """

    received: str | None
    normal: str | None
    join_key: str | None
    kind: DocumentKind | None
    doubt: Doubt | None
    conversion: Conversion | None
    born_on: date | None
    sex: str | None
    disability_category: str | None
    disability_grade: str | None
    first_15: str | None


NUMBER_SCHEMA = pa.schema(
    [
        ("received", pa.string()),
        ("normal", pa.string()),
        ("join_key", pa.string()),
        ("kind", pa.string()),
        ("doubt", pa.string()),
        ("conversion", pa.string()),
        ("born_on", pa.date32()),
        ("sex", pa.string()),
        ("disability_category", pa.string()),
        ("disability_grade", pa.string()),
        ("first_15", pa.string()),
    ]
)


def check_character(first_17: str) -> str:
    """The 18th character that GB 11643 gives to 17 digits.

    >>> check_character("11010519491231002")
    'X'
    """
    return CHECK_CHARACTERS[sum(w * int(d) for w, d in zip(WEIGHTS, first_17, strict=True)) % 11]


def read_document_number(text: str | None) -> DocumentNumber:
    """Read one number; a page or a form asks this, files ask :func:`read_document_numbers`."""
    row = read_document_numbers(pa.array([text], pa.string())).to_pylist()[0]
    return DocumentNumber(
        **row
        | {
            "kind": row["kind"] and DocumentKind(row["kind"]),
            "doubt": row["doubt"] and Doubt(row["doubt"]),
            "conversion": row["conversion"] and Conversion(row["conversion"]),
        }
    )


def read_document_numbers(column: pa.Array | pa.ChunkedArray) -> pa.Table:
    """Read a column of text into :data:`NUMBER_SCHEMA`, one row for each number, in the same order.

    The column is taken as one sheet's column: whether it was truncated is judged over all of it.
    Equal texts are read once.
    """
    received = _one_array(column)
    encoded = received.dictionary_encode()
    distinct = encoded.dictionary
    normal = normalise(distinct)
    truncated = _truncated(normal)
    parts = [
        _read_distinct(distinct.slice(start, SLICE), normal.slice(start, SLICE), truncated=truncated)
        for start in range(0, len(distinct), SLICE)
    ]
    table = pa.concat_tables([NUMBER_SCHEMA.empty_table(), *parts])
    # An empty cell has no place among the distinct texts: a last row of the table stands for it.
    empty = pa.table({f.name: pa.array(["missing" if f.name == "doubt" else None], f.type) for f in NUMBER_SCHEMA})
    places = pc.fill_null(encoded.indices.cast(pa.int64()), table.num_rows)
    return pa.concat_tables([table, empty]).take(places).combine_chunks()


def normalise(column: pa.Array) -> pa.Array:
    """Narrow, upper-case characters without spaces, quotes, ``=`` or a trailing ``.0``; no digit is touched."""
    plain = pc.match_substring_regex(column, r"^[0-9]+X?$")
    if pc.all(pc.fill_null(plain, True)).as_py() is not False:  # noqa: FBT003 - Arrow
        return column
    text = pc.utf8_upper(pc.utf8_normalize(column, "NFKC"))
    text = pc.replace_substring_regex(text, "[\\s\\p{Z}\\p{Cf}\\p{Cc}'\"`´‘’“”′″=]+", "")
    return pc.replace_substring_regex(text, r"^([0-9]+)\.0+$", r"\1")


def _one_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
        if isinstance(column, pa.ChunkedArray):
            column = column.chunk(0) if column.num_chunks else pa.array([], pa.string())
    return column.cast(pa.string())


def _truncated(normal: pa.Array) -> bool:
    """Whether a spreadsheet cut this column: too many of its long numbers end in 000."""
    cut = normal.filter(pc.ends_with(normal, "000"))
    cuts = pc.sum(pc.match_substring_regex(cut, r"^[0-9]{15}(000|00000)$")).as_py() or 0
    long = pc.sum(pc.greater_equal(pc.utf8_length(normal), 18)).as_py() or 0
    return cuts >= TRUNCATED_AT_LEAST and cuts > TRUNCATED_SHARE * long


def _read_distinct(received: pa.Array, normal: pa.Array, *, truncated: bool) -> pa.Table:
    doubt = _doubts_of_writing(normal)
    eighteen, from_15 = _first_18(normal, doubt == _NO_DOUBT)
    digits = _digit_matrix(eighteen)
    days, day_exists = _birth_days(digits)
    fits = _checksum_fits(digits)
    length = np.asarray(pc.utf8_length(normal))
    category, grade, card_in_doubt = _card_suffix(normal, length)

    present = ~np.asarray(pc.is_null(eighteen))
    ends_000 = present & (digits[:, 15:18] == 0).all(axis=1)
    _say(doubt, Doubt.PLACEHOLDER, present & ((digits[:, :6] == 9).all(axis=1) | (np.ptp(digits, axis=1) == 0)))
    _say(doubt, Doubt.TRUNCATED, ends_000 & ~from_15 & (truncated | ~fits))
    _say(doubt, Doubt.BIRTH_DATE, present & ~day_exists)
    _say(doubt, Doubt.CHECKSUM, present & ~fits)
    _say(doubt, Doubt.CARD_SUFFIX, present & card_in_doubt)

    joins = present & ((doubt == _NO_DOUBT) | (doubt == _DOUBTS.index(Doubt.CARD_SUFFIX)))
    cut = doubt == _DOUBTS.index(Doubt.TRUNCATED)
    sex = 1 + digits[:, 16] % 2
    conversion = np.where(from_15 & joins, 2, np.asarray(pc.not_equal(normal, received)))
    columns = {
        "received": received,
        "normal": normal,
        "join_key": _where(joins, eighteen),
        "kind": _words((None, *DocumentKind), np.where(joins, _kinds(digits, length), 0)),
        "doubt": _words(_DOUBTS, doubt),
        "conversion": _words((None, *Conversion), conversion),
        "born_on": pa.array(days, pa.int32(), mask=~(joins | (cut & day_exists))).cast(pa.date32()),
        "sex": _words((None, "female", "male"), np.where(joins, sex, 0)),
        "disability_category": _where(joins, category),
        "disability_grade": _where(joins, grade),
        "first_15": _where(cut, pc.utf8_slice_codeunits(normal, 0, 15)),
    }
    return pa.table(columns, schema=NUMBER_SCHEMA)


_NO_DOUBT = 0
_DOUBTS = (None, *Doubt)


def _say(doubt: npt.NDArray[np.int8], code: Doubt, where: npt.NDArray[np.bool_]) -> None:
    """The first doubt said stands."""
    doubt[where & (doubt == _NO_DOUBT)] = _DOUBTS.index(code)


def _where(condition: npt.NDArray[np.bool_], values: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(condition), values, pa.scalar(None, pa.string()))


def _words(words: tuple[str | None, ...], indices: npt.NDArray[Any]) -> pa.Array:
    """Text for each index; null for index 0."""
    plain = pa.array([None if w is None else str(w) for w in words], pa.string())
    return plain.take(pa.array(indices.astype(np.int8)))


def _doubts_of_writing(normal: pa.Array) -> npt.NDArray[np.int8]:
    """Doubts that the characters alone give, before any digit is weighed, as indices into the doubts."""
    doubt = np.zeros(len(normal), np.int8)
    odd = np.flatnonzero(~np.asarray(pc.match_substring_regex(normal, r"^[0-9]{17}[0-9X]$")))
    text = normal.take(pa.array(odd))
    if not len(text):
        return doubt
    # Read as an old number, 15 digits with 19 or 20 in the place of the year would belong to somebody
    # born in 1919 or 1920; far more often they are the first 15 characters of an 18-character number.
    cut_to_15 = r"^[0-9]{6}(19|20)[0-9]{7}$"
    well_formed = pc.match_substring_regex(text, r"^([0-9]{15}|[0-9]{17}[0-9X][0-9]{2}(B[0-9])?)$")
    usual_signs = pc.match_substring_regex(text, r"^[0-9]*X?([0-9]{2})?(B[0-9])?$")
    rules = (
        (Doubt.MISSING, pc.equal(pc.utf8_length(text), 0)),
        (Doubt.MASKED, pc.match_substring(text, "*")),
        (Doubt.PLACEHOLDER, pc.match_substring_regex(text, _NOT_A_NUMBER)),
        (Doubt.PLACEHOLDER, pc.match_substring_regex(text, _ONE_DIGIT_REPEATED)),
        (Doubt.SCIENTIFIC, pc.match_substring_regex(text, r"^[0-9](\.[0-9]+)?E\+?[0-9]+$")),
        (Doubt.CHARACTERS, pc.invert(usual_signs)),
        (Doubt.TRUNCATED, pc.match_substring_regex(text, r"^[0-9]{15}00000$")),
        (Doubt.TRUNCATED, pc.match_substring_regex(text, cut_to_15)),
        (Doubt.LENGTH, pc.invert(well_formed)),
    )
    of_odd = np.zeros(len(odd), np.int8)
    for code, where in rules:
        _say(of_odd, code, np.asarray(where))
    doubt[odd] = of_odd
    return doubt


def _first_18(normal: pa.Array, readable: npt.NDArray[np.bool_]) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """The first 18 characters where the writing allows, 15 digits made 18; null elsewhere."""
    eighteen = _where(readable, pc.utf8_slice_codeunits(normal, 0, 18))
    from_15 = readable & np.asarray(pc.equal(pc.utf8_length(normal), 15))
    if not from_15.any():
        return eighteen, from_15
    old = normal.filter(pa.array(from_15))
    head, tail = pc.utf8_slice_codeunits(old, 0, 6), pc.utf8_slice_codeunits(old, 6, 15)
    seventeen = pc.binary_join_element_wise(head, "19", tail, "")
    check = np.array(list(CHECK_CHARACTERS))[
        _remainders(_digit_matrix(pc.binary_join_element_wise(seventeen, "0", "")))
    ]
    converted = pc.binary_join_element_wise(seventeen, pa.array(check), "")
    return pc.replace_with_mask(eighteen, pa.array(from_15), converted), from_15


def _digit_matrix(eighteen: pa.Array) -> npt.NDArray[np.uint8]:
    """(rows, 18) digits, X as 10, zeros where null. Every text has 18 ASCII characters, so the bytes are the matrix."""
    filled = pc.fill_null(eighteen, "0" * 18)
    if isinstance(filled, pa.ChunkedArray):
        filled = filled.combine_chunks()
    offsets = np.frombuffer(filled.buffers()[1], np.int32)[filled.offset : filled.offset + len(filled) + 1]
    characters = filled.buffers()[2]
    raw = np.frombuffer(characters, np.uint8)[offsets[0] : offsets[-1]] if characters else np.empty(0, np.uint8)
    digits = raw.reshape(len(filled), 18) - np.uint8(48)
    return np.where(digits == ord("X") - 48, np.uint8(10), digits)


def _remainders(digits: npt.NDArray[np.uint8]) -> npt.NDArray[np.int16]:
    total = np.zeros(len(digits), np.int16)
    for position, weight in enumerate(WEIGHTS):
        total += digits[:, position].astype(np.int16) * np.int16(weight)
    return total % np.int16(11)


def _checksum_fits(digits: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    expected = np.array([10 if c == "X" else int(c) for c in CHECK_CHARACTERS], np.uint8)
    return np.asarray(expected[_remainders(digits)] == digits[:, 17])


def _birth_days(digits: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Days since 1970 of characters 7 to 14, and whether such a day exists."""
    d = digits[:, 6:14].astype(np.int32)
    year = d[:, 0] * 1000 + d[:, 1] * 100 + d[:, 2] * 10 + d[:, 3]
    month = d[:, 4] * 10 + d[:, 5]
    day = d[:, 6] * 10 + d[:, 7]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[np.clip(month, 0, 12)] + (leap & (month == 2))
    exists = (year >= EARLIEST_YEAR) & (year < 2100) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= last)
    # days from civil (Hinnant): the year begins in March, so that the leap day is its last
    y = year - (month <= 2)
    era_day = 365 * y + y // 4 - y // 100 + y // 400
    days = era_day + (153 * ((month + 9) % 12) + 2) // 5 + day - 1 - 719468
    return days.astype(np.int32), exists


def _card_suffix(normal: pa.Array, length: npt.NDArray[np.int32]) -> tuple[pa.Array, pa.Array, npt.NDArray[np.bool_]]:
    """Category 1 to 7 and grade 1 to 4 behind the 18 characters of a disability card."""
    card = pa.array(length >= 20)
    category = pc.utf8_slice_codeunits(normal, 18, 19)
    grade = pc.utf8_slice_codeunits(normal, 19, 20)
    good = pc.and_(
        pc.is_in(category, value_set=pa.array(list("1234567"))), pc.is_in(grade, value_set=pa.array(list("1234")))
    )
    known = pc.and_(card, good)
    none = pa.scalar(None, pa.string())
    bad = np.asarray(pc.fill_null(pc.and_(card, pc.invert(good)), False))  # noqa: FBT003 - Arrow
    return pc.if_else(known, category, none), pc.if_else(known, grade, none), bad


def _kinds(digits: npt.NDArray[np.uint8], length: npt.NDArray[np.int32]) -> npt.NDArray[np.int8]:
    r"""Indices into (None, \*DocumentKind)."""
    resident, disability, permit, foreign = range(1, 5)
    area = digits[:, 0] * 10 + digits[:, 1]
    from_beyond = (area >= 81) & (area <= 83) & (digits[:, 2:6] == 0).all(axis=1)
    kind = np.where(from_beyond, permit, np.where(digits[:, 0] == 9, foreign, resident))
    return np.where(length >= 20, disability, kind).astype(np.int8)
