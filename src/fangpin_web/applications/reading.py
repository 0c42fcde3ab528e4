"""The province's list of applications, read as every workbook is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fangpin.rosters import open_envelope, read_sheet, recognise
from fangpin_web.applications.problems import ApplicationProblem
from fangpin_web.intake.deliveries import sources_of
from fangpin_web.intake.originals import as_file

if TYPE_CHECKING:
    from fangpin.policy import Policy

SOURCE = "self_applications"


def rows_of_list(
    content: bytes, name: str, *, policy: Policy, password: str | None, at: datetime
) -> list[Mapping[str, Any]]:
    """Rows by field of the source; raises :class:`ApplicationProblem` or ``RosterError``."""
    source = sources_of(policy)[SOURCE]
    rows: list[Mapping[str, Any]] = []
    with as_file(content, name) as path:
        sheets = open_envelope(path, password=password, name=name).sheets
    for sheet in sheets:
        found = recognise(sheet, [source]) if sheet.height else ()
        if found and not found[0].missing_required:
            rows += read_sheet(sheet, found[0], source, policy, day=timezone.localdate(at)).table.to_pylist()
    if not rows:
        raise ApplicationProblem("not_the_list", file=name)
    return rows
