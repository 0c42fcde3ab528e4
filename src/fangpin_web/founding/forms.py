"""The form of the first day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.founding.services import inheritable
from fangpin_web.pages.forms import PageForm
from fangpin_web.pages.wording import language


class FirstRunForm(PageForm):
    """All a county needs to begin."""

    code = forms.CharField(
        label=_("First-run code"), max_length=60, help_text=_("It stands where fangpin was started, in the address.")
    )
    county = forms.CharField(label=_("County"), max_length=60, help_text=_("The full name, as in your files."))
    inherits = forms.ChoiceField(
        label=_("Province"),
        help_text=_("Where it is not listed, the county works with national values until you enter yours."),
    )
    areas = forms.FileField(
        label=_("Area list"),
        help_text=_(
            "A workbook with columns 乡镇 and 村, with or without 代码; an export of the national register will do. "
            "Codes that are missing are made up and marked."
        ),
    )
    county_code = forms.RegexField(
        r"^\d{6}$", label=_("County code"), required=False, help_text=_("Six digits; leave it empty if unknown.")
    )
    administrator = forms.CharField(
        label=_("First administrator"), max_length=60, help_text=_("Makes accounts; sees no household.")
    )
    clerk = forms.CharField(
        label=_("First clerk of the county office"), max_length=60, help_text=_("Imports, seals, screens.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["inherits"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(id_, zh if language() == "zh" else en) for id_, zh, en in inheritable()]
