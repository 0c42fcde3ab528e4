"""What can go wrong with writing, signing and sending: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": ("您的角色不能{what_zh}。", "Your role may not {what_en}."),
    "no_snapshot": (
        "还没有快照，无从成文。请先由县专班封存一次。",
        "There is no snapshot to write from. The county office seals one first.",
    ),
    "no_number": (
        "签发前请填写发文机关和成文日期。",
        "State who issues it and its date before it is signed.",
    ),
    "nothing_changed": (
        "与第 {version} 版完全相同，无须再签发。",
        "It is the same as version {version}; there is nothing to sign.",
    ),
    "no_reason": (
        "这份文稿已签发过第 {version} 版。更正请写明理由。",
        "Version {version} is signed already. Say why it is corrected.",
    ),
    "signed_meanwhile": (
        "刚有人签发了同一份文稿，请重新打开页面再看。",
        "Somebody has signed the same bulletin just now; open the page again.",
    ),
    "nobody": ("请至少选择一个收文单位。", "Choose at least one office to send it to."),
    "due_before_sent": ("回复期限早于今天。", "The day an answer is due lies before today."),
    "not_sent_to_you": ("这份通报没有发给您的单位。", "This circular was not sent to your office."),
    "asks_nothing": (
        "表里没有要填的空格：要填的格须留空，上方有表头，左侧有文字。",
        "The form asks nothing: a cell to fill is empty, with a head above it and words at its left.",
    ),
    "nothing_confirmed": ("没有新的确认内容。", "Nothing new was confirmed."),
    "confirmed_meanwhile": (
        "刚有人改过这张表，请重新打开页面再确认。",
        "Somebody has changed this form just now; open the page again.",
    ),
    "form_gone": (
        "表格文件已不在这台机器上（例如从备份恢复后）。请重新上传。",
        "The form's file is no longer on this machine, for example after a restore. Hand it in again.",
    ),
    "empty_reply": ("请写回复内容。", "Write the answer."),
}


class WritingProblem(Exception):
    """``kind`` is one of ``WORDS``, ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)
