"""Sealed snapshots: the ledgers as Parquet, the policies they are read with, and a manifest that proves both.

A snapshot is a folder. It needs no server and no database to be checked or read::

    write(folder, ledgers=tables, policy=policy, as_of=day, sealed_at=now,
          label="2026年10月", demo=False, previous=None)
    for problem in verify(folder):
        print(problem.zh)
    with open_snapshot(folder).connect() as connection:
        connection.sql("SELECT count(*) FROM household")

It holds no names, document numbers or household codes, and is personal data all the same.
"""

from fangpin.snapshots.content import content_of
from fangpin.snapshots.files import remove_unfinished
from fangpin.snapshots.manifest import ColumnEntry, FileEntry, LedgerEntry, Manifest, read_manifest
from fangpin.snapshots.opening import Snapshot, open_snapshot
from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError
from fangpin.snapshots.verification import snapshots_in, verify, verify_chain
from fangpin.snapshots.writing import write

__all__ = [
    "ColumnEntry",
    "FileEntry",
    "LedgerEntry",
    "Manifest",
    "Problem",
    "ProblemKind",
    "Snapshot",
    "SnapshotError",
    "content_of",
    "open_snapshot",
    "read_manifest",
    "remove_unfinished",
    "snapshots_in",
    "verify",
    "verify_chain",
    "write",
]
