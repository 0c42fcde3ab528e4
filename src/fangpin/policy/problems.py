"""What is wrong with a policy folder: data first, sentences in both languages with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fangpin.expressions import Wording


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a policy file: where (line counted from 1), what, and what to do."""

    file: str
    line: int
    what: Wording
    remedy: Wording

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what.en}; {self.remedy.en}"

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        return f"{self.file} 第 {self.line} 行：{self.what.zh}；{self.remedy.zh}"


class PolicyError(ValueError):
    """A policy that cannot be loaded; ``problems`` says why, each with file, line and remedy."""

    def __init__(self, place: str, problems: Iterable[Problem]) -> None:
        self.place = place
        self.problems = tuple(problems)
        super().__init__(place)

    def __str__(self) -> str:
        lines = "\n".join(f"  {p}" for p in self.problems[:20])
        more = f"\n  and {len(self.problems) - 20} more" if len(self.problems) > 20 else ""  # noqa: PLR2004
        return f"the policy of {self.place} has {len(self.problems)} problem(s):\n{lines}{more}"

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        return f"{self.place} 的政策文件有 {len(self.problems)} 处问题：\n" + "\n".join(
            f"  {p.zh()}" for p in self.problems
        )


class NoValueInForce(LookupError):
    """A parameter has no value on a day. ``first`` is the day its first value starts, None if it has none."""

    def __init__(self, parameter: str, *, on: date, first: date | None, file: str) -> None:
        self.parameter = parameter
        self.on = on
        self.first = first
        self.file = file
        super().__init__(parameter)

    def __str__(self) -> str:
        known = f"its first value applies from {self.first}" if self.first else "no place of the chain gives it one"
        return (
            f"{self.parameter} has no value on {self.on}: {known} ({self.file}). "
            "Add an earlier dated value with its source, or screen a later day."
        )

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        known = f"最早的取值自 {self.first} 起" if self.first else "各级政策均未给出取值"
        return (
            f"参数 {self.parameter} 在 {self.on} 没有取值：{known}（{self.file}）。"
            "请补充更早的取值及其依据，或选择更晚的日期。"
        )


class NoSuchEntry(LookupError):
    """An id that the policy of a place does not have."""

    def __init__(self, kind: Wording, entry: str, *, place: str, suggestion: str | None) -> None:
        self.kind = kind
        self.entry = entry
        self.place = place
        self.suggestion = suggestion
        super().__init__(entry)

    def __str__(self) -> str:
        guess = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        return f"the policy of {self.place} has no {self.kind.en} {self.entry!r}{guess}"

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        guess = f"，是否为 {self.suggestion}？" if self.suggestion else ""
        return f"{self.place} 的政策中没有{self.kind.zh} {self.entry!r}{guess}"
