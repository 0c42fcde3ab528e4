"""What the figures of a day could rest on: villages whose files have come, rows that found their person, any row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import duckdb

from fangpin.indicators.figure import Coverage
from fangpin.indicators.levels import LEVELS
from fangpin.indicators.span import Span
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, Tally, snapshot_table
from fangpin.policy.facts import ledger_of
from fangpin.rules.ladder import quoted
from fangpin.rules.lineage import feeding_reads

_VILLAGES = """
SELECT DISTINCT code FROM area_spells
WHERE length(code) = 12 AND from_on <= DATE '{as_of}' AND (to_on IS NULL OR to_on > DATE '{as_of}')
UNION SELECT DISTINCT area_code FROM household WHERE length(area_code) = 12
"""


def ledgers_of(tally: Tally, policy: Policy) -> tuple[str, ...]:
    """The ledgers that what a tally reads is made of."""
    if tally.over in SPECS:
        return (tally.over,)
    columns = tally.columns or policy.fact(tally.over).grain
    return tuple(sorted({ledger_of(table) or table for _, table in feeding_reads(policy, tally.over, columns)}))


def empty_ledgers(
    connection: duckdb.DuckDBPyConnection, policy: Policy, tallies: Iterable[Tally]
) -> dict[str, tuple[str, ...]]:
    """By tally, the ledgers it is made of that hold no row and for which no file has come, where there are any."""
    read = {tally.canonical: ledgers_of(tally, policy) for tally in tallies}
    arrived = {row[0] for row in connection.execute("SELECT DISTINCT ledger FROM coverage").fetchall()}
    empty = {
        name
        for name in {name for names in read.values() for name in names} - arrived
        if connection.execute(f"SELECT 1 FROM {quoted(snapshot_table(SPECS[name]))} LIMIT 1").fetchone() is None
    }
    return {tally: found for tally, names in read.items() if (found := tuple(n for n in names if n in empty))}


def coverage_of(
    connection: duckdb.DuckDBPyConnection, policy: Policy, tallies: Iterable[Tally], span: Span, levels: Iterable[str]
) -> dict[tuple[str, str], Mapping[str, Coverage]]:
    """Per level and tally, the coverage of each area. Several ledgers: a village is known if all of them are.

    Ledgers that files fill count, and those that say nothing by an absent row whether a file has come or not.
    """
    villages = [row[0] for row in connection.execute(_VILLAGES.format(as_of=span.as_of)).fetchall()]
    told = connection.execute(
        "SELECT ledger, area_code, sum(rows_read), sum(rows_matched) FROM coverage "
        "WHERE period_from_on <= ? AND period_to_on > ? GROUP BY 1, 2",
        [span.as_of, min(span.since, span.as_of)],
    ).fetchall()
    by_files = {row[0] for row in connection.execute("SELECT DISTINCT ledger FROM coverage").fetchall()}
    by_ledger: dict[str, dict[str, tuple[int, int]]] = {}
    for ledger, area, read, matched in told:
        by_ledger.setdefault(ledger, {})[area] = (int(read or 0), int(matched or 0))
    made: dict[tuple[str, ...], dict[str, dict[str, Coverage]]] = {}
    found: dict[tuple[str, str], Mapping[str, Coverage]] = {}
    levels = tuple(levels)
    for tally in tallies:
        ledgers = tuple(name for name in ledgers_of(tally, policy) if SPECS[name].covered or name in by_files)
        if ledgers not in made:
            known = (
                frozenset.intersection(*(_reached(villages, by_ledger.get(name, {})) for name in ledgers))
                if ledgers
                else None
            )
            made[ledgers] = {
                level: _by_area(villages, known, [by_ledger.get(name, {}) for name in ledgers], LEVELS[level])
                for level in levels
            }
        for level in levels:
            found[level, tally.canonical] = made[ledgers][level]
    return found


def _reached(villages: list[str], areas: Collection[str]) -> frozenset[str]:
    """The villages whose file has come, by itself or with that of a larger area around them."""
    digits = {len(area) for area in areas}
    return frozenset(village for village in villages if any(village[:n] in areas for n in digits))


def _by_area(
    villages: list[str],
    known: frozenset[str] | None,
    told: list[Mapping[str, tuple[int, int]]],
    digits: int,
) -> dict[str, Coverage]:
    """``known`` are the villages all files have come for, None where no file is asked; ``told`` the rows by file."""
    everything = Counter(village[:digits] for village in villages)
    arrived = Counter(village[:digits] for village in known or ())
    rows: dict[str, tuple[int, int]] = {}
    for areas in told:
        for area, (read, matched) in areas.items():
            if len(area) >= digits:
                before = rows.get(area[:digits], (0, 0))
                rows[area[:digits]] = (before[0] + read, before[1] + matched)
    return {
        area: Coverage(
            villages=number,
            villages_known=None if known is None else arrived[area],
            rows_read=rows.get(area, (None, None))[0],
            rows_matched=rows.get(area, (None, None))[1],
        )
        for area, number in everything.items()
    }
