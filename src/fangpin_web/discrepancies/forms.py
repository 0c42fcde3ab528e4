"""Forms about discrepancies: which to list, what a department answers, what the county decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangpin_web.discrepancies.models import Discrepancies, Discrepancy
from fangpin_web.issues.forms import chosen
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_choices

VIEWS = (
    ("waiting", pgettext_lazy("discrepancy", "To be corrected")),
    ("overdue", pgettext_lazy("discrepancy", "Overdue")),
    ("decided", pgettext_lazy("discrepancy", "Decided")),
    ("agreed", pgettext_lazy("discrepancy", "Agree now")),
    ("all", pgettext_lazy("discrepancy", "All")),
)
SORTS = ("due_on", "opened_on", "area_code", "rule", "department", "-severity", "severity", "returns")


def of_view(rows: Discrepancies, view: str, day: date) -> Discrepancies:
    """The rows of one tab."""
    match view:
        case "overdue":
            return rows.overdue(day)
        case "decided":
            return rows.filter(state__in=(Discrepancy.State.EXPLAINED, Discrepancy.State.EXEMPTED))
        case "agreed":
            return rows.filter(state=Discrepancy.State.AGREED)
        case "all":
            return rows
        case _:
            return rows.waiting()


class DiscrepancyFilter(PageForm):
    """Which discrepancies to list. Every field may stay empty."""

    rule = forms.ChoiceField(label=_("Rule"), required=False)
    department = forms.ChoiceField(label=_("Who corrects"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)
    returned = forms.BooleanField(label=_("Came back only"), required=False)

    def __init__(self, given: Any, *, rules: Sequence[Any], departments: Sequence[str], areas: Sequence[Any]) -> None:
        super().__init__(given)
        chosen(self, "rule", [(rule.id, named(rule)) for rule in rules], empty=_("all"))
        chosen(self, "department", [(one, one) for one in departments], empty=_("all"))
        chosen(self, "area", area_choices(areas), empty=_("all"))

    def apply(self, rows: Discrepancies) -> Discrepancies:
        """Those that pass; a filter that cannot be read lets none pass, and the form says why."""
        if not self.is_valid():
            return rows.none()
        told = self.cleaned_data
        for name in ("rule", "department"):
            if told[name]:
                rows = rows.filter(**{name: told[name]})
        if told["area"]:
            rows = rows.within(told["area"])
        return rows.filter(returns__gt=0) if told["returned"] else rows


class AnswerForm(PageForm):
    """What was corrected at the source."""

    note = forms.CharField(
        label=_("What was corrected"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class DecisionForm(PageForm):
    """Both are right, or it is left aside until a day."""

    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(
        label=_("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=False,
        help_text=_("Needed when the reason is “other”."),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Leave aside until"), required=False, widget=DayInput(),
        help_text=_("Open again on this day if the records still disagree. Empty: both are right, for good."),
    )  # fmt: skip

    def __init__(self, given: Any = None, *, policy: Any) -> None:
        super().__init__(given)
        codes = policy.code_list("discrepancy_reason").codes.values()
        chosen(self, "reason", [(code.code, named(code)) for code in codes])
