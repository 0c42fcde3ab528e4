"""The form in which a number of others is entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.figures.services import OVERRIDE, REPORTED
from fangpin_web.pages.forms import DayInput, PageForm

KINDS = ((REPORTED, _("Reported by a department")), (OVERRIDE, _("Overridden by hand")))


class StateForm(PageForm):
    """A department's number, or an override; of a period where the figure is counted over one."""

    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    value = forms.DecimalField(label=_("Number"), max_digits=22, decimal_places=6)
    since = forms.DateField(label=_("First day of the period"), widget=DayInput())
    until = forms.DateField(label=_("Last day of the period"), widget=DayInput())
    stated_on = forms.DateField(label=_("Stated on"), widget=DayInput())
    department = forms.CharField(label=_("Department"), required=False, max_length=100)
    contact = forms.CharField(label=_("Contact"), required=False, max_length=100)
    document = forms.CharField(label=_("Document"), required=False, max_length=200)
    scan = forms.FileField(
        label=_("Scan"), required=False, help_text=_("A PDF, photo or workbook as it came; kept encrypted.")
    )
    definition = forms.CharField(label=_("How they define it"), required=False)
    reason = forms.CharField(label=_("Why it is overridden"), required=False)

    def __init__(self, *given: Any, over_a_period: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if not over_a_period:
            del self.fields["since"]
            self.fields["until"].label = _("As of")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("It must end after it begins."))
        if told.get("kind") == REPORTED and not told.get("department"):
            self.add_error("department", _("Name the department that reports the number."))
        if told.get("kind") == OVERRIDE and not told.get("reason"):
            self.add_error("reason", _("Say why the number is overridden."))
        return told
