"""One form for every ledger, made from its declaration: labels, help, units, closed lists, precision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.terms import meaning
from fangpin_web.pages.wording import named
from fangpin_web.records.entering import place_of, row_meant

TERNARY = (("", _("unknown")), ("true", _("yes")), ("false", _("no")))


def corrected_columns(spec: LedgerSpec) -> tuple[Column, ...]:
    """What an officer may correct by hand. Whom a row is about is not among them: that is a matter of matching."""
    return tuple(c for c in spec.columns if c.kind not in (Kind.REFERENCE, Kind.INSTANT))


class RowForm(PageForm):
    """The columns of one ledger. An empty field says unknown; it never says zero or no."""

    why = forms.CharField(
        label=_("Why it is corrected"),
        min_length=2,
        max_length=200,
        help_text=_("Kept in the history beside what stood there before."),
    )

    def __init__(self, spec: LedgerSpec, *args: Any, policy: Any, **kwargs: Any) -> None:
        self.spec = spec
        super().__init__(*args, **kwargs)
        for column in corrected_columns(spec):
            self.fields[column.name] = _field(column, policy)
        self.fields["opened_at"] = forms.DateTimeField(widget=forms.HiddenInput(), required=True)
        self.order_fields([*(c.name for c in corrected_columns(spec)), "why", "opened_at"])
        self.dress()

    @property
    def seen_at(self) -> datetime:
        """When the row was entered that the officer saw; another value now means somebody was quicker."""
        seen: datetime = self.cleaned_data["opened_at"]
        return seen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        from_on, to_on = given.get("from_on"), given.get("to_on")
        if from_on and to_on and to_on <= from_on:
            self.add_error("to_on", _("It must end after it begins; leave it empty while it holds."))
        return given

    def changes(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """``{column: new value}`` of what the form says otherwise than ``before``."""
        said = {c.name: self.cleaned_data[c.name] for c in corrected_columns(self.spec)}
        return {name: value for name, value in said.items() if value != before[name]}


class NewRowForm(PageForm):
    """A row to enter: every declared column; a reference is told by the words that name it in a workbook.

    ``area_code``, once it is valid: where whom the row is about lives, else the place chosen.
    """

    area_code: str

    def __init__(self, spec: LedgerSpec, *args: Any, policy: Any, areas: Sequence[Any], **kwargs: Any) -> None:
        self.spec = spec
        super().__init__(*args, **kwargs)
        self.columns = tuple(c for c in spec.columns if c.kind is not Kind.INSTANT)
        for column in self.columns:
            self.fields[column.name] = _reference(column) if column.kind is Kind.REFERENCE else _field(column, policy)
        self.fields["place"] = forms.ChoiceField(
            label=_("Place"),
            required=False,
            choices=[("", _("where whom it is about lives")), *((code, name) for code, name in areas)],
        )
        self.dress()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for column in self.columns:
            text = given.get(column.name)
            if column.kind is Kind.REFERENCE and text:
                given[column.name] = found = row_meant(column, str(text).strip())
                if found is None:
                    self.add_error(column.name, _("Nothing in your area, or more than one, goes by this name."))
        from_on, to_on = given.get("from_on"), given.get("to_on")
        if from_on and to_on and to_on <= from_on:
            self.add_error("to_on", _("It must end after it begins; leave it empty while it holds."))
        if not self.errors:
            self.area_code = place_of(given, self.spec) or str(given.get("place") or "")
            if not self.area_code:
                self.add_error("place", _("Say where it belongs."))
        return given

    @property
    def values(self) -> dict[str, Any]:
        """By column; what was left empty is unknown."""
        return {c.name: self.cleaned_data.get(c.name) for c in self.columns}


def _reference(column: Column) -> forms.Field:
    target = SPECS[str(column.target)]
    named_by = target.column(target.named_by) if target.named_by else None
    told = f"{named(column)}（{named(named_by)}）" if named_by else f"{named(column)}（#）"
    return forms.CharField(
        label=told, required=column.required, max_length=200, empty_value=None, help_text=meaning(column.meaning)
    )


def values_of(spec: LedgerSpec, row: Any) -> dict[str, Any]:
    """The row's present values by column, as the form compares them."""
    return {c.name: getattr(row, c.name) for c in corrected_columns(spec)}


def initial_of(spec: LedgerSpec, row: Any) -> dict[str, Any]:
    """As :func:`values_of`, in the words of the form's choices."""
    words = {None: "", True: "true", False: "false"}
    kinds = {c.name: c.kind for c in spec.columns}
    shown = {n: words[v] if kinds[n] is Kind.BOOLEAN else v for n, v in values_of(spec, row).items()}
    return shown | {"opened_at": row.entered_at.isoformat()}


def _field(column: Column, policy: Any) -> forms.Field:
    label = f"{named(column)}（{column.unit}）" if column.unit else named(column)
    made: Callable[..., forms.Field]
    more: dict[str, Any] = {}
    match column.kind:
        case Kind.CODE if (listed := policy.code_lists.get(column.codes)) is not None:
            made = forms.TypedChoiceField
            more = {"choices": [("", _("unknown")), *((c.code, named(c)) for c in listed.codes.values())]}
            more |= {"empty_value": None}
        case Kind.BOOLEAN:
            made = forms.TypedChoiceField
            more = {"choices": TERNARY, "coerce": lambda word: word == "true", "empty_value": None}
        case Kind.DECIMAL:
            precision, scale = column.digits or (14, 2)
            made, more = forms.DecimalField, {"max_digits": precision, "decimal_places": scale}
        case Kind.INTEGER:
            made = forms.IntegerField
        case Kind.DATE:
            made, more = forms.DateField, {"widget": DayInput()}
        case _:
            made, more = forms.CharField, {"max_length": 200, "empty_value": None}
    return made(label=label, required=column.required, help_text=meaning(column.meaning), **more)
