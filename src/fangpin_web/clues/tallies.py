"""What screenings counted, by rule and place: no personal data, so every role may read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.db.models.functions import Left

from fangpin.ledgers.area_codes import COUNTY_DIGITS, TOWNSHIP_DIGITS
from fangpin_web.access.area_codes import inside
from fangpin_web.clues.models import ScreeningRun, Tally

COUNTED = ("screened", "yes", "no", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How a rule answered over an area. ``answered`` is yes and no; unknown is neither."""

    name: str
    screened: int
    yes: int
    no: int
    unknown: int

    @property
    def answered(self) -> int:
        return self.yes + self.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many households the files of one ledger or list speak for, and until when."""

    ledger: str
    listing: str | None
    known: int
    of: int
    until: str | None
    rows_read: int | None
    rows_matched: int | None


def last_run() -> ScreeningRun | None:
    """The newest screening by rules, None before the first."""
    return (
        ScreeningRun.objects.filter(kind=ScreeningRun.Kind.RULES)
        .select_related("seal")
        .order_by("-screened_at", "-id")
        .first()
    )


def by_rule(run: ScreeningRun | None, area_code: str) -> dict[str, Count]:
    """Per rule over an area and everything in it."""
    return {count.name: count for count in _counted(run, area_code, "rule")}


def by_town(run: ScreeningRun | None, area_code: str, rule: str) -> Sequence[Count]:
    """One rule, township by township."""
    return _counted(run, area_code, "town", rule=rule)


def total_of(counts: Iterable[Count]) -> Count:
    """All answers together; a household is asked many questions, so this counts questions."""
    listed = list(counts)
    sums = {name: sum(getattr(count, name) for count in listed) for name in COUNTED}
    return Count(name="", **sums)


def reaches(run: ScreeningRun | None) -> list[Reach]:
    """What the answers of a screening could rest on, list by list."""
    return [
        Reach(
            ledger=row["ledger"],
            listing=row["listing"],
            known=row["households_covered"],
            of=row["households"],
            until=row["covered_until"],
            rows_read=row["rows_read"],
            rows_matched=row["rows_matched"],
        )
        for row in (run.coverage if run is not None else [])
    ]


def _counted(run: ScreeningRun | None, area_code: str, by: str, **where: Any) -> list[Count]:
    if run is None or not area_code:
        return []
    area = codes_begin_with(area_code)
    rows = Tally.objects.filter(inside(area), run=run, **where)
    grouped = rows.annotate(town=Left("area_code", TOWNSHIP_DIGITS)).values(by).order_by(by)
    sums = grouped.annotate(**{f"of_{name}": Sum(name) for name in COUNTED})
    return [Count(name=row[by], **{name: row[f"of_{name}"] for name in COUNTED}) for row in sums]


def codes_begin_with(area_code: str) -> str:
    """What the codes inside an area begin with: a city is written 532500, its counties begin with 5325."""
    if len(area_code) == COUNTY_DIGITS:
        while area_code.endswith("00"):
            area_code = area_code.removesuffix("00")
    return area_code
