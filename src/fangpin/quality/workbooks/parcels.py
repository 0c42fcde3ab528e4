"""A round as one zip: the summary first, then a workbook per township. Same lines, same bytes.

Lines come sorted by township and pass once; one township's rows are in a scratch file while its sheet
is written, so memory does not grow with the county. Scratch files hold names: ``folder`` has to be the
installation's own, not the machine's.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

from fangpin.quality.workbooks.lines import About, Line
from fangpin.quality.workbooks.sheets import write_summary, write_township
from fangpin.quality.workbooks.tallies import Tallies
from fangpin.quality.workbooks.wording import FILE, NO_TOWNSHIP, SUMMARY_FILE

Tell = Callable[[int, str], None]  # lines written, township being written

_MOMENT = (2020, 1, 1, 0, 0, 0)  # a file's own time would make equal parcels differ
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What was written: names of the files in order, and the counts of the summary."""

    files: tuple[str, ...]
    tallies: Tallies


def write_parcel(
    target: Path | IO[bytes], lines: Iterable[Line], about: About, *, folder: Path, tell: Tell | None = None
) -> Parcel:
    """Write the zip to ``target``. ``lines`` are sorted by township; raises ``ValueError`` where they are not."""
    tallies = Tallies()
    names: dict[str, None] = {}
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix="parcel-") as scratch,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as parcel,  # a workbook is packed already
    ):
        for no, (township, group) in enumerate(groupby(lines, key=lambda line: line.township), start=1):
            if township in tallies.townships:
                raise ValueError(f"lines are not sorted by township: {township!r} comes twice")
            if tell:
                tell(tallies.findings, township)
            name = _name(no, township, about, names)
            book = Path(scratch) / "township.xlsx"
            write_township(book, _counted(group, tallies), about, township=township, folder=Path(scratch))
            _store(parcel, name, book)
            book.unlink()
        content = io.BytesIO()
        write_summary(content, tallies, about)
        summary = about.pick(*SUMMARY_FILE).format(round_no=about.round_no) + ".xlsx"
        parcel.writestr(_member(summary), content.getvalue())
    return Parcel(files=(summary, *names), tallies=tallies)


def _counted(lines: Iterable[Line], tallies: Tallies) -> Iterable[Line]:
    for line in lines:
        tallies.count(line)
        yield line


def _store(parcel: zipfile.ZipFile, name: str, book: Path) -> None:
    with book.open("rb") as source, parcel.open(_member(name), "w") as member:
        shutil.copyfileobj(source, member, 1 << 20)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _MOMENT)
    member.external_attr = 0o600 << 16
    return member


def _name(no: int, township: str, about: About, names: dict[str, None]) -> str:
    """A file name that every system takes; the number keeps equal ones apart."""
    told = safe_name(township) or about.pick(*NO_TOWNSHIP)
    name = about.pick(*FILE).format(no=no, township=told, round_no=about.round_no) + ".xlsx"
    names[name] = None
    return name


def safe_name(text: str) -> str:
    """``text`` as a part of a file name: no path, no sign that Windows refuses, no dots or blanks at its ends."""
    return _UNSAFE.sub("_", text).strip(" .")[:_LONGEST].strip(" .")
