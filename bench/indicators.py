"""All indicators at all levels, against a bare scan of the same columns, side by side.

    python bench/indicators.py --households 1000000 --rounds 3

Every measurement runs in its own process, scan and counts in turn. What is compared is the ratio; seconds belong to
the machine. ``ratio`` is of one day and period. Growth and differences need earlier days as well, on each of which
their indicators are counted over again: ``ratio_with_earlier_days`` is of all that, against the same one scan.
``--made 200`` adds that many conditions and sums of our own making over persons and households, so that the ratio can
be watched while the policy grows.
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
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from city_tables import draw, open_drawn
from watched import columns_read, scan

from fangpin.expressions import compile_expression
from fangpin.indicators import LEVELS, evaluate
from fangpin.ledgers import SPECS
from fangpin.policy import Counting, Indicator, Policy, Tally, facts_below, load
from fangpin.policy.binding import setting_of
from fangpin.policy.ladder import parameters_of

AS_OF = date(2026, 10, 31)
PLACE = "gejiu"


def indicators_of(policy: Policy, made: int) -> list[Indicator]:
    """All of the policy that need no slots, all its figures, and some made here.

    Left out are those that read a parameter to which the place gives no value: they have no number here.
    """
    given = policy.parameters_on(AS_OF)
    plain = [i for i in policy.indicators.values() if not i.open_slots]
    known = [
        i
        for i in (*plain, *(f.indicator for f in policy.figures.values()))
        if all(name in given or name not in policy.parameters for name in _parameters_read(policy, i))
    ]
    return [*known, *_made(policy, plain[0], made)]


def _parameters_read(policy: Policy, indicator: Indicator) -> set[str]:
    tallies = indicator.tallies
    facts = facts_below(policy, {t.over for t in tallies if t.over not in SPECS})
    of_value = indicator.value.parameters if indicator.value else ()
    own = {name for t in tallies for name in t.parameters}
    return own | {p for fact in facts for p in parameters_of(fact, policy)} | set(of_value)


def _made(policy: Policy, like: Indicator, number: int) -> Iterable[Indicator]:
    persons, households = (setting_of(policy).vocabulary(over) for over in ("person_standing", "household_standing"))
    for n in range(number):
        year = 1940 + n % 80
        if n % 2:
            where = compile_expression(f"born_on > DATE '{year}-01-01' AND (dibao OR working)", persons)
            tally = Tally(over="person_standing", among=None, where=where, counting=Counting(kind="rows"),
                          window="as_of", when=None)  # fmt: skip
        else:
            where = compile_expression(f"members > {n % 7} AND NOT monitored", households)
            amount = compile_expression("members", households, expects=None)
            tally = Tally(over="household_standing", among=None, where=where,
                          counting=Counting(kind="sum", amount=amount), window="as_of", when=None)  # fmt: skip
        yield replace(like, id=f"made_{n}", tally=tally, denominator=None, against=None, value=None)


def scan_once(folder: Path, memory: str, made: int) -> dict[str, float]:
    """Read what counting one day reads, once."""
    policy = load(PLACE)
    chosen = [replace(one, against=None) for one in indicators_of(policy, made)]
    columns = columns_read(lambda watched: evaluate(watched, policy, chosen, as_of=AS_OF))
    return scan(open_drawn(folder, memory=memory), columns)


def count_once(folder: Path, memory: str, made: int, *, earlier_days: bool = False) -> dict[str, float]:
    """Count every indicator in every area of every level, on the day alone or also on those it is compared with."""
    policy = load(PLACE)
    chosen = indicators_of(policy, made)
    if not earlier_days:
        chosen = [replace(indicator, against=None) for indicator in chosen]
    connection = open_drawn(folder, memory=memory)
    stages: list[tuple[str, float]] = []
    began, worked = time.perf_counter(), time.process_time()
    figures = evaluate(
        connection, policy, chosen, as_of=AS_OF,
        progress=lambda _done, _of, what: stages.append((what.en, time.process_time() - worked)),
    )  # fmt: skip
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    if "--stages" in sys.argv:
        ends = [at for _, at in stages[1:]] + [cpu]
        for (name, at), until in zip(stages, ends, strict=True):
            print(f"  {until - at:6.2f} s  {name}", file=sys.stderr)
    areas = sum(len(figures.areas[level]) for level in LEVELS)
    return {"seconds": seconds, "cpu_seconds": cpu, "indicators": len(figures.indicators), "areas": areas}


TASKS = {"scan": scan_once, "count": count_once, "count_earlier": partial(count_once, earlier_days=True)}


def measure(task: str, folder: Path, given: argparse.Namespace) -> dict[str, float]:
    """Run one task in a process of its own."""
    command = [sys.executable, __file__, "--task", task, "--folder", str(folder), "--memory", given.memory]
    command += ["--made", str(given.made), *(["--stages"] if given.stages else [])]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--households", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--made", type=int, default=0, help="indicators made for measuring, beside the policy's")
    asked.add_argument("--memory", default="2GB", help="what DuckDB may use; the rest spills to disk")
    asked.add_argument("--folder", type=Path, help="where the drawn ledgers lie; kept if given")
    asked.add_argument("--task", choices=tuple(TASKS))
    asked.add_argument("--stages", action="store_true")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    if given.task:
        result = TASKS[given.task](given.folder, given.memory, given.made)
        result["peak_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
        print(json.dumps(result))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        if not (folder / "household.parquet").exists():
            draw(folder, given.households)
        compare(folder, given)


def compare(folder: Path, given: argparse.Namespace) -> None:
    rounds = [{task: measure(task, folder, given) for task in TASKS} for _ in range(given.rounds)]

    def ratio(task: str, kind: str) -> float:
        return round(statistics.median(one[task][kind] / one["scan"][kind] for one in rounds), 2)

    result = {
        "bench": "indicators",
        "indicators": rounds[-1]["count"]["indicators"],
        "areas": rounds[-1]["count"]["areas"],
        **{f"{task}_seconds": [round(one[task]["seconds"], 3) for one in rounds] for task in TASKS},
        "ratio": ratio("count", "seconds"),
        "ratio_with_earlier_days": ratio("count_earlier", "seconds"),
        # on a busy machine the processor's own seconds are the fairer measure
        "cpu_ratio": ratio("count", "cpu_seconds"),
        "cpu_ratio_with_earlier_days": ratio("count_earlier", "cpu_seconds"),
        "peak_gb": round(max(one[task]["peak_gb"] for one in rounds for task in TASKS), 2),
    }
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
