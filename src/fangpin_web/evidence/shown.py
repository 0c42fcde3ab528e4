"""What a row's page shows of its evidence, and the form to attach more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_attach_evidence, sees_evidence
from fangpin_web.evidence.doors import links_of, shared_photos
from fangpin_web.evidence.forms import AttachForm
from fangpin_web.evidence.models import EvidenceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePart:
    """The files of a row, each with who attached it and whether the picture stands in another household too."""

    about: str
    row_id: int
    lines: tuple[tuple[EvidenceLink, Officer | None, bool], ...]
    form: Any
    back: str
    may_open: bool


def evidence_part(officer: Officer, about: str, row_id: int, *, back: str, kinds: Collection[str] = ()) -> EvidencePart:
    """For a reader who has opened the row; include ``evidence/_part.html`` with it as ``evidence_part``.

    ``about`` is a ledger's name for the form to work; ``back`` the address to return to; ``kinds`` narrows what is
    shown and what can be attached.
    """
    links = links_of(about, row_id, kinds=kinds)
    people = officers_by_key(link.by for link in links)
    shared = {one.pk for group in shared_photos(evidence={k.evidence_id for k in links}) for one in group.evidence}
    return EvidencePart(
        about=about,
        row_id=row_id,
        lines=tuple((link, people.get(link.by), link.evidence_id in shared) for link in links),
        form=AttachForm(kinds=kinds) if may_attach_evidence(officer) else None,
        back=back,
        may_open=sees_evidence(officer),
    )
