"""What is done with drafts: one is handed in, a reading is chosen."""

from __future__ import annotations

from datetime import datetime

from fangpin.bulletins import UnreadableDraft
from fangpin.bulletins.documents import LARGEST
from fangpin.bulletins.options import indicators_here
from fangpin.policy import Policy
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_check_bulletins, may_choose_reading
from fangpin_web.bulletins.models import Draft, ReadingChoice
from fangpin_web.bulletins.problems import DraftProblem
from fangpin_web.bulletins.storing import keep_draft
from fangpin_web.intake.file_names import readable_name
from fangpin_web.publishing.models import Seal


def hand_in(*, name: str, content: bytes, seal: Seal | None, by: Officer, at: datetime) -> Draft:
    """Keep a draft to be checked against a snapshot (the newest where none is named).

    Raises :class:`DraftProblem`, and ``UnreadableDraft`` for a file too large for any bulletin.
    """
    if not may_check_bulletins(by):
        raise DraftProblem("not_allowed", what_zh="核对通报", what_en="check bulletins")
    if not content.strip():
        raise DraftProblem("nothing_given")
    if len(content) > LARGEST:
        raise UnreadableDraft("too_large", file=readable_name(name), detail=f"{len(content) // 2**20} MB")
    with acting_as(by, "hand in a draft"):
        made = Draft.objects.create(
            area_code=by.area_code, file_name=readable_name(name)[:255], seal=seal, asked_at=at, asked_by=by.pk
        )
        keep_draft(made.pk, content)
    return made


def choose_reading(*, words: str, indicator: str, policy: Policy, by: Officer, at: datetime) -> ReadingChoice:
    """Remember that these words mean this indicator, for every later draft of the place."""
    if not may_choose_reading(by):
        raise DraftProblem("not_allowed", what_zh="选定指标", what_en="choose readings")
    if indicator not in indicators_here(policy):
        raise DraftProblem("no_such_reading", indicator=indicator)
    with acting_as(by, "choose a reading"):
        return ReadingChoice.objects.create(
            place=policy.place.id, words=words[:200], indicator=indicator, chosen_at=at, chosen_by=by.pk
        )
