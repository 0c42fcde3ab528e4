"""What the figures of a day could rest on: villages whose files have come, rows that found their person, any row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from fangpin.indicators.figure import Coverage
from fangpin.indicators.levels import LEVELS
from fangpin.indicators.looking import Look
from fangpin.indicators.span import Span
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, Tally
from fangpin.policy.facts import ledger_of
from fangpin.rules.lineage import feeding_reads


def ledgers_of(tally: Tally, policy: Policy) -> tuple[str, ...]:
    """The ledgers that what a tally reads is made of."""
    if tally.over in SPECS:
        return (tally.over,)
    columns = tally.columns or policy.fact(tally.over).grain
    return tuple(sorted({ledger_of(table) or table for _, table in feeding_reads(policy, tally.over, columns)}))


def empty_ledgers(
    policy: Policy, tallies: Iterable[Tally], without_rows: Collection[str], by_files: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """By tally, the ledgers it is made of that hold no row and for which no file has come, where there are any."""
    empty = set(without_rows).difference(by_files)
    read = {tally.canonical: ledgers_of(tally, policy) for tally in tallies}
    return {tally: found for tally, names in read.items() if (found := tuple(n for n in names if n in empty))}


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """What files told of the areas of one level. ``known`` is None where no file is asked."""

    villages: Mapping[str, int]
    known: Mapping[str, int] | None
    rows: Mapping[str, tuple[int, int]]

    def of(self, area_code: str) -> Coverage:
        """The coverage of an area; one in which no village lies has none."""
        if area_code not in self.villages:
            return Coverage()
        read, matched = self.rows.get(area_code, (None, None))
        return Coverage(
            villages=self.villages[area_code],
            villages_known=None if self.known is None else self.known.get(area_code, 0),
            rows_read=read,
            rows_matched=matched,
        )


def coverage_of(
    look: Look, policy: Policy, tallies: Iterable[Tally], span: Span, levels: Iterable[str]
) -> dict[tuple[str, str], AreaCoverage]:
    """Per level and tally, the coverage of its areas. Several ledgers: a village is known if all of them are.

    Ledgers that files fill count, and those that say nothing by an absent row whether a file has come or not.
    """
    villages = look.villages(span.as_of)
    told = look.connection.execute(
        "SELECT ledger, area_code, sum(rows_read), sum(rows_matched) FROM coverage "
        "WHERE period_from_on <= ? AND period_to_on > ? GROUP BY 1, 2",
        [span.as_of, min(span.since, span.as_of)],
    ).fetchall()
    by_ledger: dict[str, dict[str, tuple[int, int]]] = {}
    for ledger, area, read, matched in told:
        by_ledger.setdefault(ledger, {})[area] = (int(read or 0), int(matched or 0))
    inside = {level: _counted(villages, LEVELS[level]) for level in levels}
    made: dict[tuple[str, ...], dict[str, AreaCoverage]] = {}
    found: dict[tuple[str, str], AreaCoverage] = {}
    for tally in tallies:
        ledgers = tuple(name for name in ledgers_of(tally, policy) if SPECS[name].covered or name in look.by_files)
        if ledgers not in made:
            files = [by_ledger.get(name, {}) for name in ledgers]
            known = frozenset.intersection(*(_reached(villages, areas) for areas in files)) if files else None
            made[ledgers] = {
                level: AreaCoverage(
                    of_level, None if known is None else _counted(known, LEVELS[level]), _rows(files, LEVELS[level])
                )
                for level, of_level in inside.items()
            }
        found |= {(level, tally.canonical): made[ledgers][level] for level in inside}
    return found


def _counted(villages: Iterable[str], digits: int) -> Mapping[str, int]:
    return Counter(village[:digits] for village in villages)


def _reached(villages: Collection[str], areas: Collection[str]) -> frozenset[str]:
    """The villages whose file has come, by itself or with that of a larger area around them."""
    digits = {len(area) for area in areas}
    return frozenset(village for village in villages if any(village[:n] in areas for n in digits))


def _rows(files: Iterable[Mapping[str, tuple[int, int]]], digits: int) -> dict[str, tuple[int, int]]:
    """Rows read and matched, of the areas of a level."""
    rows: dict[str, tuple[int, int]] = {}
    for areas in files:
        for area, (read, matched) in areas.items():
            if len(area) >= digits:
                before = rows.get(area[:digits], (0, 0))
                rows[area[:digits]] = (before[0] + read, before[1] + matched)
    return rows
