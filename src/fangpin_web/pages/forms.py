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
        """Give the widgets their classes; call it again after adding fields. Django adds what a screen reader needs."""
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


class MonthInput(forms.DateInput):
    """A month as browsers take it."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m")


class DayInput(forms.DateInput):
    """A day as browsers take it, whatever the language: ISO in the value, the reader's own form on the screen."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
