"""Workbooks that come back: each answer to its finding. What is reported closes nothing before an export shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fangpin.quality.workbooks import Answer, Answers, Unread, Verdict, read_answers
from fangpin.rosters import RosterError, Sheet, open_envelope
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_check_quality
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.originals import as_file
from fangpin_web.rounds.models import Correction, Round, RoundFinding
from fangpin_web.rounds.problems import RoundProblem

_STATES = {
    Verdict.VALUE: RoundFinding.State.REPORTED,
    Verdict.CORRECTED: RoundFinding.State.REPORTED,
    Verdict.NO_ERROR: RoundFinding.State.DISPUTED,
    Verdict.NOT_YET: RoundFinding.State.OPEN,
}
_AT_ONCE = 2_000


@dataclass(slots=True)
class Returned:
    """What became of the workbooks: answers taken by verdict, lines left empty, and what could not be taken, why."""

    taken: Counter[str] = field(default_factory=Counter)
    empty: int = 0
    same: int = 0
    elsewhere: int = 0  # of a round of another office or installation, or outside the officer's area
    settled: int = 0  # closed or exempted meanwhile
    unread: list[Unread] = field(default_factory=list)
    broken: list[RosterError] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return sum(self.taken.values()) + self.empty + self.same + self.elsewhere + self.settled


def receive_answers(
    *, files: Sequence[tuple[str, bytes]], by: Officer, at: datetime, password: str | None = None
) -> Returned:
    """Read workbooks that townships filled in, and keep what they say. The same file again changes nothing.

    A line belongs to the round in its number; where a later round has the same finding, it is answered there.
    Raises :class:`RoundProblem` where no file holds a line of ours.
    """
    if not may_check_quality(by):
        raise RoundProblem("not_allowed", what_zh="交回问题清单", what_en="bring workbooks back")
    told = Returned()
    read = _read(files, told, password)
    told.unread += read.unread
    if not read.answers and not told.broken:
        raise RoundProblem("no_answers")
    written = read.written
    told.empty = len(read.answers) - len(written)
    with acting_as(by, "answers of townships"):
        for start in range(0, len(written), _AT_ONCE):
            _keep(written[start : start + _AT_ONCE], told, by=by, at=at)
    return told


def _read(files: Sequence[tuple[str, bytes]], told: Returned, password: str | None) -> Answers:
    sheets: list[Sheet] = []
    for name, content in files:
        shown = readable_name(name)
        try:
            with as_file(content, shown) as path:
                sheets += open_envelope(path, password=password, name=shown).sheets
        except RosterError as error:
            told.broken.append(error)
    return read_answers(sheets)


def _keep(answers: Sequence[Answer], told: Returned, *, by: Officer, at: datetime) -> None:
    found = _findings(answers)
    said = _said_before([f.pk for f in found.values()])
    made = []
    changed: dict[str, list[int]] = {}
    for answer in answers:
        finding = found.get((answer.token, answer.serial))
        if finding is None:
            told.elsewhere += 1
        elif finding.state not in RoundFinding.UNSETTLED:
            told.settled += 1
        elif said.get(finding.pk) == (answer.verdict.value, answer.value, answer.reason):
            told.same += 1
        else:
            told.taken[answer.verdict.value] += 1
            changed.setdefault(_STATES[answer.verdict].value, []).append(finding.pk)
            made.append(_correction(answer, finding, by=by, at=at))
    Correction.objects.bulk_create(made)
    for state, keys in changed.items():
        RoundFinding.objects.filter(pk__in=keys).update(state=state)


def _correction(answer: Answer, finding: RoundFinding, *, by: Officer, at: datetime) -> Correction:
    return Correction(
        area_code=finding.area_code, finding=finding, verdict=answer.verdict.value, value=answer.value or None,
        reason=answer.reason or None, file_name=answer.file[:255], row_no=answer.row_no, at=at, by=by.pk,
    )  # fmt: skip


def _findings(answers: Sequence[Answer]) -> dict[tuple[str, int], RoundFinding]:
    """The finding each number means now: of the round named, or the same finding in the newest round after it."""
    rounds = {r.token: r for r in Round.objects.done().filter(token__in={a.token for a in answers})}
    found: dict[tuple[str, int], RoundFinding] = {}
    for token, its in rounds.items():
        serials = [a.serial for a in answers if a.token == token]
        rows = RoundFinding.objects.select_for_update().filter(round=its, serial__in=serials)
        named = {row.serial: row for row in rows}
        newest = Round.objects.done().filter(area_code=its.area_code).order_by("-id").first()
        later: dict[str, RoundFinding] = {}
        if newest and newest.pk != its.pk:
            prints = [row.fingerprint for row in named.values()]
            again = RoundFinding.objects.select_for_update().filter(round=newest, fingerprint__in=prints)
            later = {row.fingerprint: row for row in again}
        for serial, row in named.items():
            found[token, serial] = later.get(row.fingerprint, row)
    return found


def _said_before(findings: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The last answer of each finding, so that a file sent twice says nothing twice."""
    rows = Correction.objects.filter(finding__in=findings).order_by("id")
    return {row.finding_id: (row.verdict, row.value or "", row.reason or "") for row in rows}
