"""The filter of the read log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm

ACTS = (
    ("", _("all")),
    ("read", _("opened")),
    ("show", _("names shown")),
    ("export", _("exported")),
    ("print", _("printed")),
)


class LogFilter(PageForm):
    """By household, by officer, by act, by day. Every field may stay empty."""

    household = forms.IntegerField(label=_("Household key"), required=False, min_value=1)
    officer = forms.CharField(label=_("Officer"), required=False, max_length=60)
    act = forms.ChoiceField(label=_("Act"), required=False, choices=ACTS)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To"), required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The lines that pass; a filter that cannot be read lets none pass, and the form says why."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        if chosen["household"]:
            rows = rows.filter(household_id=chosen["household"])
        if chosen["officer"]:
            rows = rows.filter(officer_name__startswith=chosen["officer"])
        if chosen["act"]:
            rows = rows.filter(act=chosen["act"])
        if chosen["since"]:
            rows = rows.filter(at__date__gte=chosen["since"])
        if chosen["until"]:
            rows = rows.filter(at__date__lte=chosen["until"])
        return rows
