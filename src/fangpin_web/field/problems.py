"""Why a visit is not taken, or not yet: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": ("您的角色不登记入户走访。", "Your role enters no visits."),
    "broken": (
        "这条走访记录不完整（{what}），可能传输中断。请再发送一次；仍不行就导出文件交乡镇。",
        "This visit is incomplete ({what}), perhaps cut short. Send it again, or hand it to the township as a file.",
    ),
    "not_yours": (
        "这户已不在您的辖区。请导出文件，交现在负责的村或乡镇。",
        "This household is no longer in your area. Export the visit and hand it to whom it belongs to now.",
    ),
    "ahead": (
        "走访日期 {day} 还没有到。请检查手机日期，改正后再发送。",
        "The day {day} lies ahead. Check the phone's date, correct the day and send again.",
    ),
    "number_in_note": (
        "备注里有证件号码。请删去号码再发送：这里不需要，也不应留在手机上。",
        "The note holds a document number. Take it out and send again: it is not needed here, nor safe on a phone.",
    ),
    "other_content": (
        "同一条走访已收到过，内容不同（{at} 收到）。请选择保留哪一份。",
        "This visit arrived before with other content ({at}). Choose which one to keep.",
    ),
    "visited_already": (
        "{name} 当天已登记过这户的走访。两次都去过就都保留；重复登记就不要这一份。",
        "{name} has entered a visit to this household on that day. Keep both if both took place; else drop this one.",
    ),
    "clue_closed": (
        "这户的线索在您走访后已办结。走访仍可保存，不改变办结结论。",
        "The clue of this household was closed meanwhile. The visit can still be kept; the closing stands.",
    ),
    "strange_token": (
        "没有认出这个二维码。请扫本系统打印的入户表，或从名单里选户。",
        "This code is not one of ours. Scan a form printed here, or choose the household from the list.",
    ),
    "strange_file": (
        "“{name}”不是从手机导出的走访文件。",
        "“{name}” is no file of visits exported from a phone.",
    ),
}


class FieldProblem(Exception):
    """``kind`` is one of ``WORDS``; ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)


class VisitConflict(FieldProblem):
    """Somebody has to choose: the visit is kept when sent again with ``resolve="keep"``."""
