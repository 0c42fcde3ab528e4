"""Writing a bulletin from a seal, signing it, sending it round, and what offices do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from fangpin.bulletins.writing import (
    Counted,
    Document,
    Letterhead,
    Period,
    Refreshed,
    carried_by,
    compose,
    count,
    layout_of,
    refresh,
    write_appendix,
    write_docx,
    write_pdf,
)
from fangpin.policy import Policy
from fangpin.snapshots import Snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_sign_bulletins, may_write_bulletins
from fangpin_web.bulletins.written_models import Circular, CircularAnswer, SignedBulletin
from fangpin_web.bulletins.written_problems import WritingProblem
from fangpin_web.figures.doors import snapshot_of
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal


def counted_for(*, template: str, period: str, seal: Seal, by: Officer) -> Counted:
    """This period's numbers of a template in the officer's area. Core errors are passed on; they have words."""
    if not may_write_bulletins(by):
        raise WritingProblem("not_allowed", what_zh="起草文稿", what_en="write bulletins")
    snapshot = snapshot_of(seal)
    policy = policy_of(seal, snapshot)
    found = policy.template(template)
    when = Period.parse(period, found.rhythm).until(seal.as_of)
    return count(found, snapshot, policy, area_code=by.area_code, period=when)


def policy_of(seal: Seal, snapshot: Snapshot) -> Policy:
    """The policy sealed with a snapshot; the one in force where it is the same: reading files anew takes seconds."""
    now = policy_in_force()
    return now if now.hash == seal.policy_hash else snapshot.policy


def write(*, template: str, period: str, seal: Seal, letterhead: Letterhead, by: Officer) -> Document:
    """The document as it would be signed now; nothing is kept."""
    return compose(counted_for(template=template, period=period, seal=seal, by=by), letterhead)


def refreshed(*, content: bytes, period: str, seal: Seal, letterhead: Letterhead, by: Officer) -> Refreshed:
    """Last period's file with this period's numbers; nothing is kept. ``CarriesNothing`` if it was not written here."""
    told = carried_by(content).told
    when = period or Period.parse(told["period"]).after.code
    given = Letterhead(
        issuer=letterhead.issuer or told["issuer"], number=letterhead.number, dated_on=letterhead.dated_on
    )
    return refresh(content, counted_for(template=told["template"], period=when, seal=seal, by=by), given)


def sign(
    *, document: Document, letterhead: Letterhead, seal: Seal, reason: str, by: Officer, at: datetime
) -> SignedBulletin:
    """Freeze a document: its words, figures, files and hash. A later one of the same period is a new version.

    Two officers at once: one signs, the other gets :class:`WritingProblem` ``signed_meanwhile``.
    """
    if not may_sign_bulletins(by):
        raise WritingProblem("not_allowed", what_zh="签发文稿", what_en="sign bulletins")
    if not (letterhead.issuer and letterhead.dated_on):
        raise WritingProblem("no_number")
    before = SignedBulletin.objects.all().of_same(document.template, document.area_code, document.period).last()
    if before and before.hash == document.hash:
        raise WritingProblem("nothing_changed", version=before.version)
    if before and not reason.strip():
        raise WritingProblem("no_reason", version=before.version)
    told = document.as_json()
    try:
        with transaction.atomic(), acting_as(by, "sign a bulletin"):
            return SignedBulletin.objects.create(
                template=document.template,
                kind=document.kind,
                area_code=document.area_code,
                period=document.period,
                version=before.version + 1 if before else 1,
                title=document.title,
                number=letterhead.number,
                dated_on=letterhead.dated_on,
                seal=seal,
                hash=document.hash,
                text_hash=document.text_hash,
                text=document.text,
                layout=layout_of(document.blocks),
                figures=told,
                changes=differences(before.figures, told) if before else [],
                reason=reason.strip() if before else "",
                docx=write_docx(document),
                pdf=write_pdf(document),
                xlsx=write_appendix(document, filled_by=by.name),
                signed_by=by.pk,
                signed_at=at,
            )
    except IntegrityError:
        raise WritingProblem("signed_meanwhile") from None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a correction changed: who issues it and its number, numbers printed otherwise, sentences said otherwise."""
    changed = [
        {"what": key, "before": before[key], "after": after[key]}
        for key in ("issuer", "number")
        if before[key] != after[key]
    ]
    was = {n["id"]: n["text"] for n in before["numbers"]}
    now = {n["id"]: n["text"] for n in after["numbers"]}
    changed += [
        {"what": id_, "before": was.get(id_, ""), "after": now.get(id_, "")}
        for id_ in dict.fromkeys((*was, *now))
        if was.get(id_) != now.get(id_) and not id_.endswith("|")
    ]
    said_before = [s["text"] for s in before["sentences"]]
    said_after = [s["text"] for s in after["sentences"]]
    changed += [{"what": "", "before": s, "after": ""} for s in said_before if s not in said_after]
    changed += [{"what": "", "before": "", "after": s} for s in said_after if s not in said_before]
    return changed


def send_round(
    *, bulletin: SignedBulletin, to: Sequence[str], due_on: date | None, note: str, by: Officer, at: datetime
) -> Circular:
    """Send a signed bulletin to offices (their area codes)."""
    if not may_sign_bulletins(by):
        raise WritingProblem("not_allowed", what_zh="印发通报", what_en="send circulars")
    if not to:
        raise WritingProblem("nobody")
    if due_on and due_on < at.date():
        raise WritingProblem("due_before_sent")
    with acting_as(by, "send a circular"):
        return Circular.objects.create(
            bulletin=bulletin, note=note.strip(), due_on=due_on, recipients=sorted(set(to)), sent_by=by.pk, sent_at=at
        )


def answer(*, circular: Circular, text: str, by: Officer, at: datetime) -> CircularAnswer:
    """Take note of a circular (no text), or answer it."""
    if by.area_code not in circular.recipients:
        raise WritingProblem("not_sent_to_you")
    replied = bool(text.strip())
    act = CircularAnswer.Act.REPLIED if replied else CircularAnswer.Act.ACKNOWLEDGED
    with acting_as(by, "answer a circular"):
        return CircularAnswer.objects.create(
            circular=circular, office=by.area_code, act=act, text=text.strip(), by=by.pk, at=at
        )
