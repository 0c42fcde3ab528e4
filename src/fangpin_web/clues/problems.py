"""What can stand in the way of an act on a clue; each says what, where and what now, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from fangpin_web.accounts.models import Officer


class ClueProblem(Exception):
    """Base of them all; ``zh`` and ``str()`` are the sentences for the reader."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class NoSuchClue(ClueProblem):
    """Absent and not yours look the same."""

    def __init__(self, clue_id: int) -> None:
        self.clue_id = clue_id
        super().__init__(
            f"there is no clue {clue_id} in your area; go back to the list", f"本辖区没有线索 {clue_id}，请返回列表。"
        )


class NotAllowed(ClueProblem):
    """The officer's role does not do this."""

    def __init__(self, officer: Officer, *, act: tuple[str, str]) -> None:
        self.officer = officer
        en, zh = act
        super().__init__(
            f"{officer} may not {en}; ask the county office", f"{officer.name} 没有{zh}的权限，请联系县专班。"
        )


class NotInThisState(ClueProblem):
    """Somebody was quicker, or the page is old: the clue is in another state than the act needs."""

    def __init__(self, *, clue_id: int, state: str, by: Officer | None) -> None:
        self.clue_id, self.state, self.officer = clue_id, state, by
        who_en, who_zh = (f" by {by.name}", f"，办理人 {by.name}") if by else ("", "")
        super().__init__(
            f"clue {clue_id} is {state}{who_en} by now; open it again to see what was done",
            f"线索 {clue_id} 现在的状态是{_STATES.get(state, state)}{who_zh}，请重新打开查看。",
        )


class NoSuchReason(ClueProblem):
    """A clue is closed with a reason of the code list, one that fits the outcome."""

    def __init__(self, reason: str, *, allowed: Sequence[str]) -> None:
        self.reason, self.allowed = reason, tuple(allowed)
        listed = ", ".join(allowed)
        super().__init__(
            f"{reason!r} is no reason for this outcome; choose one of {listed}",
            f"“{reason}”不是这种办结结果的原因，请从以下选择：{listed}。",
        )


class NoteNeeded(ClueProblem):
    """The reason ``other`` says nothing by itself."""

    def __init__(self) -> None:
        super().__init__("write a note: the reason “other” says nothing by itself", "原因选“其他”时请填写办理说明。")


class AnotherIsOpen(ClueProblem):
    """The household has an open clue of this risk already."""

    def __init__(self, clue_id: int) -> None:
        self.clue_id = clue_id
        super().__init__(
            f"the household has the open clue {clue_id} of this risk; work on that one",
            f"该户已有同类风险的未办结线索 {clue_id}，请在那条线索上办理。",
        )


_STATES = {
    "proposed": "待派发",
    "open": "待办",
    "taken": "办理中",
    "closed_negative": "办结不纳入",
    "closed_positive": "办结纳入",
}
