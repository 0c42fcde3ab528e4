"""What townships wrote into their workbooks, read back by the number of each line.

The files may have been saved again by WPS or LibreOffice, sorted, filtered, cut short, or pasted
together into one: a sheet is ours if a row of it names the columns, a line is ours by its number.
What cannot be read is said, row by row; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from fangpin.quality.workbooks.keys import UnreadableKey, read_key
from fangpin.quality.workbooks.wording import COLUMNS
from fangpin.rosters import Sheet

_HEADS: dict[str, str] = {}  # heading without blanks -> column, in both languages
for _column in COLUMNS:
    _HEADS |= {"".join(label.split()).casefold(): _column.id for label in _column.label}
_NEEDED = {"key", "result", "value", "remark"}

_CORRECTED = frozenset(
    {
        "已更正", "更正", "已改", "已改正", "已整改", "整改完成", "已整改完成", "已完成整改", "已完成",
        "已修改", "已处理",
        "属实已改", "属实已整改", "属实已更正", "问题属实已整改", "情况属实已整改", "corrected", "fixed", "done",
    }
)  # fmt: skip
_NO_ERROR = (
    "不是错误",
    "非错误",
    "不是问题",
    "非问题",
    "无需整改",
    "无须整改",
    "不需整改",
    "误报",
    "notanerror",
    "noerror",
)
_NOT_YET = frozenset(["暂未整改", "未整改", "整改中", "正在整改", "待整改", "notyet", "open"])
_STOPS = re.compile(r"^[\s:：,，。.;；、()（）-]+|[\s。.;；,，]+$")
_IN_WORDS = re.compile(r"[\s,，。.、;；!！]+")


class Verdict(StrEnum):
    """What a township says of a line."""

    VALUE = "value"  # corrected, and to what
    CORRECTED = "corrected"  # true, and corrected in the register
    NO_ERROR = "no_error"  # not an error, and why
    NOT_YET = "not_yet"
    EMPTY = "empty"


class Doubt(StrEnum):
    """Why a line could not be read."""

    KEY = "key"
    WORD = "word"
    NO_REASON = "no_reason"
    CONTRADICTION = "contradiction"
    TWICE = "twice"
    FORMULA = "formula"
    SHEET = "sheet"


SENTENCES: dict[Doubt, tuple[str, str]] = {
    Doubt.KEY: (
        "编号“{text}”不是本系统的编号。请从原问题清单复制这一行的编号。",
        "“{text}” is none of our numbers. Copy the number of this line from the problem workbook.",
    ),
    Doubt.WORD: (
        "整改情况“{text}”看不懂。请从下拉列表选：已更正、不是错误、暂未整改。",
        "The result “{text}” is not understood. Choose from the list: corrected, not an error, not yet.",
    ),
    Doubt.NO_REASON: (
        "写了“不是错误”但没有写原因。请在“说明”里写明，否则不能豁免。",
        "It says “not an error” and not why. Write the reason under “Remark”; without one nothing is exempted.",
    ),
    Doubt.CONTRADICTION: (
        "既写“{text}”又填了“更正为”。请二选一。",
        "It says “{text}” and gives a corrected value as well. Keep one of them.",
    ),
    Doubt.TWICE: (
        "编号 {text} 出现两次，填的不一样，两行都没有采用。请核对后只留一行。",
        "Number {text} stands here twice with different answers; neither was taken. Keep the right one.",
    ),
    Doubt.FORMULA: (
        "格子里是公式“{text}”，没有结果。请填写文字或数字。",
        "The cell holds the formula “{text}” without a result. Write a text or a number.",
    ),
    Doubt.SHEET: (
        "工作表“{text}”里没有“编号”“整改情况”“更正为”“说明”这几列的表头，整张表没有读。",
        "Sheet “{text}” has no heading with No., Result, Corrected to and Remark; nothing of it was read.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was written about one line. ``token`` and ``serial`` are the round and the finding."""

    token: str
    serial: int
    verdict: Verdict
    value: str = ""
    reason: str = ""
    file: str = ""
    sheet: str = ""
    row_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A row, or a sheet (``row_no`` 0), that was not understood."""

    file: str
    sheet: str
    row_no: int
    doubt: Doubt
    text: str = ""

    def say(self, language: str = "zh") -> str:
        return SENTENCES[self.doubt][0 if language.startswith("zh") else 1].format(text=self.text[:40])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that came back, each line once."""

    answers: tuple[Answer, ...]
    unread: tuple[Unread, ...]

    @property
    def written(self) -> tuple[Answer, ...]:
        """Lines about which something was said."""
        return tuple(a for a in self.answers if a.verdict is not Verdict.EMPTY)


