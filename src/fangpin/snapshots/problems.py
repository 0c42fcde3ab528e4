"""What can be wrong with a snapshot: a kind, a place, the facts, and one sentence in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ProblemKind(StrEnum):
    """Kinds of problem; the sentences below say what each means and what to do."""

    NOT_A_SNAPSHOT = "not_a_snapshot"
    MANIFEST_UNREADABLE = "manifest_unreadable"
    MANIFEST_CHANGED = "manifest_changed"
    NOT_THE_ANCHOR = "not_the_anchor"
    FILE_MISSING = "file_missing"
    FILE_EXTRA = "file_extra"
    FILE_CHANGED = "file_changed"
    LEDGER_UNREADABLE = "ledger_unreadable"
    ROWS_CHANGED = "rows_changed"
    ROWS_REWRITTEN = "rows_rewritten"
    SCHEMA_CHANGED = "schema_changed"
    PERSONAL_COLUMN = "personal_column"
    COUNTS_DISAGREE = "counts_disagree"
    CHAIN_BROKEN = "chain_broken"
    ALREADY_THERE = "already_there"
    LEDGER_UNKNOWN = "ledger_unknown"
    COLUMN_REFUSED = "column_refused"
    NOT_SORTED = "not_sorted"
    POLICY_CHANGED = "policy_changed"
    NOT_WRITTEN = "not_written"


WORDING: dict[ProblemKind, tuple[str, str]] = {
    ProblemKind.NOT_A_SNAPSHOT: (
        "{file} 不是快照：没有 manifest.json。请选择封存生成的文件夹。",
        "{file} is no snapshot: it has no manifest.json. Choose a folder that sealing has made.",
    ),
    ProblemKind.MANIFEST_UNREADABLE: (
        "{file} 读不出来：{why}。请用原件替换后重新核验。",
        "{file} cannot be read: {why}. Put the original back and verify again.",
    ),
    ProblemKind.MANIFEST_CHANGED: (
        "{file} 被改动过：内容算出的校验值是 {found}，文件里写的是 {expected}。请用原件替换。",
        "{file} was changed: its content hashes to {found}, but it states {expected}. Put the original back.",
    ),
    ProblemKind.NOT_THE_ANCHOR: (
        "这不是所要的快照：它的校验值是 {found}，签发件上印的是 {expected}。",
        "This is not the snapshot asked for: its hash is {found}, the signed sheet says {expected}.",
    ),
    ProblemKind.FILE_MISSING: (
        "缺少文件 {file}，清单里有它。请从原件补回。",
        "{file} is missing although the manifest lists it. Restore it from the original.",
    ),
    ProblemKind.FILE_EXTRA: (
        "多出文件 {file}，清单里没有它。请移走，封存后的文件夹不得添加内容。",
        "{file} is not in the manifest. Move it away: nothing is added to a sealed folder.",
    ),
    ProblemKind.FILE_CHANGED: (
        "文件 {file} 被改动过：SHA-256 是 {found}，清单里是 {expected}。请用原件替换。",
        "{file} was changed: its SHA-256 is {found}, the manifest says {expected}. Put the original back.",
    ),
    ProblemKind.LEDGER_UNREADABLE: (
        "台账文件 {file} 读不出来：{why}。请用原件替换。",
        "The ledger file {file} cannot be read: {why}. Put the original back.",
    ),
    ProblemKind.ROWS_CHANGED: (
        "台账文件 {file} 的数据变了：封存时 {expected} 行，现有 {found} 行；内容不同的列：{columns}。",
        "The rows of {file} changed: {expected} were sealed, {found} are there; columns that differ: {columns}.",
    ),
    ProblemKind.ROWS_REWRITTEN: (
        "台账文件 {file} 被重新写过：数据与封存时一致，但文件字节不同。请用原件替换。",
        "{file} was written again: the rows equal the sealed ones, the bytes do not. Put the original back.",
    ),
    ProblemKind.SCHEMA_CHANGED: (
        "台账文件 {file} 的列变了：清单里是 {expected}，文件里是 {found}。",
        "The columns of {file} changed: the manifest has {expected}, the file has {found}.",
    ),
    ProblemKind.PERSONAL_COLUMN: (
        "{file} 含有个人信息列 {column}，快照里不允许出现。请停止传递这个文件夹并报告。",
        "{file} holds the personal column {column}, which no snapshot may. Stop passing this folder on and report it.",
    ),
    ProblemKind.COUNTS_DISAGREE: (
        "台账 {ledger} 导出 {found} 行，数据库里是 {expected} 行，没有封存。请重试。",
        "{ledger}: {found} rows were exported, the database has {expected}; nothing was sealed. Try again.",
    ),
    ProblemKind.CHAIN_BROKEN: (
        "链条断了：{file} 说上一份快照是 {expected}，而找到的是 {found}。",
        "The chain is broken: {file} says the snapshot before it is {expected}, but {found} was found.",
    ),
    ProblemKind.ALREADY_THERE: (
        "{file} 已经存在，快照不覆盖已有内容。请换一个文件夹。",
        "{file} exists already and a snapshot overwrites nothing. Choose another folder.",
    ),
    ProblemKind.LEDGER_UNKNOWN: (
        "没有名为 {ledger} 的可封存台账。可封存的有：{known}。",
        "There is no ledger {ledger} to seal. There are: {known}.",
    ),
    ProblemKind.COLUMN_REFUSED: (
        "台账 {ledger} 的列 {column} 不能封存：{why}。快照的列由台账声明决定。",
        "Column {column} of {ledger} cannot be sealed: {why}. The ledger's declaration decides the columns.",
    ),
    ProblemKind.NOT_SORTED: (
        "台账 {ledger} 的行没有按 id 从小到大给出，或 id 为空、重复（第 {row} 行）。",
        "The rows of {ledger} do not come in ascending order of a present, unique id (row {row}).",
    ),
    ProblemKind.POLICY_CHANGED: (
        "政策文件 {file} 在封存过程中被修改，没有封存。请重试。",
        "The policy file {file} was edited while sealing; nothing was sealed. Try again.",
    ),
    ProblemKind.NOT_WRITTEN: (
        "没有封存：写 {file} 时出错（{why}），没有留下半份快照。请检查磁盘空间和权限后重试。",
        "Nothing was sealed: writing {file} failed ({why}). Check disk space and permissions, then try again.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a snapshot; ``file`` is a path inside it or the folder itself."""

    kind: ProblemKind
    file: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def zh(self) -> str:
        return WORDING[self.kind][0].format(file=self.file, **self.facts)

    @property
    def en(self) -> str:
        return WORDING[self.kind][1].format(file=self.file, **self.facts)

    def __str__(self) -> str:
        return self.en

    def as_json(self) -> dict[str, object]:
        """The problem for a machine: kind, file, facts, and both sentences."""
        return {"kind": str(self.kind), "file": self.file, **self.facts, "zh": self.zh, "en": self.en}


class SnapshotError(Exception):
    """A snapshot could not be written or opened; ``problem`` says what, where and what now."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem

    @property
    def zh(self) -> str:
        return self.problem.zh

    @property
    def en(self) -> str:
        return self.problem.en
