"""Why an application is not taken or not settled: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "closed": (
        "本页没有开放。请通过省级平台、村委会或乡镇申报。",
        "This page is closed. Apply at the village.",
    ),
    "too_many": (
        "提交太频繁，请一小时后再试，或直接到村委会申报。",
        "Too many at once. Try in an hour.",
    ),
    "not_allowed": ("您的角色不能办理申报。", "Your role may not work on applications."),
    "settled": ("这份申报已经处理过。", "This application has been dealt with."),
    "not_here": ("没有这户，或不在您的辖区。", "There is no such household in your area."),
    "not_the_list": (
        "“{file}”里没有认出申报清单的表头：至少要有户主姓名、困难情况、申报日期。",
        "No heading of a list of applications is known in “{file}”: name, hardship and day are needed.",
    ),
}


class ApplicationProblem(Exception):
    """``kind`` is one of ``WORDS``; ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)
