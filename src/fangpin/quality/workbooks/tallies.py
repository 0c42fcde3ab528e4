"""Counting lines as they pass: per township and group, severity, new and repeated; per rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fangpin.quality.workbooks.lines import Line


@dataclass(slots=True)
class Tally:
    """What one township has."""

    findings: int = 0
    fresh: int = 0
    repeated: int = 0
    groups: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)

    def count(self, line: Line) -> None:
        self.findings += 1
        self.groups[line.group] += 1
        self.severities[line.severity] += 1
        if line.times > 1:
            self.repeated += 1
        else:
            self.fresh += 1


@dataclass(slots=True)
class Tallies:
    """What the round has, township by township in the order of the workbooks, and rule by rule."""

    townships: dict[str, Tally] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)

    def count(self, line: Line) -> None:
        self.townships.setdefault(line.township, Tally()).count(line)
        self.rules[line.rule] += 1

    @property
    def findings(self) -> int:
        return sum(tally.findings for tally in self.townships.values())

    @property
    def total(self) -> Tally:
        whole = Tally()
        for tally in self.townships.values():
            whole.findings += tally.findings
            whole.fresh += tally.fresh
            whole.repeated += tally.repeated
            whole.groups += tally.groups
            whole.severities += tally.severities
        return whole
