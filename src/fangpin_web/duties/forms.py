"""Forms about duties, draws, plans and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.issues.forms import chosen
from fangpin_web.pages.forms import DayInput, MonthInput, PageForm
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_choices


def coded(policy: Any, listed: str) -> list[tuple[str, str]]:
    """A code list as choices."""
    return [(code.code, named(code)) for code in policy.code_list(listed).codes.values()]


class DutyFilter(PageForm):
    """Which duties to list."""

    layer = forms.ChoiceField(label=_("Layer"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)
    who = forms.CharField(label=_("Who"), required=False, max_length=40)
    ended = forms.BooleanField(label=_("Ended ones too"), required=False)

    def __init__(self, given: Any, *, areas: Sequence[Any], policy: Any) -> None:
        super().__init__(given)
        chosen(self, "layer", coded(policy, "assignment_layer"), empty=_("all"))
        chosen(self, "area", area_choices(areas), empty=_("all"))


class VisitFilter(PageForm):
    """Which visits to list, of which month."""

    month = forms.DateField(label=_("Month"), required=False, input_formats=["%Y-%m"], widget=MonthInput())
    layer = forms.ChoiceField(label=_("Layer"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)
    who = forms.CharField(label=_("Who"), required=False, max_length=40)

    def __init__(self, given: Any, *, areas: Sequence[Any], policy: Any) -> None:
        super().__init__(given)
        chosen(self, "layer", coded(policy, "assignment_layer"), empty=_("all"))
        chosen(self, "area", area_choices(areas), empty=_("all"))


class PairingFilter(PageForm):
    """Which pairings to list."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)
    who = forms.CharField(label=_("Who helps"), required=False, max_length=40)

    def __init__(self, given: Any, *, areas: Sequence[Any], policy: Any) -> None:
        super().__init__(given)
        chosen(self, "kind", coded(policy, "pairing_kind"), empty=_("all"))
        chosen(self, "area", area_choices(areas), empty=_("all"))


class AssignForm(PageForm):
    """Have somebody answer for a household or an area."""

    officer = forms.TypedChoiceField(label=_("Who"), coerce=int)
    from_on = forms.DateField(label=_("From"), widget=DayInput())

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "officer", people)


class HandoverForm(PageForm):
    """Everything goes to a successor."""

    successor = forms.TypedChoiceField(label=_("Successor"), coerce=int)
    on = forms.DateField(label=_("Answers from"), widget=DayInput())
    why = forms.CharField(label=_("Why"), min_length=2, max_length=200)

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "successor", people)


class DrawForm(PageForm):
    """Draw at random."""

    KINDS = (("phone", _("Phone follow-up")), ("inspection", _("Unannounced inspection")))
    AMONG = (
        ("monitored", _("monitored households")),
        ("registered", _("registered households")),
        ("villages", _("villages")),
    )
    kind = forms.ChoiceField(label=_("What for"), choices=KINDS)
    among = forms.ChoiceField(label=_("Among"), choices=AMONG)
    within = forms.ChoiceField(label=_("Place"))
    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=500)

    def __init__(self, *args: Any, areas: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "within", area_choices(areas))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == "phone" and given.get("among") == "villages":
            self.add_error("among", _("Villages are inspected, not called."))
        return given


class CallForm(PageForm):
    """The result of one call."""

    result = forms.ChoiceField(label=_("Result"))
    words = forms.CharField(
        label=_("What was said"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "result", coded(policy, "phone_result"))


class InspectionForm(PageForm):
    """What an unannounced inspection found."""

    on = forms.DateField(label=_("Visited on"), widget=DayInput())
    words = forms.CharField(
        label=_("What was found"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    issue_kind = forms.ChoiceField(label=_("Becomes an issue of the kind"), required=False)

    def __init__(self, *args: Any, policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "issue_kind", coded(policy, "issue_kind"), empty=_("no issue"))


class PlanForm(PageForm):
    """A household's plan."""

    needs = forms.CharField(
        label=_("What the family needs"), max_length=500, min_length=2, widget=forms.Textarea(attrs={"rows": 2})
    )
    goal = forms.CharField(
        label=_("What is to be reached"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MeasureForm(PageForm):
    """Help agreed on."""

    kind = forms.ChoiceField(label=_("Kind of help"))
    person = forms.TypedChoiceField(label=_("For whom"), required=False, coerce=int, empty_value=None)
    risk = forms.ChoiceField(label=_("Against which risk"), required=False)
    content = forms.CharField(label=_("What is done"), max_length=300, required=False)
    officer = forms.TypedChoiceField(label=_("Responsible official"), required=False, coerce=int, empty_value=None)
    due = forms.DateField(label=_("Due on"), widget=DayInput())

    def __init__(self, *args: Any, people: Sequence[Any], members: Sequence[Any], policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "kind", coded(policy, "measure_kind"))
        chosen(self, "risk", coded(policy, "risk"), empty=_("none"))
        chosen(self, "person", members, empty=_("the whole household"))
        chosen(self, "officer", people, empty=_("none"))


class PapersForm(PageForm):
    """Which papers are in the file."""

    items = forms.MultipleChoiceField(label=_("Papers seen"), required=False, widget=forms.CheckboxSelectMultiple())

    def __init__(self, *args: Any, policy: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen(self, "items", coded(policy, "binder_item"))
