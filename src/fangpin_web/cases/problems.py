"""What can stand in the way of an act on a case; each says what, where and what now, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fangpin.processes import Refusal
    from fangpin_web.accounts.models import Officer


class CaseProblem(Exception):
    """Base of them all; ``zh`` and ``str()`` are the sentences for the reader."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


class NoSuchCase(CaseProblem):
    """Absent and not yours look the same."""

    def __init__(self, case_id: int) -> None:
        self.case_id = case_id
        super().__init__(f"there is no case {case_id} in your area; go back to the list", f"本辖区没有个案 {case_id}。")


class NotAllowed(CaseProblem):
    """The officer's role does not do this."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        super().__init__(f"{officer} may not do this; ask the county office", f"{officer.name} 没有此项权限。")


class AlreadyOpen(CaseProblem):
    """The household has an open case of this process."""

    def __init__(self, case_id: int) -> None:
        self.case_id = case_id
        super().__init__(
            f"case {case_id} of this process is open already; go on with it",
            f"已有办理中的个案 {case_id}，请继续办理。",
        )


class NotThisProcess(CaseProblem):
    """The place has no such process, or it is not about households."""

    def __init__(self, process: str) -> None:
        self.process = process
        super().__init__(f"cases of {process!r} are not opened here", f"本地没有可立案的流程“{process}”。")


class CaseMoved(CaseProblem):
    """Somebody was quicker, or the page is old: the case has moved since it was looked at."""

    def __init__(self, case_id: int, *, seen: int, now: int) -> None:
        self.case_id, self.seen, self.now = case_id, seen, now
        super().__init__(
            f"case {case_id} has moved on since you opened it; look at it again before you decide",
            f"个案 {case_id} 在您打开之后已被办理，请刷新后再决定。",
        )


class MoveRefused(CaseProblem):
    """The process does not allow the move; ``refusals`` are all its reasons."""

    def __init__(self, case_id: int, refusals: Sequence[Refusal]) -> None:
        self.case_id, self.refusals = case_id, tuple(refusals)
        super().__init__("; ".join(r.wording.en for r in self.refusals), "；".join(r.wording.zh for r in self.refusals))


class NotPausable(CaseProblem):
    """There is a pause already, or none to end."""

    def __init__(self, *, paused: bool) -> None:
        super().__init__(
            "the clock is stopped already" if paused else "the clock is not stopped",
            "已经暂停计时。" if paused else "没有在暂停计时。",
        )


class DayAhead(CaseProblem):
    """An act is entered for a day that has not come."""

    def __init__(self) -> None:
        super().__init__("the day of the act lies ahead", "办理日期不能晚于今天。")
