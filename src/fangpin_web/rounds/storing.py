"""Findings of a check into the table, many at once, under the officer's scope; and what became of the round before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from django.db import connection

from fangpin.quality import QualityFindings
from fangpin_web.access.bulk_cipher import encrypt_column
from fangpin_web.rounds.models import Round, RoundFinding
from fangpin_web.rounds.places import Places

_COLUMNS = (
    "area_code", "round_id", "serial", "fingerprint", "rule", '"group"', "severity", "township", "village", "file",
    "sheet_no", "row_no", "times", "state", "listed", "basis",
)  # fmt: skip
_AT_ONCE = 20_000
_ENDED = {
    "corrected": RoundFinding.State.CLOSED,
    "not_in_file": RoundFinding.State.GONE,
    "not_checked": RoundFinding.State.UNASKED,
}


def keep_findings(checked: QualityFindings, found: Round, *, times: Mapping[str, int], places: Places) -> None:
    """Write the findings, then the exempted ones; their serials go on where the workbooks' numbers end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS found_now (LIKE quality_round_finding) ON COMMIT DELETE ROWS"
        )
        cursor.execute("TRUNCATE found_now")
        cursor.execute("ALTER TABLE found_now ALTER COLUMN id DROP NOT NULL")
        names = ", ".join(_COLUMNS)
        with cursor.copy(f"COPY found_now ({names}) FROM STDIN") as copy:
            for row in _rows(checked, found, times, places):
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO quality_round_finding ({names}) SELECT {names} FROM found_now ORDER BY serial"  # noqa: S608 - our names
        )
        cursor.execute("TRUNCATE found_now")


def _rows(
    checked: QualityFindings, found: Round, times: Mapping[str, int], places: Places
) -> Iterator[tuple[Any, ...]]:
    serial = 0
    state = RoundFinding.State
    for table, begins in ((checked.findings, state.OPEN), (checked.exempted, state.EXEMPT)):
        for batch in table.to_batches(max_chunksize=_AT_ONCE):
            sealed, _index = encrypt_column("round_basis", batch["basis"])
            for row, basis in zip(batch.drop_columns(["basis"]).to_pylist(), sealed.to_pylist(), strict=True):
                serial += 1
                township, village = row["township"] or "", row["village"] or ""
                yield (
                    places.of(township, village), found.pk, serial, row["fingerprint"], row["rule"], row["group"],
                    row["severity"], township[:100], village[:100], row["file"][:255], row["sheet_no"], row["row_no"],
                    times.get(row["fingerprint"], 1), begins.value, False, basis,
                )  # fmt: skip


def times_found(checked: QualityFindings, previous: Round | None) -> dict[str, int]:
    """In how many rounds running each finding was found, this one included; only those found before are named."""
    if previous is None:
        return {}
    before = dict(
        RoundFinding.objects.filter(round=previous)
        .exclude(state=RoundFinding.State.EXEMPT)
        .values_list("fingerprint", "times")
    )
    now = checked.findings["fingerprint"].to_pylist()
    return {fingerprint: before[fingerprint] + 1 for fingerprint in now if fingerprint in before}


def settle_previous(ended: pa.Table, previous: Round | None) -> Counter[str]:
    """Close what is no longer found, or say why it was not asked; gives how many closed, by township."""
    closed: Counter[str] = Counter()
    if previous is None:
        return closed
    for why, state in _ENDED.items():
        rows = [r for r in ended.select(["fingerprint", "township", "ended"]).to_pylist() if r["ended"] == why]
        if state == RoundFinding.State.CLOSED:
            closed.update(r["township"] or "" for r in rows)
        prints = [r["fingerprint"] for r in rows]
        for start in range(0, len(prints), _AT_ONCE):
            RoundFinding.objects.filter(round=previous, fingerprint__in=prints[start : start + _AT_ONCE]).update(
                state=state
            )
    return closed
