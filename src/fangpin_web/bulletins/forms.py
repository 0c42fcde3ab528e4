"""The form in which a draft is handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.pages.forms import PageForm


class DraftForm(PageForm):
    """A file, or the text itself; and the snapshot it is checked against."""

    draft = forms.FileField(label=_("Draft"), required=False, widget=forms.FileInput(attrs={"data-file": True}))
    text = forms.CharField(
        label=_("Or paste the text"), required=False, widget=forms.Textarea(attrs={"rows": 7}), max_length=400_000
    )
    seal = forms.ChoiceField(label=_("Snapshot"), required=False)

    def __init__(self, *args: Any, seals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seal"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = seals

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("draft") and not (told.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Paste the text, or choose a file."))
        return told
