"""One demonstration from nothing: areas, accounts, files, imports, a seal, a screening, the first clues handed out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.compute as pc
from django.db import transaction
from django.utils import timezone

from fangpin.synthesis import DEMO_DAY, World, city, write_workbooks
from fangpin.synthesis.places import read_place
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.clues.models import ScreeningRun
from fangpin_web.clues.screening import run_screening
from fangpin_web.clues.services import dispatch_clues
from fangpin_web.demo import Report
from fangpin_web.demo.importing import import_delivery
from fangpin_web.demo.people import busiest, make_accounts
from fangpin_web.discrepancies.running import compare_records
from fangpin_web.jobs.services import follow_seal
from fangpin_web.office.policy import policy_in_force
from fangpin_web.office.services import set_up_office
from fangpin_web.publishing.models import Seal
from fangpin_web.publishing.services import seal
from fangpin_web.records.bulk import land
from fangpin_web.records.models import Area

ZONE = ZoneInfo("Asia/Shanghai")
STEPS = 6


def build_city(place: str, home: Path, report: Report, *, households: int) -> dict[str, Any]:
    """See :func:`fangpin_web.demo.build`."""
    folder = home / "demo" / place
    finished = folder / "built.json"
    spent: dict[str, float] = {}
    at = morning_after(DEMO_DAY)
    read_place(place)  # refused before anything is written
    set_up_office(place=place, demo=True, at=at)
    if finished.exists() and ScreeningRun.objects.exists():
        report(STEPS, STEPS, "演示数据已在，直接使用", "the demonstration is there already")
        return dict(json.loads(finished.read_text(encoding="utf-8")))
    with _timed("city", spent):
        report(0, STEPS, "生成人口与家庭", "inventing families")
        world = city(place, households=households, day=DEMO_DAY, policy=policy_in_force())
    with _timed("accounts", spent):
        county = make_accounts(world, at=at)
        land_areas(world, by=county)
    with _timed("workbooks", spent):
        report(1, STEPS, "写出各部门的表格", "writing the departments' files")
        deliveries = write_workbooks(world, folder / f"{DEMO_DAY:%Y-%m}")
    with _timed("imports", spent):
        for number, delivery in enumerate(deliveries):
            report(number, len(deliveries), f"导入 {delivery.path.name}", f"importing {delivery.path.name}")
            with _timed(f"import {delivery.source}", spent):
                import_delivery(delivery, by=county, at=at)
    with _timed("seal", spent):
        report(4, STEPS, "封存快照", "sealing")
        sealed = seal_once(DEMO_DAY, by=county, at=at)
    with _timed("screen", spent):
        report(5, STEPS, "筛查并生成线索", "screening")
        run = run_screening(seal=sealed, by=county, at=at)
        # Handed out now, not on the demonstration's day, or every deadline would have passed long ago.
        compare_records(seal=sealed, by=county, at=timezone.now())
        dispatched = dispatch_clues(by=county, at=timezone.now(), towns=[busiest(world)[0]])
    report(STEPS, STEPS, "完成", "done")
    built = {
        "households": len(world.households),
        "files": len(deliveries),
        "folder": str(folder),
        "clues": run.counts,
        "dispatched": dispatched,
        "seconds": {step: round(seconds, 1) for step, seconds in spent.items()},
    }
    finished.write_text(json.dumps(built, ensure_ascii=False, indent=1), encoding="utf-8")
    return built


def seal_once(day: date, *, by: Officer, at: datetime) -> Seal:
    """The seal of a day; a new one is followed by what follows every seal, done by a worker while pages are served."""
    there = Seal.objects.filter(as_of=day).first()
    if there is None:
        there = seal(as_of=day, by=by, at=at)
        follow_seal(seal_id=there.pk, by=by, at=timezone.now())
    return there


def morning_after(day: date) -> datetime:
    """When the month's work is done: nine o'clock of the next day in China, whatever the machine's clock says."""
    return datetime.combine(day + timedelta(days=1), time(9), tzinfo=ZONE)


def land_areas(world: World, *, by: Officer) -> None:
    """The county's areas, once."""
    with transaction.atomic(), acting_as(by, "areas of the demonstration"):
        if Area.objects.exists():
            return
        table = world.area_table()
        land("area", table.filter(pc.starts_with(table["area_code"], by.area_code)).drop_columns(["id"]))


@contextmanager
def _timed(step: str, spent: dict[str, float]) -> Iterator[None]:
    began = monotonic()
    yield
    spent[step] = spent.get(step, 0.0) + monotonic() - began
