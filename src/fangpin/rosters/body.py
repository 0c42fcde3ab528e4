"""Which records below the heading are rows of the list, and which are totals, signatures, remarks or headings again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.rosters.problems import Note
from fangpin.rosters.recognition import Recognition
from fangpin.rosters.sheets import Merge, Sheet
from fangpin.rosters.sources import Source

Mask = npt.NDArray[np.bool_]

_BLANK = r"[\s\x{3000}]*"
_TOTAL_WORDS = "|".join(_BLANK.join(word) for word in ("合计", "小计", "总计", "共计", "累计"))
TOTAL = rf"^{_BLANK}(本页|全[镇乡县村市区]|.{{0,12}})?({_TOTAL_WORDS}){_BLANK}([:：(（].*)?$"
SIGNATURE = (
    r"(填表人|填报人|制表人|制表|审核人|审核|复核人|负责人|经办人|经办|分管领导|单位领导|主要领导|填表单位|填报单位|报送单位|"
    r"填表日期|填表时间|填报日期|填报时间|报送日期|联系人|联系电话|盖章|公章|签字|签章)[\s\x{3000}]*([(（][^)）]*[)）])?[\s\x{3000}]*[:：]"
    r"|^[\s\x{3000}]*[(（]?(盖章|公章|单位公章)[)）]?[\s\x{3000}]*$"
)
SIGNED = r"^[\s\x{3000}]*(填表人|填报人|制表人|审核人|复核人|负责人|经办人|分管领导|单位负责人)[\s\x{3000}]*$"
REMARK = r"^[\s\x{3000}*※]*(备注|注|说明|填表说明|填报说明|填报要求|注意事项)[\s\x{3000}]*[:：0-9一1、.]"
NUMBERING = r"^[\s]*([0-9]{1,3}|[甲乙丙丁戊己庚辛])[\s]*$"


@dataclass(slots=True, kw_only=True)
class Body:
    """Records of the list, as positions counted from the first record below the heading."""

    start: int
    columns: list[pa.Array]  # all columns of the sheet below the heading
    rows: npt.NDArray[np.int64]
    foreign: int | None = None  # record at which another table with other columns begins
    notes: list[Note] = field(default_factory=list)


def find_rows(sheet: Sheet, recognition: Recognition, source: Source) -> Body:
    """Tell rows from the rest. What is skipped is counted in ``notes``; nothing with a document number is skipped."""
    start = recognition.header_bottom + 1
    columns = [column.slice(start) for column in sheet.columns]
    body = Body(start=start, columns=columns, rows=np.arange(0))
    height = sheet.height - start
    if height <= 0:
        return body
    filled = np.zeros(height, dtype=np.int32)
    for column in columns:
        filled += _filled(column)
    undecided: Mask = (filled > 0) & _say_something(columns, recognition)
    _note(body, "empty_rows", ~undecided[: _last(undecided) + 1])
    kept: Mask = undecided.copy()
    undecided &= ~_hold(columns, recognition, source)
    for name, found in _strangers(columns, undecided, filled, recognition, source):
        kept &= ~found
        _note(body, name, found)
    repeated = _repeated_headings(sheet, columns, recognition, kept)
    kept &= ~repeated
    _note(body, "repeated_headers", repeated)
    foreign = np.flatnonzero(_other_headings(columns, source, kept & undecided))
    if len(foreign):
        body.foreign = int(foreign[0])
        kept[foreign] = False
    if height and kept[0] and _is_numbering(columns, recognition):
        kept[0] = False
        body.notes.append(Note(kind="serial_rows", details={"row_no": sheet.row_no(start)}))
    body.rows = np.flatnonzero(kept)
    return body


def merged_by_column(sheet: Sheet) -> dict[int, list[Merge]]:
    """The merged ranges that run over several rows, by the place of the column they begin in."""
    found: dict[int, list[Merge]] = {}
    for merge in sheet.merged:
        if merge.bottom > merge.top:
            found.setdefault(merge.left - sheet.first_column, []).append(merge)
    return found


def merged_down(ranges: Sequence[Merge], sheet: Sheet, body: Body) -> npt.NDArray[np.int64] | None:
    """For each record, the record a cell comes from: the top of its merged range, or itself; None without ranges."""
    if not ranges or not body.columns:
        return None
    places = np.arange(len(body.columns[0]))
    for merge in ranges:
        top = merge.top - sheet.row_no(body.start)
        if top >= 0:
            places[top : merge.bottom - merge.top + top + 1] = top
    return places


def _filled(column: pa.Array) -> npt.NDArray[np.int32]:
    valid = column.is_valid().to_numpy(zero_copy_only=False)
    lengths = pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    found: Any = valid & (lengths > 0)
    short = found & (lengths <= 6)  # a lone space or ideographic space fills nothing
    if short.any():
        blank = pc.fill_null(pc.match_substring_regex(column, r"^[\s\x{3000}\x{A0}]+$"), fill_value=False)
        found &= ~blank.to_numpy(zero_copy_only=False)
    return np.asarray(found, dtype=np.int32)


def _last(mask: Mask) -> int:
    places = np.flatnonzero(mask)
    return int(places[-1]) if len(places) else -1


def _hold(columns: list[pa.Array], recognition: Recognition, source: Source) -> Mask:
    """Rows with a number that names a person or household: they are rows whatever else they say."""
    holds = np.zeros(len(columns[0]), dtype=bool)
    for match in recognition.columns:
        if source.by_id[match.field].kind in ("document_number", "disability_number"):
            long = pc.fill_null(pc.match_substring_regex(columns[match.index], r"\d{14}"), fill_value=False)
            holds |= long.to_numpy(zero_copy_only=False)
    return holds


def _say_something(columns: list[pa.Array], recognition: Recognition) -> Mask:
    """Rows with a mapped cell, or a first cell that is no serial number: blank lines are often numbered beforehand."""
    mapped = {m.index for m in recognition.columns}
    says = np.zeros(len(columns[0]), dtype=bool)
    for index, column in enumerate(columns):
        says |= _filled(column).astype(bool) if index in mapped else _matches(column, r"[^\d\s\x{3000}.]")
    return says


def _strangers(
    columns: list[pa.Array],
    undecided: Mask,
    filled: npt.NDArray[np.int32],
    recognition: Recognition,
    source: Source,
) -> list[tuple[str, Mask]]:
    named = _person_named(columns, recognition, source)
    places = np.flatnonzero(undecided)
    kinds = {name: np.zeros(len(undecided), dtype=bool) for name in ("subtotals", "signatures", "remarks")}
    if not len(places):
        return list(kinds.items())
    taken = pa.array(places)
    mapped = {m.index for m in recognition.columns}
    narrow = filled[places] <= max(6, len(columns) // 4)
    alone = filled[places] == 1
    totals, signatures, remarks, signed = (np.zeros(len(places), dtype=bool) for _ in range(4))
    for index, column in enumerate(columns):
        texts = column.take(taken)
        if index < 6 or index in mapped:
            totals |= _matches(texts, TOTAL) & ~named[places]
        signatures |= _matches(texts, SIGNATURE) & narrow & ~named[places]
        if index < 3:
            signed |= _matches(texts, SIGNED) & narrow
        if index < 3:
            remarks |= _matches(texts, REMARK) & narrow
            remarks |= alone & _matches(texts, r"^.{7,}$")
    signatures |= signed
    kinds["signatures"][places[signatures & ~totals]] = True
    kinds["subtotals"][places[totals]] = True
    kinds["remarks"][places[remarks & ~totals & ~signatures]] = True
    return list(kinds.items())


def _person_named(columns: list[pa.Array], recognition: Recognition, source: Source) -> Mask:
    """Rows whose name cell holds what can be a name: a remark beside it does not make them something else."""
    named = np.zeros(len(columns[0]), dtype=bool)
    for match in recognition.columns:
        f = source.by_id[match.field]
        if f.kind == "name" and f.required:
            column = columns[match.index]
            named |= (
                _matches(column, r"^[\p{Han}·•\s\x{3000}]{2,12}$")
                & ~_matches(column, TOTAL)
                & ~_matches(column, SIGNED)
            )
    return named


def _matches(texts: pa.Array, pattern: str) -> Mask:
    found: Mask = pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False).to_numpy(
        zero_copy_only=False
    )
    return found


def _repeated_headings(sheet: Sheet, columns: list[pa.Array], recognition: Recognition, kept: Mask) -> Mask:
    """A heading printed again on every page: at least two of the first mapped cells repeat it."""
    found = np.zeros(len(kept), dtype=bool)
    for record in range(recognition.header_top, recognition.header_bottom + 1):
        heads = [(m.index, next(sheet.rows(record, record + 1))[m.index]) for m in recognition.columns]
        heads = [(index, text) for index, text in heads if text]
        if len(heads) < 1:
            continue
        same = np.zeros(len(kept), dtype=np.int32)
        for index, text in heads[:8]:
            same += pc.fill_null(pc.equal(columns[index], text), fill_value=False).to_numpy(zero_copy_only=False)
        found |= same >= min(2, len(heads))
    return found & kept


def _other_headings(columns: list[pa.Array], source: Source, candidates: Mask) -> Mask:
    """Rows that name at least three columns of the source, but not where its heading has them: another table begins."""
    labels = pa.array(sorted({label for f in source.fields for label in f.labels}))
    named = np.zeros(len(candidates), dtype=np.int32)
    for column in columns:
        named += np.asarray(pc.is_in(column, value_set=labels), dtype=np.int32)
    return candidates & (named >= 3)


def _is_numbering(columns: list[pa.Array], recognition: Recognition) -> bool:
    """The first row under the heading may number the columns: 1, 2, 3 … or 甲, 乙, 1, 2 …"""
    cells = [columns[m.index][0].as_py() for m in recognition.columns]
    texts = [c.strip() for c in cells if c and c.strip()]
    if len(texts) < 2 or len(texts) < len(cells):
        return False
    numbers = [int(t) for t in texts if t.isdigit()]
    listed = pc.all(pc.match_substring_regex(pa.array(texts), NUMBERING)).as_py()
    return bool(listed and len(numbers) >= 2 and all(b > a for a, b in pairwise(numbers)))


def _note(body: Body, kind: str, mask: Mask) -> None:
    if count := int(mask.sum()):
        body.notes.append(Note(kind=kind, details={"count": count}))
