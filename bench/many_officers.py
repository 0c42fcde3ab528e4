"""Fifty officers at the same cases, and workers that are killed: no lost update, no double case, nothing done twice.

    python bench/many_officers.py [--officers 50] [--turns 20] [--families 6] [--rounds 1] [--kills 3] [--json]

First ``--rounds`` random schedules over PostgreSQL, each with other dice: officers of village, township and county
open cases, move them, vote, hang notices, object, pause, all at once. What they were told is held against what the
tables say, and the history of every case against its process (``tests/web/cases/schedules.py``, which the suite runs
with twelve officers). Then two workers run the nightly round for one day after the other, and ``--kills`` times both
are killed with SIGKILL while one of them is at it: every day has its sheets once, no job is left, and the round that
begins by itself began once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PATIENCE = 240


@contextmanager
def installation() -> Iterator[Any]:
    """The small world of the tests in a fresh home, with its own server; removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="fp-many-", dir="/tmp"))
    folder.chmod(0o711)
    os.environ |= {
        "FANGPIN_HOME": str(folder / "home"),
        "DJANGO_SETTINGS_MODULE": "fangpin_web.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.conf import settings
    from tests.web.conftest import NOW, build_world

    from fangpin_web.office.services import set_up_office
    from fangpin_web.server import prepare_database, start, stop

    start(settings.FANGPIN)
    try:
        prepare_database()
        set_up_office(place="gejiu", demo=True, at=NOW)
        yield build_world()
    finally:
        stop(settings.FANGPIN)
        shutil.rmtree(folder)


def schedules(world: Any, *, officers: int, turns: int, families: int, rounds: int) -> dict[str, Any]:
    from tests.web.cases.schedules import assert_lawful, assert_open_moves_agree
    from tests.web.cases.test_many_at_once import SEED, schedule_of

    from fangpin_web.access.scope import acting_as
    from fangpin_web.cases.models import CaseDesk, CaseMove

    schedule = schedule_of(world, turns=turns, families=families, seed=SEED)
    begun = time.perf_counter()
    for round_ in range(rounds):
        schedule.seed = SEED + 1000 * round_
        schedule.keys = f"{round_}/"
        schedule.run(threads=officers)
        schedule.assert_nothing_else_happened()
        with acting_as(world.zhou):
            assert_lawful(schedule)
            for desk in CaseDesk.objects.select_related("case"):
                assert_open_moves_agree(desk, schedule.policy, world.zhou)
    with acting_as(world.zhou):
        made = {"cases": CaseDesk.objects.count(), "moves": CaseMove.objects.count()}
    acts = sum(schedule.told.values()) - schedule.told["asked together"]
    return {"officers": officers, "acts": acts, **made, "seconds": round(time.perf_counter() - begun, 1),
            "told": dict(schedule.told.most_common())}  # fmt: skip


def killed_workers(world: Any, *, kills: int) -> dict[str, Any]:
    from django.db import connections

    from fangpin.ledgers.area_codes import VILLAGE_DIGITS
    from fangpin_web.access.scope import acting_as
    from fangpin_web.cases.models import DaySheet, Escalation
    from fangpin_web.jobs.models import Progress
    from fangpin_web.jobs.services import start
    from fangpin_web.records.doors import areas_inside

    draw = random.Random(kills)  # noqa: S311 - the moments can be drawn again
    first = world.now.date() + timedelta(days=60)
    days = [first + timedelta(days=n) for n in range(kills * 2 + 2)]
    with acting_as(world.zhou):
        DaySheet.objects.create(area_code=world.village_a, day=first - timedelta(days=1), made_at=world.now)
    for day in days:
        start(kind=Progress.Kind.CLOCKS, arguments={"through": day.isoformat()}, by=world.zhou, at=world.now)
    workers = [worker(), worker()]
    killed = 0
    begun = time.perf_counter()
    try:
        # the clock asks when a worker starts, so the night is there before the days queued above are through
        while Progress.objects.unfinished().exists() and time.perf_counter() - begun < PATIENCE + kills * 40:
            if killed < kills and Progress.objects.filter(state=Progress.State.RUNNING).exists():
                time.sleep(draw.random() * 0.1)
                for process in workers:  # whichever holds it
                    process.kill()
                    process.wait()
                killed += 1
                workers = [worker(), worker()]
            time.sleep(0.05)
            connections.close_all()
    finally:
        for process in workers:
            if process.poll() is None:
                process.terminate()
            process.wait()
    rows = list(Progress.objects.filter(kind=Progress.Kind.CLOCKS, once="").order_by("id"))
    by_themselves = list(Progress.objects.exclude(once="").values_list("once", "state"))
    check(all(row.state == "done" for row in rows) and len(rows) == len(days), [(r.state, r.problem_en) for r in rows])
    with acting_as(world.zhou):
        villages = len(areas_inside(world.county, level_digits=(VILLAGE_DIGITS,)))
        sheets = DaySheet.objects.filter(day__gte=first).count()
        escalated = Escalation.objects.count()
        steps = Escalation.objects.values("case_id", "no", "level").distinct().count()
    check(len(by_themselves) == 1, by_themselves)  # two workers and their clocks begin the night of today once
    check(sheets == villages * len(days), (sheets, villages, len(days)))
    check(escalated == steps, (escalated, steps))
    return {
        "killed": killed,
        "by_themselves": by_themselves,
        "jobs": len(rows),
        "begun": sum(row.attempts for row in rows),
        "sheets": sheets,
        "escalations": escalated,
        "seconds": round(time.perf_counter() - begun, 1),
    }


def check(holds: bool, told: object) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise SystemExit(f"something was lost or doubled: {told}")


def worker() -> subprocess.Popen[bytes]:
    log = Path(os.environ["FANGPIN_HOME"]).parent / "workers.log"
    with log.open("ab") as told:
        command = [sys.executable, "-m", "fangpin_web.command", "worker"]
        return subprocess.Popen(command, stdout=told, stderr=told, cwd=ROOT)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("officers", 50), ("turns", 20), ("families", 6), ("rounds", 1), ("kills", 3)):
        asked.add_argument(f"--{name}", type=int, default=default)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with installation() as world:
        told = {
            "schedules": schedules(
                world, officers=given.officers, turns=given.turns, families=given.families, rounds=given.rounds
            ),
            "killed_workers": killed_workers(world, kills=given.kills),
        }
    print(json.dumps(told, ensure_ascii=False) if given.json else json.dumps(told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
