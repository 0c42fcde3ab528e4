"""Questions about clues: what waits to be dispatched, how much each town gets, what each rule and source yields.

All are asked inside ``acting_as``: row-level security has narrowed the rows already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS
from fangpin_web.access.area_codes import inside
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_dispatch_clues
from fangpin_web.clues.models import ClueEvidence
from fangpin_web.clues.states import PROPOSED
from fangpin_web.records.models import Clue


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchLine:
    """How many proposed clues one rule brings to one town. A clue of two rules stands in two lines."""

    town: str
    rule: str
    clues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TownLoad:
    """What a town would get and what it has: proposed clues, each once, and those open or taken already."""

    town: str
    proposed: int
    high: int
    unfinished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchPreview:
    """The volume of a dispatch before it is made."""

    clues: int
    towns: tuple[TownLoad, ...]
    lines: tuple[DispatchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What became of the clues of one rule or one source; ``found`` of ``closed`` is its yield.

    Kept as counts, because counts of towns add up and ratios do not.
    """

    name: str
    raised: int
    proposed: int
    unfinished: int
    negative: int
    found: int

    @property
    def closed(self) -> int:
        return self.negative + self.found


def clues_for(officer: Officer) -> QuerySet[Clue]:
    """The clues an officer works with: proposals are seen only by those who dispatch them."""
    rows: QuerySet[Clue] = Clue.objects.all()
    return rows if may_dispatch_clues(officer) else rows.exclude(state=PROPOSED)


def proposed(towns: Collection[str] | None = None, rules: Collection[str] | None = None) -> QuerySet[Clue]:
    """Clues that wait to be dispatched, of some towns and of some rules if told."""
    rows: QuerySet[Clue] = Clue.objects.filter(state=PROPOSED)
    if towns is not None:
        within = Q(pk__in=())
        for town in towns:
            within |= inside(town)
        rows = rows.filter(within)
    if rules is not None:
        rows = rows.filter(pk__in=ClueEvidence.objects.filter(rule__in=list(rules)).values("clue_id"))
    return rows


_LINES = """
SELECT left(c.area_code, %s) AS town, e.rule, count(DISTINCT c.id) AS clues
FROM ledger_clue AS c JOIN clue_evidence AS e ON e.clue_id = c.id
WHERE c.state = 'proposed' GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
"""
_TOWNS = """
SELECT left(area_code, %s) AS town,
       count(*) FILTER (WHERE state = 'proposed') AS proposed,
       count(*) FILTER (WHERE state = 'proposed' AND severity = 'high') AS high,
       count(*) FILTER (WHERE state IN ('open', 'taken')) AS unfinished
FROM ledger_clue WHERE state IN ('proposed', 'open', 'taken') GROUP BY 1 ORDER BY 1
"""


def preview_dispatch() -> DispatchPreview:
    """The volume per town and rule that a dispatch of everything proposed would bring."""
    towns = tuple(TownLoad(**row) for row in _rows(_TOWNS, [TOWNSHIP_DIGITS]))
    lines = tuple(DispatchLine(**row) for row in _rows(_LINES, [TOWNSHIP_DIGITS]))
    return DispatchPreview(clues=sum(town.proposed for town in towns), towns=towns, lines=lines)


# A clue that gave way to the clue of a further step is no clue of its own: the later one counts.
_OUTCOMES = """
       count(DISTINCT c.id) AS raised,
       count(DISTINCT c.id) FILTER (WHERE c.state = 'proposed') AS proposed,
       count(DISTINCT c.id) FILTER (WHERE c.state IN ('open', 'taken')) AS unfinished,
       count(DISTINCT c.id) FILTER (WHERE c.state = 'closed_negative') AS negative,
       count(DISTINCT c.id) FILTER (WHERE c.state = 'closed_positive') AS found
"""


def yield_by_rule() -> list[Yield]:
    """What became of the clues of each rule, most raised first."""
    query = f"""SELECT e.rule AS name, {_OUTCOMES}
        FROM clue_evidence AS e JOIN ledger_clue AS c ON c.id = e.clue_id
        WHERE c.merged_into IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"""  # noqa: S608
    return [Yield(**row) for row in _rows(query, [])]


def yield_by_source() -> list[Yield]:
    """What became of the clues that each source fed, most raised first. A clue of two sources counts for both."""
    query = f"""SELECT s.name, {_OUTCOMES}
        FROM clue_evidence AS e JOIN ledger_clue AS c ON c.id = e.clue_id
        CROSS JOIN LATERAL jsonb_array_elements_text(e.sources) AS s(name)
        WHERE c.merged_into IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"""  # noqa: S608
    return [Yield(**row) for row in _rows(query, [])]


def yield_by_channel() -> list[Yield]:
    """What became of the clues of each channel, those a person reported included."""
    query = f"""SELECT c.channel AS name, {_OUTCOMES}
        FROM ledger_clue AS c WHERE c.merged_into IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"""  # noqa: S608
    return [Yield(**row) for row in _rows(query, [])]


@contextmanager
def whole_tables() -> Iterator[None]:
    """Join whole tables with each other, not row by row.

    Right after a first large load the planner has no statistics, takes the tables for empty and looks
    through the whole area for each row: 6,000 findings took a minute.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
        yield
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")


def _rows(query: str, values: list[Any]) -> list[dict[str, Any]]:
    with whole_tables(), connection.cursor() as cursor:
        cursor.execute(query, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def earlier_clue(clue: Clue) -> Clue | None:
    """The clue that this one took the place of."""
    found: Clue | None = Clue.objects.filter(merged_into=clue.pk).first()
    return found
