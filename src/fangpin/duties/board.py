"""The wall chart: issues and tasks by area and state, how many are closed, which are overdue and how far up they go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fangpin.duties.rectification import FINISHED, IssueState

LEVELS = ("", "township", "county", "city")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardItem:
    """One issue or task on the board."""

    kind: str  # issue or task
    key: int
    area_code: str
    title: str
    owner: str
    state: IssueState
    due_on: date | None
    done_on: date | None = None
    line: str = ""
    near: bool = False  # due soon, by the term of its step or its own

    def days_late(self, on: date) -> int:
        """Days past the due day; 0 on the due day itself, once closed, and where there is none."""
        if self.due_on is None or self.state in FINISHED:
            return 0
        return max((on - self.due_on).days, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One area: its items by state, closed out of all, overdue, and the highest level that has to step in."""

    area_code: str
    items: dict[IssueState, tuple[BoardItem, ...]]
    of: int
    closed: int
    overdue: int
    undated: int
    level: str

    @property
    def at_zero(self) -> bool:
        """Nothing open: only an empty list is zero."""
        return self.closed == self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The rows of a board on a day, and the sum of them."""

    on: date
    rows: tuple[BoardRow, ...]
    whole: BoardRow


def escalation(days_late: int, steps: Sequence[int]) -> str:
    """Who has to step in: the township from ``steps[0]`` days late, the county from ``steps[1]``, the city from
    ``steps[2]``; nobody before. Exactly at a step it is reached."""
    return LEVELS[sum(days_late >= step for step in steps)] if days_late > 0 else ""


def board_of(items: Iterable[BoardItem], areas: Sequence[str], *, on: date, digits: int, steps: Sequence[int]) -> Board:
    """A row per area, in the order given; an area without an item has a row too, because zero is said, not left out.

    ``digits`` is how much of an item's area code names its row; an item outside all areas gets a row of its own.
    Voided items are left out.
    """
    counted = [item for item in items if item.state is not IssueState.VOIDED]
    by_area: dict[str, list[BoardItem]] = {area: [] for area in areas}
    for item in counted:
        by_area.setdefault(item.area_code[:digits], []).append(item)
    rows = tuple(_row(area, held, on, steps) for area, held in by_area.items())
    return Board(on=on, rows=rows, whole=_row("", counted, on, steps))


def _row(area: str, held: Sequence[BoardItem], on: date, steps: Sequence[int]) -> BoardRow:
    ordered = sorted(held, key=lambda i: (-i.days_late(on), i.due_on or date.max, i.kind, i.key))
    by_state = {state: tuple(i for i in ordered if i.state is state) for state in IssueState}
    late = [item.days_late(on) for item in held]
    return BoardRow(
        area_code=area,
        items=by_state,
        of=len(held),
        closed=len(by_state[IssueState.CLOSED]),
        overdue=sum(days > 0 for days in late),
        undated=sum(i.due_on is None and i.state is not IssueState.CLOSED for i in held),
        level=escalation(max(late, default=0), steps),
    )
