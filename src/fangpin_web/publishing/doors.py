"""The doors to seals. A seal holds no personal data itself; who may see the list may see each of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from fangpin_web.publishing.models import Seal


def seals_latest_first() -> QuerySet[Seal]:
    """All seals, the newest first."""
    return Seal.objects.latest_first()


def newest_seal() -> Seal | None:
    """The last one made, of any purpose."""
    return Seal.objects.latest_first().first()


def seal_or_404(key: int) -> Seal:
    """One seal."""
    found = Seal.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"seal {key}")
    return found


def seal_before(seal: Seal) -> Seal | None:
    """The seal it names as the one before it; None for the first, or when that one is not here."""
    return Seal.objects.filter(hash=seal.previous_hash).first() if seal.previous_hash else None
