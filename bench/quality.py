"""Every quality rule over an export of 100,000 persons, against a bare scan of its columns, in one interleaved run.

    .venv/bin/python bench/quality.py [--persons 100000] [--rounds 3]

The rows are made here without a workbook and thrown away: reading a workbook is what bench/rosters.py measures.
The bare scan reads every column the rules stand on once, in the same engine and from the same kind of table.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from dataclasses import replace

from fangpin.policy import Policy, load
from fangpin.quality import check, quality_rules, tolerant
from fangpin.rosters import Reading, open_envelope, read_sheet, recognise
from fangpin.rosters.sources import sources_of
from fangpin.synthesis.register_export import register_export

DAY = date(2026, 10, 31)
PERSONS_WRITTEN = 5_000  # a workbook of these is read, and its rows repeated under other household codes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    policy = load("gejiu")
    reading = _many(_read(policy), chosen.persons)
    rules = quality_rules(policy, on=DAY)
    print(f"rows: {reading.table.num_rows:,} x {reading.table.num_columns}, {len(rules)} quality rules")
    bare, checked = [], []
    for number in range(chosen.rounds):
        bare.append(_timed(lambda: _scan(reading.table)))
        checked.append(_timed(lambda: check([reading], policy, as_of=DAY)))
        print(f"  round {number + 1}: bare {bare[-1]:.2f} s, check {checked[-1]:.2f} s")
    ratio = statistics.median(c / b for c, b in zip(checked, bare, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    per_rule = statistics.median(checked) / len(rules) * 1000
    print(f"check / bare scan: {ratio:.1f} (median), {per_rule:.1f} ms per rule, peak {peak:.1f} GB")


def _timed(work: object) -> float:
    gc.collect()
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def _read(policy: Policy) -> Reading:
    with TemporaryDirectory() as folder:
        written = register_export(Path(folder), policy=policy, persons=PERSONS_WRITTEN)
        sheet = open_envelope(written.register).sheets[0]
    sources = {source.id: source for source in sources_of(policy)}
    best = recognise(sheet, tuple(sources.values()))[0]
    return read_sheet(sheet, best, tolerant(sources[best.source]), policy, day=DAY)


def _many(reading: Reading, persons: int) -> Reading:
    """The rows again and again, each time in households of their own."""
    copies = -(-persons // reading.table.num_rows)
    tables = []
    for copy in range(copies):
        table = reading.table
        for name in ("household_code", "person_no"):
            place = table.schema.get_field_index(name)
            spread = [None if text is None else f"{copy:03d}{text}" for text in table[name].to_pylist()]
            table = table.set_column(place, table.schema.field(place), pa.array(spread, pa.string()))
        numbers = pa.array(range(copy * table.num_rows + 4, (copy + 1) * table.num_rows + 4), pa.int32())
        place = table.schema.get_field_index("row_no")
        tables.append(table.set_column(place, table.schema.field(place), numbers))
    return replace(reading, table=pa.concat_tables(tables).slice(0, persons).combine_chunks())


def _scan(table: pa.Table) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.register("given", table)
        connection.execute("CREATE TABLE bare AS SELECT * FROM given")
        columns = ", ".join(f'count("{name}"), max("{name}")' for name in table.column_names)
        connection.execute(f"SELECT {columns} FROM bare").fetchall()


if __name__ == "__main__":
    main()
