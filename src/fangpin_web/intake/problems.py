"""What can go wrong between a file and the ledgers: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": (
        "您的角色不能{what_zh}。请由乡镇或县专班的账号办理。",
        "Your role may not {what_en}. Ask a township or county officer.",
    ),
    "not_recognised": (
        "“{file}”认不出是哪类名单。请在导入页选择数据来源并核对列，或把表头补全后重新上传。",
        (
            "“{file}” is no list known here. "
            "Choose its source and columns on the import page, or complete its heading and upload again."
        ),
    ),
    "columns_missing": (
        "“{file}”缺少必需的列：{columns}。请在导入页把对应的列指出来，或向报送单位要完整的表。",
        (
            "“{file}” lacks required columns: {columns}. "
            "Point them out on the import page, or ask the sender for the whole list."
        ),
    ),
    "columns_double": (
        "“{file}”里有不止一列都像“{columns}”，内容又不相同，分不清用哪一列：{where}。请在导入页指明用哪一列，或请报送单位改表头。",
        (
            "“{file}” has more than one column that could be {columns}, and they differ: {where}. "
            "Say on the import page which one it is, or ask the sender to rename them."
        ),
    ),
    "period_needed": (
        "“{file}”没有写明数据期。请在导入页选择数据期后再预览。",
        "“{file}” does not say which period it is about. Choose the period on the import page and preview again.",
    ),
    "no_batch_state": (
        "这份名单现在是“{state_zh}”，不能{what_zh}。{who_zh}",
        "This delivery is now “{state_en}” and cannot be {what_en}. {who_en}",
    ),
    "plan_changed": (
        "预览之后台账已有变动，导入结果会与您看到的不同，因此没有入库。请重新预览并确认。",
        (
            "The ledgers have changed since the preview, so the import would not do what you saw; "
            "nothing landed. Preview and accept again."
        ),
    ),
    "touched_since": (
        "这一批不能整批撤销：其后 {count} 行又有改动或被引用（{where_zh}）。请先撤销后来的批次，或逐行更正。",
        (
            "This batch cannot be undone whole: {count} of its rows were changed or referred to since ({where_en}). "
            "Undo the later batches first, or correct row by row."
        ),
    ),
    "already_decided": (
        "第 {row_no} 行已由他人处理。请刷新待匹配列表。",
        "Row {row_no} was decided by somebody else. Refresh the list.",
    ),
    "person_unknown": (
        "所选人口不在您的辖区内或已不存在。请重新选择。",
        "The person chosen is outside your area or gone. Choose again.",
    ),
    "cannot_found": (
        "“{source_zh}”不是建档名单，不能用它新增人口。请先在全国防返贫系统导出表或农户花名册里补上此人。",
        "“{source_en}” founds no persons. Add this person through the register or the roll of households first.",
    ),
    "nothing_refused": (
        "“{file}”没有被退回的行，不需要退回表。",
        "No row of “{file}” was refused, so there is nothing to return.",
    ),
    "return_unprotected": (
        "退回“{file}”的行含有个人信息，要用密码保护。请给出退回表的密码。",
        "The rows of “{file}” name people, so what goes back is protected by a password. Give one.",
    ),
    "not_kept": (
        "“{file}”写不进磁盘（{detail}），没有接收。请清理磁盘空间或找管理员，再重新上传；已入库的数据不受影响。",
        (
            "“{file}” could not be written to disk ({detail}) and was not received. "
            "Free some space or call the administrator, then upload again; what has landed is untouched."
        ),
    ),
    "reading_lost": (
        "预览的数据已清理，请重新预览这份名单。",
        "The preview's rows have been cleared away; preview this delivery again.",
    ),
}


class IntakeProblem(Exception):
    """Base: ``kind`` is one of ``WORDS``, ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)

    @property
    def both(self) -> dict[str, str]:
        return {"zh": self.say("zh"), "en": self.say("en")}


class NotAllowed(IntakeProblem):
    """The officer's role may not do this."""


class NotReadable(IntakeProblem):
    """The file's source, columns or period are not known well enough to preview it."""


class NotKept(IntakeProblem):
    """The disk is full or refuses to be written; nothing of the file is left on it."""


class AlreadyDecided(IntakeProblem):
    """Somebody else was first, or the delivery is in a state in which this cannot be done."""


class PlanChanged(IntakeProblem):
    """The ledgers moved between preview and acceptance."""

    def __init__(self) -> None:
        super().__init__("plan_changed")


class TouchedSince(IntakeProblem):
    """Undoing refused. ``later`` lists (ledger, row id, what came later)."""

    def __init__(self, later: Sequence[Mapping[str, Any]]) -> None:
        self.later = tuple(later)
        places = sorted({str(row["ledger"]) for row in later})
        super().__init__("touched_since", count=len(later), where_zh="、".join(places), where_en=", ".join(places))
