"""The wall chart of an area: issues and tasks put on the core's board, with the names of the places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fangpin.duties import Board, BoardItem, BoardRow, IssueState, board_of
from fangpin.ledgers.area_codes import COUNTY_AND_BELOW, TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin.policy import Policy
from fangpin.processes import State
from fangpin_web.access.area_codes import inside
from fangpin_web.accounts.models import Officer
from fangpin_web.cases.standing import Clocks
from fangpin_web.issues.clocks import clocks_of
from fangpin_web.issues.doors import issues_for, tasks_for
from fangpin_web.records.doors import areas_inside

_STEPS = ("escalation_township_days", "escalation_county_days", "escalation_city_days")
COLUMNS = (IssueState.OPEN, IssueState.IN_HAND, IssueState.RETURNED, IssueState.SUBMITTED, IssueState.CLOSED)
_CLOSED_SHOWN = 12  # of what is done the count matters; the latest few are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """A row of the board with the name of its area and its items in the order of the columns."""

    row: BoardRow
    name: str
    cells: tuple[tuple[IssueState, tuple[BoardItem, ...], int], ...]


def chart_of(
    officer: Officer, policy: Policy, *, area: str, campaign: int | None, on: date
) -> tuple[Board, list[ChartRow]]:
    """The board of an area: a county by townships, a township by villages, a village by itself."""
    issues = list(_narrowed(issues_for(officer), area, campaign))
    tasks = list(_narrowed(tasks_for(officer), area, campaign))
    terms = clocks_of("issue", issues, policy, on), clocks_of("campaign_task", tasks, policy, on)
    items = [*(_issue(row, terms[0][row.pk]) for row in issues), *(_task(row, terms[1][row.pk]) for row in tasks)]
    digits = TOWNSHIP_DIGITS if len(area) < TOWNSHIP_DIGITS else VILLAGE_DIGITS
    below = areas_inside(area, level_digits=(digits,))
    names = {one.code: one.name for one in areas_inside(area, level_digits=COUNTY_AND_BELOW)}
    steps = [int(policy.value(step, on=on).value) for step in _STEPS]
    board = board_of(items, [one.code for one in below], on=on, digits=digits, steps=steps)
    return board, [ChartRow(row=r, name=names.get(r.area_code, r.area_code), cells=_cells(r)) for r in board.rows]


def _narrowed(rows: Any, area: str, campaign: int | None) -> Any:
    rows = rows.filter(inside(area))
    return rows.filter(campaign=campaign) if campaign else rows


def _cells(row: BoardRow) -> tuple[tuple[IssueState, tuple[BoardItem, ...], int], ...]:
    found = []
    for state in COLUMNS:
        items = row.items[state]
        shown = items[:_CLOSED_SHOWN] if state is IssueState.CLOSED else items
        found.append((state, shown, len(items) - len(shown)))
    return tuple(found)


def _issue(row: Any, clocks: Clocks) -> BoardItem:
    return BoardItem(
        kind="issue", key=row.pk, area_code=row.area_code, title=row.kind or "", owner=_owner(row),
        state=IssueState(row.state), done_on=row.closed_on, **_term(row, clocks),
    )  # fmt: skip


def _task(row: Any, clocks: Clocks) -> BoardItem:
    return BoardItem(
        kind="task", key=row.pk, area_code=row.area_code, title=row.title or "", owner=_owner(row),
        state=IssueState(row.state), done_on=row.done_on, line=row.line or "", **_term(row, clocks),
    )  # fmt: skip


def _term(row: Any, clocks: Clocks) -> dict[str, Any]:
    """The day that comes first, of the step or of the whole; near where it is orange."""
    worst = clocks.worst
    return {
        "due_on": worst.due_on if worst and worst.due_on else row.due_on,
        "near": worst is not None and worst.state is State.ORANGE,
    }


def _owner(row: Any) -> str:
    who = row.officer.name if row.officer else ""
    return who or (row.organisation.name if row.organisation else "")
