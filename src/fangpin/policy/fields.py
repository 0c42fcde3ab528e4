"""Reading the entries of a mapping by name and kind; what is misspelt, missing or of another kind is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.policy.yaml_reading import DATE, WHOLE, Item, Notes

_FRACTION = re.compile(r"[-+]?(\d[\d_]*)?\.\d[\d_]*([eE][-+]?\d+)?|[-+]?\d[\d_]*\.|[-+]?\d+[eE][-+]?\d+")
_QUOTE = Wording('write it in quotation marks: "{raw}"', '请加引号：“{raw}” 写作 "{raw}"')


class Fields:
    """The entries of one mapping, read by name and kind; what is misspelt, missing or of another kind is noted."""

    def __init__(self, item: Item, notes: Notes, *, keys: tuple[str, ...], what: Wording) -> None:
        self.item = item
        self.notes = notes
        self.what = what
        self.meant: set[str] = set()  # keys that a misspelt one probably stands for
        self.entries = item.entries if item.kind == "mapping" else {}
        if item.kind != "mapping":
            self._note(
                item,
                Wording(f"{what.en} must be written as 'key: value'", f"{what.zh}应写成“键: 值”"),
                Wording("see docs/reference/policies.md", "见 docs/reference/policies.md"),
            )
        for key in self.entries:
            if key not in keys:
                self._unknown(key, keys)

    def _note(self, item: Item, what: Wording, remedy: Wording) -> None:
        self.notes.add(item, what, remedy)

    def _unknown(self, key: str, keys: tuple[str, ...]) -> None:
        guess = nearest(key, keys)
        if guess:
            self.meant.add(guess)
        listed = ", ".join(keys)
        remedy = (
            Wording(f"write {guess}", f"是否为 {guess}？")
            if guess
            else Wording(f"use one of {listed}", f"可用：{listed}")
        )
        what = Wording(f"unknown key {key!r} in {self.what.en}", f"{self.what.zh}中有未知的键“{key}”")
        self.notes.add((self.item.file, self.item.key_lines[key]), what, remedy)

    def get(self, key: str) -> Item | None:
        """The entry, None if absent or null."""
        found = self.entries.get(key)
        return None if found is None or found.empty else found

    def need(self, key: str) -> Item | None:
        """The entry; its absence is a problem."""
        found = self.get(key)
        if found is None and self.item.kind == "mapping" and key not in self.meant:
            self._note(
                self.item,
                Wording(f"{self.what.en} has no {key}", f"{self.what.zh}缺少 {key}"),
                Wording(f"add '{key}: …'", f"请补充“{key}: …”"),
            )
        return found

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text; without ``default`` it must be there."""
        found = self.get(key) if default is not None else self.need(key)
        if found is None:
            return default or ""
        if found.kind != "scalar":
            self.kind(found, key, Wording("a text", "文字"))
            return default or ""
        return found.raw.strip()

    def identifier(self, key: str = "id") -> str:
        """An id: small letters, digits and underscores."""
        found = self.need(key)
        word = self.text(key) if found else ""
        if found and not re.fullmatch(r"[a-z][a-z0-9_]*", word):
            self._note(
                found,
                Wording(f"{word!r} is no id", f"“{word}”不能作为标识"),
                Wording(
                    "use small letters, digits and _, beginning with a letter", "请用小写字母、数字和下划线，以字母开头"
                ),
            )
        return word

    def choice(self, key: str, allowed: tuple[str, ...], *, default: str | None = None) -> str:
        """One of the words allowed."""
        word = self.text(key, default=default)
        if word and word not in allowed:
            found = self.entries[key]
            guess = nearest(word, allowed)
            listed = ", ".join(allowed)
            remedy = did_you_mean(guess) or Wording(f"use one of {listed}", f"可用：{listed}")
            self._note(found, Wording(f"{key} is {word!r}", f"{key} 的取值“{word}”无效"), remedy)
        return word

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date such as 2026-01-31."""
        found = self.need(key) if required else self.get(key)
        return None if found is None else as_date(found, self.notes, key)

    def truth(self, key: str) -> bool:
        """true or false; absent is false."""
        found = self.get(key)
        if found is None:
            return False
        if found.raw not in ("true", "false"):
            self.kind(found, key, Wording("true or false", "true 或 false"))
        return found.raw == "true"

    def listed(self, key: str, *, required: bool = False) -> tuple[Item, ...]:
        """The items of a list; absent is empty."""
        found = self.need(key) if required else self.get(key)
        if found is None:
            return ()
        if found.kind != "list":
            self.kind(found, key, Wording("a list", "列表"))
            return ()
        return found.items

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.raw.strip() for item in self.listed(key) if item.kind == "scalar")

    def part(self, key: str) -> Item | None:
        """A mapping inside this one."""
        found = self.get(key)
        if found is not None and found.kind != "mapping":
            self.kind(found, key, Wording("'key: value' entries", "“键: 值”"))
            return None
        return found

    def kind(self, item: Item, key: str, wanted: Wording) -> None:
        """Note that an entry is of another kind."""
        self._note(
            item,
            Wording(f"{key} is not {wanted.en}", f"{key} 应为{wanted.zh}"),
            Wording(f"write {wanted.en}", f"请写{wanted.zh}"),
        )


def as_date(item: Item, notes: Notes, key: str) -> date | None:
    """The date an item holds; else a note."""
    try:
        if not DATE.fullmatch(item.raw):
            raise ValueError(item.raw)  # noqa: TRY301 - one answer for every unreadable date
        return date.fromisoformat(item.raw)
    except ValueError:
        notes.add(
            item,
            Wording(f"{key}: {item.raw!r} is no date", f"{key}：“{item.raw}”不是日期"),
            Wording("write 2026-01-31", "请写作 2026-01-31"),
        )
        return None


def as_value(item: Item, kind: str, notes: Notes, key: str) -> object:
    """A value of a parameter or a case, typed; numbers with a fraction must be quoted. None if null, or noted."""
    if item.empty:
        return None
    if item.kind != "scalar":
        notes.add(
            item, Wording(f"{key} is no single value", f"{key} 不是单个值"), Wording("write one value", "请写一个值")
        )
        return None
    if kind in ("decimal", "integer") and not item.quoted and _FRACTION.fullmatch(item.raw):
        what = Wording(
            f"{key}: {item.raw} is not quoted and would become a float", f"{key}：{item.raw} 未加引号，会变成浮点数"
        )
        notes.add(item, what, _QUOTE.filled(raw=item.raw))
        return None
    if kind == "date":
        return as_date(item, notes, key)
    read: Callable[[str], object] | None = _READERS.get(kind)
    try:
        return read(item.raw) if read else item.raw
    except (ValueError, InvalidOperation, KeyError):
        what = Wording(f"{key}: {item.raw!r} is no {kind}", f"{key}：“{item.raw}”类型不符（{kind}）")
        notes.add(item, what, Wording(f"write a {kind} value", "请更正取值"))
        return None


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        raise ValueError(text)
    return Decimal(text)


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


_READERS: dict[str, Callable[[str], object]] = {
    "decimal": _decimal,
    "integer": _whole,
    "boolean": lambda text: {"true": True, "false": False}[text],
}
