"""Receiving: files are kept, and of each is said what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fangpin.rosters import Envelope, RosterError, Source
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_import, may_import_source
from fangpin_web.intake.deliveries import (
    Recognised,
    ledger_sources,
    open_content,
    readable_sources,
    recognise_sheets,
    sources_of,
    suggested_period,
)
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.holding import expect
from fangpin_web.intake.models import Held, Original, Upload
from fangpin_web.intake.originals import forget_reading, keep_original, read_original
from fangpin_web.intake.problems import NotAllowed, NotKept, NotReadable
from fangpin_web.office.policy import policy_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file as it arrives: the sender's name for it and its content; its sheets, where somebody has opened it."""

    name: str
    content: bytes
    envelope: Envelope | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", readable_name(self.name))


def opened(name: str, content: bytes) -> Incoming:
    """A file kept and opened before it is received, as a second thread may do: the database is not asked.

    What a file without a password refuses is left to :func:`receive_files` to say.
    """
    keep_original(content)
    try:
        return Incoming(name=name, content=content, envelope=open_content(content, readable_name(name), None))
    except RosterError:
        return Incoming(name=name, content=content)


def receive_files(*, files: Sequence[Incoming], by: Officer, at: datetime, password: str | None = None) -> list[Upload]:
    """Keep the files and say of each what it is; several at once, each on its own.

    One :class:`Upload` per file and source: a workbook with two lists becomes two, a zip of towns one. A file that
    cannot be opened or recognised becomes an upload that says why; none keeps the others from being received.
    """
    if not may_import(by):
        raise NotAllowed("not_allowed", what_zh="导入名单", what_en="import lists")
    return [upload for file in files for upload in _receive(file, by=by, at=at, password=password)]


def unlock_upload(*, upload: Upload, password: str, by: Officer, at: datetime) -> list[Upload]:
    """Recognise a protected file again with its password; the locked upload is replaced by what is found in it."""
    with acting_as(by, "unlock upload"):
        original = upload.original
        file = Incoming(name=upload.file_name, content=read_original(original.sha256))
        found = _recognise(original, file, by=by, at=at, password=password)
        if not any(u.state == Upload.State.LOCKED for u in found):
            Upload.objects.filter(pk=upload.pk).delete()
        else:
            Upload.objects.filter(pk__in=[u.pk for u in found]).delete()
            return [upload]
        return found


def withdraw_upload(*, upload: Upload, by: Officer, at: datetime) -> Upload:
    """Put a delivery aside before it lands."""
    with acting_as(by, "withdraw upload"):
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        before = [s for s in Upload.State.values if s not in ("landed", "undone", "reversed", "withdrawn")]
        expect(upload, *before, act=("作废", "withdrawn"))
        upload.state, upload.undone_at, upload.undone_by = Upload.State.WITHDRAWN, at, by.pk
        upload.save()
    forget_reading(upload.pk)
    return upload


def _receive(file: Incoming, *, by: Officer, at: datetime, password: str | None) -> list[Upload]:
    try:
        sha256 = keep_original(file.content)
    except OSError as error:
        raise NotKept("not_kept", file=file.name, detail=error.strerror or type(error).__name__) from error
    with acting_as(by, "receive file"):
        original, _made = Original.objects.get_or_create(
            area_code=by.area_code,
            sha256=sha256,
            defaults={
                "file_name": file.name[:255], "size": len(file.content), "received_at": at, "received_by": by.pk,
            },
        )  # fmt: skip
        return _recognise(original, file, by=by, at=at, password=password)


def _recognise(original: Original, file: Incoming, *, by: Officer, at: datetime, password: str | None) -> list[Upload]:
    name = file.name
    base: dict[str, Any] = {
        "area_code": by.area_code, "original": original, "file_name": name[:255],
        "received_at": at, "received_by": by.pk,
    }  # fmt: skip
    try:
        envelope = file.envelope or open_content(file.content, name, password)
    except RosterError as error:
        locked = error.kind in ("password_needed", "wrong_password")
        state = Upload.State.LOCKED if locked else Upload.State.UNREADABLE
        return [Upload.objects.create(state=state, problem={"zh": error.zh(), "en": error.en()}, **base)]
    policy = policy_in_force()
    sources = {k: s for k, s in sources_of(policy).items() if may_import_source(by, s.department)}
    groups = _grouped(recognise_sheets(envelope, sources | (ledger_sources() if may_import_source(by, "") else {})))
    sources = readable_sources(policy)
    if set(groups) == {""} and may_import_source(by, ""):  # no department's list: perhaps the template of a ledger
        groups = _grouped(recognise_sheets(envelope, ledger_sources()))
    unknown = groups.pop("", [])
    if not groups:
        words = NotReadable("not_recognised", file=name).both
        told = _sheets(unknown)
        return [Upload.objects.create(state=Upload.State.UNKNOWN, problem=words, sheets=told, **base)]
    made = [
        _describe(sources[source], group, base | {"problem": unread_of(envelope)}) for source, group in groups.items()
    ]
    for upload in made:
        upload.held = Held(envelope=envelope)
    return made


def _grouped(sheets: Sequence[Recognised]) -> dict[str, list[Recognised]]:
    """Sheets by what they are taken for, '' where for nothing."""
    groups: dict[str, list[Recognised]] = {}
    for found in sheets:
        groups.setdefault(found.best.source if found.best else "", []).append(found)
    return groups


def unread_of(envelope: Envelope) -> dict[str, str] | None:
    """What of a parcel could not be read, said as long as the rest of it is looked at; None where all was read."""
    if not envelope.problems:
        return None
    return {"zh": "".join(e.zh() for e in envelope.problems), "en": " ".join(e.en() for e in envelope.problems)}


def _describe(source: Source, group: Sequence[Recognised], base: Mapping[str, Any]) -> Upload:
    period, cumulative = suggested_period([f.best for f in group if f.best])
    delivery = source.delivery
    if cumulative and source.delivery == "increment":
        delivery = "cumulative"
    return Upload.objects.create(
        state=Upload.State.RECEIVED,
        source=source.id,
        department=source.department,
        delivery=delivery,
        period_from_on=period.from_on if period else None,
        period_to_on=period.to_on if period else None,
        sheets=_sheets(group),
        **base,
    )


def _sheets(group: Sequence[Recognised]) -> list[dict[str, Any]]:
    """What the page shows of each sheet, so that an officer can correct it."""
    return [
        {
            "no": f.sheet.no,
            "file": f.sheet.file,
            "name": f.sheet.name,
            "rows": f.sheet.height,
            "sources": [{"source": r.source, "score": r.score} for r in f.recognitions[:3]],
            "columns": [{"index": m.index, "label": m.label, "field": m.field, "how": m.how} for m in r.columns]
            if (r := f.recognitions[0] if f.recognitions else None)
            else [],
            "unmapped": [list(u) for u in r.unmapped] if r else [],
            "suggestions": [{"index": s.index, "label": s.label, "field": s.field} for s in r.suggestions] if r else [],
            "missing": list(r.missing_required) if r else [],
            "double": {name: [r.labels[i] for i in places] for name, places in r.ambiguous.items()} if r else {},
            "evidence": r.period.evidence if r and r.period else "",
        }
        for f in group
    ]
