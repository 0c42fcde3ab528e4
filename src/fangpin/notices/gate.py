"""The last look at a notice before it is printed: what may never hang on a wall, wherever in the text it hides.

Forbidden are document numbers, phones, bank accounts and health (秦安县公示要求; 个人信息保护法 第二十八条), also where
the risk type tells of it: 因病, 因残. Digits are read through full-width forms, spaces and dashes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from fangpin.identity.masking import HIDDEN, masked_name


class NameForm(StrEnum):
    """How a head's name stands in a notice; which one is a dated parameter of the place."""

    SURNAME = "surname"  # 张＊＊
    MIDDLE = "middle"  # 张＊三: where a whole village is called Zhang
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Something forbidden: its kind, and the line and the words where it stands."""

    kind: str
    line: int
    words: str


class NoticeRefused(Exception):
    """The notice holds what may not be published; ``leaks`` say what and where."""

    def __init__(self, found: tuple[Leak, ...]) -> None:
        self.leaks = found
        super().__init__(found)

    def __str__(self) -> str:
        told = "; ".join(f"line {leak.line}: {_WORDS[leak.kind][1]}" for leak in self.leaks)
        return f"the notice may not be published as it is: {told}. Take it out and make the notice again"

    def zh(self) -> str:
        """The sentence for a Chinese reader; it does not repeat what leaked."""
        told = "；".join(f"第{leak.line}行有{_WORDS[leak.kind][0]}" for leak in self.leaks)
        return f"这份公示不能张贴：{told}。请删去后重新生成。"


_WORDS = {
    "document_number": ("证件号码", "a document number"),
    "bank_account": ("银行账号", "a bank account"),
    "phone": ("联系电话", "a person's phone"),
    "birth": ("出生日期", "a date of birth"),
    "health": ("健康状况（包括因病、因残这类风险类型）", "health, or a risk that tells of it"),
    "minor": ("未成年人信息", "a minor"),
}
_SPACED = r"(?:[\s\-·.]?{digit})"


def _digits(count: str, last: str = r"\d") -> str:
    return r"(?<!\d)\d" + _SPACED.format(digit=r"\d") + "{" + count + "}" + rf"[\s\-·.]?{last}(?!\d)"


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "document_number",
        re.compile(_digits("16", "[0-9Xx]") + "|" + _digits("13") + "|" + _digits("18", "[0-9A-Za-z]")),
    ),
    ("bank_account", re.compile(_digits("14,17"))),
    ("phone", re.compile(r"(?<!\d)1[3-9](?:[\s\-·.]?[\d*＊]){9}(?!\d)")),
    ("birth", re.compile(r"(?:出生|生于|生日)[^，。；\n]{0,6}\d{4}|(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:出)?生")),
    (
        "health",
        re.compile(
            r"因病|因残|患病|患有|重病|大病|慢病|慢性病|病种|残疾|肢体|精神|智力|失能|癌|瘤|透析|尿毒|艾滋|住院|手术|传染|健康状况"
        ),
    ),
    ("minor", re.compile(r"(?<!\d)(?:[1-9]|1[0-7])(?:周)?岁|未成年|儿童姓名|学生姓名")),
)


def leaks(text: str, *, allowed: tuple[str, ...] = ()) -> tuple[Leak, ...]:
    """Everything forbidden in a text. ``allowed`` are words of the office itself, such as its own telephone."""
    found: list[Leak] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = unicodedata.normalize("NFKC", line)
        for own in allowed:
            plain = plain.replace(unicodedata.normalize("NFKC", own), "") if own else plain
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(plain):
                found.append(Leak(kind=kind, line=number, words=match[0]))
                plain = plain.replace(match[0], " ")  # a document number is not reported as an account as well
    return tuple(found)


def refuse_leaks(text: str, *, allowed: tuple[str, ...] = ()) -> str:
    """The text, if it may be published; raises :class:`NoticeRefused`."""
    if found := leaks(text, allowed=allowed):
        raise NoticeRefused(found)
    return text


def name_as(name: str, form: NameForm) -> str:
    """A head's name in the form of the place. What is unknown is hidden, not guessed."""
    if form is NameForm.FULL:
        return name
    masked = masked_name(name) or HIDDEN
    if form is NameForm.SURNAME or masked.count(HIDDEN) == 1 or "·" in name:  # nothing would stay hidden
        return masked
    return masked[:-1] + name[-1]
