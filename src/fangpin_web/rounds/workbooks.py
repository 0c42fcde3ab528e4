"""The kept zip of a round, whole or one workbook of it."""

from __future__ import annotations

import io
import zipfile

from fangpin_web.intake.originals import read_sealed
from fangpin_web.rounds.models import Round
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.running import parcel_place


def parcel_of(found: Round) -> bytes:
    """The zip; raises :class:`RoundProblem` where this machine does not have it."""
    try:
        return read_sealed(parcel_place(found.pk), "round")
    except FileNotFoundError as error:
        raise RoundProblem("parcel_gone") from error


def workbook_of(found: Round, name: str) -> bytes:
    """One township's workbook out of the zip."""
    with zipfile.ZipFile(io.BytesIO(parcel_of(found))) as parcel:
        return parcel.read(name)
