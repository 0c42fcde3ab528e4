"""Forms of notices."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.wording import named

if TYPE_CHECKING:
    from fangpin.policy import Policy


class MakeForm(PageForm):
    """Which households of a village, what for, and whom to call."""

    kind = forms.ChoiceField(label=_("Kind of notice"))
    households = forms.TypedMultipleChoiceField(label=_("Households"), coerce=int, widget=forms.CheckboxSelectMultiple)
    contact = forms.CharField(
        label=_("Telephone of the village or township"), required=False, max_length=30,
        help_text=_("The office's own; no other telephone passes the gate."),
    )  # fmt: skip

    def __init__(self, given: Any = None, *, rows: list[Any], policy: Policy, day: date, shown: Any) -> None:
        super().__init__(given)
        self._choose("kind", [(c.code, named(c)) for c in policy.code_list("notice_kind").in_force(day)])
        self._choose("households", [(row.pk, shown(row)) for row in rows])
        self.dress()

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


class DayForm(PageForm):
    """The day on which a sheet was hung or came down."""

    on = forms.DateField(label=_("On which day"), widget=DayInput())

    def __init__(self, given: Any = None, *, today: date) -> None:
        super().__init__(given, initial={"on": today})


class ObjectionForm(PageForm):
    """What somebody objected."""

    what = forms.CharField(label=_("What was objected"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    who = forms.CharField(
        label=_("By whom"), required=False, max_length=60, help_text=_("May stay empty; it is kept encrypted.")
    )
    household_id = forms.TypedChoiceField(label=_("Against whom"), required=False, coerce=int, empty_value=None)
    received_on = forms.DateField(label=_("On which day"), widget=DayInput())

    def __init__(self, given: Any = None, *, today: date, families: list[tuple[int, str]]) -> None:
        super().__init__(given, initial={"received_on": today}, prefix="objection")
        if not families:  # said on the page of one family's case
            del self.fields["household_id"]
            return
        field = self.fields["household_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("the whole sheet")), *families]


class AnswerForm(PageForm):
    """The answer to an objection; upheld, the case goes back."""

    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    upheld = forms.BooleanField(label=_("It holds: the case goes back to be looked into again"), required=False)
