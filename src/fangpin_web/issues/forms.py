"""Forms about issues, tasks, campaigns and meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangpin.duties import IssueState
from fangpin.processes import State
from fangpin_web.access.area_codes import inside
from fangpin_web.issues.clocks import IssueClocks
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.templatetags.duties import STATES as STATES_IN_WORDS
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_choices

STATES = {state: words for state, (_tone, words) in STATES_IN_WORDS.items()}
VIEWS = (
    ("open", pgettext_lazy("issue", "Open")),
    ("overdue", pgettext_lazy("issue", "Overdue")),
    ("soon", pgettext_lazy("issue", "Due soon")),
    ("submitted", _("To be accepted")),
    ("closed", _("Closed")),
    ("all", _("All")),
)
SORTS = ("due_on", "opened_on", "area_code", "number", "kind")
UNDER_WAY = (IssueState.OPEN, IssueState.IN_HAND, IssueState.RETURNED, IssueState.SUBMITTED)


def of_view(rows: QuerySet[Any], view: str, terms: Mapping[int, IssueClocks]) -> QuerySet[Any]:
    """The rows of one tab; ``terms`` are those of all that are not finished."""
    match view:
        case "overdue":
            return rows.filter(pk__in=[key for key, one in terms.items() if one.is_late()])
        case "soon":
            return rows.filter(pk__in=[key for key, one in terms.items() if is_soon(one)])
        case "submitted":
            return rows.filter(state=IssueState.SUBMITTED)
        case "closed":
            return rows.filter(state=IssueState.CLOSED)
        case "all":
            return rows
        case _:
            return rows.filter(state__in=UNDER_WAY)


def is_soon(clocks: IssueClocks) -> bool:
    """Nothing overdue, but something due in a few days."""
    return clocks.worst is not None and clocks.worst.state is State.ORANGE


def chosen(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]], *, empty: Any = None) -> None:
    """Give a field its choices, the empty one first where one is given."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared in the form
    field.choices = [("", empty), *choices] if empty is not None else list(choices)


def _coded(policy: Any, listed: str) -> list[tuple[str, str]]:
    return [(code.code, named(code)) for code in policy.code_list(listed).codes.values()]


