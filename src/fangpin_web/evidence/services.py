"""Keeping evidence, linking it to rows, reading it. Nothing is served across scope, and every reading is logged."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.utils import timezone

from fangpin_web.access.reading import record_read
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_attach_evidence, scope_of
from fangpin_web.evidence.files import cleaned
from fangpin_web.evidence.models import Evidence, EvidenceLink
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.intake.originals import keep_sealed, read_sealed

About = tuple[str, int]  # a ledger (or another room's table) and the key of its row


def keep(
    content: bytes,
    name: str,
    *,
    kind: str,
    by: Officer,
    at: datetime,
    area_code: str,
    about: About | None = None,
    household_id: int | None = None,
    as_received: bool = False,
) -> Evidence:
    """Keep a file and link it to a row. The same file again gives the evidence there is, linked once more.

    An image is made anew without location unless ``as_received``. Raises :class:`EvidenceRefused` for an empty,
    large, broken or strange file, a role that attaches none, and an area outside the officer's.
    """
    _allow(by, area_code)
    if kind not in Evidence.Kind.values:
        raise EvidenceRefused("no_such_kind", wanted=kind)
    received = hashlib.sha256(content).hexdigest()
    with acting_as(by, "keep evidence"):
        found = Evidence.objects.filter(area_code=area_code, received_sha256=received, kind=kind).first()
        if found is None:
            found = _kept(content, name, received, kind=kind, by=by, at=at, area_code=area_code, as_is=as_received)
        if about is not None:
            link(found, about=about, by=by, at=at, area_code=area_code, household_id=household_id)
    return found


def link(
    evidence: Evidence, *, about: About, by: Officer, at: datetime, area_code: str, household_id: int | None = None
) -> EvidenceLink:
    """Say that a file also proves another row. A second time changes nothing."""
    _allow(by, area_code)
    with acting_as(by, "link evidence"):
        made, _new = EvidenceLink.objects.get_or_create(
            evidence=evidence,
            about=about[0],
            row_id=about[1],
            withdrawn_at=None,
            defaults={"area_code": area_code, "household_id": household_id, "at": at, "by": by.pk},
        )
    return made


def withdraw_link(*, link: EvidenceLink, by: Officer, at: datetime) -> EvidenceLink:
    """Take a link back, for a file attached by mistake; the file and the link stay to be seen."""
    _allow(by, link.area_code)
    with acting_as(by, "withdraw evidence"):
        held = EvidenceLink.objects.select_for_update().get(pk=link.pk)
        if held.withdrawn_at is None:
            held.withdrawn_at, held.withdrawn_by = at, by.pk
            held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return held


def read(evidence: Evidence, *, by: Officer, at: datetime, why: str, ip: str | None = None) -> bytes:
    """The file's bytes, with a line in the log of reads. Raises :class:`EvidenceRefused` outside the area."""
    scope = scope_of(by)
    if not scope or not evidence.area_code.startswith(scope):
        raise EvidenceRefused("outside")
    households = {link.household_id for link in evidence.links.all() if link.household_id}
    record_read(
        by=by, at=at, act="read", purpose=why, area_code=evidence.area_code, ledger="evidence", rows=1, ip=ip,
        household_id=households.pop() if len(households) == 1 else None,
    )  # fmt: skip
    return read_sealed(_place(evidence.sha256), "evidence")


def _allow(by: Officer, area_code: str) -> None:
    if not may_attach_evidence(by):
        raise EvidenceRefused("not_allowed")
    if not area_code.startswith(scope_of(by)):
        raise EvidenceRefused("outside")


def _kept(
    content: bytes, name: str, received: str, *, kind: str, by: Officer, at: datetime, area_code: str, as_is: bool
) -> Evidence:
    file = cleaned(content, name, keep_as_is=as_is)
    digest = hashlib.sha256(file.content).hexdigest()
    keep_sealed(_place(digest), "evidence", file.content)
    made, _new = Evidence.objects.get_or_create(
        area_code=area_code,
        received_sha256=received,
        kind=kind,
        defaults={
            "sha256": digest,
            "name": name[-200:],
            "type": file.type,
            "size": len(file.content),
            "likeness": file.likeness,
            "taken_at": timezone.make_aware(file.taken_at) if file.taken_at else None,
            "as_received": as_is,
            "at": at,
            "by": by.pk,
        },
    )
    return made


def _place(sha256: str) -> str:
    return f"evidence/{sha256[:2]}/{sha256}.sm4"
