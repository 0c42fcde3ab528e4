"""Whole columns read at once. Each distinct text is read once; the common forms by a kernel, the rest by ``cells``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.rosters import cells
from fangpin.rosters.cells import Doubt
from fangpin.rosters.codes import Words
from fangpin.rosters.sources import Field

# Texts that ``cells.clean`` would change or empty; everything else is taken as it is.
UNCLEAN = (
    r"^$|^[\s\x{A0}\x{3000}\x{2002}\x{2003}\x{2009}'\"=]|[\s\x{A0}\x{3000}\x{2002}\x{2003}\x{2009}]$|^#"
    r"|[\x{200B}-\x{200F}\x{2060}\x{FEFF}\x{AD}\x00-\x08\x0B-\x1F\x7F]"
    r"|^(?i:none|null|nan|n/a|na|无|空|暂无|[/\\]{1,2}|[-—－]{1,2}|\\n)$"
)


@dataclass(slots=True, kw_only=True)
class ReadColumn:
    """Typed values, NULL where empty or doubtful; ``doubts`` gives the doubtful records."""

    values: pa.Array
    doubts: dict[int, Doubt] = field(default_factory=dict)
    rounded: int = 0


def arrow_type(f: Field) -> pa.DataType:
    """The type a field's column has in a reading."""
    match f.kind:
        case "integer":
            return pa.int64()
        case "decimal":
            return pa.decimal128(*f.digits)
        case "date" | "month":
            return pa.date32()
        case "boolean":
            return pa.bool_()
        case "codes":
            return pa.list_(pa.string())
        case _:
            return pa.string()


def read_column(
    column: pa.Array,
    f: Field,
    *,
    words: Words | None = None,
    factor: Decimal = cells.ONE,
    unit: str = "",
    asks: bool = False,
) -> ReadColumn:
    """Read text as the kind ``f`` says. ``factor`` converts the heading's unit; ``asks`` marks a heading like 有无…"""
    encoded = column.dictionary_encode()
    texts, indices = encoded.dictionary, encoded.indices
    cleaned, failed = _clean(texts, keep_words=f.kind in ("boolean", "code", "codes"))
    if f.none:
        cleaned = pc.if_else(pc.is_in(cleaned, value_set=pa.array(f.none)), pa.scalar(None, pa.string()), cleaned)
    reader = _reader(f, words=words, factor=factor, unit=unit, asks=asks)
    values, doubts = _read_distinct(cleaned, f, reader, plain=factor == 1)
    doubts.update(failed)
    rounded = _count_rounded(cleaned, indices, f) if f.kind == "decimal" and factor == 1 else 0
    return ReadColumn(values=values.take(indices), doubts=_spread(doubts, indices), rounded=rounded)


def cleaned(column: pa.Array) -> pa.Array:
    """The column without invisible characters, outer spaces and words for nothing."""
    encoded = column.dictionary_encode()
    texts, _failed = _clean(encoded.dictionary, keep_words=False)
    return texts.take(encoded.indices)


def _clean(texts: pa.Array, *, keep_words: bool) -> tuple[pa.Array, dict[int, Doubt]]:
    unclean = pc.fill_null(pc.match_substring_regex(texts, UNCLEAN), fill_value=False).to_numpy(zero_copy_only=False)
    places = np.flatnonzero(unclean)
    if not len(places):
        return texts, {}
    values = texts.to_pylist()
    failed: dict[int, Doubt] = {}
    for place in places.tolist():
        text = cells.clean(values[place])
        if text is not None and (doubt := cells.formula_doubt(text)):
            failed[place] = doubt
            text = None
        elif text is not None and not keep_words and cells.is_empty_word(text):
            text = None
        values[place] = text
    return pa.array(values, pa.string()), failed


