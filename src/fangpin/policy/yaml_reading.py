"""YAML with the line of every value, read strictly: no duplicate keys, no anchors, no guessing of types.

``yes`` and ``no`` stay words, ``2025-01-01`` is kept as written until somebody asks for a date, and a
number with a fraction must be quoted, so that no amount ever becomes a float.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from fangpin.expressions import Origin, Wording
from fangpin.policy.problems import Problem

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHOLE = re.compile(r"[-+]?\d+")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# What YAML itself finds in plain text; every other tag was written, and may ask for a Python object.
_TAGS = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_DEEPEST = 12


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
        if WHOLE.fullmatch(self.raw) and not re.fullmatch(r"[-+]?0\d+", self.raw):
            return int(self.raw)
        if DATE.fullmatch(self.raw):
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
        self.take((Problem(file, line, what, remedy),))

    def take(self, problems: Iterable[Problem]) -> None:
        """Note problems already worded, each once."""
        self.problems += [problem for problem in dict.fromkeys(problems) if problem not in self.problems]


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
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        notes.add(
            (file, 1),
            Wording(f"cannot be read: {error}", f"无法读取：{error}"),
            Wording("save it as UTF-8", "请以 UTF-8 保存"),
        )
        return None
    return read_yaml_text(text, file, notes)


def read_yaml_text(text: str, file: str, notes: Notes) -> Item | None:
    """As :func:`read_yaml`, from text already in hand. The same text of the same file is read once in a process."""
    item, problems = _read_once(text, file)
    notes.take(problems)
    return item


@lru_cache(maxsize=1024)  # the nation's files, read for every place that inherits them
def _read_once(text: str, file: str) -> tuple[Item | None, tuple[Problem, ...]]:
    notes = Notes()
    return _read_text(text, file, notes), tuple(notes.problems)


def _read_text(text: str, file: str, notes: Notes) -> Item | None:
    try:
        root = yaml.compose(text, Loader=LOADER)
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


def read_yaml_list(path: Path, notes: Notes) -> tuple[Item, ...]:
    """The items of a file that is one list; empty (and a note) if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        what = Wording(f"cannot be read: {error}", f"无法读取：{error}")
        remedy = Wording("save it as UTF-8 and correct it here", "请以 UTF-8 保存，并更正此处")
        notes.add((path.name, mark.line + 1 if mark else 1), what, remedy)
        return ()
    if not isinstance(root, yaml.SequenceNode):
        what = Wording("holds no list", "内容不是列表")
        notes.add((path.name, 1), what, Wording("begin each entry with '- id:'", "每条请以“- id:”开头"))
        return ()
    return _Converter(text, path.name, notes).convert(root, 0).items


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
