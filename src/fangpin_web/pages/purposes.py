"""Why somebody reads, prints or takes out a personal file: asked for each time, kept in the log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import PageForm

PURPOSES = (
    ("visit", _("To prepare or record a visit")),
    ("clue", _("To work on a clue")),
    ("match", _("To settle who is who")),
    ("correction", _("To correct a record")),
    ("report", _("For a report to a superior")),
    ("inspection", _("For an inspection or an audit")),
    ("request", _("The family asked for it")),
)


class PurposeForm(PageForm):
    """Asked before a name is shown, a file is printed or rows leave the system."""

    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=PURPOSES, help_text=_("Kept in the read log with your name and the time.")
    )

    @property
    def purpose_label(self) -> str:
        """The purpose as the sheet's mark words it."""
        return str(dict(PURPOSES)[self.cleaned_data["purpose"]])


class ExportForm(PurposeForm):
    """How rows leave the system."""

    shape = forms.ChoiceField(label=_("Format"), choices=(("xlsx", _("Excel workbook")), ("csv", _("CSV (UTF-8)"))))


# What a page itself puts into the log, where the way there says the purpose.
GIVEN = {
    "open": _("opened directly"),
    "list": _("from a list"),
    "trace": _("to see the rows behind an answer"),
    "preview": _("to preview an import"),
    "return": _("to send refused rows back"),
    "workbooks": _("to send problem workbooks to townships"),
    "log": _("from the read log"),
    "evidence": _("to look at evidence"),
    "case": _("for the papers of a case"),
    "field_package": _("to take a village's list along"),
}


def purpose_name(purpose: str) -> str:
    """A logged purpose in the reader's language; free text stays as it was written."""
    return str(dict(PURPOSES).get(purpose) or GIVEN.get(purpose) or purpose)
