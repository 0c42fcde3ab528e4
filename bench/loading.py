"""Landing a county: 1,000,000 households and 3,500,000 persons, walled and encrypted, against a bare COPY.

Both in one run, on one fresh cluster with its ordinary (durable) settings, from the same Arrow tables:

* bare: the better of COPY (CSV) and ADBC into plain tables without keys, indexes, security or encryption,
  in one transaction that is committed
* ours: ``records.bulk.land`` as the web role under the county's scope: document numbers and phones encrypted
  and indexed, row-level security, history triggers, primary keys, natural keys and area indexes, one
  transaction, committed

Run ``python bench/loading.py [--households 1000000] [--json]``. Aim: at most 1.5 times the bare load.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

AIM = 1.5
AT = datetime(2026, 10, 31, tzinfo=UTC)


def families(households: int) -> tuple[pa.Table, pa.Table]:
    """Households and 3.5 times as many persons over 500 villages of one county; nobody in it is real."""
    persons = households * 7 // 2
    return (
        pa.table(
            {
                **_house(households),
                "code": _numbered("77010100", households, 10),
                "head_name": _names(households),
                "natural_village": pa.array(["大塘子", "小河边", "石门坎", "羊街"]).take(
                    pa.array(np.arange(households) % 4)
                ),
                "phone": _numbered("139", households, 8),
                "arable_mu": pa.array([Decimal("1.25"), Decimal("3.40"), None], pa.decimal128(14, 2)).take(
                    pa.array(np.arange(households) % 3)
                ),
                "resettled": pa.array([False, None, True]).take(pa.array(np.arange(households) % 3)),
            }
        ),
        pa.table(
            {
                **_house(persons),
                "name": _names(persons),
                "document_kind": pa.array(["id_card"]).take(pa.array(np.zeros(persons, np.int64))),
                "document_number": _numbered("770101", persons, 12),
                "sex": pa.array(["male", "female"]).take(pa.array(np.arange(persons) % 2)),
                "born_on": pa.array((np.arange(persons) % 20_000 - 3_000).astype(np.int32)).cast(pa.date32()),
                "nation": pa.array(["han", "yi", "hani"]).take(pa.array(np.arange(persons) % 3)),
            }
        ),
    )


def _house(count: int) -> dict[str, pa.Array]:
    villages = pa.array([f"770101{100 + v // 25:03d}{v % 25:03d}" for v in range(500)])
    zeros = pa.array(np.zeros(count, np.int64))
    return {
        "id": pa.array(np.arange(1, count + 1)),
        "area_code": villages.take(pa.array(np.arange(count) * 500 // count)),
        "batch_id": pa.array([1], pa.int64()).take(zeros),
        "sheet_no": pa.array([1], pa.int64()).take(zeros),
        "row_no": pa.array(np.arange(4, count + 4)),
        "entered_at": pa.array([AT], pa.timestamp("us", tz="UTC")).take(zeros),
        "entered_by": pa.array([1], pa.int64()).take(zeros),
    }


def _numbered(prefix: str, count: int, digits: int) -> pa.Array:
    return pc.binary_join_element_wise(
        prefix, pc.utf8_lpad(pa.array(np.arange(count)).cast(pa.string()), digits, "0"), ""
    )


def _names(count: int) -> pa.Array:
    some = pa.array([a + b + c for a in "张王李赵陈杨黄周" for b in "一丽建国秀" for c in "芳明军华英"])
    return some.take(pa.array(np.arange(count) * 37 % len(some)))


def bare_copy(connection: Any, tables: dict[str, pa.Table]) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        for name, table in tables.items():
            _plain_table(cursor, f"copy_{name}", table)
            with cursor.copy(f"COPY copy_{name} FROM STDIN (FORMAT csv)") as copy:
                for batch in table.to_batches(max_chunksize=65_536):
                    sink = pa.BufferOutputStream()
                    pyarrow.csv.write_csv(batch, sink, pyarrow.csv.WriteOptions(include_header=False))
                    copy.write(sink.getvalue().to_pybytes())


def bare_adbc(uri: str, tables: dict[str, pa.Table]) -> None:
    import adbc_driver_postgresql.dbapi

    with adbc_driver_postgresql.dbapi.connect(uri) as connection, connection.cursor() as cursor:
        for name, table in tables.items():
            cursor.adbc_ingest(f"adbc_{name}", table, mode="create")
        connection.commit()


_PLAIN = {
    "string": "text",
    "int64": "bigint",
    "bool": "boolean",
    "date32[day]": "date",
    "decimal128(14, 2)": "numeric(14,2)",
}


def _plain_table(cursor: Any, name: str, table: pa.Table) -> None:
    columns = ", ".join(f"{f.name} {_PLAIN.get(str(f.type), 'timestamptz')}" for f in table.schema)
    cursor.execute(f"CREATE TABLE {name} ({columns})")


def ours(officer: Any, tables: dict[str, pa.Table], parts: dict[str, float]) -> None:
    from fangpin_web.access.scope import acting_as
    from fangpin_web.records import wire
    from fangpin_web.records.bulk import land

    served = wire.Parcel.execute

    def timed_execute(parcel: wire.Parcel, statement: str, *, using: str) -> Any:
        begun = time.perf_counter()
        try:
            return served(parcel, statement, using=using)
        finally:
            parts["server"] += time.perf_counter() - begun

    parts["server"] = 0.0
    wire.Parcel.execute = timed_execute  # type: ignore[method-assign]
    begun = time.perf_counter()
    with acting_as(officer, "bench", batch=1):
        for name, table in tables.items():
            land(name, table)
        parts["waiting for encryption and encoding"] = time.perf_counter() - begun - parts["server"]
        begun = time.perf_counter()
    parts["commit"] = time.perf_counter() - begun


@contextmanager
def installation() -> Iterator[Any]:
    """A fresh home with a running, prepared server; removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="fp-bench-", dir="/tmp"))
    folder.chmod(0o711)
    os.environ |= {"FANGPIN_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "fangpin_web.config.settings"}
    import django

    django.setup()
    from django.conf import settings

    from fangpin_web.server import prepare_database, start, stop

    start(settings.FANGPIN)
    try:
        prepare_database()
        yield settings.FANGPIN
    finally:
        stop(settings.FANGPIN)
        shutil.rmtree(folder)


def timed(step: Callable[[], object], server: psutil.Process) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of this process and of every process of the server, ended ones included."""
    begun, used = time.perf_counter(), _cpu_seconds(server)
    step()
    seconds = time.perf_counter() - begun
    time.sleep(1)  # a session that has just ended is counted once the server has taken notice
    return seconds, _cpu_seconds(server) - used


def _cpu_seconds(server: psutil.Process) -> float:
    times = [server.cpu_times(), *(child.cpu_times() for child in server.children())]
    ended = times[0].children_user + times[0].children_system
    return time.process_time() + ended + sum(t.user + t.system for t in times)


def measure(households: int) -> dict[str, Any]:
    tables = dict(zip(("household", "person"), families(households), strict=True))
    with installation() as environment:
        import psycopg

        from fangpin_web.access.bulk_cipher import encrypt_column
        from fangpin_web.accounts.services import make_officer
        from fangpin_web.server.cluster import run_sql_as_admin
        from fangpin_web.server.home import ROLES, cluster_folder, embedded_address
        from fangpin_web.server.liveness import postmaster

        run_sql_as_admin(environment, "CREATE DATABASE bare OWNER fangpin_owner")
        place = embedded_address(environment, ROLES.owner, "bare")
        told = {
            "host": place.host,
            "port": place.port,
            "dbname": "bare",
            "user": place.user,
            "passfile": str(place.passfile),
        }
        uri = "postgresql:///bare?" + "&".join(f"{k}={v}" for k, v in told.items() if k != "dbname")
        server = postmaster(cluster_folder(environment.home) / "data")
        if server is None:
            raise RuntimeError("the benchmark's PostgreSQL has gone")
        with psycopg.connect(**told, autocommit=True) as connection:
            copied = timed(lambda: bare_copy(connection, tables), server)
        ingested = timed(lambda: bare_adbc(uri, tables), server)
        officer = make_officer(
            username="bench", name="测", role="county", area_code="770101", password=None, at=AT, by=None
        )  # fmt: skip
        parts: dict[str, float] = {}
        landed = timed(lambda: ours(officer, tables, parts), server)
        alone = timed(
            lambda: (
                encrypt_column("phone", tables["household"]["phone"]),
                encrypt_column("document_number", tables["person"]["document_number"]),
            ),
            server,
        )
    bare = min(copied, ingested)
    return {
        "rows": sum(map(len, tables.values())),
        "wall_seconds": {"bare COPY": copied[0], "bare ADBC": ingested[0], "ours": landed[0]},
        "cpu_seconds": {"bare COPY": copied[1], "bare ADBC": ingested[1], "ours": landed[1]},
        "ratio_to_better": landed[0] / bare[0],
        "ratio_to_copy": landed[0] / copied[0],
        "cpu_ratio_to_better": landed[1] / bare[1],
        "cpu_ratio_to_copy": landed[1] / copied[1],
        "aim": AIM,
        "parts_wall_seconds": parts | {"encryption alone, within the waiting": alone[0]},
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--households", type=int, default=1_000_000)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    found = measure(options.households)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"{found['rows']:,} rows; wall and CPU seconds (all processes)")
    for what, seconds in found["wall_seconds"].items():
        print(f"  {what:10} {seconds:8.1f} {found['cpu_seconds'][what]:8.1f}")
    print(f"ratio to the better {found['ratio_to_better']:.2f} (CPU {found['cpu_ratio_to_better']:.2f}), aim {AIM}")
    print(f"ratio to COPY {found['ratio_to_copy']:.2f} (CPU {found['cpu_ratio_to_copy']:.2f})")
    for what, seconds in found["parts_wall_seconds"].items():
        print(f"  {what}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
