"""The base of every form: Bootstrap's classes on the widgets, and words instead of dashes in empty choices."""

from __future__ import annotations

from typing import Any

from django import forms


class PageForm(forms.Form):
    """A form as the ``field`` component draws it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.dress()

    def dress(self) -> None:
        """Give the widgets their classes and their hints; call it again after adding fields."""
        for bound in self:
            widget = bound.field.widget
            match widget:
                case forms.CheckboxInput() | forms.CheckboxSelectMultiple() | forms.RadioSelect():
                    css = "form-check-input"
                case forms.Select():
                    css = "form-select"
                case _:
                    css = "form-control"
            widget.attrs.setdefault("class", css)
            described = [f"{bound.auto_id}_hint"] if bound.help_text else []
            if self.is_bound and bound.errors:
                described.append(f"{bound.auto_id}_wrong")
                widget.attrs["aria-invalid"] = "true"
            if described:
                widget.attrs["aria-describedby"] = " ".join(described)
