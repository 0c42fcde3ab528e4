"""Forms of casework: which cases to list, a step's form made from its process, a meeting, a notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_choices
from fangpin_web.records.row_form import TERNARY

if TYPE_CHECKING:
    from fangpin.policy import FormField, Policy
    from fangpin.policy.process_entries import Step

CLOCK = (("", _("any")), ("overdue", _("overdue")), ("orange", _("nearly due")), ("paused", _("paused")))
ACCEPTED = "image/jpeg,image/png,image/webp,.pdf,.ofd,.docx,.xlsx"
# What the store of evidence calls the kinds that processes demand.
KEPT_AS = {
    "collection_form": "signed",
    "authorisation_letter": "letter",
    "minutes": "minutes",
    "notice_photo": "notice",
    "delivery_proof": "payment",
}


class CaseFilter(PageForm):
    """Which cases to list. Every field may stay empty."""

    area = forms.ChoiceField(label=_("Place"), required=False)
    process = forms.ChoiceField(label=_("Process"), required=False)
    step = forms.ChoiceField(label=_("Step"), required=False)
    clock = forms.ChoiceField(label=_("Due"), required=False, choices=CLOCK)

    def __init__(self, given: Any, *, areas: Sequence[Any], policy: Policy) -> None:
        super().__init__(given)
        self._choices("area", area_choices(areas))
        self._choices("process", [(p.id, named(p)) for p in policy.processes.values() if p.subject != "issue"])
        steps = {s.id: named(s) for p in policy.processes.values() for s in p.steps.values()}
        self._choices("step", list(steps.items()))

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("all")), *choices]


class StepForm(PageForm):
    """What a step asks for, filled in from what is known. Empty says unknown; the process says what is missing."""

    happened_on = forms.DateField(label=_("Done on"), widget=DayInput())
    seen = forms.IntegerField(widget=forms.HiddenInput())
    key = forms.CharField(widget=forms.HiddenInput(), max_length=40)

    def __init__(
        self, *given: Any, step: Step, policy: Policy, today: date, initial: Mapping[str, Any], sheet: bool = False
    ) -> None:
        """``sheet``: a notice made here hangs, so its day, text and photo are not asked for again."""
        self.step, self.today = step, today
        super().__init__(*given, initial=_initial(step, initial) | {"happened_on": today})
        for field in step.form:
            self.fields[field.id] = _field(field, policy)
        if step.votes:
            for name, label in (("due", _("Due to attend")), ("present", _("Present")), ("votes_for", _("In favour"))):
                self.fields[name] = forms.IntegerField(label=label, min_value=0, required=False)
        if step.publicity and not sheet:
            self.fields["hung_on"] = forms.DateField(label=_("Notice hung on"), widget=DayInput(), required=False)
        listed = policy.code_list("case_evidence")
        for wanted in step.evidence:
            if sheet and wanted.kind in ("notice_text", "notice_photo"):
                continue
            self.fields[f"proof_{wanted.kind}"] = forms.FileField(
                label=named(listed.codes[wanted.kind]),
                required=False,
                widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
            )
        self.order_fields([*(f.id for f in step.form), "due", "present", "votes_for", "hung_on"])
        self.dress()

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies ahead."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by field of the process; what was left empty is not among it."""
        said = {f.id: self.cleaned_data.get(f.id) for f in self.step.form}
        return {name: value for name, value in said.items() if value not in (None, "")}

    @property
    def votes(self) -> tuple[int, int, int] | None:
        """Due, present, in favour; None unless all three were entered."""
        told = [self.cleaned_data.get(name) for name in ("due", "present", "votes_for")]
        return (told[0], told[1], told[2]) if None not in told else None  # type: ignore[return-value]


def _initial(step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[Any, str] = {True: "true", False: "false"}
    shown: dict[str, Any] = {}
    for field in step.form:
        value = values.get(field.id)
        value = values.get(field.known) if value is None and field.known else value
        shown[field.id] = words.get(value, "") if field.type.kind == "boolean" else value
    for name in ("due", "present", "votes_for", "hung_on", "seen", "key"):
        shown[name] = values.get(f"_{name}")
    return shown


def _field(field: FormField, policy: Policy) -> forms.Field:
    unit = field.type.unit
    word = _unit_word(unit) if field.type.numeric and unit and str(unit) else ""
    label = f"{named(field)}（{word}）" if word else named(field)
    hint = (field.zh_meaning if _language() == "zh" else field.en_meaning) or ""
    made: Callable[..., forms.Field]
    more: dict[str, Any] = {}
    match field.type.kind:
        case "code":
            listed = policy.code_list(field.type.codes or "")
            made = forms.TypedChoiceField
            more = {"choices": [("", _("unknown")), *((c.code, named(c)) for c in listed.codes.values())]}
            more |= {"empty_value": None}
        case "boolean":
            made = forms.TypedChoiceField
            more = {"choices": TERNARY, "coerce": lambda said: said == "true", "empty_value": None}
        case "decimal":
            precision, scale = field.type.digits or (14, 2)
            made, more = forms.DecimalField, {"max_digits": precision, "decimal_places": scale}
        case "integer":
            made = forms.IntegerField
        case "date":
            made, more = forms.DateField, {"widget": DayInput()}
        case _:
            made, more = forms.CharField, {"max_length": 200, "empty_value": None}
    return made(label=label, required=False, help_text=hint, **more)


def _unit_word(unit: Any) -> str:
    return str(unit.zh or unit) if _language() == "zh" else str(unit)


def _language() -> str:
    from fangpin_web.pages.wording import language

    return language()


class MeetingForm(PageForm):
    """An evening's meeting: counted once, minutes once."""

    held_on = forms.DateField(label=_("Held on"), widget=DayInput())
    due = forms.IntegerField(label=_("Due to attend"), min_value=1)
    present = forms.IntegerField(label=_("Present"), min_value=0)
    minutes = forms.FileField(
        label=_("Minutes"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )
    key = forms.CharField(widget=forms.HiddenInput(), max_length=40)

    def __init__(self, *given: Any, today: date, key: str) -> None:
        super().__init__(*given, initial={"held_on": today, "key": key})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        due, present = given.get("due"), given.get("present")
        if due is not None and present is not None and present > due:
            self.add_error("present", _("More were present than were due."))
        return given


class NoticeForm(PageForm):
    """A notice that hangs for several families."""

    hung_on = forms.DateField(label=_("Notice hung on"), widget=DayInput())
    text = forms.FileField(
        label=_("Text of the notice"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )
    photo = forms.FileField(
        label=_("Photo of the notice"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )
    key = forms.CharField(widget=forms.HiddenInput(), max_length=40)

    def __init__(self, *given: Any, today: date, key: str) -> None:
        super().__init__(*given, initial={"hung_on": today, "key": key})
