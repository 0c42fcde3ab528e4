"""Refused rows go back in the sender's own layout, with a reason column, under a password."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fangpin.rosters import Reason, RefusedRow, write_returned
from fangpin_web.intake.deliveries import open_stored, read_sheets, recognise_sheets, sources_of
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import NotReadable
from fangpin_web.office.policy import is_demo, policy_in_force
from fangpin_web.pages.wording import language


class LaterReason(Reason):
    """Why a row was refused after reading, when it met the ledgers; both sentences come with it."""

    def say(self, language: str = "zh") -> str:
        return self.details["zh" if language.startswith("zh") else "en"]


def returned_workbook(upload: Upload, *, password: str, opens_with: str | None = None) -> bytes:
    """The workbook as bytes, encrypted with ``password``; ``opens_with`` is the password of the original.

    Read again from the kept original. Raises :class:`NotReadable` when nothing was refused.
    """
    policy = policy_in_force()
    source = sources_of(policy)[upload.source]
    envelope = open_stored(upload.original.sha256, upload.file_name, opens_with)
    recognised = recognise_sheets(envelope, {source.id: source})
    day = upload.period_to_on
    assert day is not None  # noqa: S101 - a previewed delivery has a period
    numbers = [sheet["no"] for sheet in upload.sheets]
    readings = read_sheets(recognised, source, policy, sheets=numbers, mapping=upload.mapping, day=day)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returned.xlsx"
        written = write_returned(
            readings, path, language=language(), password=password, also=_refused_later(upload), demo=is_demo()
        )
        if not written:
            raise NotReadable("nothing_refused", file=upload.file_name)
        return path.read_bytes()


def _refused_later(upload: Upload) -> list[RefusedRow]:
    """Rows the ledgers refused, as the preview kept them."""
    return [
        RefusedRow(
            sheet_no=row["sheet_no"],
            row_no=row["row_no"],
            reasons=(LaterReason(kind=row["code"], field="", label="", details={"zh": row["zh"], "en": row["en"]}),),
        )
        for row in upload.shown.get("refused", [])
        if "ledger" in row and row["code"] != "contradicts_noted"
    ]
