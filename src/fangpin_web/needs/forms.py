"""Accepting a proposal, and closing a need without one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm


class MatchForm(PageForm):
    """How much, and through which channel."""

    offer = forms.IntegerField(widget=forms.HiddenInput)
    quantity = forms.DecimalField(label=_("Quantity"), max_digits=14, decimal_places=3, required=False)
    channel = forms.ChoiceField(label=_("Channel of the match"), required=False)

    def __init__(self, *given: Any, channels: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["channel"].choices = [("", _("not stated")), *channels]  # type: ignore[attr-defined]


class PeriodForm(PageForm):
    """From one day to another, both included."""

    since = forms.DateField(label=_("From"), widget=DayInput())
    until = forms.DateField(label=_("To"), widget=DayInput())


class CloseNeedForm(PageForm):
    """Why a need ends without a match."""

    reason = forms.ChoiceField(label=_("How closed"))

    def __init__(self, *given: Any, reasons: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
