"""What stands in the way of an act on a discrepancy."""

from __future__ import annotations

_WORDS = {
    "may_not": (
        "您没有办理这一步的权限：部门反馈本部门的，县专班认定。",
        "Not yours to do: a department answers its own, the county office decides.",
    ),
    "moved": (
        "该条的状态已经变化，请刷新后再办。",
        "Its state has changed meanwhile; look at it again.",
    ),
    "no_reason": ("请选择理由。", "Choose a reason."),
    "no_note": ("理由为“其他”的须写明。", "Say more where the reason is “other”."),
    "past": ("豁免失效日须晚于今天。", "An exemption ends after today."),
    "no_export": (
        "请选择一份已预览或已入库、且可与本地台账核对的名单。",
        "Choose a list that was previewed or has landed, and whose source can be held against our ledgers.",
    ),
    "nothing_to_send": ("该部门没有待发的条目。", "Nothing waits to be sent to this department."),
}


class DiscrepancyProblem(Exception):
    """What stood in the way; ``code`` is a word of this page."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(_WORDS[code][1])

    @property
    def zh(self) -> str:
        return _WORDS[self.code][0]

    @property
    def en(self) -> str:
        return _WORDS[self.code][1]
