"""Holding a delivery while something is done with it, so that of two officers one is told who was first."""

from __future__ import annotations

from django.db import connections

from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Held, Upload
from fangpin_web.intake.problems import AlreadyDecided


def hold(upload: Upload) -> Upload:
    """The delivery as it stands, held by this transaction, with what was made of it before in the same call."""
    found = Upload.objects.select_for_update().get(pk=upload.pk)
    found.held = upload.held or Held()
    return found


def one_at_a_time() -> None:
    """Two imports at once could found one person twice: the second waits and plans on what the first left."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('fangpin.intake'))")


def expect(upload: Upload, *states: str, act: tuple[str, str]) -> None:
    if upload.state in states:
        return
    who = upload.undone_by or upload.landed_by
    officer = Officer.objects.filter(pk=who).first() if who else None
    when = upload.undone_at or upload.landed_at
    told = f"{officer.name}，{when:%Y-%m-%d %H:%M}" if officer and when else ""
    state = Upload.State(upload.state)
    raise AlreadyDecided(
        "no_batch_state", state_zh=str(state.label), state_en=state.value, what_zh=act[0], what_en=act[1],
        who_zh=f"办理人：{told}。" if told else "", who_en=f"By {told}." if told else "",
    )  # fmt: skip
