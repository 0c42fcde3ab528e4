"""Forms of accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import PageForm


class SignInForm(PageForm):
    """User name and password; which of the two is wrong is never said."""

    username = forms.CharField(
        label=_("Account"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
