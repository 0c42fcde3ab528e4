"""The form for what was told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.tray.forms import HOW


class ToldForm(PageForm):
    """Who told what, how and when."""

    text = forms.CharField(
        label=_("What was told"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As it was said, with the number if there is one."),
    )  # fmt: skip
    told_by = forms.CharField(label=_("Who said so"), max_length=60)
    how = forms.ChoiceField(label=_("How"), choices=HOW)
    told_on = forms.DateField(label=_("On which day"), widget=DayInput())

    def __init__(self, given: Any = None, *, today: date) -> None:
        self.today = today
        super().__init__(given, initial={"told_on": today}, prefix="told")

    def clean_told_on(self) -> date:
        day: date = self.cleaned_data["told_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies ahead."))
        return day