def read_answers(sheets: Iterable[Sheet]) -> Answers:
    """Read every sheet that has our columns; of a line that stands twice the filled one, if only one is."""
    found: dict[tuple[str, int], Answer] = {}
    twice: set[tuple[str, int]] = set()
    unread: list[Unread] = []
    for sheet in sheets:
        for read in _read(sheet):
            if isinstance(read, Unread):
                unread.append(read)
                continue
            line = read.token, read.serial
            known = found.get(line)
            if known is None or known.verdict is Verdict.EMPTY:
                found[line] = read
            elif read.verdict is not Verdict.EMPTY and _said(read) != _said(known):
                twice.add(line)
                unread.append(_unread(sheet, read.row_no, Doubt.TWICE, f"{read.token}-{read.serial:05d}"))
    return Answers(answers=tuple(a for line, a in found.items() if line not in twice), unread=tuple(unread))


def _said(answer: Answer) -> tuple[str, str, str]:
    return answer.verdict, answer.value, answer.reason


def _unread(sheet: Sheet, row_no: int, doubt: Doubt, text: str) -> Unread:
    return Unread(file=sheet.file, sheet=sheet.name, row_no=row_no, doubt=doubt, text=text)


def _read(sheet: Sheet) -> Iterator[Answer | Unread]:
    columns: dict[str, int] = {}
    for index, cells in enumerate(sheet.cells):
        if heading := _heading(cells):
            columns = heading  # once more where sheets were pasted under each other, perhaps in another order
            continue
        if not columns:
            continue
        told = {name: (cells[place] or "").strip() for name, place in columns.items()}
        if not any(told[name] for name in ("key", "result", "value", "remark")):
            continue
        yield _answer(sheet, sheet.row_no(index), told)
    if not columns and not sheet.hidden and sheet.height and not _is_summary(sheet):
        yield _unread(sheet, 0, Doubt.SHEET, sheet.name or sheet.file)


def _heading(cells: tuple[str | None, ...]) -> dict[str, int] | None:
    found = {
        _HEADS[text]: place
        for place, cell in enumerate(cells)
        if cell and (text := "".join(unicodedata.normalize("NFC", cell).split()).casefold()) in _HEADS
    }
    return found if found.keys() >= _NEEDED else None


def _is_summary(sheet: Sheet) -> bool:
    """The summary comes back with the rest; it asks nothing."""
    return any(cells[0] in ("乡镇", "Township", "规则", "Rule") for cells in sheet.rows(0, 4))


def _answer(sheet: Sheet, row_no: int, told: dict[str, str]) -> Answer | Unread:
    written = {name: told[name] for name in ("result", "value", "remark")}
    try:
        token, serial = read_key(told["key"])
    except UnreadableKey:
        return _unread(sheet, row_no, Doubt.KEY, told["key"])
    for text in written.values():
        if text.startswith("#FORMULA!"):
            return _unread(sheet, row_no, Doubt.FORMULA, text.removeprefix("#FORMULA! "))
    verdict, value, reason = _verdict(**written)
    if isinstance(verdict, Doubt):
        return _unread(sheet, row_no, verdict, value)
    return Answer(
        token=token, serial=serial, verdict=verdict, value=value, reason=reason,
        file=sheet.file, sheet=sheet.name, row_no=row_no,
    )  # fmt: skip


def _verdict(*, result: str, value: str, remark: str) -> tuple[Verdict | Doubt, str, str]:
    """(verdict, value, reason); of a doubt (doubt, what stands there, "")."""
    if not result:  # what belongs under the first column is often written under the second or third
        for text in (value, remark):
            kind, rest = _word(text)
            if kind in (Verdict.CORRECTED, Verdict.NO_ERROR, Verdict.NOT_YET):
                others = [t for t in (rest, "" if text == value else value, "" if text == remark else remark) if t]
                return _settled(kind, text, value="", reason="；".join(others))
        return (Verdict.VALUE if value else Verdict.EMPTY), value, remark
    kind, rest = _word(result)
    if kind is None:
        return Doubt.WORD, result, ""
    said_again, value_rest = _word(value)
    if said_again == kind:  # “已改” under both columns is one answer
        value, rest = "", rest or value_rest
    return _settled(kind, result, value=value, reason="；".join(t for t in (rest, remark) if t))


def _settled(kind: Verdict, text: str, *, value: str, reason: str) -> tuple[Verdict | Doubt, str, str]:
    if kind is Verdict.CORRECTED:
        return (Verdict.VALUE if value else Verdict.CORRECTED), value, reason
    if value:
        return Doubt.CONTRADICTION, text, ""
    if kind is Verdict.NO_ERROR and not reason:
        return Doubt.NO_REASON, text, ""
    return kind, "", reason


def _word(text: str) -> tuple[Verdict | None, str]:
    """What a cell says if it says one of the words, and what stands behind it."""
    plain = _IN_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if plain in _CORRECTED:
        return Verdict.CORRECTED, ""
    if plain in _NOT_YET:
        return Verdict.NOT_YET, ""
    for word in _NO_ERROR:
        if plain.startswith(word):
            return Verdict.NO_ERROR, _STOPS.sub("", _after(text, len(word)))
    return None, ""


def _after(text: str, letters: int) -> str:
    """``text`` without its first letters, blanks and stops not counted."""
    for place, sign in enumerate(text):
        if not letters:
            return text[place:]
        letters -= not _IN_WORDS.fullmatch(sign)
    return ""
