"""Why a file or a cell cannot be read: data first, worded for the reader in Chinese and English on demand."""

# ruff: noqa: E501, ISC004 - a sentence stands on one line, to be read and translated whole

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

SHOWN = 40  # characters of a cell that a reason repeats

# kind -> (Chinese, English). Each sentence says what, where and what now; what a library said of a broken file stays in
# the details, for whoever looks after the program.
FILE_PROBLEMS: dict[str, tuple[str, str]] = {
    "empty": (
        "“{file}”是空文件（0 字节）。请重新导出或向报送单位要一份能打开的文件。",
        "“{file}” is empty (0 bytes). Export it again or ask the sender for a file that opens.",
    ),
    "no_rows": (
        "“{file}”里没有任何有内容的单元格。请检查是否保存了正确的工作表，再重新上传。",
        "“{file}” holds no cell with any content. Check that the right sheet was saved, then upload it again.",
    ),
    "password_needed": (
        "“{file}”有打开密码。请输入报送单位告知的密码；密码只在内存里使用，不会保存。",
        "“{file}” is protected by a password. Enter the password the sender gave you; it is used in memory only and never stored.",
    ),
    "wrong_password": (
        "“{file}”的密码不对。请核对大小写和全半角后重新输入，或请报送单位确认密码。",
        "The password for “{file}” is wrong. Check capitals and full-width characters, or ask the sender.",
    ),
    "unsupported_encryption": (
        "“{file}”的加密方式读不了。请用 WPS 或 Excel 打开后另存为 .xlsx（可设打开密码）再上传。",
        "“{file}” is encrypted in a way that cannot be read. Open it in WPS or Excel, save as .xlsx (a password is fine) and upload again.",
    ),
    "not_a_list": (
        "“{file}”是{what_zh}，不是表格。请向报送单位要 Excel、WPS 表格、CSV 或带表格的 Word 原件。",
        "“{file}” is {what_en}, not a list. Ask the sender for the original Excel, WPS, CSV or Word file with a table.",
    ),
    "convert_first": (
        "“{file}”是{what_zh}，不能直接读取。请打开后另存为{instead}再上传。",
        "“{file}” is {what_en}, which cannot be read directly. Open it, save it as {instead}, and upload that.",
    ),
    "damaged": (
        "“{file}”已损坏或没有传完。请重新发送原文件，最好打成压缩包再传。",
        "“{file}” is damaged or was not sent completely. Send the original again, best inside a zip.",
    ),
    "too_large": (
        "“{file}”解开后超过 {limit}（{detail}），不像正常名单，已停止读取。请删去空白行列和图片后另存，或按乡镇拆成几个文件。",
        "“{file}” unpacks to more than {limit} ({detail}), which no ordinary list does; reading stopped. "
        "Delete empty rows, columns and pictures and save again, or split it by township.",
    ),
    "too_many_files": (
        "压缩包“{file}”里有 {detail} 个文件，最多 {limit} 个。请分几次上传。",
        "The archive “{file}” holds {detail} files; {limit} is the most. Upload it in parts.",
    ),
    "nested": (
        "“{file}”是压缩包里的压缩包里的压缩包，没有读取。请解开后直接上传里面的文件。",
        "“{file}” is an archive in an archive in an archive and was not read. Unpack it and upload the files inside.",
    ),
    "unsafe_name": (
        "压缩包“{file}”里有指向包外的文件名“{detail}”，可能有危险，整包没有读取。请让报送单位重新打包。",
        "The archive “{file}” has a member “{detail}” that points outside it. Nothing was read. Ask the sender to pack it again.",
    ),
    "mixed_encodings": (
        "“{file}”混用了两种文字编码：第 {row_no} 行是 {detail}，前面的行不是。请分别打开后合并到一个 Excel 文件再上传。",
        "“{file}” mixes two text encodings: line {row_no} is {detail} while lines before it are not. "
        "Open the parts and merge them into one Excel file, then upload that.",
    ),
    "unknown_encoding": (
        "“{file}”第 {row_no} 行的文字编码认不出（不是 UTF-8、UTF-16 或 GB18030）。请用 WPS 或 Excel 打开后另存为 .xlsx。",
        "Line {row_no} of “{file}” is in no encoding known here (UTF-8, UTF-16, GB18030). Open it in WPS or Excel and save as .xlsx.",
    ),
    "broken_csv": (
        "“{file}”从第 {row_no} 行起引号不成对，分不清单元格。请用 WPS 或 Excel 打开后另存为 .xlsx。",
        "From line {row_no} on, quotes in “{file}” do not pair, so cells cannot be told apart. Open it in WPS or Excel and save as .xlsx.",
    ),
    "no_table": (
        "“{file}”里没有表格。请确认选对了文件；名单应当在表格里，每人或每户一行。",
        "“{file}” contains no table. Check the file; the list must be a table with one row per person or household.",
    ),
    "unreadable": (
        "“{file}”读不了。请用 WPS 或 Excel 打开后另存为 .xlsx 再上传。",
        "“{file}” cannot be read. Open it in WPS or Excel, save as .xlsx and upload again.",
    ),
}


