"""All rules with what they rest on, written to Parquet, against a bare scan of the same columns, side by side.

    python bench/screening.py --households 1000000 --rounds 3

Every measurement runs in its own process, scan and screening in turn, so that one slow minute of the
machine meets both. What is compared is the ratio; seconds belong to the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))
from city_tables import draw, open_drawn
from watched import columns_read, scan

from fangpin.policy import load
from fangpin.rules import FINDINGS, screen

AS_OF = date(2026, 10, 31)
PLACE = "gejiu"


def scan_once(folder: Path, memory: str) -> dict[str, float]:
    """Read what screening reads, once."""
    policy = load(PLACE)
    columns = columns_read(lambda watched: screen(watched, policy, as_of=AS_OF))
    return scan(open_drawn(folder, memory=memory), columns)


def screen_once(folder: Path, memory: str) -> dict[str, float]:
    """Screen with every rule and write every finding with its basis."""
    policy = load(PLACE)
    connection = open_drawn(folder, memory=memory)
    began, worked = time.perf_counter(), time.process_time()
    stages: list[tuple[str, float]] = []
    with pq.ParquetWriter(folder / "findings.parquet", FINDINGS, compression="zstd") as writer:
        found = 0

        def keep(batch) -> None:
            nonlocal found
            found += batch.num_rows
            writer.write_batch(batch)

        def tell(_done: int, _of: int, what) -> None:
            stages.append((what.en, time.perf_counter() - began))

        screening = screen(connection, policy, as_of=AS_OF, sink=keep, progress=tell)
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    if "--stages" in sys.argv:
        for (name, at), (_, until) in pairwise(stages):
            print(f"  {until - at:6.2f} s  {name}", file=sys.stderr)
    counts = {k: sum(screening.tallies.column(k).to_pylist()) for k in ("yes", "unknown")}
    return {"seconds": seconds, "cpu_seconds": cpu, "findings": found, "rules": len(policy.rules_on(AS_OF)), **counts}


def measure(task: str, folder: Path, memory: str, *extra: str) -> dict[str, float]:
    """Run one task in a process of its own; adds its peak memory in GB."""
    command = [sys.executable, __file__, "--task", task, "--folder", str(folder), "--memory", memory, *extra]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--households", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--memory", default="900MB", help="what DuckDB may use; the rest spills to disk")
    asked.add_argument("--folder", type=Path, help="where the drawn ledgers lie; kept if given")
    asked.add_argument("--task", choices=("scan", "screen"))
    asked.add_argument("--stages", action="store_true")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    if given.task:
        result = (scan_once if given.task == "scan" else screen_once)(given.folder, given.memory)
        result["peak_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
        print(json.dumps(result))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        if not (folder / "household.parquet").exists():
            rows = draw(folder, given.households)
            print(
                f"drawn: {rows['household']:,} households, {rows['person']:,} persons, "
                f"{rows['medical_claim']:,} claims",
                file=sys.stderr,
            )
        compare(folder, given)


def compare(folder: Path, given: argparse.Namespace) -> None:
    extra = ["--stages"] if given.stages else []
    rounds = [
        (measure("scan", folder, given.memory), measure("screen", folder, given.memory, *extra))
        for _ in range(given.rounds)
    ]
    ratios = [screened["seconds"] / scanned["seconds"] for scanned, screened in rounds]
    last = rounds[-1][1]
    result = {
        "bench": "screening",
        "rules": last["rules"],
        "findings": last["findings"],
        "yes": last["yes"],
        "unknown": last["unknown"],
        "scan_seconds": [round(s["seconds"], 3) for s, _ in rounds],
        "screen_seconds": [round(s["seconds"], 3) for _, s in rounds],
        "ratio": round(statistics.median(ratios), 2),
        "ratios": [round(r, 2) for r in ratios],
        # on a busy machine the processor's own seconds are the fairer measure
        "cpu_ratio": round(statistics.median(b["cpu_seconds"] / a["cpu_seconds"] for a, b in rounds), 2),
        "peak_gb": round(max(s["peak_gb"] for _, s in rounds), 2),
    }
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
