"""What can go wrong with a draft on the desk: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": (
        "您的角色不能{what_zh}。",
        "Your role may not {what_en}.",
    ),
    "nothing_given": (
        "没有内容。请粘贴正文，或选择一个 .docx、.pdf、.html、.txt 文件。",
        "There is nothing to check. Paste the text, or choose a .docx, .pdf, .html or .txt file.",
    ),
    "no_snapshot": (
        "还没有快照，无从核对。请先由县专班封存一次。",
        "There is no snapshot to check against. The county office seals one first.",
    ),
    "no_such_figure": (
        "这份通报里没有第 {number} 个数字，请重新打开页面再选。",
        "This draft has no figure {number}; open the page again and choose there.",
    ),
    "no_such_reading": (
        "“{indicator}”不是本地的指标，没有记住。",
        "“{indicator}” is no indicator of this place; nothing was remembered.",
    ),
    "text_gone": (
        "通报的内容已不在这台机器上（例如从备份恢复后）。请重新提交。",
        "The draft is no longer on this machine, for example after a restore. Hand it in again.",
    ),
}


class DraftProblem(Exception):
    """``kind`` is one of ``WORDS``, ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)
