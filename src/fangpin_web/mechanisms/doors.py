"""The doors to worklists and switches. Items are walled by area; runs and counts hold no personal data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Sum
from django.http import Http404

from fangpin.ledgers import SPECS, Privacy
from fangpin_web.access.area_codes import inside
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import opens_household_file
from fangpin_web.clues.tallies import codes_begin_with
from fangpin_web.mechanisms.models import MechanismSwitch, WorklistItem, WorklistItems, WorklistRun, WorklistTally
from fangpin_web.records.doors import rows_of
from fangpin_web.records.listing import MASKED_NAMES

RUNS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one rule stands in an area. ``open`` are those to be worked on; ``unknown`` could not be told."""

    rule: str
    screened: int
    open: int
    unknown: int


def last_worklists() -> WorklistRun | None:
    """The newest working out, None before the first."""
    return WorklistRun.objects.select_related("seal").order_by("-made_at", "-id").first()


def runs_lately() -> list[WorklistRun]:
    """The last runs, the earliest first."""
    return list(WorklistRun.objects.order_by("-made_at", "-id")[:RUNS_SHOWN])[::-1]


def standings(run: WorklistRun | None, area_code: str, visits: Collection[str]) -> dict[str, Standing]:
    """Per rule how it stands over an area and everything in it; for ``visits`` the unknown are open too."""
    if run is None or not area_code:
        return {}
    rows = _tallies(run, area_code).values("rule").order_by("rule")
    return {
        row["rule"]: Standing(
            rule=row["rule"],
            screened=row["of_screened"],
            open=row["of_yes"] + (row["of_unknown"] if row["rule"] in visits else 0),
            unknown=row["of_unknown"],
        )
        for row in rows.annotate(of_screened=Sum("screened"), of_yes=Sum("yes"), of_unknown=Sum("unknown"))
    }


def _tallies(run: WorklistRun, area_code: str) -> Any:
    area = codes_begin_with(area_code)
    return WorklistTally.objects.filter(inside(area), run=run)


def items_for(officer: Officer, rules: Iterable[str]) -> WorklistItems:
    """What is open under some rules in the officer's area; nothing for roles that open no files."""
    rows: WorklistItems = WorklistItem.objects.all()
    if not opens_household_file(officer):
        return rows.none()
    return rows.of_rules(list(rules)).within(officer.area_code)


def open_by_rule(officer: Officer, rules: Iterable[str]) -> dict[str, tuple[int, Any]]:
    """Per rule how many are open in the officer's area, and since when the oldest."""
    rows = items_for(officer, rules).values("rule").annotate(many=Count("id"), oldest=Min("open_since"))
    return {row["rule"]: (row["many"], row["oldest"]) for row in rows}


def names_of_subjects(items: Iterable[WorklistItem]) -> Mapping[tuple[str, int], str]:
    """What the rows behind items are called, as far as a list may say it: names of people masked."""
    wanted: dict[str, set[int]] = {}
    for item in items:
        if item.key is not None and item.subject in SPECS:
            wanted.setdefault(item.subject, set()).add(item.key)
    names: dict[tuple[str, int], str] = {}
    for subject, keys in wanted.items():
        column = _naming_column(subject)
        if column is not None:
            for key, said in rows_of(subject).filter(pk__in=keys).values_list("pk", column):
                if said:
                    names[subject, key] = (masked_name(said) if column in MASKED_NAMES else str(said)) or ""
    return names


def _naming_column(subject: str) -> str | None:
    """The column a row of a ledger is known by: a head's or person's name, a title, else its number."""
    columns = {c.name: c for c in SPECS[subject].columns}
    wanted = ("head_name", "name", "title", SPECS[subject].named_by or "number")
    return next((n for n in wanted if n in columns and columns[n].privacy is not Privacy.SECRET), None)


def switches_waiting() -> list[MechanismSwitch]:
    """Entries that wait for a second officer, the oldest first."""
    return list(MechanismSwitch.objects.filter(state=MechanismSwitch.State.PROPOSED).order_by("id"))


def switches_of(mechanism: str) -> list[MechanismSwitch]:
    """What was entered by page about a mechanism, the newest first."""
    return list(MechanismSwitch.objects.filter(mechanism=mechanism).order_by("-id"))


def switch_or_404(key: int) -> MechanismSwitch:
    found = MechanismSwitch.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"switch {key}")
    return found
