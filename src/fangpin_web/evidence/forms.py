"""The form to attach evidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin_web.evidence.models import Evidence
from fangpin_web.intake.forms import SeveralFiles, SeveralFilesInput
from fangpin_web.pages.forms import PageForm


class AttachForm(PageForm):
    """Files, and what they are."""

    kind = forms.ChoiceField(label=_("What it is"), choices=())
    proofs = SeveralFiles(
        label=_("Photos or files"),
        widget=SeveralFilesInput(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp,.pdf,.ofd,.docx,.xlsx"}
        ),
        help_text=_("Where a photo was taken is removed before it is kept."),
    )

    def __init__(self, *given: Any, kinds: Collection[str] = ()) -> None:
        super().__init__(*given, prefix="evidence")
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(k.value, k.label) for k in Evidence.Kind if not kinds or k.value in kinds]
