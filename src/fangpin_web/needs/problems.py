"""Why a need was not matched or closed."""

from __future__ import annotations

_WORDS = {
    "may_not": (
        "您没有办理供需对接的权限，由乡镇或县专班办理。",
        "Townships and the county office match needs and offers.",
    ),
    "need_closed": ("该需求已办结。", "The need is closed already."),
    "offer_closed": ("该供给已撤回。", "The offer was withdrawn."),
    "does_not_meet": ("该供给不能满足这类需求。", "An offer of this kind does not meet this need."),
    "not_verified": ("网络求助须先由村级核实。", "An online need is verified by the village first."),
    "no_quantity": ("请填写大于零的数量。", "Give a quantity above zero."),
    "too_much": ("数量超过需求或供给的余量，请刷新后再办。", "More than is left of the need or the offer; look again."),
    "no_reason": ("请写明办结方式。", "Say how it was closed."),
}


class NeedProblem(Exception):
    """What stood in the way; ``code`` is a word of this page."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(_WORDS[code][1])

    @property
    def zh(self) -> str:
        return _WORDS[self.code][0]
