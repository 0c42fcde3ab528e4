"""The check of one draft: read, map, count in the snapshot, judge, keep. One transaction, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from fangpin.bulletins import TextTooLong, UnreadableDraft, text_of_content
from fangpin.bulletins.checking import check_text
from fangpin.bulletins.writing import with_carried
from fangpin.snapshots import open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.bulletins.doors import choices_of
from fangpin_web.bulletins.earlier import published_by
from fangpin_web.bulletins.models import Draft
from fangpin_web.bulletins.problems import DraftProblem
from fangpin_web.bulletins.storing import draft_content, keep_checked
from fangpin_web.figures.doors import stated_now
from fangpin_web.figures.keeping import kept_figures
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.doors import newest_seal

Tell = Callable[[int, int, str, str], None]


def run_check(*, draft_id: int, by: Officer, at: datetime, tell: Tell | None = None) -> Draft:
    """Check a draft; afterwards it is done, or unreadable with the reason. Checked again, the later result holds."""
    tell = tell or _silent
    with acting_as(by, "check a draft"):
        found = Draft.objects.select_for_update().get(pk=draft_id)
        tell(0, 2, "读取通报", "reading the draft")
        try:
            _check(found, tell)
        except (UnreadableDraft, TextTooLong, DraftProblem, FileNotFoundError) as problem:
            found.state, found.problem = Draft.State.UNREADABLE, _both(problem)
        found.checked_at = at
        found.save()
    return found


def _check(found: Draft, tell: Tell) -> None:
    seal = newest_seal() if found.seal is None else found.seal
    if seal is None or not seal.folder.exists():
        raise DraftProblem("no_snapshot")
    content = draft_content(found.pk)
    text = text_of_content(content, file=found.file_name)
    policy = policy_in_force()
    snapshot = open_snapshot(seal.folder)
    tell(1, 2, "逐个核对数字", "checking every number")
    checked = check_text(
        text,
        snapshot,
        policy,
        choices=choices_of(policy.place.id),
        stated=stated_now(),
        published=published_by(policy.place.id),
        kept=kept_figures(seal, policy),
    )
    checked = with_carried(content, checked, snapshot, policy)
    told = {"text": text, **checked.as_json()}
    keep_checked(found.pk, told)
    found.seal, found.state, found.problem = seal, Draft.State.DONE, {}
    found.counts = dict(Counter(figure["verdict"] for figure in told["figures"]))


def _both(problem: Exception) -> dict[str, str]:
    if isinstance(problem, FileNotFoundError):
        problem = DraftProblem("text_gone")
    if isinstance(problem, DraftProblem):
        return {"zh": problem.say("zh"), "en": problem.say("en")}
    zh: Any = getattr(problem, "zh", str)
    return {"zh": zh(), "en": str(problem)}


def _silent(_done: int, _of: int, _zh: str, _en: str) -> None:
    """Nobody waits for it."""
