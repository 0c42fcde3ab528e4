"""Forms of field work: a visit entered by page, the code of a paper form, a file from a phone, feedback."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.evidence.models import Evidence
from fangpin_web.field.told import VisitTold, read_visit
from fangpin_web.intake.forms import SeveralFiles, SeveralFilesInput
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.wording import named

if TYPE_CHECKING:
    from fangpin.policy import Policy

UNCONFIRMED = _("No entry (unconfirmed)")


class VisitForm(PageForm):
    """A visit. Every item may stay without entry; that says that nobody looked, and nothing else."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    visited_on = forms.DateField(label=_("Day of the visit"), widget=DayInput())
    met = forms.ChoiceField(label=_("Who was met"), required=False)
    changes = forms.MultipleChoiceField(
        label=_("What has changed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No document numbers and no names of illnesses."),
    )  # fmt: skip
    paper = SeveralFiles(
        label=_("Photo of the signed paper"), required=False,
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": "image/*,.pdf"}),
    )  # fmt: skip

    def __init__(self, given: Any = None, files: Any = None, *, policy: Policy, today: date, key: str = "") -> None:
        super().__init__(given, files, initial={"visited_on": today, "key": key})
        self.policy, self.today = policy, today
        self._choices("met", [("", UNCONFIRMED), *self._codes("visit_met")])
        self._choices("changes", self._codes("visit_change"))
        statuses = [("", UNCONFIRMED), *self._codes("guarantee_status")]
        for code, label in self._codes("guarantee"):
            self.fields[f"check-{code}"] = forms.ChoiceField(label=label, required=False, choices=statuses)
        if policy.value("field_photos", on=today).value == "demanded":
            self.fields["scene"] = SeveralFiles(
                label=_("Photos on site"),
                widget=SeveralFilesInput(attrs={"multiple": True, "accept": "image/*"}),
            )
        self.order_fields(["key", "visited_on", "met", *self.check_names, "changes", "note", "scene", "paper"])
        self.dress()

    @property
    def check_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("check-")]

    def told(self, *, household: int, clue: int | None, means: str) -> VisitTold:
        """The visit as the service takes it; raises ``FieldProblem``."""
        chosen: Mapping[str, Any] = self.cleaned_data
        checks = {name.removeprefix("check-"): chosen[name] for name in self.check_names if chosen[name]}
        given = {
            "key": chosen["key"], "household": household, "clue": clue, "visited_on": chosen["visited_on"],
            "met": chosen["met"], "checks": checks, "changes": chosen["changes"], "note": chosen["note"],
            "photos": len(self.files_given()), "means": means,
        }  # fmt: skip
        return read_visit(given, self.policy)

    def files_given(self) -> list[tuple[Any, str]]:
        """Each file with the kind of evidence it is."""
        kinds = (("paper", Evidence.Kind.SIGNED), ("scene", Evidence.Kind.PHOTO))
        return [(file, kind) for name, kind in kinds for file in self.cleaned_data.get(name) or [] if file]

    def _codes(self, name: str) -> list[tuple[str, str]]:
        return [(code.code, named(code)) for code in self.policy.code_list(name).in_force(self.today)]

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


class TokenForm(PageForm):
    """The code of a paper form, typed by a scanner or by hand."""

    token = forms.CharField(label=_("Code of the paper form"), max_length=300)


class FileForm(PageForm):
    """Visits that a phone could not send."""

    kept = forms.FileField(label=_("File from the phone"))


class FeedbackForm(PageForm):
    """What somebody thinks of this page."""

    text = forms.CharField(
        label=_("What gets in your way, what is missing?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    named = forms.BooleanField(label=_("Keep my name beside it"), required=False)
