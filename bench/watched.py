"""Which columns of which file a piece of work reads, asked of the engine; and a bare scan of just those."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from city_tables import draw, open_drawn

from fangpin.ledgers import SPECS
from fangpin.policy import snapshot_table
from fangpin.rules.ladder import quoted


class Watched:
    """A connection that notes which columns of which file the engine says a query has read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.hash, self.connection, self.profile = "", connection, folder / "profile.json"
        self.read: dict[str, set[str]] = {}
        connection.execute("SET enable_profiling = 'json'")
        connection.execute(f"SET profiling_output = '{self.profile}'")

    @contextmanager
    def connect(self) -> Iterator[Watched]:
        yield self

    def execute(self, query: str, *given: object) -> duckdb.DuckDBPyConnection:
        done = self._run(query, *given)
        return self.connection.execute(query, *given) if query.startswith("SELECT") else done

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        self._run(f"SELECT * FROM ({query})")
        return self.connection.sql(query)

    def _run(self, query: str, *given: object) -> duckdb.DuckDBPyConnection:
        done = self.connection.execute(query, *given)
        if query.startswith("SELECT"):
            done.fetchall()
        if self.profile.exists():  # of a view there is none
            for operator in json.loads(self.profile.read_text())["operator"]:
                self._note(operator)
            self.profile.unlink()
        return done

    def _note(self, operator: dict) -> None:
        what = operator["extra_info"]
        if operator["type"] == "TABLE_SCAN" and operator["rows_scanned"] and "Filename(s)" in what:
            filters = re.findall(r"\w+", str(what.get("Filters", "")))
            columns = what.get("Projections", [])
            read = self.read.setdefault(Path(what["Filename(s)"]).stem, set())
            read.update(filters, [columns] if isinstance(columns, str) else columns)
        for below in operator.get("children", ()):
            self._note(below)


def columns_read(work: Callable[[Watched], object]) -> dict[str, list[str]]:
    """Per ledger, the columns the work reads of its file; what a fact names and nobody reads is not among them."""
    with tempfile.TemporaryDirectory() as temporary:
        draw(Path(temporary), 2_000)
        watched = Watched(open_drawn(Path(temporary)), Path(temporary))
        work(watched)
    own = {name: {column.stored_name for column in SPECS[name].snapshot_columns} for name in watched.read}
    read = {name: sorted(columns & own[name]) for name, columns in sorted(watched.read.items())}
    return {name: columns for name, columns in read.items() if columns}  # to count rows reads no column


def scan(connection: duckdb.DuckDBPyConnection, columns: dict[str, list[str]]) -> dict[str, float]:
    """Read every value of the columns once, and do nothing with it."""
    began, worked = time.perf_counter(), time.process_time()
    for ledger, names in columns.items():
        highest = ", ".join(f"max({quoted(name)})" for name in names)
        # the condition is always true; without it the engine answers from the files' statistics and reads nothing
        table = quoted(snapshot_table(SPECS[ledger]))
        connection.execute(f"SELECT {highest} FROM {table} WHERE hash(id) <> 1").fetchall()
    return {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - worked}
