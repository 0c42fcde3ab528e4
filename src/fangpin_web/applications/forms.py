"""Forms of self-application: four fields and two picks for the family; matching, leaving and the list for officers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fangpin.identity import read_document_number
from fangpin_web.pages.forms import PageForm
from fangpin_web.pages.wording import named

if TYPE_CHECKING:
    from fangpin.policy import Policy


class LetterForm(PageForm):
    """What the family tells. ``website`` is for machines that fill everything in; people do not see it."""

    name = forms.CharField(label=_("Name of the head of household"), max_length=40)
    phone = forms.CharField(
        label=_("Mobile phone"), max_length=20,
        validators=[RegexValidator(r"^1[3-9]\d{9}$", _("Eleven digits, such as 13800001234."))],
    )  # fmt: skip
    document_number = forms.CharField(label=_("Identity number"), max_length=30)
    hardship = forms.CharField(
        label=_("What is hard"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A few words are enough. Somebody will visit you."),
    )  # fmt: skip
    village = forms.ChoiceField(label=_("Village"))
    risk = forms.ChoiceField(label=_("What it comes from"))
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, given: Any = None, *, villages: list[tuple[str, str]], policy: Policy, day: date) -> None:
        super().__init__(given)
        self._choose("village", [("", _("Choose")), *villages])
        codes = [c for c in policy.code_list("risk").in_force(day) if not c.code.startswith("disaster_")]
        self._choose("risk", [("", _("Choose")), *((c.code, named(c)) for c in codes)])
        self.dress()

    def clean_document_number(self) -> str:
        number: str = self.cleaned_data["document_number"]
        if read_document_number(number).doubt is not None:
            raise forms.ValidationError(_("This number has a mistake. Look at the card again."))
        return number

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


class StatusForm(PageForm):
    """How far is it?"""

    number = forms.CharField(label=_("Number of the application"), max_length=20)
    phone_end = forms.CharField(
        label=_("Last four digits of the phone"), max_length=4, validators=[RegexValidator(r"^\d{4}$")]
    )


class ListForm(PageForm):
    """The province's list."""

    applications = forms.FileField(label=_("File"))
    password = forms.CharField(
        label=_("Password of the files"), required=False, strip=False, max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}), help_text=_("Used in memory, kept nowhere."),
    )  # fmt: skip


class MatchForm(PageForm):
    """Which household applied."""

    household = forms.IntegerField(min_value=1)


class DismissForm(PageForm):
    """Why an application is left."""

    why = forms.CharField(label=_("Why it is not pursued"), max_length=200)
