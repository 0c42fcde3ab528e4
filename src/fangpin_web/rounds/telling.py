"""A finding, and a row of rounds, in words and numbers for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from fangpin.quality.workbooks import key_of
from fangpin.rules import explain
from fangpin_web.pages.wording import language
from fangpin_web.rounds.models import Round, RoundFinding

_HIGH = 120  # height of the tallest bar in the drawing
_STEP = 64


def key_of_finding(found: Round, row: RoundFinding) -> str:
    """The number of its line in the workbooks; what was exempted before the check has a number and no line."""
    return key_of(found.token, row.serial)


def sentence_of(row: RoundFinding, found: Round, policy: Any) -> str:
    """Why it was found, with the values; empty where the rule is no more."""
    rule = policy.rules.get(row.rule)
    if rule is None or not row.basis:
        return ""
    told: Literal["zh", "en"] = "zh" if language() == "zh" else "en"
    return explain(rule, row.basis, policy, on=found.as_of, language=told).sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One round in the drawing: heights from the ground up, in the units of the drawing."""

    round: Round
    x: int
    findings: int
    fresh: int
    repeated: int
    closed: int
    fresh_y: int
    fresh_height: int
    repeated_y: int
    repeated_height: int

    @property
    def middle(self) -> int:
        return self.x + 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Bars in order, and per township its counts in the same order; None where a round has no such township."""

    bars: tuple[Bar, ...]
    townships: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def width(self) -> int:
        return max(len(self.bars), 1) * _STEP


def trend_of(rounds: Sequence[Round], townships: Mapping[int, Sequence[Mapping[str, Any]]]) -> Trend:
    """Counts of the townships given, round by round."""
    counted = [
        {name: sum(t[name] for t in townships[r.pk]) for name in ("findings", "fresh", "repeated", "closed")}
        for r in rounds
    ]
    most = max((c["findings"] for c in counted), default=0) or 1
    bars = []
    for place, (r, c) in enumerate(zip(rounds, counted, strict=True)):
        repeated, fresh = c["repeated"] * _HIGH // most, c["fresh"] * _HIGH // most
        bars.append(
            Bar(
                round=r, x=place * _STEP + 12, **c, repeated_y=_HIGH - repeated + 16, repeated_height=repeated,
                fresh_y=_HIGH - repeated - fresh + 16, fresh_height=fresh,
            )
        )  # fmt: skip
    names = dict.fromkeys(t["name"] for r in rounds for t in townships[r.pk])
    table = []
    for name in names:
        by_round = [next((t["findings"] for t in townships[r.pk] if t["name"] == name), None) for r in rounds]
        table.append((name, tuple(by_round)))
    return Trend(bars=tuple(bars), townships=tuple(table))