class RosterError(Exception):
    """A file that cannot be read. ``kind`` is one of ``FILE_PROBLEMS``; ``details`` fill its sentence."""

    def __init__(self, kind: str, *, file: str, **details: Any) -> None:
        self.kind = kind
        self.file = file
        self.details = details
        super().__init__(kind, file)

    def say(self, language: str = "zh") -> str:
        """The sentence in ``zh`` or ``en``."""
        words = FILE_PROBLEMS[self.kind][0 if language.startswith("zh") else 1]
        return words.format(file=self.file, **self.details)

    def zh(self) -> str:
        return self.say("zh")

    def en(self) -> str:
        return self.say("en")

    def __str__(self) -> str:
        return self.say("en")


class PasswordNeeded(RosterError):
    """The file is protected and no password was given, or the given one does not open it."""


class UnreadableFile(RosterError):
    """The file is damaged, not a list, or in no known format."""


class FileTooLarge(RosterError):
    """The file unpacks to more than the limits allow; reading stopped before memory was filled."""


# kind -> (Chinese, English) for one doubtful cell or row.
CELL_REASONS: dict[str, tuple[str, str]] = {
    "missing": ("“{label}”没有填写", "“{label}” is empty"),
    "not_a_number": ("“{label}”应为数字，表中是“{text}”", "“{label}” should be a number; the sheet says “{text}”"),
    "not_whole": ("“{label}”应为整数，表中是“{text}”", "“{label}” should be a whole number; the sheet says “{text}”"),
    "too_big": ("“{label}”的数“{text}”超出允许的位数", "“{label}”: the number “{text}” has more digits than allowed"),
    "scientific": (
        "“{label}”被 Excel 变成了科学计数法“{text}”，末几位已丢失，请按原始号码以文本格式重填",
        "Excel turned “{label}” into scientific notation “{text}” and lost its last digits; enter it again as text",
    ),
    "two_units": (
        "“{label}”的“{text}”带有单位，与表头不一致，请只填数字",
        "“{label}”: “{text}” carries a unit that differs from the heading; enter the number alone",
    ),
    "not_a_date": ("“{label}”应为日期，表中是“{text}”", "“{label}” should be a date; the sheet says “{text}”"),
    "ambiguous_date": (
        "“{label}”的“{text}”分不清年月日，请写成 2026-10-31 这样的格式",
        "“{label}”: year, month and day of “{text}” cannot be told apart; write it like 2026-10-31",
    ),
    "needs_day": (
        "“{label}”只写到月份“{text}”，请补上日期",
        "“{label}”: “{text}” names only a month; add the day",
    ),
    "unknown_code": (
        "“{label}”的“{text}”不在可选值内{suggestion_zh}",
        "“{label}”: “{text}” is not one of the allowed values{suggestion_en}",
    ),
    "ambiguous_code": (
        "“{label}”的“{text}”对应不止一个可选值，请写全称",
        "“{label}”: “{text}” stands for more than one allowed value; write it in full",
    ),
    "not_yes_no": ("“{label}”应填是或否，表中是“{text}”", "“{label}” should be yes or no; the sheet says “{text}”"),
    "bad_name": (
        "“{label}”的“{text}”含有无法识别的字（问号、方框或数字），请核对原字",
        "“{label}”: “{text}” contains characters that were lost (question mark, box or digit); check the original",
    ),
    "other_table": (
        "从第 {text} 行起是列次不同的另一张表，请另存为单独的工作表再报",
        "Row {text} begins another table with other columns; put it on a sheet of its own",
    ),
    "two_names": (
        "“{label}”的“{text}”像是两个人的姓名，请一人一行；若是一个人，请去掉空格",
        "“{label}”: “{text}” looks like two names; give each person a row, or take the space out if it is one",
    ),
    "bad_phone": ("“{label}”的“{text}”不是电话号码", "“{label}”: “{text}” is not a telephone number"),
    "bad_number": (
        "“{label}”的“{text}”不是有效的号码：{detail_zh}",
        "“{label}”: “{text}” is not a valid number: {detail_en}",
    ),
    "formula_error": (
        "“{label}”是出错的公式结果“{text}”，请改成数值后再报",
        "“{label}” is a failed formula “{text}”; replace it by its value",
    ),
    "formula_text": (
        "“{label}”是没有计算结果的公式“{text}”，请改成数值后再报",
        "“{label}” is a formula without a result, “{text}”; replace it by its value",
    ),
    "no_household": (
        "“{label}”为空，分不清这一行属于哪一户，请补上",
        "“{label}” is empty, so the row cannot be given to a household; fill it in",
    ),
    "too_long": ("“{label}”的文字太长（{detail} 字）", "“{label}” is too long ({detail} characters)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one cell was refused. ``column_no`` counts from 1 as the spreadsheet does; 0 where the column is absent."""

    kind: str
    field: str
    label: str
    text: str = ""
    column_no: int = 0
    details: dict[str, str] = dataclasses.field(default_factory=dict)

    def say(self, language: str = "zh") -> str:
        """The sentence in ``zh`` or ``en``; a long cell is cut so that the sentence stays readable."""
        words = CELL_REASONS[self.kind][0 if language.startswith("zh") else 1]
        shown = self.text if len(self.text) <= SHOWN else self.text[: SHOWN - 1] + "…"
        filled = {
            "suggestion_zh": "",
            "suggestion_en": "",
            "detail": "",
            "detail_zh": "",
            "detail_en": "",
            **self.details,
        }
        return words.format(label=self.label, text=shown, **filled)


# kind -> (Chinese, English) for things a reader should know although nothing was refused.
NOTES: dict[str, tuple[str, str]] = {
    "hidden_sheet": ("工作表是隐藏的", "The sheet is hidden"),
    "hidden_rows": (
        "有 {count} 行是隐藏行（多为筛选所致），已一并读取",
        "{count} rows are hidden (mostly by a filter); they were read too",
    ),
    "subtotals": ("跳过 {count} 行合计、小计", "{count} rows of totals were skipped"),
    "signatures": ("跳过 {count} 行填表人、审核人等签署行", "{count} rows of signatures were skipped"),
    "remarks": ("跳过 {count} 行说明、备注文字", "{count} rows of remarks were skipped"),
    "repeated_headers": ("跳过 {count} 行重复的表头", "{count} repeated heading rows were skipped"),
    "empty_rows": ("跳过 {count} 行空行", "{count} empty rows were skipped"),
    "filled_down": (
        "{count} 行的户信息为合并单元格，已取本户首行的值",
        "{count} rows took their household's values from its first row (merged cells)",
    ),
    "rounded": (
        "“{label}”有 {count} 个数超过两位小数，已四舍五入",
        "{count} amounts of “{label}” had more decimals than kept and were rounded",
    ),
    "scaled": (
        "“{label}”按“{unit}”换算，乘以 {factor}",
        "“{label}” was multiplied by {factor}, its unit being “{unit}”",
    ),
    "dropped": ("“{label}”（银行账户等）按规定不读取", "“{label}” (bank account and the like) is dropped at the door"),
    "unmapped": ("“{label}”列没有用到", "Column “{label}” was not used"),
    "duplicate_header": (
        "表头“{label}”出现 {count} 次且内容相同，取第一列",
        "Heading “{label}” occurs {count} times with equal content; the first was taken",
    ),
    "serial_rows": ("第 {row_no} 行是列序号，已跳过", "Row {row_no} numbers the columns and was skipped"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something done while reading that the officer should see in the preview."""

    kind: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict)

    def say(self, language: str = "zh") -> str:
        return NOTES[self.kind][0 if language.startswith("zh") else 1].format(**self.details)
