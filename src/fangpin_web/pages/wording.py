"""How a value is written on a page: amounts, days, codes, names of things, and above all the unknown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy

from fangpin.ledgers import Column, Kind
from fangpin.policy.entries import Language


class Named(Protocol):
    """Anything with a Chinese and an English name: a ledger, a column, a rule, a parameter."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def language() -> Language:
    """``zh`` or ``en``: the language of the page being written."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def named(thing: Named | dict[str, str] | None) -> str:
    """The thing's name in the reader's language; the Chinese one where no English was written."""
    if thing is None:
        return ""
    if isinstance(thing, dict):
        return thing.get(language()) or thing.get("zh") or ""
    return str(getattr(thing, language(), "") or thing.zh)


def unknown() -> SafeString:
    """The word for what is not known. It is never a dash, a zero or an empty cell."""
    return format_html('<span class="unknown">{}</span>', gettext("unknown"))


def amount(value: Decimal | float | None) -> str | SafeString:
    """Money to the fen with thousands separators, ``unknown`` for None."""
    return unknown() if value is None else f"{Decimal(value):,.2f}"


def yuan(value: Decimal | float | None) -> str | SafeString:
    """Money with its unit: ``3,200.00 元``, ``unknown`` for None."""
    return unknown() if value is None else gettext("%(amount)s yuan") % {"amount": amount(value)}


def count(value: int | None) -> str | SafeString:
    """A whole number with thousands separators, ``unknown`` for None."""
    return unknown() if value is None else f"{value:,}"


def day(value: date | datetime | None) -> str:
    """``2026-10-31``; narrow enough for tables in both languages. Instants are given on the office's day."""
    if not value:  # a template gives an empty text for an attribute of nothing
        return ""
    if isinstance(value, datetime):
        return (
            timezone.localtime(value).strftime("%Y-%m-%d") if timezone.is_aware(value) else value.strftime("%Y-%m-%d")
        )
    return value.isoformat()


def moment(value: datetime | None) -> str:
    """``2026-10-31 14:05`` on the office's clock."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%Y-%m-%d %H:%M")


def yes_no(value: bool | None) -> str | SafeString:  # noqa: FBT001 - the value itself, not a flag
    if value is None:
        return unknown()
    return gettext("yes") if value else gettext("no")


def plain(column: Column, value: Any, code_lists: Any = None) -> str | SafeString:  # noqa: PLR0911 - one per kind
    """A stored value as a page shows it: codes by their label, money to the fen, None as unknown.

    ``code_lists`` is anything with ``code_list(id).label(code, language)``, such as a policy; without it,
    or where the list does not know the code, the code itself is shown.
    """
    if value is None or value == "":
        return unknown() if column.kind is not Kind.TEXT else ""
    match column.kind:
        case Kind.BOOLEAN:
            return yes_no(bool(value))
        case Kind.DATE:
            return day(value)
        case Kind.INSTANT:
            return moment(value)
        case Kind.DECIMAL:
            places = (column.digits or (14, 2))[1]
            return f"{value:,.{places}f}"
        case Kind.CODE:
            return code_label(code_lists, column.codes or "", str(value))
        case _:
            return str(value)


def code_label(code_lists: Any, code_list: str, code: str | None) -> str:
    """The label of a code in the reader's language; the code itself where no list knows it."""
    if not code:
        return ""
    if code_lists is None:
        return code
    try:
        return str(code_lists.code_list(code_list).label(code, language()))
    except (KeyError, LookupError):
        return code


ROLES = {
    "village": pgettext_lazy("role", "village"),
    "township": pgettext_lazy("role", "township"),
    "department": pgettext_lazy("role", "county department"),
    "county": pgettext_lazy("role", "county office"),
    "city": pgettext_lazy("role", "city"),
    "auditor": pgettext_lazy("role", "auditor"),
    "administrator": pgettext_lazy("role", "administrator"),
}


ACCOUNT_ACTS = {
    "made": pgettext_lazy("account", "made"),
    "changed": pgettext_lazy("account", "changed"),
    "slip": pgettext_lazy("account", "slip issued"),
    "password": pgettext_lazy("account", "password set"),
    "locked": pgettext_lazy("account", "locked"),
    "unlocked": pgettext_lazy("account", "unlocked"),
    "left": pgettext_lazy("account", "has left"),
    "exported": pgettext_lazy("account", "list exported"),
}


def role_name(role: str) -> str:
    """A role in the reader's language."""
    return str(ROLES.get(role, role))


def account_act(act: str) -> str:
    """What was done to an account, in the reader's language."""
    return str(ACCOUNT_ACTS.get(act, act))


def said(problem: Any) -> str:
    """A problem of the core or of a service in the reader's language; each carries both sentences."""
    if say := getattr(problem, "say", None):
        return str(say(language()))
    if language() == "zh" and (zh := getattr(problem, "zh", None)):
        return str(zh() if callable(zh) else zh)
    return str(problem)