def _spread(doubts: dict[int, Doubt], indices: pa.Array) -> dict[int, Doubt]:
    if not doubts:
        return {}
    codes = pc.fill_null(indices, -1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(np.isin(codes, np.fromiter(doubts, dtype=codes.dtype)))
    return {int(row): doubts[int(codes[row])] for row in rows}


# kind -> texts a kernel may read without looking closer
SIMPLE: dict[str, str] = {
    "name": r"^\p{Han}{1,20}$",
    "integer": r"^-?\d{1,15}$",
    "document_number": r"^\d{17}[\dX]$",
    "disability_number": r"^\d{17}[\dX]\d{2}$",
    "phone": r"^1[3-9]\d{9}$",
}


def _read_distinct(
    texts: pa.Array, f: Field, reader: Callable[[str], Any], *, plain: bool
) -> tuple[pa.Array, dict[int, Doubt]]:
    kind = arrow_type(f)
    simple = _simple_mask(texts, f) if plain else None
    if simple is None:
        return _read_each(texts.to_pylist(), reader, kind)
    rest = np.flatnonzero(~simple & texts.is_valid().to_numpy(zero_copy_only=False))
    fast = pc.if_else(pa.array(simple), texts, pa.scalar(None, pa.string())).cast(kind)
    if not len(rest):
        return fast, {}
    slow, found = _read_each(texts.take(pa.array(rest)).to_pylist(), reader, kind)
    mask = np.zeros(len(texts), dtype=bool)
    mask[rest] = True
    return pc.replace_with_mask(fast, pa.array(mask), slow), {int(rest[i]): doubt for i, doubt in found.items()}


def _simple_mask(texts: pa.Array, f: Field) -> Any:
    if f.kind == "decimal":
        pattern = (
            rf"^-?\d{{1,{f.digits[0] - f.digits[1]}}}(\.\d{{1,{f.digits[1]}}})?$"
            if f.digits[1]
            else rf"^-?\d{{1,{f.digits[0]}}}$"
        )
    elif f.kind == "text":
        return pc.fill_null(pc.less_equal(pc.utf8_length(texts), 2000), fill_value=False).to_numpy(zero_copy_only=False)
    elif f.kind in SIMPLE:
        pattern = SIMPLE[f.kind]
    else:
        return None
    return pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False).to_numpy(zero_copy_only=False)


def _read_each(
    texts: list[str | None], reader: Callable[[str], Any], kind: pa.DataType
) -> tuple[pa.Array, dict[int, Doubt]]:
    values: list[Any] = []
    doubts: dict[int, Doubt] = {}
    for place, text in enumerate(texts):
        value = None if text is None else reader(text)
        if isinstance(value, Doubt):
            doubts[place] = value
            value = None
        values.append(value)
    return pa.array(values, kind), doubts


def _reader(  # noqa: PLR0911 - one way out for each kind
    f: Field, *, words: Words | None, factor: Decimal, unit: str, asks: bool
) -> Callable[[str], Any]:
    match f.kind:
        case "name":
            return cells.read_name
        case "integer":
            return lambda text: cells.read_integer(text, factor=factor, unit=unit)
        case "decimal":
            return lambda text: cells.read_decimal(text, digits=f.digits, factor=factor, unit=unit)
        case "date":
            return cells.read_date
        case "month":
            return cells.read_month
        case "boolean":
            return lambda text: _boolean(text, asks=asks)
        case "code" | "codes":
            assert words is not None, f"{f.id} needs its code list"  # noqa: S101 - sources are checked when read
            read = words.read if f.kind == "code" else words.read_many
            return lambda text: _code(text, read)
        case "document_number" | "disability_number":
            return cells.read_number_text
        case "phone":
            return cells.read_phone
        case _:
            return cells.read_text


def _boolean(text: str, *, asks: bool) -> bool | Doubt | None:
    """无 answers 有无…; under any other heading it says that nothing was written."""
    if cells.is_empty_word(text) and not (asks and text == "无"):
        return None
    return cells.read_boolean(text)


def _code(text: str, read: Callable[[str], Any]) -> Any:
    """An empty word is a code where the list has it (证件类型: 无), else it says nothing."""
    code = read(text)
    return None if isinstance(code, Doubt) and cells.is_empty_word(text) else code


def _count_rounded(texts: pa.Array, indices: pa.Array, f: Field) -> int:
    longer = pc.fill_null(pc.match_substring_regex(texts, rf"^-?\d+\.\d{{{f.digits[1]}}}\d*[1-9]"), fill_value=False)
    return int(pc.sum(longer.take(indices)).as_py() or 0) if pc.any(longer).as_py() else 0


__all__ = ["ReadColumn", "arrow_type", "cleaned", "read_column"]
