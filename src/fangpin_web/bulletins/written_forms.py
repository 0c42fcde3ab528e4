"""The forms of written bulletins: what to write, last month's file, whom to send it to, an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm


class _FromSeal(PageForm):
    """A snapshot to write from, and the letterhead."""

    seal = forms.ChoiceField(label=_("Snapshot"), required=False)
    issuer = forms.CharField(label=_("Issued by"), required=False, max_length=60)
    number = forms.CharField(
        label=_("Number of the document"), required=False, max_length=60, help_text=_("Such as 示防返办〔2026〕1号.")
    )
    dated = forms.DateField(label=_("Dated"), required=False, widget=DayInput())

    def __init__(self, *args: Any, seals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("seal", seals)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))  # noqa: S101 - declared as such
        field.choices = choices


class WriteForm(_FromSeal):
    """Which kind, of which period."""

    kind = forms.ChoiceField(label=_("Kind"))
    period = forms.CharField(
        label=_("Period"),
        max_length=10,
        help_text=_("A month 2026-10, a week 2026-W44, a day 2026-10-31, a year 2026."),
    )
    field_order = ("kind", "period", "seal", "issuer", "number", "dated")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("kind", kinds)


class RefreshForm(_FromSeal):
    """Last period's Word file; the period is the one after it unless told."""

    file = forms.FileField(label=_("Last period's file"), widget=forms.FileInput(attrs={"data-file": True}))
    period = forms.CharField(
        label=_("Period"), required=False, max_length=10, help_text=_("The one after the file's, unless told.")
    )
    field_order = ("file", "period", "seal", "issuer", "number", "dated")


class CirculateForm(PageForm):
    """The offices, the day an answer is due, and what is asked of them."""

    to = forms.MultipleChoiceField(label=_("Send to"), widget=forms.CheckboxSelectMultiple())
    due_on = forms.DateField(
        label=_("Answer due"), required=False, widget=DayInput(), help_text=_("Empty: to be acknowledged only.")
    )
    note = forms.CharField(label=_("What is asked"), required=False, max_length=300)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = offices
