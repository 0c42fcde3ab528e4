"""What stands in the way of an act on an issue, a task or a meeting; each says what and what now, in both languages."""

from __future__ import annotations

from fangpin.duties import NotAllowedNow

_WORDS = {
    "not_allowed": ("您的角色不能办理这一步，请联系县专班。", "Your role does not do this; ask the county office."),
    "outside": ("不在您的辖区内，没有写入。", "It lies outside your area; nothing was written."),
    "state": (
        "现在的状态不能这样办理：可能已被别人办过，请重新打开查看。",
        "Where it stands now this cannot be done; somebody may have been quicker. Open it again.",
    ),
    "evidence": (
        "还没有佐证材料：请先上传照片或文件，再提交或验收。",
        "There is no evidence yet: attach a photo or file first, then submit or accept.",
    ),
    "sweep": (
        "还没有举一反三：请先安排同类地方自查，再提交。",
        "Like places were not told to look yet: do that first, then submit.",
    ),
    "same_person": (
        "提交人不能自己验收或退回，请由另一人办理。",
        "Whoever submitted it may neither accept nor return it; another person has to.",
    ),
    "reason": ("请写明原因。", "Write why."),
    "no_list": (
        "文件中没有找到问题台账的表头（至少要有“问题描述”和另外两列）。",
        "No heading of a list of issues was found (a column “问题描述” and two others are needed).",
    ),
    "nothing_chosen": ("请至少选一项。", "Choose at least one."),
    "not_yours": ("这份文件不在您的辖区。", "This file is not of your area."),
    "without_owner": ("请写明责任单位或责任人。", "Name the unit or the official responsible."),
}


class IssueProblem(Exception):
    """A refused act: ``what`` says which sentence."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(_WORDS[what][1])

    def say(self, language: str = "zh") -> str:
        """The sentence for the reader."""
        zh, en = _WORDS[self.what]
        return zh if language.startswith("zh") else en

    @classmethod
    def of(cls, refused: NotAllowedNow) -> IssueProblem:
        """The core's refusal, worded."""
        return cls(refused.why)
