"""Bulletins written, read back and checked: for each city and month every number of the file must be told as it is.

    python bench/written_bulletins.py --snapshot FOLDER [FOLDER …] [--kind cycle_monitor …] [--months 12]

For each snapshot the months that end on or before its day are written as Word files with the snapshot's own records,
their text is read again, and the check is made as anybody's draft is checked, with what the file carries. Prints per
kind and city how many files were written, how many numbers they hold, and which were told otherwise than written.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from fangpin.bulletins import text_of_content
from fangpin.bulletins.checking import check_text
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


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--snapshot", type=Path, nargs="+", required=True)
    asked.add_argument("--kind", nargs="*", default=["cycle_monitor", "monthly_monitoring"])
    asked.add_argument("--months", type=int, default=12)
    told = asked.parse_args()
    for folder in told.snapshot:
        snapshot = open_snapshot(folder)
        policy = load(snapshot.manifest.place)
        for kind in told.kind:
            _round_trips(snapshot, policy, kind, told.months)


def _round_trips(snapshot: Snapshot, policy: Policy, kind: str, months: int) -> None:
    begun, verdicts, wrong, files, silent = time.process_time(), Counter[str](), [], 0, []
    for period in _months(snapshot, months):
        try:
            docx, text = _written(snapshot, policy, kind, period)
        except (NothingToSay, PartsDoNotAdd, RecordsTooEarly) as why:
            silent.append(f"{period.code}: {type(why).__name__}")
            continue
        files += 1
        checked = with_carried(docx, check_text(text, snapshot, policy), snapshot, policy)
        for one in checked.judged:
            verdicts[str(one.verdict)] += 1
            if not one.fine:
                why = one.why.zh if one.why else ""
                wrong.append(f"{period.code} {one.figure.text} {one.verdict} {why} … {one.figure.sentence[:50]}")
    place, spent = snapshot.manifest.place, time.process_time() - begun
    print(
        f"{place} {kind}: {files} files, {sum(verdicts.values())} numbers {dict(verdicts)}; {spent:.0f} CPU s",
        flush=True,
    )
    for line in (*silent, *wrong[:12]):
        print("   ", line, flush=True)


def _months(snapshot: Snapshot, months: int) -> list[Period]:
    """The snapshot's month and those before it, the earliest first."""
    day = snapshot.manifest.as_of
    found = Period.parse(f"{day:%Y-%m}", "month").back(months)
    return [one.until(day) for one in found]


def _written(snapshot: Snapshot, policy: Policy, kind: str, period: Period) -> tuple[bytes, str]:
    area = policy.place.area_code or ""
    document = compose(count(policy.template(kind), snapshot, policy, area_code=area, period=period), HEAD)
    docx = write_docx(document)
    return docx, text_of_content(docx, file="written.docx")


if __name__ == "__main__":
    main()
