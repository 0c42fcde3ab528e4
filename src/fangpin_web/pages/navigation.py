"""Which pages stand in the menu, in which order, for which role."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import (
    may_check_bulletins,
    may_correct,
    may_decide_match,
    may_import,
    may_raise_issue,
    may_visit,
    may_watch_timetable,
    opens_household_file,
    reads_log,
    sees_accounts,
    sees_applications,
    sees_backups,
    sees_cases,
    sees_checklist,
    sees_discrepancies,
    sees_given_issues,
    sees_issues,
    sees_notices,
    sees_rounds,
    sees_tallies,
    sees_tray,
)
from fangpin_web.pages.admission import Permission, signed_in


def sees_imports(officer: Officer) -> bool:
    """Those who bring files in, and the auditor, who asks which were refused and which undone."""
    return may_import(officer) or reads_log(officer)


def sees_snapshots(officer: Officer) -> bool:
    """Manifests hold counts and hashes, no rows."""
    return officer.is_active and officer.role in {"county", "city", "auditor", "administrator"}


def watches_issues(officer: Officer) -> bool:
    """Duties and plans from the menu; a village comes to its own from the to-do list."""
    return may_raise_issue(officer) or reads_log(officer)


def has_issues(officer: Officer) -> bool:
    """The ledger of issues from the menu: those who watch over it, and departments that are given some."""
    return watches_issues(officer) or (sees_given_issues(officer) and not sees_issues(officer))


def sees_entitlements(officer: Officer) -> bool:
    """Who works through them or looks after those who do; a village cadre meets them in the household's file."""
    return sees_tallies(officer) and officer.role != "village"


def looks_after_records(officer: Officer) -> bool:
    """Records that disagree, from the menu; a village meets them in the household's file."""
    return sees_discrepancies(officer) and officer.role != "village"


def matches_needs(officer: Officer) -> bool:
    """Townships and the county, who bring needs and offers together."""
    return opens_household_file(officer) and may_correct(officer)


def sees_mechanisms(officer: Officer) -> bool:
    """A village sees what is open in its to-do list; an administrator runs accounts."""
    return officer.is_active and officer.role not in {"village", "administrator"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. ``path`` begins every address of the section, so that the line can be marked current."""

    route: str
    label: str | Promise
    icon: str
    permission: Permission
    phone: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    label: str | Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A menu line for one request."""

    label: str | Promise
    icon: str
    address: str
    current: bool
    phone: bool


MENU: tuple[Section, ...] = (
    Section(
        _("Work"),
        (
            Entry("home", _("To do"), "list-checks", signed_in, phone=True),
            Entry("clues:list", _("Clues"), "activity", opens_household_file, phone=True),
            Entry("cases:list", _("Cases"), "clipboard-list", sees_cases, phone=True),
            Entry("records:households", _("Households"), "house", opens_household_file, phone=True),
            Entry("field:to-do", _("Visits"), "map-pin", may_visit, phone=True),
        ),
    ),
    Section(
        _("Duties and issues"),
        (
            Entry("duties:plans", _("Plans"), "badge-check", watches_issues),
            Entry("issues:list", _("Issues"), "clipboard-list", has_issues),
            Entry("duties:coverage", _("Duties"), "users", watches_issues),
            Entry("applications:list", _("Self-applications"), "send", sees_applications),
            Entry("notices:list", _("Public notices"), "file-text", sees_notices),
        ),
    ),
    Section(
        _("Lists in"),
        (
            Entry("rounds:list", _("Data checks"), "list-checks", sees_rounds),
            Entry("intake:list", _("Imports"), "upload", sees_imports),
            Entry("tray:latest", _("Month tray"), "calendar", sees_tray),
            Entry("intake:matches", _("Match review"), "git-compare", may_decide_match),
            Entry("discrepancies:list", _("Records that disagree"), "git-compare", looks_after_records),
            Entry("records:ledgers", _("Ledgers"), "table", opens_household_file),
            Entry("needs:list", _("Needs and offers"), "git-compare", matches_needs),
        ),
    ),
    Section(
        _("Figures and bulletins"),
        (
            Entry("figures:list", _("Figures"), "activity", sees_tallies),
            Entry("bulletins:list", _("Bulletins"), "scroll-text", may_check_bulletins),
            Entry("bulletins:drafts", _("Check a draft"), "square-check", may_check_bulletins),
            Entry("publishing:yield", _("Yield"), "filter", opens_household_file),
        ),
    ),
    Section(
        _("Rules and proof"),
        (
            Entry("mechanisms:list", _("Mechanisms"), "layers", sees_mechanisms),
            Entry("entitlements:list", _("Entitlements"), "scale", sees_entitlements),
            Entry("publishing:rules", _("Rules"), "scale", sees_tallies),
            Entry("publishing:parameters", _("Parameters"), "sliders-horizontal", signed_in),
            Entry("publishing:snapshots", _("Snapshots"), "box", sees_snapshots),
            Entry("records:dictionary", _("Data dictionary"), "book-open", signed_in),
        ),
    ),
    Section(
        _("This installation"),
        (
            Entry("checklist", _("What is missing"), "square-check", sees_checklist),
            Entry("officers", _("Accounts"), "users", sees_accounts),
            Entry("access:log", _("Read log"), "scroll-text", reads_log),
            Entry("jobs:list", _("Background work"), "clock", may_watch_timetable),
            Entry("backup:standing", _("Backups"), "database", sees_backups),
        ),
    ),
)


def menu(officer: Officer, path: str) -> list[tuple[str | Promise, list[Line]]]:
    """The sections and lines an officer sees, the line of this path marked."""
    sections = []
    for section in MENU:
        lines = [line for entry in section.entries if entry.permission(officer) and (line := _line(entry, path))]
        if lines:
            sections.append((section.label, lines))
    return sections


def _line(entry: Entry, path: str) -> Line | None:
    try:
        address = reverse(entry.route)
    except NoReverseMatch:  # the installation does not have this page
        return None
    current = path == address if address == "/" else path.startswith(address)
    return Line(entry.label, entry.icon, address, current, entry.phone)
