"""Forms about clues: which ones to list, how one is closed, which are dispatched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import inside
from fangpin_web.accounts.models import Officer
from fangpin_web.clues.models import ClueEvidence
from fangpin_web.clues.services import CLOSED_NEGATIVE, CLOSED_POSITIVE, reasons_for
from fangpin_web.clues.states import FINISHED, OPEN, PROPOSED, TAKEN
from fangpin_web.pages.forms import PageForm
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_choices

if TYPE_CHECKING:
    from fangpin.policy import Policy

VIEWS = (
    (OPEN, _("To be visited")),
    (TAKEN, _("In hand")),
    ("closed", _("Closed")),
    (PROPOSED, _("To be dispatched")),
    ("all", _("All")),
)
DUE = (
    ("", _("any day")),
    ("overdue", _("overdue")),
    ("week", _("within seven days")),
    ("none", _("without a due day")),
)
SORTS = ("due_on", "raised_on", "area_code", "severity", "risk")


def states_of(view: str) -> tuple[str, ...] | None:
    """The states a view of the list shows, None for all."""
    return {"closed": FINISHED, "all": None}.get(view, (view,))


class ClueFilter(PageForm):
    """Which clues to list. Every field may stay empty."""

    area = forms.ChoiceField(label=_("Place"), required=False)
    risk = forms.ChoiceField(label=_("Risk"), required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)
    mine = forms.BooleanField(label=_("Mine only"), required=False)

    def __init__(self, given: Any, *, areas: Sequence[Any], policy: Policy) -> None:
        super().__init__(given)
        self._choices("area", area_choices(areas))
        for name in ("risk", "severity"):
            self._choices(name, [(c.code, named(c)) for c in policy.code_list(name).codes.values()])
        triggers = [rule for rule in policy.rules.values() if rule.kind == "trigger"]
        self._choices(
            "rule",
            [(rule.id, named(rule)) for rule in triggers] + [(one.id, named(one)) for one in policy.schemes.values()],
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("all")), *choices]

    def apply(self, rows: QuerySet[Any], *, officer: Officer, day: date) -> QuerySet[Any]:
        """The clues that pass; a filter that cannot be read lets none pass, and the form says why."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        if chosen["area"]:
            rows = rows.filter(inside(chosen["area"]))
        for name in ("risk", "severity"):
            if chosen[name]:
                rows = rows.filter(**{name: chosen[name]})
        if chosen["rule"]:
            rows = rows.filter(pk__in=ClueEvidence.objects.filter(rule=chosen["rule"]).values("clue_id"))
        if chosen["mine"]:
            rows = rows.filter(taken_by=officer.pk)
        return _due(rows, chosen["due"], day)


def _due(rows: QuerySet[Any], wanted: str, day: date) -> QuerySet[Any]:
    match wanted:
        case "overdue":
            return rows.filter(due_on__lt=day).exclude(state__in=FINISHED)
        case "week":
            return rows.filter(due_on__gte=day, due_on__lte=day + timedelta(days=7))
        case "none":
            return rows.filter(due_on__isnull=True)
        case _:
            return rows


class CloseForm(PageForm):
    """How a clue ends. The reason fits the outcome; “other” needs a note."""

    outcome = forms.ChoiceField(
        label=_("Result of the visit"),
        choices=((CLOSED_NEGATIVE, _("Not taken in")), (CLOSED_POSITIVE, _("Goes on to identification"))),
    )
    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was seen, by whom, on which day. Needed when the reason is “other”."),
    )

    def __init__(self, given: Any = None, *, policy: Policy, day: date) -> None:
        super().__init__(given)
        listed = policy.code_list("clue_close_reason")
        groups = [
            (_("Not taken in"), [(c, named(listed.codes[c])) for c in reasons_for(CLOSED_NEGATIVE, policy, day)]),
            (
                _("Goes on to identification"),
                [(c, named(listed.codes[c])) for c in reasons_for(CLOSED_POSITIVE, policy, day)],
            ),
        ]
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = groups
