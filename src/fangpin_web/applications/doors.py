"""The doors to applications, and to the names of villages that the public page lists."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin_web.applications.models import Application, Letter
from fangpin_web.records.doors import rows_of


def applications_latest_first(view: str) -> QuerySet[Application]:
    """The applications of the officer's area: to be worked on, or all."""
    rows = Application.objects.all()
    return (rows if view == "all" else rows.unsettled()).order_by("visit_due_on", "id")


def application_or_404(key: int) -> Application:
    """An application inside the officer's area."""
    found = Application.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"application {key}")
    return found


def waiting_applications() -> int:
    """Those whose household has to be found, letters that nobody has taken in included."""
    have = Application.objects.filter(origin=Application.Origin.PAGE).values("status_key")
    return (
        Application.objects.filter(state=Application.State.WAITING).count()
        + Letter.objects.exclude(status_key__in=have).count()
    )


def likely_households(application: Application) -> list[Any]:
    """Households of the area whose head has the name; a person decides."""
    rows = rows_of("household").within(application.area_code).filter(head_name=application.head_name)
    return list(rows.order_by("id")[:8])


def village_choices() -> list[tuple[str, str]]:
    """Every village with its township, by code: what anybody finds in an atlas."""
    rows = rows_of("area").filter(to_on__isnull=True)
    names = dict(rows.values_list("code", "name"))
    return [
        (code, f"{names.get(code[:TOWNSHIP_DIGITS], '')} {name}".strip())
        for code, name in sorted(names.items())
        if len(code) == VILLAGE_DIGITS
    ]


def village_codes() -> dict[str, str]:
    """The name of a village to its code, where no other village has the name."""
    found: dict[str, str] = {}
    doubles = set()
    for code, name in rows_of("area").filter(to_on__isnull=True).values_list("code", "name"):
        if len(code) == VILLAGE_DIGITS:
            doubles |= {name} & found.keys()
            found[name] = code
    return {name: code for name, code in found.items() if name not in doubles}
