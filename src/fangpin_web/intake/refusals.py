"""All rows of a delivery that go back to their sender after reading: refused by a ledger, or of nobody certain."""

# ruff: noqa: E501 - a sentence stands on one line

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fangpin.imports import Plan
from fangpin.rosters import Reason, RefusedRow
from fangpin_web.intake.models import PendingRow, Upload
from fangpin_web.intake.samples import sentence

# doubt of a number (fangpin.identity.document_number.Doubt) -> (Chinese, English)
DOUBTS: dict[str, tuple[str, str]] = {
    "missing": ("没有填证件号码，请补填", "no document number; fill it in"),
    "placeholder": ("证件号码是占位的（如 999999），请填真实号码", "a placeholder stands for the number; give the real one"),
    "masked": ("证件号码中间被星号遮盖，请填完整号码", "the number is masked with stars; give it in full"),
    "scientific": ("证件号码变成了科学计数法，请把该列设为文本后重填", "a spreadsheet turned the number into 7.7E+17; set the column to text"),
    "truncated": ("证件号码末尾几位被表格软件改成了 0，请把该列设为文本后重填", "a spreadsheet lost the last digits; set the column to text"),
    "characters": ("证件号码里有不该有的字符，请核对", "the number has characters no number has; check it"),
    "length": ("证件号码位数不对，请核对", "the number has too many or too few digits; check it"),
    "birth_date": ("证件号码里的出生日期不存在，请核对", "the number names a day that does not exist; check it"),
    "checksum": ("证件号码的校验位不符，请核对", "the last character does not fit the number; check it"),
    "card_suffix": ("残疾证号末尾的类别或等级不对，请核对", "category or grade at the end of the card number is out of range; check it"),
}  # fmt: skip
# state of a row that waits -> (Chinese, English)
WAITS: dict[str, tuple[str, str]] = {
    "proposed": ("按姓名和村找到一个可能的人，等待确认", "one person fits by name and village; it waits to be confirmed"),
    "ambiguous": ("符合的不止一人，请核对证件号码、出生日期和户主", "more than one person fits; check number, birth date and head"),
    "none": ("没有找到这个人，请核对证件号码、姓名和所在村", "nobody fits; check number, name and village"),
}  # fmt: skip
PERSONAL_KINDS = {"name", "document_number", "disability_number", "phone"}


class LaterReason(Reason):
    """Why a row was refused after reading, when it met the ledgers; both sentences come with it."""

    def say(self, language: str = "zh") -> str:
        return self.details["zh" if language.startswith("zh") else "en"]


def rows_to_return(plan: Plan) -> list[list[Any]]:
    """[sheet, row, code, Chinese, English] of every row a ledger refused or that waits for a match, for keeping."""
    return [*_refused(plan), *_in_doubt(plan)]


def _refused(plan: Plan) -> Iterator[list[Any]]:
    for refusal in plan.refused:
        if refusal.code != "contradicts_noted":
            words = sentence(refusal, plan)
            yield [refusal.sheet_no, refusal.row_no, refusal.code, words["zh"], words["en"]]


def _in_doubt(plan: Plan) -> Iterator[list[Any]]:
    for row in plan.open_rows.select(["sheet_no", "row_no", "state", "doubt"]).to_pylist():
        both = [WAITS[row["state"]], *([DOUBTS[row["doubt"]]] if row["doubt"] in DOUBTS else [])]
        yield [row["sheet_no"], row["row_no"], "waits", "；".join(b[0] for b in both), "; ".join(b[1] for b in both)]


def kept_refusals(upload: Upload) -> list[RefusedRow]:
    """What :func:`rows_to_return` kept with the preview, but for rows whose person has been decided since."""
    decided = set(upload.pending.exclude(state__in=PendingRow.OPEN).values_list("sheet_no", "row_no"))
    return [
        RefusedRow(
            sheet_no=sheet,
            row_no=row,
            reasons=(LaterReason(kind=code, field="", label="", details={"zh": zh, "en": en}),),
        )
        for sheet, row, code, zh, en in upload.shown.get("returned", [])
        if code != "waits" or (sheet, row) not in decided
    ]
