"""The form for a report of nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm

HOW = (
    ("phone", _("by phone")),
    ("message", _("by text or WeChat message")),
    ("paper", _("on paper")),
    ("meeting", _("in person or at a meeting")),
)


class NothingForm(PageForm):
    """Who said that there is nothing, how and when."""

    said_by = forms.CharField(
        label=_("Who said so"), max_length=60, help_text=_("Name and post of the person in the department.")
    )
    how = forms.ChoiceField(label=_("How"), choices=HOW)
    said_on = forms.DateField(label=_("On which day"), widget=DayInput())
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, given: Any = None, *, today: date) -> None:
        self.today = today
        super().__init__(given, initial={"said_on": today})

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies ahead."))
        return day
