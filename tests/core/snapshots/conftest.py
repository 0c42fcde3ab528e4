"""A small sealed world: two villages, three households, a loan ledger with every kind of gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from fangpin.ledgers import ledger
from fangpin.snapshots import Manifest, write

AS_OF = date(2026, 10, 31)
SEALED_AT = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class PolicyFile:
    name: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class Place:
    id: str = "gejiu"


@dataclass(frozen=True)
class PolicyFiles:
    """A policy as far as a snapshot looks at it."""

    files: tuple[PolicyFile, ...] = ()
    place: Place = Place()
    hash: str = "0" * 64


def policy_of(folder: Path, files: Mapping[str, str]) -> PolicyFiles:
    """A policy of these files, written under ``folder`` and named as given."""
    made = []
    for number, (name, text) in enumerate(files.items()):
        path = folder / f"{number}.yaml"
        path.write_text(text)
        made.append(PolicyFile(name, path, sha256(text.encode()).hexdigest()))
    return PolicyFiles(tuple(made))


def rows_of(name: str, *rows: Mapping[str, Any]) -> pa.Table:
    """Rows of a ledger, house columns filled in where they are not given."""
    house = {"area_code": "532501100001", "entered_at": SEALED_AT}
    filled = [{**house, "id": number, **row} for number, row in enumerate(rows, start=1)]
    return pa.Table.from_pylist(filled, schema=ledger(name).arrow_schema)


@pytest.fixture
def tables() -> dict[str, pa.Table]:
    return {
        "household": rows_of("household", {"arable_mu": Decimal("3.20")}, {}, {"resettled": True}),
        "loan": rows_of(
            "loan",
            {"household_id": 1, "bank": "农信社", "amount_yuan": Decimal("50000.00"), "lent_on": date(2026, 3, 1)},
            {"household_id": 2, "bank": "", "amount_yuan": None, "lent_on": None},
            {"household_id": 3, "bank": None, "amount_yuan": Decimal("0.01"), "lent_on": date(1999, 12, 31)},
        ),
        "register_spell": rows_of(
            "register_spell", {"household_id": 1, "register_type": "lifted", "from_on": date(2014, 1, 1)}
        ),
    }


@pytest.fixture
def policy(tmp_path: Path) -> PolicyFiles:
    files = {"national/place.yaml": "id: national\nzh: 全国\n", "gejiu/place.yaml": "id: gejiu\nzh: 个旧市\n"}
    return policy_of(tmp_path, files)


@pytest.fixture
def sealed_at() -> datetime:
    return SEALED_AT


@pytest.fixture
def seal(tmp_path: Path, tables: dict[str, pa.Table], policy: PolicyFiles) -> Callable[..., tuple[Path, Manifest]]:
    """Seal the small world into a folder of that name; keywords replace what is sealed."""

    def seal(name: str = "2026-10", **changes: Any) -> tuple[Path, Manifest]:
        folder = tmp_path / "snapshots" / name
        given: dict[str, Any] = {
            "ledgers": tables,
            "policy": policy,
            "as_of": AS_OF,
            "sealed_at": SEALED_AT,
            "label": "2026年10月",
            "demo": True,
            "previous": None,
        }
        return folder, write(folder, **(given | changes))

    return seal
