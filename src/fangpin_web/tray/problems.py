"""What stands in the way of a report of nothing."""

from __future__ import annotations

from datetime import datetime


class TrayProblem(Exception):
    """Base: a sentence in each language."""

    zh = ""
    en = ""

    def say(self, language: str = "zh") -> str:
        return self.zh if language.startswith("zh") else self.en

    def __str__(self) -> str:
        return self.en


class NotAllowed(TrayProblem):
    """The officer's role or department may not say this."""

    zh = "只有县专班和该名单的报送部门可以登记或撤回零报告。"
    en = "Only the county office and the department that sends the list note or take back a report of nothing."


class AlreadyWithdrawn(TrayProblem):
    """Somebody was first."""

    zh = "这条零报告已经撤回，请刷新页面。"
    en = "This report has been taken back already. Refresh the page."

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__(at)
