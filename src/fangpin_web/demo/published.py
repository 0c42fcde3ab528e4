"""A city built from published figures, taken the whole way: areas, files, imports, a seal for the report's day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.contrib.auth.hashers import make_password
from django.db import transaction

from fangpin.imports import Period
from fangpin.synthesis.recipes import City
from fangpin.synthesis.recipes import build as build_tables
from fangpin.synthesis.recipes.files import FIRST_DAY, CityFile, write_files
from fangpin.synthesis.targets import Targets, read_targets, shipped_targets
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.services import make_officer
from fangpin_web.demo import PASSWORD, Report
from fangpin_web.demo.building import morning_after, seal_once
from fangpin_web.intake.keeping import keeping_people
from fangpin_web.intake.landing import Progress
from fangpin_web.intake.models import Upload
from fangpin_web.intake.services import (
    Incoming,
    accept_upload,
    opened,
    preview_upload,
    receive_files,
    withdraw_upload,
)
from fangpin_web.office.policy import policy_folders, policy_in_force
from fangpin_web.office.services import set_up_office
from fangpin_web.records.ahead import one_ahead
from fangpin_web.records.bulk import land
from fangpin_web.records.models import Area


class RowsRefused(RuntimeError):
    """Rows of a synthetic file that did not land: a fault of a recipe, a code list or the reader."""

    def __init__(self, name: str, refused: int, why: object) -> None:
        self.name, self.refused = name, refused
        super().__init__(f"{refused} rows of {name} were refused: {why}")

    @property
    def zh(self) -> str:
        return f"合成文件 {self.name} 有 {self.refused} 行被退回"


class OtherCity(RuntimeError):
    """This home holds the city of other figures, or one built by another version of the recipes."""

    def __init__(self, home: Path, what: str) -> None:
        super().__init__(
            f"{home} holds a city of other records ({what} differs); set FANGPIN_HOME to another folder, "
            "with nothing in it but the policies of a place of your own"
        )
        self.zh = (
            f"{home} 中已有另一批数据的城市（{what} 不同）；请把 FANGPIN_HOME 设为另一文件夹（自建地区带上 policies）"
        )


def build_published(place: str, home: Path, report: Report, *, targets: Path | None = None) -> dict[str, Any]:
    """Build, import and seal the city; what is there already is left alone.

    ``targets`` is a file of figures in place of those that came with the package. Raises ``TargetsError`` (also where
    figures deny their own relations), ``RecipeError``, ``OfficeElsewhere``, :class:`OtherCity` where the home holds
    other records, and :class:`RowsRefused` where a synthetic row does not land. Interrupted, it goes on after the last
    file that landed.
    """
    figures = read_targets(targets) if targets else shipped_targets(place)
    finished = home / "demo" / f"{place}-published" / "built.json"
    at = morning_after(figures.day)
    if finished.exists():
        there = dict(json.loads(finished.read_text(encoding="utf-8")))
        if there.get("targets") != _digest(targets):
            raise OtherCity(home, targets.name if targets else place)
        report(1, 1, "演示数据已在，直接使用", "the city is there already")
        return there
    spent: dict[str, Spent] = {}
    with _timed("build", spent):
        report(0, 4, "按公布数据生成城市", "building the city from published figures")
        city = build_tables(place, figures, folder=policy_folders())
    set_up_office(place=place, demo=True, at=at)  # not before: figures that are refused leave the home to another place
    with _timed("files", spent):
        report(1, 4, "写出各部门的表格", "writing the offices' files")
        files = write_files(city, finished.parent / f"{figures.day:%Y-%m}", policy_in_force())
    with _timed("accounts", spent):
        county = _accounts(city, at=at)
        _land_areas(city, by=county, at=at)
    built: dict[str, Any] = {"households": city.settled.households, "people": len(city.persons), "files": len(files)}
    rows = sum(f.rows for f in files)
    del city
    done, fell_together = 0, {}
    with keeping_people(), closing(one_ahead(map(arrival, files))) as arriving:
        for file, arrived in zip(files, arriving, strict=True):
            tell = _told(report, file, done, rows)
            tell(0, 1)
            with _timed(f"import {file.source}", spent):
                landed = import_file(file, arrived, by=county, at=at, progress=tell)
            done += file.rows
            if landed and (rows_lost := _fell_together(landed)):
                fell_together[file.path.name] = rows_lost
    with _timed("seal", spent):
        report(rows, rows, "封存快照", "sealing")
        seal_once(figures.day, by=county, at=at)
    report(4, 4, "完成", "done")
    built |= {
        "rows": rows,
        "fell_together": fell_together,  # rows of a file that say the same of the same record: a fault of a recipe
        "as_of": figures.day.isoformat(),
        "targets": _digest(targets),
        "folder": str(finished.parent),
        "seconds": {step: round(s.seconds, 1) for step, s in spent.items()},
        "cpu_seconds": {step: round(s.cpu_seconds, 1) for step, s in spent.items()},  # ours, not the server's
    }
    finished.write_text(json.dumps(built, ensure_ascii=False, indent=1), encoding="utf-8")
    return built


def arrival(file: CityFile) -> Incoming:
    """Read, encrypted and opened while the file before it is planned and landed."""
    return opened(file.path.name, file.path.read_bytes())


def import_file(
    file: CityFile, arrived: Incoming, *, by: Officer, at: datetime, progress: Progress | None = None
) -> Upload | None:
    """Take one file in as a clerk would: received, previewed, accepted; a file that has landed stays as it is.

    What an interrupted run left of it before it landed is withdrawn. Raises :class:`OtherCity` if another file of this
    name has landed.
    """
    with acting_as(by, "demonstration"):
        earlier = list(Upload.objects.filter(file_name=file.path.name, received_by=by.pk).select_related("original"))
    for upload in earlier:
        if upload.state == Upload.State.LANDED and upload.original.sha256 != sha256(arrived.content).hexdigest():
            raise OtherCity(file.path.parent, file.path.name)
        if upload.state == Upload.State.LANDED:
            return None
        if upload.state in (Upload.State.RECEIVED, Upload.State.PREVIEWED):
            withdraw_upload(upload=upload, by=by, at=at)
    received = receive_files(files=[arrived], by=by, at=at)
    upload = preview_upload(
        upload=received[0],
        by=by,
        at=at,
        source=file.source,
        delivery=file.delivery,
        period=Period(file.from_on, file.to_on),
        covered=[by.area_code],
        progress=None if progress is None else (lambda step, of: progress(step, 2 * of)),
    )
    refused = sum(int(upload.counts.get(n) or 0) for n in ("rows_refused", "rows_open", "unread")) + _lost(upload)
    if refused:
        raise RowsRefused(file.path.name, refused, _reasons(upload))
    landing = None if progress is None else (lambda row, of: progress(max(of, 1) + row, 2 * max(of, 1)))
    return accept_upload(upload=upload, by=by, at=at, progress=landing)


def _told(report: Report, file: CityFile, done: int, rows: int) -> Progress:
    """Progress inside one file as rows of the whole: its first half is reading, its second landing."""

    def tell(step: int, of: int) -> None:
        report(done + file.rows * step // max(of, 1), rows, f"导入 {file.path.name}", f"importing {file.path.name}")

    return tell


def _fell_together(upload: Upload) -> int:
    """Rows of a ledger's own list that made one record with another; the roll repeats a household for each member."""
    ledgers: dict[str, dict[str, int]] = upload.counts.get("ledgers", {})
    return sum(c.get("collapsed", 0) for c in ledgers.values()) if upload.source.startswith("ledger_") else 0


