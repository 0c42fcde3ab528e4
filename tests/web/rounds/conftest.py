"""What is dropped in two rounds, and each check of the same rows done once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pytest
from tests.web.rounds.exports import corrected_export, first_export

from fangpin.policy import Policy
from fangpin.quality import QualityFindings, check
from fangpin.rosters import Reading
from fangpin_web.rounds import running

_DONE: dict[str, QualityFindings] = {}


@pytest.fixture
def exports() -> Callable[[str], bytes]:
    """``first`` and ``second``: the exports of two months."""
    made = {"first": first_export(), "second": corrected_export()}
    return made.__getitem__


@pytest.fixture(autouse=True)
def each_check_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most rounds here begin with the same export; to check it again takes a second and gives the same answer."""
    monkeypatch.setattr(running, "check", checked_once)


def checked_once(
    readings: Sequence[Reading], policy: Policy, *, previous: pa.Table | None, progress: Any, **told: Any
) -> QualityFindings:
    """What :func:`fangpin.quality.check` answers: it is pure, so the same question need not be asked twice."""
    asked = [policy.hash, sorted(told.items()), _content(previous)]
    asked += [(r.source.id, r.sheet.file, r.sheet.no, r.present, r.left_empty, _content(r.table)) for r in readings]
    key = hashlib.sha256(repr(asked).encode()).hexdigest()
    if key not in _DONE:
        _DONE[key] = check(readings, policy, previous=previous, progress=progress, **told)
    return _DONE[key]


def _content(table: pa.Table | None) -> str:
    if table is None:
        return ""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()
