"""The forms of mechanisms: the filter of the list, the filter of a worklist, a switch and the decision on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.mechanisms.models import WorklistItems
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.records.doors import area_choices

SORTS = ("-severity", "severity", "rule", "-rule", "area_code", "-area_code", "open_since", "-open_since")
SHOWN = (("on", _("In use here")), ("off", _("Not in use")), ("all", _("all")))
USED = (("true", _("In use from this day")), ("false", _("No longer in use from this day")))


class ListFilter(PageForm):
    """Which mechanisms are listed: those in use, unless the others are asked for."""

    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)
    family = forms.ChoiceField(label=_("Family"), required=False)
    q = forms.CharField(label=_("Word in the name"), required=False)

    def __init__(self, given: Any, *, families: Sequence[tuple[str, str]]) -> None:
        super().__init__(given)
        _choose(self, "family", families)


class OpenFilter(PageForm):
    """Which open items are listed."""

    rule = forms.ChoiceField(label=_("Rule"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)
    answer = forms.ChoiceField(
        label=_("Answer"), required=False, choices=(("", _("all")), ("yes", _("found")), ("unknown", _("unknown")))
    )
    before = forms.DateField(label=_("Open since before"), required=False, widget=DayInput())

    def __init__(self, given: Any, *, rules: Sequence[tuple[str, str]], areas: Sequence[Any]) -> None:
        super().__init__(given)
        _choose(self, "rule", rules)
        _choose(self, "area", area_choices(areas))

    def apply(self, rows: WorklistItems) -> WorklistItems:
        """The items that pass; a filter that cannot be read lets nothing pass, and the form says why."""
        if not self.is_valid():
            return rows.none()
        told = self.cleaned_data
        if told["rule"]:
            rows = rows.filter(rule=told["rule"])
        if told["area"]:
            rows = rows.within(told["area"])
        if told["answer"]:
            rows = rows.filter(answer=told["answer"])
        return rows.filter(open_since__lt=told["before"]) if told["before"] else rows


class SwitchForm(PageForm):
    """From which day a mechanism is in use or no longer, and why."""

    on = forms.TypedChoiceField(label=_("What changes"), choices=USED, coerce=lambda word: word == "true")
    since = forms.DateField(label=_("From which day"), widget=DayInput())
    why = forms.CharField(label=_("Reason"), max_length=300)
    document = forms.CharField(label=_("Document, if one says so"), required=False, max_length=200)


class DecisionForm(PageForm):
    """Confirm, or send back with the reason."""

    why = forms.CharField(label=_("Reason for sending it back"), required=False, max_length=200)


def _choose(form: PageForm, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = [("", _("all")), *choices]
