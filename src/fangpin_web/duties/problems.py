"""What stands in the way of an act on duties; each says what and what now, in both languages."""

from __future__ import annotations

_WORDS = {
    "not_allowed": ("您的角色不能办理这一步，请联系县专班。", "Your role does not do this; ask the county office."),
    "outside": ("不在您的辖区内，没有写入。", "It lies outside your area; nothing was written."),
    "same_holder": ("移交人和接任人是同一人。", "Whoever leaves and whoever takes over are one person."),
    "nothing_held": ("此人在该日没有需要移交的责任。", "This person holds nothing to hand over on that day."),
    "begins_later": (
        "有责任在移交日当天或之后才开始，不能由这次移交结束；请先更正其起始日期或换一个移交日期。",
        "Some duties begin on or after that day and cannot end by it; correct their first day or choose a later day.",
    ),
    "nobody_to_draw": ("范围内没有可抽取的对象。", "There is nobody to draw in this range."),
    "finished": ("这一对象已经办结，请刷新页面。", "This one is finished; refresh the page."),
    "still_open": (
        "还有未完成的抽中对象，全部完成后才能公开种子。",
        "Some are still open; the salt is shown when all are done.",
    ),
    "plan_step": (
        "方案现在的状态不能这样办理，请刷新页面。",
        "The plan cannot do this where it stands; refresh the page.",
    ),
    "same_person": (
        "拟定人不能自己批准，请由乡镇其他人办理。",
        "Whoever drafted it may not approve it; another officer has to.",
    ),
    "no_evidence": ("请先上传落实佐证，再登记落实。", "Attach the evidence first, then note that it is carried out."),
    "in_force": ("这一层已由此人负责。", "This person answers on this layer already."),
}


class DutyProblem(Exception):
    """A refused act: ``what`` says which sentence."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(_WORDS[what][1])

    def say(self, language: str = "zh") -> str:
        """The sentence for the reader."""
        zh, en = _WORDS[self.what]
        return zh if language.startswith("zh") else en
