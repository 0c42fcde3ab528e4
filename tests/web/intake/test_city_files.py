"""A synthetic city's file comes in by the intake, once; what an interruption left of it is put aside."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.web.intake.deliveries import bring, dibao, roll

from fangpin.synthesis.recipes.files import CityFile
from fangpin_web.access.scope import acting_as
from fangpin_web.demo.published import OtherCity, arrival, import_file
from fangpin_web.intake.models import Upload
from fangpin_web.intake.services import receive_files

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


def _file(folder: Path, sums: dict[str, int]) -> CityFile:
    incoming = dibao(sums, "2026年9月")
    path = folder / incoming.name
    path.write_bytes(incoming.content)
    days = date(2026, 9, 1), date(2026, 9, 30)
    return CityFile(
        path=path, source="civil_assistance", delivery="full", from_on=days[0], to_on=days[1], rows=len(sums)
    )


def test_a_file_lands_once_with_progress_and_what_was_left_of_it_is_withdrawn(world: Any, tmp_path: Path) -> None:
    bring(roll(), world.zhou)
    file = _file(tmp_path, {"赵大": 300, "钱二": 310})
    receive_files(files=[dibao({"赵大": 300, "钱二": 310}, "2026年9月")], by=world.zhou, at=AT)  # and then Ctrl-C
    told: list[tuple[int, int]] = []
    landed = import_file(file, arrival(file), by=world.zhou, at=AT, progress=lambda done, of: told.append((done, of)))
    assert landed is not None
    shares = [done / of for done, of in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert import_file(file, arrival(file), by=world.zhou, at=AT) is None
    with acting_as(world.zhou):
        states = set(Upload.objects.filter(file_name=file.path.name).values_list("state", flat=True))
    assert states == {Upload.State.LANDED, Upload.State.WITHDRAWN}


def test_another_file_of_the_same_name_is_another_city(world: Any, tmp_path: Path) -> None:
    bring(roll(), world.zhou)
    file = _file(tmp_path, {"赵大": 300})
    import_file(file, arrival(file), by=world.zhou, at=AT)
    other = _file(tmp_path, {"赵大": 301})
    with pytest.raises(OtherCity):
        import_file(other, arrival(other), by=world.zhou, at=AT)