class IssueFilter(PageForm):
    """Which issues to list. Every field may stay empty."""

    area = forms.ChoiceField(label=_("Place"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    origin = forms.ChoiceField(label=_("Origin"), required=False)
    repeated = forms.BooleanField(label=_("Come back"), required=False)

    def __init__(self, given: Any, *, areas: Sequence[Any], policy: Any) -> None:
        super().__init__(given)
        chosen(self, "area", area_choices(areas), empty=_("all"))
        chosen(self, "kind", _coded(policy, "issue_kind"), empty=_("all"))
        chosen(self, "origin", _coded(policy, "issue_origin"), empty=_("all"))

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The issues that pass; none where the filter cannot be read."""
        if not self.is_valid():
            return rows.none()
        told = self.cleaned_data
        if told["area"]:
            rows = rows.filter(inside(told["area"]))
        for name in ("kind", "origin"):
            if told[name]:
                rows = rows.filter(**{name: told[name]})
        return rows.filter(repeat_of__isnull=False) if told["repeated"] else rows


class OwnerForm(PageForm):
    """Who puts it right and by when."""

    organisation = forms.TypedChoiceField(label=_("Responsible unit"), required=False, coerce=int, empty_value=None)
    officer = forms.TypedChoiceField(label=_("Responsible official"), required=False, coerce=int, empty_value=None)
    due = forms.DateField(label=_("Due on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, units: Sequence[Any], people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        chosen(self, "organisation", units, empty=_("none"))
        chosen(self, "officer", people, empty=_("none"))


class AssignForm(OwnerForm):
    """An issue's owner, its leader and what is to be done."""

    leader = forms.TypedChoiceField(label=_("Responsible leader"), required=False, coerce=int, empty_value=None)
    remedy = forms.CharField(
        label=_("What is to be done"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "leader", self.people, empty=_("none"))


class NewIssueForm(OwnerForm):
    """An issue found."""

    area = forms.ChoiceField(label=_("Place"))
    kind = forms.ChoiceField(label=_("Kind"))
    origin = forms.ChoiceField(label=_("Origin"))
    content = forms.CharField(
        label=_("What was found"), max_length=500, min_length=4, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("area", "kind", "origin", "content", "organisation", "officer", "due")

    def __init__(self, *args: Any, areas: Sequence[Any], policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "area", area_choices(areas))
        chosen(self, "kind", _coded(policy, "issue_kind"))
        chosen(self, "origin", _coded(policy, "issue_origin"))
        self.fields["due"].help_text = _("Empty: the place's default term in working days.")
        self.order_fields(self.field_order)
        self.dress()


class WordsForm(PageForm):
    """An act with its words."""

    words = forms.CharField(label=_("Words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class SweepForm(PageForm):
    """Where else to look."""

    areas = forms.MultipleChoiceField(label=_("Places to look at"), widget=forms.CheckboxSelectMultiple())
    due = forms.DateField(label=_("Due on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "areas", places)


class ListFileForm(PageForm):
    """A superior's list."""

    listed = forms.FileField(label=_("List of issues (.xlsx, .xls, .csv)"))


class CampaignForm(PageForm):
    """A campaign."""

    title = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"))
    season = forms.ChoiceField(label=_("Season"), required=False)
    began_on = forms.DateField(label=_("First day"), widget=DayInput())
    days = forms.IntegerField(label=_("Length in days"), min_value=1, max_value=400, required=False)
    organisation = forms.TypedChoiceField(label=_("Led by"), required=False, coerce=int, empty_value=None)
    teams = forms.TypedMultipleChoiceField(
        label=_("Teams"), required=False, coerce=int, widget=forms.SelectMultiple(attrs={"size": 6})
    )

    def __init__(self, *args: Any, units: Sequence[Any], policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "kind", _coded(policy, "campaign_kind"))
        chosen(self, "season", _coded(policy, "season"), empty=_("none"))
        chosen(self, "organisation", units, empty=_("none"))
        chosen(self, "teams", units)


class TaskForm(OwnerForm):
    """A task of a campaign, or one that a meeting decided."""

    title = forms.CharField(label=_("Task"), max_length=200, min_length=2)
    area = forms.ChoiceField(label=_("Place"))
    line = forms.ChoiceField(label=_("Line to bring to zero"), required=False)
    key_task = forms.BooleanField(label=_("Key task"), required=False)
    field_order = ("title", "area", "organisation", "officer", "due", "line", "key_task")

    def __init__(self, *args: Any, areas: Sequence[Any], policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "area", area_choices(areas))
        chosen(self, "line", _coded(policy, "campaign_line"), empty=_("none"))
        self.order_fields(self.field_order)
        self.dress()


class MeetingForm(PageForm):
    """A dispatch meeting."""

    title = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"))
    level = forms.ChoiceField(label=_("Level"), required=False)
    due = forms.DateField(label=_("To be held by"), required=False, widget=DayInput())
    held_on = forms.DateField(label=_("Held on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "kind", _coded(policy, "meeting_kind"))
        chosen(self, "level", _coded(policy, "admin_level"), empty=_("none"))


class DecisionForm(OwnerForm):
    """What a meeting decided; it becomes a task."""

    content = forms.CharField(label=_("What was decided"), max_length=200, min_length=2)
    area = forms.ChoiceField(label=_("Place"))
    field_order = ("content", "area", "organisation", "officer", "due")

    def __init__(self, *args: Any, areas: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "area", area_choices(areas))
        self.order_fields(self.field_order)
        self.dress()


class DayForm(PageForm):
    """One day."""

    on = forms.DateField(label=_("Day"), widget=DayInput())


class MinutesForm(PageForm):
    """The minutes of a meeting by their number."""

    number = forms.CharField(
        label=_("Number of the minutes"), max_length=100, help_text=_("Where there is none, the title.")
    )


class BoardFilter(PageForm):
    """What the wall chart shows, and on which sheet it is printed."""

    SIZES = (("a1", "A1"), ("a0", "A0"), ("a3", "A3"))
    area = forms.ChoiceField(label=_("Place"), required=False)
    campaign = forms.TypedChoiceField(label=_("Campaign"), required=False, coerce=int, empty_value=None)
    size = forms.ChoiceField(label=_("Paper size"), choices=SIZES, required=False)

    def __init__(self, given: Any, *, areas: Sequence[Any], campaigns: Sequence[tuple[int, str]]) -> None:
        super().__init__(given)
        chosen(self, "area", area_choices(areas), empty=_("all"))
        chosen(self, "campaign", campaigns, empty=_("all"))
