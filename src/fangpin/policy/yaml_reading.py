"""YAML with the line of every value, read strictly: no duplicate keys, no anchors, no guessing of types.

``yes`` and ``no`` stay words, ``2025-01-01`` is kept as written until somebody asks for a date, and a
number with a fraction must be quoted, so that no amount ever becomes a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

import yaml

from fangpin.expressions import Origin, Wording, nearest
from fangpin.policy.problems import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRACTION = re.compile(r"[-+]?(\d[\d_]*)?\.\d[\d_]*([eE][-+]?\d+)?|[-+]?\d[\d_]*\.|[-+]?\d+[eE][-+]?\d+")
_WHOLE = re.compile(r"[-+]?\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# What YAML itself finds in plain text; every other tag was written, and may ask for a Python object.
_TAGS = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_DEEPEST = 12
QUOTE = Wording('write it in quotation marks: "{raw}"', '请加引号：“{raw}” 写作 "{raw}"')


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a YAML file. Scalars keep their text as written; ``quoted`` says that quotation marks stood around."""

    kind: Literal["mapping", "list", "scalar"]
    file: str
    line: int
    column: int
    raw: str = ""
    quoted: bool = False
    entries: dict[str, Item] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    written: str = ""  # the very characters of the file, for a text that has line ends of its own
    written_at: tuple[int, int] = (1, 1)

    @property
    def empty(self) -> bool:
        """Nothing is written, or ``null``."""
        return self.kind == "scalar" and not self.quoted and self.raw in ("", "~", "null")

    def expression(self) -> tuple[str, Origin]:
        """The text as it stands in the file and where it begins, so that errors point at the right line and column."""
        line, column = self.written_at
        return self.written or self.raw, Origin(self.file, line, column)

    def plain(self) -> Any:  # noqa: PLR0911 - one return a kind
        """As plain Python: dict, list, str, int, bool, date or None."""
        if self.kind == "mapping":
            return {key: value.plain() for key, value in self.entries.items()}
        if self.kind == "list":
            return [item.plain() for item in self.items]
        if self.quoted:
            return self.raw
        if self.empty:
            return None
        if self.raw in ("true", "false"):
            return self.raw == "true"
        if _WHOLE.fullmatch(self.raw) and not re.fullmatch(r"[-+]?0\d+", self.raw):
            return int(self.raw)
        if _DATE.fullmatch(self.raw):
            try:
                return date.fromisoformat(self.raw)
            except ValueError:
                return self.raw
        return self.raw


class Notes:
    """Collects problems, so that a whole folder is read before anything is said."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, item: Item | tuple[str, int], what: Wording, remedy: Wording) -> None:
        """Note a problem at an item, or at a file and line."""
        file, line = (item.file, item.line) if isinstance(item, Item) else item
        problem = Problem(file, line, what, remedy)
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass
class Doubt:
    """Entries already noted as wrong. What follows from them is not noted again: one mistake, one problem.

    ``everything``: a file could not be read at all, so nobody knows what it would have held.
    """

    words: set[str] = field(default_factory=set)
    everything: bool = False

    def __contains__(self, word: object) -> bool:
        return self.everything or word in self.words


def read_yaml(path: Path, file: str, notes: Notes) -> Item | None:
    """The mapping a file holds, None (and a note) if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        notes.add(
            (file, 1),
            Wording(f"cannot be read: {error}", f"无法读取：{error}"),
            Wording("save it as UTF-8", "请以 UTF-8 保存"),
        )
        return None
    return read_yaml_text(text, file, notes)


def read_yaml_text(text: str, file: str, notes: Notes) -> Item | None:
    """As :func:`read_yaml`, from text already in hand."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        notes.add(
            (file, line),
            Wording(f"is no YAML: {problem}", f"不是有效的 YAML：{problem}"),
            Wording("check indentation, colons and brackets here", "请检查此处的缩进、冒号和括号"),
        )
        return None
    if not isinstance(root, yaml.MappingNode):
        notes.add(
            (file, 1),
            Wording("holds no mapping", "内容不是键值对"),
            Wording("begin with 'key: value'", "请以“键: 值”开头"),
        )
        return None
    return _Converter(text, file, notes).convert(root, 0)


class _Converter:
    def __init__(self, text: str, file: str, notes: Notes) -> None:
        self.text = text
        self.lines = text.splitlines()
        self.file = file
        self.notes = notes
        self.seen: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Item:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        blank = Item("scalar", self.file, line, column)
        if id(node) in self.seen or depth > _DEEPEST:
            self.notes.add(
                blank,
                Wording("repeats a part by an anchor (*)", "使用了锚点引用（*）"),
                Wording("write it out", "请完整写出"),
            )
            return blank
        self.seen.add(id(node))
        if str(node.tag).removeprefix("tag:yaml.org,2002:") not in _TAGS:
            self.notes.add(
                blank, Wording(f"has a tag {node.tag}", f"使用了标签 {node.tag}"), Wording("remove it", "请删除")
            )
            return blank
        match node:
            case yaml.MappingNode():
                return self._mapping(node, line, column, depth)
            case yaml.SequenceNode():
                items = tuple(self.convert(child, depth + 1) for child in node.value)
                return Item("list", self.file, line, column, items=items)
            case _:
                return self._scalar(node, line, column)

    def _mapping(self, node: yaml.MappingNode, line: int, column: int, depth: int) -> Item:
        entries: dict[str, Item] = {}
        key_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            at = key_node.start_mark.line + 1
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                what = Wording("a key that is no word", "键不是文字")
                self.notes.add((self.file, at), what, Wording("write 'key: value'", "请写“键: 值”"))
                continue
            if key in entries:
                what = Wording(
                    f"{key!r} stands twice, first on line {key_lines[key]}",
                    f"“{key}”出现两次，前一次在第 {key_lines[key]} 行",
                )
                self.notes.add((self.file, at), what, Wording("keep one of them", "请只保留一处"))
                continue
            entries[key] = self.convert(value_node, depth + 1)
            key_lines[key] = at
        return Item("mapping", self.file, line, column, entries=entries, key_lines=key_lines)

    def _scalar(self, node: yaml.Node, line: int, column: int) -> Item:
        style = getattr(node, "style", None)
        start, end = node.start_mark, node.end_mark
        written, at = str(node.value), (line, column + (1 if style in ("'", '"') else 0))
        if style in ("|", ">"):
            written, at = "\n".join(self.lines[start.line + 1 : end.line + (1 if end.column else 0)]), (line + 1, 1)
        elif not style and start.line != end.line:
            pieces = [
                self.lines[start.line][start.column :],
                *self.lines[start.line + 1 : end.line],
                self.lines[end.line][: end.column],
            ]
            written = "\n".join(pieces)
        return Item(
            "scalar", self.file, line, column, raw=str(node.value), quoted=bool(style), written=written, written_at=at
        )


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
            remedy = (
                Wording(f"did you mean {guess}?", f"是否为 {guess}？")
                if guess
                else Wording(f"use one of {listed}", f"可用：{listed}")
            )
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
        if not _DATE.fullmatch(item.raw):
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
        notes.add(item, what, QUOTE.filled(raw=item.raw))
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
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


_READERS: dict[str, Callable[[str], object]] = {
    "decimal": _decimal,
    "integer": _whole,
    "boolean": lambda text: {"true": True, "false": False}[text],
}
