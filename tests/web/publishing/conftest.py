"""An office whose rows are really committed: a seal reads them through a connection of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fangpin_web.office.services import set_up_office


@pytest.fixture
def sealed_home(tmp_path: Path, settings: Any) -> Path:
    """A home of this test's own for snapshots; keys and database server stay the run's."""
    (tmp_path / "keys").symlink_to(settings.FANGPIN.home / "keys")
    settings.FANGPIN = replace(settings.FANGPIN, home=tmp_path)
    return tmp_path


@pytest.fixture
def office_world(committed_world: Any, sealed_home: Path) -> Any:
    """The small world, committed, as the demonstration office of Gejiu."""
    set_up_office(place="gejiu", demo=True, at=committed_world.now)
    return committed_world
