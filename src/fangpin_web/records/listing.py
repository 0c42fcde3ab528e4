"""One list page for every ledger, made from its declaration: what can be filtered, what is shown, what leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec, Privacy
from fangpin.rules import Traced, ids_by_ledger
from fangpin_web.access.masking import masked_name
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.terms import with_unit
from fangpin_web.pages.wording import code_label, named, plain
from fangpin_web.records.doors import area_choices, area_names, rows_for
from fangpin_web.records.models import LedgerRows

PER_PAGE = 50
FILTERED_CODES = 3  # more would hide the list behind its own filter

MASKED_NAMES = frozenset({"name", "head_name", "checker", "contact"})
SHORTENED = frozenset({"code", "contract", "settlement"})  # numbers that point at a family: their end tells rows apart
TAIL = 4
# Free text may say anything about a family.
HIDDEN_IN_LISTS = frozenset({"address", "remark", "reason", "needs", "goal", "remedy", "outcome", "content", "finding"})

YES_NO = (("", _("all")), ("true", _("yes")), ("false", _("no")), ("unknown", _("unknown")))


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as the list shows it."""

    label: str
    text: Any
    number: bool
    nowrap: bool
    address: str = ""


def shortened(value: str) -> str:
    """The last characters of a number: enough to tell rows apart, not enough to copy."""
    return f"…{value[-TAIL:]}" if len(value) > TAIL + 2 else value


def columns_shown(spec: LedgerSpec) -> tuple[Column, ...]:
    """Declared columns a list may show: nothing secret, no free text, no place for the area filter to repeat."""
    return tuple(c for c in spec.columns if c.privacy is not Privacy.SECRET and c.name not in HIDDEN_IN_LISTS)


def filtered_columns(spec: LedgerSpec) -> tuple[Column, ...]:
    """The first few columns with a closed set of values."""
    closed = [c for c in spec.columns if c.kind in (Kind.CODE, Kind.BOOLEAN)]
    return tuple(closed[:FILTERED_CODES])


class ListingFilter(PageForm):
    """The filter of one ledger's list; every field may stay empty."""

    def __init__(self, spec: LedgerSpec, given: Any, *, areas: Sequence[Any], policy: Any) -> None:
        self.spec = spec
        super().__init__(given)
        self.fields["area"] = forms.ChoiceField(
            label=_("Place"),
            required=False,
            choices=[
                ("", _("all")),
                *area_choices(areas),
            ],
        )
        for column in filtered_columns(spec):
            self.fields[column.name] = forms.ChoiceField(
                label=named(column), required=False, choices=_choices(column, policy)
            )
        if spec.event or spec.dated:
            self.fields["since"] = forms.DateField(label=_("From"), required=False, widget=DayInput())
            self.fields["until"] = forms.DateField(label=_("To"), required=False, widget=DayInput())
        self.dress()

    @property
    def day_column(self) -> str | None:
        return "from_on" if self.spec.dated else self.spec.event

    def apply(self, rows: LedgerRows) -> LedgerRows:
        """The rows that pass; a filter that cannot be read lets nothing pass, and the form says why."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        if chosen["area"]:
            rows = rows.within(chosen["area"])
        for column in filtered_columns(self.spec):
            if value := chosen[column.name]:
                rows = rows.filter(**_condition(column, value))
        for name, operator in (("since", "gte"), ("until", "lte")):
            if chosen.get(name):
                rows = rows.filter(**{f"{self.day_column}__{operator}": chosen[name]})
        return rows


def _choices(column: Column, policy: Any) -> list[tuple[str, Any]]:
    if column.kind is Kind.BOOLEAN:
        return list(YES_NO)
    listed = policy.code_lists.get(column.codes) if policy is not None else None
    codes = listed.codes.values() if listed is not None else ()
    return [("", _("all")), *((c.code, named(c)) for c in codes), ("?", _("unknown"))]


def _condition(column: Column, value: str) -> dict[str, Any]:
    if value in ("unknown", "?"):
        return {f"{column.name}__isnull": True}
    return {column.name: {"true": True, "false": False}.get(value, value) if column.kind is Kind.BOOLEAN else value}


def order(rows: LedgerRows, spec: LedgerSpec, wanted: str) -> tuple[LedgerRows, str]:
    """The rows sorted as asked where the column is shown, else newest event first; and the order used."""
    allowed = {c.name for c in columns_shown(spec) if c.kind is not Kind.REFERENCE} | {"area_code", "entered_at"}
    default = "-from_on" if spec.dated else f"-{spec.event}" if spec.event else "area_code"
    used = wanted if wanted.removeprefix("-") in allowed else default
    return rows.order_by(used, "id"), used


def cells(
    spec: LedgerSpec, row: Any, *, places: Mapping[str, str], policy: Any, mask: Any, whole_names: bool = False
) -> Iterator[Cell]:
    """The row as the list shows it: place first, names masked, codes by their label."""
    yield Cell(str(_("Place")), places.get(row.area_code, row.area_code), number=False, nowrap=True)
    for column in columns_shown(spec):
        value = getattr(row, column.stored_name)
        number = column.kind in (Kind.DECIMAL, Kind.INTEGER)
        address = f"/households/{value}/" if column.target == "household" and value else ""
        if column.kind is Kind.REFERENCE:
            text: Any = f"#{value}" if value else plain(column, None)
        elif column.name in MASKED_NAMES and value and not whole_names:
            text = mask(value)
        elif column.name in SHORTENED and value:
            text = shortened(value)
        elif column.name == "to_on" and value is None:
            text = _("in force")
        elif spec.name == "coverage" and column.name in ("ledger", "listing") and value:
            text = named(SPECS.get(value)) or code_label(policy, "threshold_listing", value)
        else:
            text = plain(column, value, policy)
        day = column.kind in (Kind.DATE, Kind.INSTANT)
        yield Cell(with_unit(column), text, number=number, nowrap=day, address=address)


def tables_behind(
    officer: Any, traced: Iterable[Traced], *, policy: Any
) -> list[tuple[LedgerSpec, list[tuple[Any, list[Cell]]]]]:
    """The rows a trace named that the officer may see, ledger by ledger, each with its cells as lists show them."""
    tables = []
    for name, ids in ids_by_ledger(traced).items():
        rows = list(rows_for(officer, name).filter(pk__in=ids).order_by("id"))
        places = area_names({row.area_code for row in rows})
        if rows:
            shown = [(r, list(cells(r.spec, r, places=places, policy=policy, mask=masked_name))) for r in rows]
            tables.append((rows[0].spec, shown))
    return tables


def extract_values(spec: LedgerSpec, row: Any, *, places: Mapping[str, str], policy: Any, mask: Any) -> list[Any]:
    """The row as it leaves the system: typed values, codes by their label, names masked, key and source cell behind."""
    values: list[Any] = [places.get(row.area_code, row.area_code)]
    for column in columns_shown(spec):
        value = getattr(row, column.stored_name)
        if column.kind is Kind.CODE:
            value = code_label(policy, column.codes or "", value)
        elif column.name in MASKED_NAMES and value:
            value = mask(value)
        elif column.name in SHORTENED and value:
            value = shortened(value)
        values.append(value)
    return [*values, row.batch_id, row.sheet_no, row.row_no]
