"""Forms of the import pages: files, password, what a file is, what happens to missing rows, who a row is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fangpin.imports import Period
from fangpin.rosters import Source
from fangpin_web.intake.models import Upload
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.wording import named

if TYPE_CHECKING:
    from fangpin.policy import Policy

MISSING = (
    ("ask", _("not clear yet: change nothing, ask the sender")),
    ("not_sent", _("not sent this time: change nothing")),
    ("ended", _("ended: close them on the first day of the period")),
)


class SeveralFiles(forms.FileField):
    """One field, several files, each checked by itself."""

    widget = forms.ClearableFileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = list(data) if isinstance(data, list | tuple) else [data]
        return [super(SeveralFiles, self).clean(file, initial) for file in files or [None]]


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class ReceiveForm(PageForm):
    """Files as they came, and the password when the sender told one."""

    rosters = SeveralFiles(label=_("Files"), widget=SeveralFilesInput(attrs={"multiple": True, "data-file": True}))
    password = forms.CharField(
        label=_("Password of the files"),
        required=False,
        strip=False,
        max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Only if they are protected. Used in memory, kept nowhere."),
    )

    @property
    def received(self) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["rosters"]
        return files


class PasswordForm(PageForm):
    """The password of one protected file."""

    password = forms.CharField(
        label=_("Password of the file"),
        strip=False,
        max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Used in memory, kept nowhere."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """One column of a sheet and the field it is taken for. ``bound`` is the form's choice, ``maybe`` a suggestion."""

    label: str
    bound: Any
    how: str
    maybe: str


class ReadingForm(PageForm):
    """What the file is: source, delivery, period, the area it speaks for, and what each column means."""

    source = forms.ChoiceField(label=_("What list is it?"))
    delivery = forms.ChoiceField(
        label=_("How was it sent?"),
        help_text=_(
            "Full: everybody who qualifies. Increment: only what is new. Cumulative: all since the start of the year."
        ),
    )
    period_from = forms.DateField(label=_("Period from"), widget=DayInput())
    period_to = forms.DateField(label=_("Period to, last day"), widget=DayInput())
    covered = forms.ChoiceField(
        label=_("It speaks for"),
        required=False,
        help_text=_("Only where a list speaks for a village does an absent name mean no; elsewhere it means unknown."),
    )

    def __init__(
        self, given: Any = None, *, upload: Upload, sources: Mapping[str, Source], policy: Policy, area: str
    ) -> None:
        self.upload, self.sources = upload, sources
        super().__init__(given, initial=_initial(upload, area))
        self._choose("source", [(s.id, named(s)) for s in sources.values()])
        self._choose("delivery", [(c.code, named(c)) for c in policy.code_list("delivery").codes.values()])
        self._choose("covered", [("", _("the places it names")), (area, _("my whole area"))])
        source = sources.get(upload.source)
        for sheet in upload.sheets:
            for index, _label, field, _how, _maybe in _columns(sheet):
                self.fields[f"column-{sheet['no']}-{index}"] = forms.ChoiceField(
                    required=False,
                    initial=field,
                    choices=[("", _("means nothing")), *((f.id, f.zh) for f in source.fields)]
                    if source
                    else [("", "—")],
                )
        self.dress()

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        start, end = chosen.get("period_from"), chosen.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", _("The last day lies before the first."))
        return chosen

    @property
    def sheets(self) -> Iterator[tuple[dict[str, Any], list[ColumnChoice]]]:
        """Each sheet with its columns, for the page."""
        source = self.sources.get(self.upload.source)
        for sheet in self.upload.sheets:
            choices = [
                ColumnChoice(
                    label=label,
                    bound=self[f"column-{sheet['no']}-{index}"],
                    how=how,
                    maybe=source.by_id[maybe].zh if source and maybe in source.by_id else "",
                )
                for index, label, _field, how, maybe in _columns(sheet)
            ]
            yield sheet, choices

    @property
    def period(self) -> Period:
        """The period; its end is the first day after it."""
        return Period(self.cleaned_data["period_from"], self.cleaned_data["period_to"])

    @property
    def mapping(self) -> dict[str, dict[str, str | None]] | None:
        """The columns that were chosen otherwise than recognised; None where the source was changed or nothing was."""
        if self.cleaned_data["source"] != self.upload.source:
            return None
        changed: dict[str, dict[str, str | None]] = {}
        for sheet in self.upload.sheets:
            for index, _label, field, _how, _maybe in _columns(sheet):
                chosen = self.cleaned_data[f"column-{sheet['no']}-{index}"] or None
                if chosen != (field or None):
                    changed.setdefault(str(sheet["no"]), {})[str(index)] = chosen
        return {**self.upload.mapping, **changed} if changed else None


def _initial(upload: Upload, area: str) -> dict[str, Any]:
    end: date | None = upload.period_to_on
    return {
        "source": upload.source,
        "delivery": upload.delivery,
        "period_from": upload.period_from_on,
        "period_to": end,
        "covered": area if upload.covered == [area] else "",
    }


def _columns(sheet: Mapping[str, Any]) -> Iterator[tuple[int, str, str, str, str]]:
    """(index, heading, field, how it was recognised, field it may be) in the order of the sheet."""
    maybe = {s["index"]: s["field"] for s in sheet.get("suggestions", [])}
    known = [(c["index"], c["label"], c["field"], c["how"], "") for c in sheet.get("columns", [])]
    other = [(index, label, "", "", maybe.get(index, "")) for index, label in sheet.get("unmapped", [])]
    yield from sorted(known + other)


class DecisionForm(PageForm):
    """What to do with rows no longer in the file, ledger by ledger; then the whole lands."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, given: Any = None, *, upload: Upload) -> None:
        super().__init__(given, initial={"digest": upload.digest})
        for ledger, counts in upload.counts.get("ledgers", {}).items():
            if counts.get("missing"):
                self.fields[f"missing-{ledger}"] = forms.ChoiceField(
                    choices=MISSING, initial=upload.decisions.get(ledger, "ask")
                )
        self.dress()

    @property
    def decisions(self) -> dict[str, str]:
        return {
            name.removeprefix("missing-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("missing-")
        }


class WhyForm(PageForm):
    """Why a landed delivery is taken back; kept in the history."""

    why = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Kept in the history beside what was taken back.")
    )


class ReturnForm(PageForm):
    """The refused rows in the sender's own layout; where they hold personal data the file gets a password.

    ``protected``: the sender's file has a password of its own, which is asked for once more.
    """

    password = forms.CharField(
        label=_("Password for the file"),
        min_length=6,
        max_length=60,
        strip=False,
        help_text=_("Tell it to the sender by another way than the file."),
    )
    opens_with = forms.CharField(
        label=_("Password that opens the sender's file"), max_length=100, required=False, strip=False,
        help_text=_("Used in memory, kept nowhere."),
    )  # fmt: skip

    def __init__(self, given: Any = None, *, personal: bool = True, protected: bool = False) -> None:
        super().__init__(given)
        self.fields["password"].required = personal
        if not protected:
            del self.fields["opens_with"]
        self.dress()


class VerdictForm(PageForm):
    """Who a waiting row is."""

    verdict = forms.ChoiceField(choices=(("person", ""), ("new", ""), ("nobody", "")))
    person_id = forms.IntegerField(required=False)
    why = forms.CharField(label=_("Note"), required=False, max_length=200)
