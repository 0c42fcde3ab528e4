"""Rows in doubt go back in the sender's own layout, with a reason column, under a password where they name people."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fangpin.rosters import Source, write_returned
from fangpin_web.intake.deliveries import open_stored, read_sheets, readable_sources, recognise_sheets
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import NotReadable
from fangpin_web.intake.refusals import PERSONAL_KINDS, kept_refusals
from fangpin_web.office.policy import is_demo, policy_in_force


def names_people(source: Source) -> bool:
    """Whether a list of this source holds personal data."""
    return bool(source.person) or any(f.kind in PERSONAL_KINDS for f in source.fields)


def returned_workbook(upload: Upload, *, password: str | None, language: str, opens_with: str | None = None) -> bytes:
    """The workbook as bytes, encrypted with ``password``; ``opens_with`` is the password of the original.

    It holds every row the reader or a ledger refused and every row that waits for a match. Read again from the
    kept original: raises ``PasswordNeeded`` for a protected one. Raises :class:`NotReadable` when there is nothing to
    return, or when the rows name people and no password is given. Call inside ``acting_as``.
    """
    policy = policy_in_force()
    source = readable_sources(policy)[upload.source]
    if not password and names_people(source):
        raise NotReadable("return_unprotected", file=upload.file_name)
    envelope = open_stored(upload.original.sha256, upload.file_name, opens_with)
    recognised = recognise_sheets(envelope, {source.id: source})
    day = upload.period_to_on
    assert day is not None  # noqa: S101 - a previewed delivery has a period
    numbers = [sheet["no"] for sheet in upload.sheets] or [found.sheet.no for found in recognised]
    readings = read_sheets(recognised, source, policy, sheets=numbers, mapping=upload.mapping, day=day)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returned.xlsx"
        also = kept_refusals(upload)
        if not write_returned(readings, path, language=language, password=password, also=also, demo=is_demo()):
            raise NotReadable("nothing_refused", file=upload.file_name)
        return path.read_bytes()
