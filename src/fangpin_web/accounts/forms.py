"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from fangpin.ledgers.area_codes import COUNTY_AND_BELOW, TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin_web.accounts.models import Role
from fangpin_web.accounts.roster import _PHONE as PHONE
from fangpin_web.pages.forms import PageForm
from fangpin_web.pages.wording import ROLES
from fangpin_web.records.doors import areas_inside


class SignInForm(PageForm):
    """User name and password; which of the two is wrong is never said."""

    username = forms.CharField(
        label=_("Account"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At the first time: the code of your sign-in slip."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(PageForm):
    """A first password, twice."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least ten characters, not only digits. Nobody else can see it."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        password = told.get("password")
        if password and password != told.get("again"):
            self.add_error("again", _("The two are not the same."))
        elif password:
            try:
                validate_password(password)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return told


class OfficerFilter(PageForm):
    """Which accounts are listed."""

    text = forms.CharField(label=_("Name, account or organisation"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("Role"), required=False)
    area = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("role", [("", _("all")), *((role, ROLES[role]) for role in Role.values)])
        towns = [(area.code, area.name) for area in areas_inside(county, level_digits=(9,))]
        self._choices("area", [("", _("all")), *towns])

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


class PlaceForm(PageForm):
    """Role, area and post of an account."""

    role = forms.ChoiceField(label=_("Role"))
    area_code = forms.ChoiceField(
        label=_("Area"), help_text=_("A village role serves a village, a township role a township, others the county.")
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=60,
        help_text=_("For a department: its name in the sources."),
    )
    post = forms.CharField(label=_("Post"), required=False, max_length=60)

    def __init__(self, *args: Any, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, area = self.fields["role"], self.fields["area_code"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101
        assert isinstance(area, forms.ChoiceField)  # noqa: S101
        role.choices = [(one, ROLES[one]) for one in Role.values]
        areas = areas_inside(county, level_digits=COUNTY_AND_BELOW)
        names = {one.code: one.name for one in areas}
        area.choices = [(one.code, _place(one, names)) for one in areas]


class NewOfficerForm(PlaceForm):
    """One account."""

    name = forms.CharField(label=_("Name"), max_length=60)
    phone = forms.RegexField(PHONE.pattern, label=_("Phone"), required=False, max_length=20)

    field_order = ("name", "role", "area_code", "organisation", "post", "phone")


class ChangeForm(PlaceForm):
    """Another role, area or post, with the reason."""

    why = forms.CharField(label=_("Why"), max_length=200)


class WhyForm(PageForm):
    """The reason of an act; it stays in the log."""

    why = forms.CharField(label=_("Why"), max_length=200)


class RosterForm(PageForm):
    """A workbook of officers."""

    file = forms.FileField(label=_("Workbook"), help_text=_("Columns: 姓名, 单位, 职务, 角色, 区划, 电话."))


def _place(area: Any, names: dict[str, str]) -> str:
    above = names.get(area.code[:TOWNSHIP_DIGITS], "") if len(area.code) == VILLAGE_DIGITS else ""
    return f"{above} · {area.name}" if above else str(area.name)
