"""CSV and other delimited text in the encodings offices use: UTF-8 with or without mark, UTF-16, GB18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.csv

from fangpin.rosters.problems import FileTooLarge, UnreadableFile
from fangpin.rosters.sheets import Limits, Sheet, sheet_from_rows

DELIMITERS = ",\t;|，"
PLAIN_FROM_BYTES = 100_000  # below, the time saved is not worth a second way


def read_delimited(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    """The file as one sheet; row numbers are those of its records, as a spreadsheet would show them."""
    text = decode(content, file=file)
    mark = _delimiter(text)
    if (cells := text.count(mark) + text.count("\n")) > limits.cells:  # before a row is taken apart
        raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"> {cells:,}")
    written = text.replace("\0", "").encode()
    del text  # a quarter of a gigabyte at most; the lines are held once
    name = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if columns := _even_columns(written, mark):
        return [Sheet(file=file, no=first_no, name=name, columns=columns)]
    lines = io.TextIOWrapper(io.BytesIO(written), "utf-8", newline="")
    sheet = sheet_from_rows(_records(lines, mark, file=file, limits=limits), file=file, no=first_no, name=name)
    return [sheet]


def _even_columns(content: bytes, mark: str) -> tuple[pa.Array, ...]:
    """The columns of a plain table, read whole: no quotes, and as many cells in every row; else nothing.

    Such files are read some twenty times faster than record by record; what they hold is the same.
    """
    separator = mark.encode()
    width = content[:PLAIN_FROM_BYTES].replace(b"\r", b"\n").split(b"\n", 1)[0].count(separator) + 1
    if len(content) < PLAIN_FROM_BYTES or b'"' in content or len(separator) != 1 or width == 1:
        return ()
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(content),
            pa.csv.ReadOptions(autogenerate_column_names=True, use_threads=False),
            pa.csv.ParseOptions(delimiter=mark, quote_char=False, ignore_empty_lines=False),
            pa.csv.ConvertOptions(
                column_types={f"f{i}": pa.string() for i in range(width)}, null_values=[""], strings_can_be_null=True
            ),
        )
    except pa.ArrowInvalid:
        return ()  # rows of different length
    return tuple(pa.concat_arrays(c.chunks) if c.num_chunks else pa.array([], pa.string()) for c in table.columns)


def decode(content: bytes, *, file: str) -> str:
    """Text of a file in one encoding; a mixture is refused with the line at which the encoding changes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(content, "utf-16", file=file)
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    if guess := _wide_encoding(content[:4096]):
        return _decode_as(content, guess, file=file)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and _utf8_line(content):
            break
        return text
    raise _encoding_problem(content, file=file)


def _decode_as(content: bytes, encoding: str, *, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile("unknown_encoding", file=file, row_no=line) from None


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a mark shows itself by NULs at every other place."""
    if head.count(b"\0") * 4 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


_THREE_BYTES = "\u0800"  # from here on a character is three bytes long in UTF-8


def _utf8_line(content: bytes) -> int:
    """Number of the first line that is UTF-8 with three characters or more, 0 if none: GBK text never looks so."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            decoded = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if sum(c >= _THREE_BYTES for c in decoded) >= 3:
            return number
    return 0


def _encoding_problem(content: bytes, *, file: str) -> UnreadableFile:
    seen: str | None = None
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.isascii():
            continue
        kind = _line_encoding(line)
        if kind is None:
            return UnreadableFile("unknown_encoding", file=file, row_no=number)
        if seen is not None and kind != seen:
            return UnreadableFile("mixed_encodings", file=file, row_no=number, detail=kind)
        seen = kind
    return UnreadableFile("unknown_encoding", file=file, row_no=1)


def _line_encoding(line: bytes) -> str | None:
    for encoding, name in (("utf-8", "UTF-8"), ("gb18030", "GBK")):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return None


def _delimiter(text: str) -> str:
    """The mark that occurs most evenly in the first lines; a comma when none does."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:40]
    best = max(DELIMITERS, key=lambda mark: sum(min(line.count(mark), 400) for line in lines))
    return best if any(best in line for line in lines) else ","


def _records(lines: Iterable[str], mark: str, *, file: str, limits: Limits) -> Iterator[list[str | None]]:
    reader = csv.reader(lines, delimiter=mark, strict=True)
    cells = 0
    try:
        for record in reader:
            cells += len(record)
            if cells > limits.cells:
                raise FileTooLarge(
                    "too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"{reader.line_num:,} lines"
                )
            yield list(record)
    except csv.Error:
        raise UnreadableFile("broken_csv", file=file, row_no=reader.line_num) from None
