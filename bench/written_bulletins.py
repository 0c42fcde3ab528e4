"""Bulletins written, read back and checked: for each city and month every number of the file must be told as it is.

    python bench/written_bulletins.py --snapshot FOLDER [FOLDER …] [--kind cycle_monitor …] [--months 12]

For each snapshot every kind of document of its place is written for the months that end on or before its day (of a
daily or weekly sheet the month's last day or week, of an annual summary the year so far), as Word files with the
snapshot's own records; their text is read again, and the check is made as anybody's draft is checked, with what the
file carries. Prints per city and kind how many files were written, how many numbers they hold, and which were told
otherwise than written. Exit code 1 if any was. Beside it stands what the words alone tell, as if somebody had pasted
the text: there a number may remain not understood, but none that was counted may be said to differ.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fangpin.bulletins import text_of_content
from fangpin.bulletins.checking import WRONG, check_text
from fangpin.bulletins.verdicts import Judged
from fangpin.bulletins.writing import (
    Letterhead,
    NothingToSay,
    PartsDoNotAdd,
    Period,
    RecordsTooEarly,
    compose,
    count,
    with_carried,
    write_docx,
)
from fangpin.policy import Policy, load
from fangpin.snapshots import Snapshot, open_snapshot

HEAD = Letterhead(issuer="示例防返贫办公室", number="示防返办〔2020〕1号", dated_on=None)


@dataclass(frozen=True)
class Held:
    """A snapshot opened once for all its documents: opening it anew took most of the time of each."""

    snapshot: Snapshot
    connection: Any

    @property
    def hash(self) -> str:
        return self.snapshot.hash

    @property
    def manifest(self) -> Any:
        return self.snapshot.manifest

    @contextmanager
    def connect(self) -> Iterator[Any]:
        yield self.connection


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--snapshot", type=Path, nargs="+", required=True)
    asked.add_argument("--kind", nargs="*", default=[])
    asked.add_argument("--months", type=int, default=12)
    told = asked.parse_args()
    wrong = 0
    for folder in told.snapshot:
        snapshot = open_snapshot(folder)
        policy = load(snapshot.manifest.place)
        with snapshot.connect() as connection:
            for kind in told.kind or [template.id for template in policy.kinds]:
                wrong += _round_trips(Held(snapshot, connection), policy, kind, told.months)
    sys.exit(1 if wrong else 0)


def _round_trips(snapshot: Held, policy: Policy, kind: str, months: int) -> int:
    begun, verdicts, wrong, files, silent = time.process_time(), Counter[str](), [], 0, []
    pasted, accused = Counter[str](), []
    for period in _periods(snapshot, policy, kind, months):
        try:
            docx, text = _written(snapshot, policy, kind, period)
        except (NothingToSay, PartsDoNotAdd, RecordsTooEarly) as why:
            silent.append(f"{period.code}: {why.zh[:150]}")
            continue
        files += 1
        by_words = check_text(text, snapshot, policy)
        checked = with_carried(docx, by_words, snapshot, policy)
        for one in checked.judged:
            verdicts[str(one.verdict)] += 1
            if not one.fine:
                wrong.append(_told(period, one))
        for one in by_words.judged:
            pasted[str(one.verdict)] += 1
            if one.verdict in WRONG:
                accused.append(_told(period, one))
    place, spent = snapshot.manifest.place, time.process_time() - begun
    print(
        f"{place} {kind}: {files} files, {sum(verdicts.values())} numbers {dict(verdicts)}; {spent:.0f} CPU s",
        flush=True,
    )
    for line in (*silent, *wrong[:12]):
        print("   ", line, flush=True)
    print("    pasted:", dict(pasted), flush=True)
    for line in accused[:12]:
        print("      ", line, flush=True)
    return len(wrong)


def _told(period: Period, one: Judged) -> str:
    why = one.why.zh if one.why else ""
    read = f"{one.indicator} = {one.computed}"
    return f"{period.code} {one.figure.text} {one.verdict} {read} {why} … {one.figure.sentence[:50]}"


def _periods(snapshot: Held, policy: Policy, kind: str, months: int) -> list[Period]:
    """Of the kind's rhythm, one for the snapshot's month and each before it, the earliest first."""
    day, rhythm = snapshot.manifest.as_of, policy.template(kind).rhythm
    found = [month.until(day).last for month in Period.parse(f"{day:%Y-%m}", "month").back(months)]
    return [Period.holding(last, rhythm).until(last) for last in found]


def _written(snapshot: Held, policy: Policy, kind: str, period: Period) -> tuple[bytes, str]:
    area = policy.place.area_code or ""
    document = compose(count(policy.template(kind), snapshot, policy, area_code=area, period=period), HEAD)
    docx = write_docx(document)
    return docx, text_of_content(docx, file="written.docx")


if __name__ == "__main__":
    main()
