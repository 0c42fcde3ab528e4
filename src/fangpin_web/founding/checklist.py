"""What an installation still lacks to work fully, what each would add, and where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fangpin.ledgers.area_codes import COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin.policy import Policy
from fangpin_web.accounts.doors import active_areas, how_many
from fangpin_web.accounts.models import Officer, Role
from fangpin_web.accounts.permissions import may_check_quality, may_import, may_manage_accounts
from fangpin_web.backup.standing import standing
from fangpin_web.clues.tallies import last_run
from fangpin_web.intake.doors import landed_sources
from fangpin_web.office.policy import policy_in_force
from fangpin_web.pages.wording import language, named
from fangpin_web.records.doors import areas_inside
from fangpin_web.rounds.doors import rounds_for

_NAMED = 4  # how many names a line says before it counts the rest
TWO = 2  # a second person is needed where one confirms what another entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing: there or missing; ``adds`` says what it is good for; ``address`` is where it is done."""

    title: str
    adds: str
    done: bool
    address: str = ""
    command: str = ""


Group = tuple[str | Promise, list[Line]]


def checklist_for(officer: Officer, *, day: date) -> list[Group]:
    """The lines this officer can do something about, in the order in which a county needs them."""
    county = officer.area_code[:COUNTY_DIGITS]
    groups: list[Group] = [
        (gettext_lazy("The installation"), list(_installation(county))),
        (gettext_lazy("People"), list(_people(officer, county))),
    ]
    if may_check_quality(officer):
        groups.insert(0, (gettext_lazy("The first hour"), [_first_check(officer)]))
    if may_import(officer):
        policy = policy_in_force()
        groups.append((gettext_lazy("Lists that were never delivered"), list(_sources(policy))))
        groups.append((gettext_lazy("Values of this year"), list(_parameters(policy, day))))
    return groups


def missing_for(officer: Officer, *, day: date) -> int:
    """How many lines are open."""
    return sum(not line.done for _title, lines in checklist_for(officer, day=day) for line in lines)


def _first_check(officer: Officer) -> Line:
    return Line(
        title=_("A first check of an export of the register"),
        adds=_("Needs nothing of what follows: drop the export, take a problem workbook per township out."),
        done=rounds_for(officer).exists(),
        address=reverse("rounds:list"),
    )


def _installation(county: str) -> Iterator[Line]:
    townships = len(areas_inside(county, level_digits=(TOWNSHIP_DIGITS,)))
    villages = len(areas_inside(county, level_digits=(VILLAGE_DIGITS,)))
    yield Line(
        title=_("Areas: %(townships)s townships, %(villages)s villages")
        % {"townships": townships, "villages": villages},
        adds=_("Without them no row finds its village."),
        done=townships > 0 and villages > 0,
        address=reverse("records:ledger", args=["area"]),
    )
    told = standing(Path(settings.FANGPIN.home))
    yield Line(
        title=_("A place where backups go"),
        adds=_("Real data are not let in before; if this machine breaks, everything is in the backup."),
        done=told.folder is not None,
        address=reverse("backup:standing"),
        command="fangpin backup set-up",
    )
    yield Line(
        title=_("A backup of the last days"),
        adds=_("The place alone saves nothing."),
        done=not told.problem(timezone.now()),
        address=reverse("backup:standing"),
        command="fangpin backup",
    )
    run = last_run()
    yield Line(
        title=_("A first screening"),
        adds=_("Seal what has landed, then screen it; the counts and clues come from there."),
        done=run is not None,
        address=reverse("publishing:snapshots"),
    )


def _people(officer: Officer, county: str) -> Iterator[Line]:
    accounts = reverse("roster") if may_manage_accounts(officer) else reverse("officers")
    yield Line(
        title=_("A second administrator"),
        adds=_("Nobody changes an own account; without a second one a lost password stops everything."),
        done=how_many(Role.ADMINISTRATOR) >= TWO,
        address=accounts,
    )
    yield Line(
        title=_("A second officer of the county office"),
        adds=_("A value that a document sets is entered by one and confirmed by another."),
        done=how_many(Role.COUNTY) >= TWO,
        address=accounts,
    )
    served = active_areas()
    townships = areas_inside(county, level_digits=(TOWNSHIP_DIGITS,))
    without = [area.name for area in townships if area.code not in served]
    title = _("An officer in every township")
    yield Line(
        title=f"{title}: {_some(without)}" if without else title,
        adds=_("Clues of a township without an officer are taken by nobody."),
        done=bool(townships) and not without,
        address=accounts,
    )
    villages = areas_inside(county, level_digits=(VILLAGE_DIGITS,))
    bare = sum(area.code not in served for area in villages)
    title = _("A cadre in every village")
    lacking = ngettext("%(n)s village without", "%(n)s villages without", bare) % {"n": bare}
    yield Line(
        title=f"{title}: {lacking}" if bare else title,
        adds=_("Visits can be entered where they are made."),
        done=bool(villages) and not bare,
        address=accounts,
    )


def _sources(policy: Policy) -> Iterator[Line]:
    landed = landed_sources()
    for source in policy.sources.values():
        rules = [named(rule) for rule in policy.rules.values() if source.id in rule.sources]
        adds = (
            ngettext(
                "%(n)s question can be answered: %(which)s", "%(n)s questions can be answered: %(which)s", len(rules)
            )
            % {"n": len(rules), "which": _some(rules)}
            if rules
            else _("It founds households and persons, which the other lists are matched to.")
        )
        yield Line(title=named(source), adds=adds, done=source.id in landed, address=reverse("intake:list"))


def _parameters(policy: Policy, day: date) -> Iterator[Line]:
    """Yearly values one by one; of the others only how many are older than this year."""
    older = 0
    for parameter in policy.parameters.values():
        value = parameter.on(day)
        this_year = value is not None and value.since.year == day.year
        unit = parameter.type.unit
        yearly = unit is not None and ("year", -1) in unit.powers
        if not yearly and value is not None:
            older += not this_year
            continue
        since = _("in force since %(day)s") % {"day": value.since.isoformat()} if value else _("no value yet")
        yield Line(
            title=f"{named(parameter)}: {since}",
            adds=_("If a document of this year sets another, enter it with its day."),
            done=this_year,
            address=reverse("publishing:parameter", args=[parameter.id]),
        )
    yield Line(
        title=ngettext("%(n)s other value is of an earlier year", "%(n)s other values are of earlier years", older)
        % {"n": older},
        adds=_("They go on until a document sets others; look once a year."),
        done=True,
        address=reverse("publishing:parameters"),
    )


def _some(names: list[str]) -> str:
    mark = "、" if language() == "zh" else ", "
    told = mark.join(names[:_NAMED])
    rest = len(names) - _NAMED
    return told if rest <= 0 else _("%(some)s and %(n)s more") % {"some": told, "n": rest}