def _reasons(upload: Upload, most: int = 3) -> str:
    """What the page would say of the first rows that do not land."""
    shown = json.loads(upload.preview or "{}")
    told = [f"row {r.get('row_no')}: {r.get('en') or r.get('state')}" for r in shown.get("refused", [])]
    told += [f"row {r.get('row_no')}: {r.get('state')} {r.get('doubt') or ''}" for r in shown.get("open", [])]
    return "; ".join(told[:most])


def _lost(upload: Upload) -> int:
    ledgers: dict[str, dict[str, int]] = upload.counts.get("ledgers", {})
    return sum(counts.get("refused", 0) for counts in ledgers.values())


def _accounts(city: City, *, at: datetime) -> Officer:
    """One account for each role; the place's own imports and seals."""
    if there := Officer.objects.filter(username="county", demo=True).first():
        return there  # an earlier build was interrupted
    base = city.recipe.area_code
    areas = city.settled.ground.areas
    village = areas[int(city.settled.village[0])].code
    hashed = make_password(PASSWORD)  # slow on purpose; one password, one hash
    made = [
        make_officer(
            username=role, name=name, role=role, area_code=area, department=department, password=None,
            hashed=hashed, at=at, by=None, demo=True,
        )
        for role, name, area, department in (
            ("county", "演示专班", base, ""),
            ("township", "演示乡镇干部", village[:9], ""),
            ("village", "演示村干部", village, ""),
            ("department", "演示医保局", base, "医保局"),
            ("city", "演示市专班", base[:4], ""),
            ("auditor", "演示审计员", base, ""),
            ("administrator", "演示管理员", base, ""),
        )
    ]  # fmt: skip
    return made[0]


def _land_areas(city: City, *, by: Officer, at: datetime) -> None:
    with transaction.atomic(), acting_as(by, "areas of the demonstration"):
        if Area.objects.exists():
            return
        areas = city.areas()
        own = areas.filter(pc.starts_with(areas["code"], by.area_code))
        count = own.num_rows
        land(
            "area",
            pa.table(
                {
                    "area_code": own["code"],
                    "scheme": ["nbs"] * count,
                    "code": own["code"],
                    "level": own["level"],
                    "name": own["name"],
                    "parent_code": own["parent"],
                    "from_on": pa.array([FIRST_DAY] * count, pa.date32()),
                    "entered_at": pa.array([at] * count, pa.timestamp("us", tz="UTC")),
                }
            ),
        )


def _digest(targets: Path | None) -> str | None:
    return sha256(targets.read_bytes()).hexdigest() if targets else None


@dataclass(slots=True)
class Spent:
    """What a step took: by the clock, and of the processor, which says more on a busy machine."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0


@contextmanager
def _timed(step: str, spent: dict[str, Spent]) -> Iterator[None]:
    began, worked = monotonic(), process_time()
    yield
    so_far = spent.setdefault(step, Spent())
    so_far.seconds += monotonic() - began
    so_far.cpu_seconds += process_time() - worked


__all__ = ["OtherCity", "RowsRefused", "Targets", "arrival", "build_published", "import_file"]
