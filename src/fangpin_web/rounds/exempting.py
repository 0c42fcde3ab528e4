"""Exemptions: made on a page, from a township's answer, or from a county's own workbook; withdrawn, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from fangpin.identity.masking import masked_number
from fangpin.quality import document_key
from fangpin.quality.workbooks.lists import Entry, read_entries
from fangpin.rosters import open_envelope
from fangpin_web.access.keys import key_ring, mac
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_exempt
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.originals import as_file
from fangpin_web.office.policy import policy_in_force
from fangpin_web.rounds.models import Correction, QualityExemption, Round, RoundFinding
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.running import findings_table, secret


@dataclass(slots=True)
class Imported:
    """What became of an exemption workbook. ``left`` are rows that were not taken: row number, and why."""

    made: int = 0
    known: int = 0
    left: list[tuple[int, str, str]] = field(default_factory=list)


def _refuse_others(by: Officer) -> None:
    if not may_exempt(by):
        raise RoundProblem("not_allowed", what_zh="登记豁免", what_en="exempt findings")


def exempt(
    *,
    rule: str,
    household_code: str = "",
    document_number: str = "",
    reason: str,
    expires: date,
    by: Officer,
    at: datetime,
    since: date,
) -> QualityExemption:
    """Exempt a household or a person from a rule (``*``: from all) from ``since`` until before ``expires``."""
    _refuse_others(by)
    key = document_key(document_number, secret=secret()) if document_number else household_code.strip()
    if not key or not reason.strip():
        raise RoundProblem("no_expiry")
    shown = masked_number(document_number) if document_number else household_code.strip()
    with acting_as(by, "exempt"):
        made, _new = _keep(
            rule=rule, key=key, shown=shown or "", reason=reason, author=by.name, since=since, expires=expires,
            origin="", area_code=by.area_code, by=by, at=at,
        )  # fmt: skip
    return made


def _keep(
    *,
    rule: str,
    key: str,
    shown: str,
    reason: str,
    author: str,
    since: date,
    expires: date | None,
    origin: str,
    area_code: str,
    by: Officer,
    at: datetime,
) -> tuple[QualityExemption, bool]:
    printed = mac(key_ring().index_key("exemption"), f"{rule}\x1f{key}".encode())
    known = QualityExemption.objects.kept().filter(area_code=area_code, rule=rule, subject_print=printed)
    same = known.filter(since=since).first() or known.filter(expires=expires).first()
    if same is not None:
        if same.expires != expires:  # a longer or shorter term for the same
            same.expires, same.reason, same.author = expires, reason, author[:100]
            same.save()
        return same, False
    made = QualityExemption.objects.create(
        area_code=area_code, rule=rule, subject=key, subject_print=printed, shown=shown[:100], reason=reason,
        author=author[:100], since=since, expires=expires, origin=origin[:255], made_at=at, made_by=by.pk,
    )  # fmt: skip
    return made, True


def settle_disputes(
    *, findings: Sequence[int], granted: bool, expires: date | None, by: Officer, at: datetime, since: date
) -> int:
    """Grant what townships call no error, as exemptions until ``expires``, or send it back as open."""
    _refuse_others(by)
    if granted and expires is None:
        raise RoundProblem("no_expiry")
    with acting_as(by, "settle disputes"):
        state = RoundFinding.State
        locked = RoundFinding.objects.select_for_update(of=("self",)).filter(pk__in=findings, state=state.DISPUTED)
        rows = list(locked.select_related("round"))
        if granted:
            subjects = {its: _subjects(its) for its in {row.round for row in rows}}
            for row in rows:
                _grant(row, subjects[row.round], expires=expires, by=by, at=at, since=since)
        RoundFinding.objects.filter(pk__in=[r.pk for r in rows]).update(state=state.EXEMPT if granted else state.OPEN)
    return len(rows)


def _grant(
    row: RoundFinding, subjects: dict[str, str], *, expires: date | None, by: Officer, at: datetime, since: date
) -> None:
    said = Correction.objects.filter(finding=row).order_by("-id").first()
    _keep(
        rule=row.rule, key=subjects[row.fingerprint], reason=(said.reason if said else "") or "", author=by.name,
        shown=f"{row.township} {row.village}".strip(), since=min(since, row.round.as_of), expires=expires,
        origin=said.file_name if said else "", area_code=row.round.area_code, by=by, at=at,
    )  # fmt: skip


def _subjects(its: Round) -> dict[str, str]:
    """Fingerprint to subject key, of a round's kept findings."""
    table = findings_table(its)
    return dict(zip(table["fingerprint"].to_pylist(), table["subject_key"].to_pylist(), strict=True))


def withdraw(*, key: int, by: Officer, at: datetime) -> QualityExemption:
    """Take an exemption back; the finding returns with the next round."""
    _refuse_others(by)
    with acting_as(by, "withdraw exemption"):
        found = QualityExemption.objects.select_for_update().get(pk=key)
        if found.withdrawn_at is None:
            found.withdrawn_at, found.withdrawn_by = at, by.pk
            found.save()
    return found


def import_exemptions(*, name: str, content: bytes, by: Officer, at: datetime, since: date) -> Imported:
    """Take over the exemption workbook a county keeps. Rows without rule, subject or reason are named and left."""
    _refuse_others(by)
    name = readable_name(name)
    with as_file(content, name) as path:
        sheets = open_envelope(path, name=name).sheets
    entries = read_entries(sheets, policy_in_force())
    if not entries:
        raise RoundProblem("no_list", file=name)
    told = Imported()
    with acting_as(by, "import exemptions"):
        for entry in entries:
            if why := _left(entry):
                told.left.append((entry.row_no, *why))
                continue
            for rule in entry.rules:
                key, shown = _subject(entry)
                _row, new = _keep(
                    rule=rule, key=key, shown=shown, reason=entry.reason, author=entry.author or by.name,
                    since=entry.since or since, expires=entry.expires, origin=name, area_code=by.area_code, by=by,
                    at=at,
                )  # fmt: skip
                told.made += new
                told.known += not new
    return told


def _left(entry: Entry) -> tuple[str, str] | None:
    if not entry.rules:
        return f"不认得规则“{entry.rule}”", f"rule “{entry.rule}” is not known"
    if entry.unread_day:
        return f"日期“{entry.unread_day}”读不出", f"day “{entry.unread_day}” cannot be read"
    if not entry.reason:
        return "没有写原因", "no reason is given"
    return None


def _subject(entry: Entry) -> tuple[str, str]:
    """Key and masked text of whom a row is about: the person where a number is given, else the household."""
    if entry.document_number and (key := document_key(entry.document_number, secret=secret())):
        return key, masked_number(entry.document_number) or ""
    return entry.household_code, entry.household_code
