"""Why a notice is not made, hung or closed: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": ("您的角色不能办理公示。", "Your role may not make notices."),
    "nobody": ("请先选择要公示的户。", "Choose the households the notice is about."),
    "outside": ("有的户不在这个村或不在您的辖区。", "Some households lie outside the village or your area."),
    "not_in_state": (
        "这份公示现在是“{state_zh}”，不能这样办。",
        "This notice is {state_en} now; that cannot be done.",
    ),
    "too_early": (
        "公示期到 {day} 才满，不能提前取下。",
        "The notice has to hang until {day}; it cannot be taken down before.",
    ),
    "backdated": (
        "张贴日期不能早于生成日期 {day}，也不能晚于今天。",
        "It cannot have hung before it was made on {day}, nor be hung on a day ahead.",
    ),
    "answer_first": (
        "还有 {n} 条异议没有答复。答复后才能取下结案。",
        "{n} objections are not answered. Answer them before the notice is taken down.",
    ),
}


class NoticeProblem(Exception):
    """``kind`` is one of ``WORDS``; ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)
