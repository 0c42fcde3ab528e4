"""Filtering the worklist of entitlements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangpin_web.entitlements.models import EntitlementItem
from fangpin_web.pages.forms import PageForm

SORTS = ("area_code", "scheme", "due_yuan", "paid_yuan", "difference_yuan", "verdict")
OPEN = "open"


class ItemFilter(PageForm):
    """Scheme, verdict and place; whatever is not a difference is shown only when asked for."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    verdict = forms.ChoiceField(label=_("Finding"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *given: Any, schemes: list[tuple[str, str]], areas: list[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        every = ("", _("All"))
        verdicts = [(v, label) for v, label in EntitlementItem.Verdict.choices if v != EntitlementItem.Verdict.NOTHING]
        self.fields["scheme"].choices = [every, *schemes]  # type: ignore[attr-defined]
        self.fields["verdict"].choices = [("", _("Every difference")), *verdicts]  # type: ignore[attr-defined]
        self.fields["area"].choices = [every, *((a.code, a.name) for a in areas)]  # type: ignore[attr-defined]

    def apply(self, rows: QuerySet[EntitlementItem]) -> QuerySet[EntitlementItem]:
        """The rows that pass; none where the form is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["scheme"]:
            rows = rows.filter(scheme=asked["scheme"])
        if asked["area"]:
            rows = rows.filter(area_code__startswith=asked["area"])
        wanted = [asked["verdict"]] if asked["verdict"] else list(EntitlementItem.OPEN)
        return rows.filter(verdict__in=wanted)
