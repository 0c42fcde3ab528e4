"""The form in which a number of others is entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.figures.models import StatedFigure
from fangpin_web.pages.forms import DayInput, PageForm


class StateForm(PageForm):
    """A department's number, or an override."""

    kind = forms.ChoiceField(label=_("What it is"), choices=StatedFigure.Kind.choices)
    value = forms.DecimalField(label=_("Number"), max_digits=24, decimal_places=6)
    as_of = forms.DateField(label=_("As of"), widget=DayInput())
    stated_on = forms.DateField(label=_("Stated on"), widget=DayInput())
    department = forms.CharField(label=_("Department"), required=False, max_length=100)
    contact = forms.CharField(label=_("Contact"), required=False, max_length=100)
    document = forms.CharField(label=_("Document"), required=False, max_length=200)
    scan = forms.FileField(
        label=_("Scan"), required=False, help_text=_("A PDF, photo or workbook as it came; kept encrypted.")
    )
    definition = forms.CharField(label=_("How they define it"), required=False)
    reason = forms.CharField(label=_("Why it is overridden"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == StatedFigure.Kind.REPORTED and not told.get("department"):
            self.add_error("department", _("Name the department that reports the number."))
        if told.get("kind") == StatedFigure.Kind.OVERRIDE and not told.get("reason"):
            self.add_error("reason", _("Say why the number is overridden."))
        return told
