"""What can go wrong between an export and its workbooks: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": (
        "您的角色不能{what_zh}。请由乡镇或县专班的账号办理。",
        "Your role may not {what_en}. Ask a township or county officer.",
    ),
    "not_recognised": (
        "“{file}”里没有认出全国防返贫系统的导出表。请从系统里“自定义导出”监测对象或脱贫户名单，原样拖进来；不要改表头。",
        (
            "“{file}” holds no export of the national register that is known here. Export the monitored or lifted "
            "households from the register and drop the file as it is, with its heading."
        ),
    ),
    "unpack_first": (
        "“{file}”是压缩包，里面的文件有密码。请先解开，再逐个拖进来。",
        "“{file}” is an archive whose members are protected. Unpack it and drop the files one by one.",
    ),
    "no_answers": (
        "交回的文件里没有问题清单的行。请交回本系统生成的乡镇问题清单（看第一列“编号”）。",
        "These files hold no line of a problem workbook. Send back those made here; see their first column, No.",
    ),
    "no_round": (
        "还没有筛查过。请先拖入导出表筛查一轮。",
        "Nothing has been checked yet. Drop an export first.",
    ),
    "no_list": (
        "“{file}”里没有认出清单的表头。至少要有规则（或问题）一列，和户编号或证件号码一列。",
        (
            "No heading is known in “{file}”. It needs a column for the rule (or issue) "
            "and one for the household code or the number."
        ),
    ),
    "no_expiry": (
        "豁免要写原因和失效日。",
        "An exemption needs a reason and an end.",
    ),
    "parcel_gone": (
        "问题清单的压缩包已不在这台机器上（例如从备份恢复后）。请点“重新筛查”再生成。",
        "The zip is no longer on this machine, for example after a restore. Press “Check again” to make it anew.",
    ),
}  # fmt: skip


class RoundProblem(Exception):
    """Base: ``kind`` is one of ``WORDS``, ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)

    @property
    def both(self) -> dict[str, str]:
        return {"zh": self.say("zh"), "en": self.say("en")}
