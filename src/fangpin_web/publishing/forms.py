"""Forms of sealing, and of entering a value."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm


class SealForm(PageForm):
    """The day a snapshot is read for, and what it is called."""

    as_of = forms.DateField(label=_("As of"), widget=DayInput(), help_text=_("The day whose truth it is read for."))
    label = forms.CharField(label=_("Label"), required=False, max_length=100)


class EntryForm(PageForm):
    """A value that a document sets, or the withdrawal of a wrong one."""

    since = forms.DateField(
        label=_("From which day"), widget=DayInput(), help_text=_("Findings before that day stay as they are.")
    )
    value = forms.CharField(label=_("Value"), required=False, max_length=60)
    withdraws = forms.BooleanField(label=_("Withdraw the value that was entered here for that day"), required=False)
    document = forms.CharField(
        label=_("Number of the document"), max_length=200, help_text=_("Such as 示例县〔2026〕2号")
    )
    clause = forms.CharField(label=_("Clause, or the reason of a withdrawal"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if bool(told.get("value")) == bool(told.get("withdraws")):
            self.add_error("value", _("Write a value, or withdraw one."))
        return told


class DecisionForm(PageForm):
    """What the second person says."""

    why = forms.CharField(label=_("Why it is sent back"), required=False, max_length=200)
