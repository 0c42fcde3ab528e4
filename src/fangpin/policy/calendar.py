"""Working days: weekends, public holidays and the weekends that are worked in exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


class NoCalendar(LookupError):
    """A year whose holiday schedule is not in the policy folder."""

    def __init__(self, year: int, *, known: tuple[int, ...]) -> None:
        self.year = year
        self.known = known
        super().__init__(year)

    def __str__(self) -> str:
        listed = ", ".join(map(str, self.known)) or "none"
        return (
            f"the holidays of {self.year} are not known (known: {listed}). "
            f"Add calendar/{self.year}.yaml from the State Council's notice."
        )

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        listed = "、".join(map(str, self.known)) or "无"
        return (
            f"没有 {self.year} 年的节假日安排（已有：{listed}）。请按国务院办公厅通知补充 calendar/{self.year}.yaml。"
        )


@dataclass(frozen=True, slots=True)
class Holidays:
    """The schedules known: days off beyond weekends, and weekend days that are worked."""

    years: tuple[int, ...] = ()
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on the day; :class:`NoCalendar` if its year is not known."""
        if day.year not in self.years:
            raise NoCalendar(day.year, known=self.years)
        return day in self.work or (day not in self.off and day.weekday() < _SATURDAY)

    def add_working_days(self, day: date, count: int) -> date:
        """The day on which ``count`` working days have passed since ``day``, the day itself not counted.

        A count of 0 gives the day itself. A negative count goes back.
        """
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_day_after(self, day: date, count: int) -> date:
        """The same, for a term that must not wait for the State Council's notice: a year whose holidays are not
        announced yet is counted with weekends only."""
        try:
            return self.add_working_days(day, count)
        except NoCalendar:
            years = (*self.years, day.year, day.year + 1)
            return Holidays(years, self.off, self.work).add_working_days(day, count)

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and including ``last``; 0 if ``last`` is not later."""
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
