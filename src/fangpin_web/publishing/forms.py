"""Forms of sealing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import DayInput, PageForm


class SealForm(PageForm):
    """The day a snapshot is read for, and what it is called."""

    as_of = forms.DateField(label=_("As of"), widget=DayInput(), help_text=_("The day whose truth it is read for."))
    label = forms.CharField(label=_("Label"), required=False, max_length=100)
