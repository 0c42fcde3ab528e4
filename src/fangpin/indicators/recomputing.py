"""A published figure computed again from a sealed snapshot alone, and what differs from what was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangpin.expressions import Wording
from fangpin.indicators.evaluation import evaluate
from fangpin.indicators.figure import Figure
from fangpin.indicators.levels import level_of
from fangpin.policy import Indicator, Policy
from fangpin.policy.binding import bound
from fangpin.rules.screening import Opened

_REFERENCE = re.compile(
    r"(?P<indicator>\w+)(?:\[(?P<given>[^\]]*)\])?@(?P<area>\d*)"
    r"(?:@(?P<since>[\d-]+)/(?P<until>[\d-]+))?(?:@(?P<as_of>[\d-]+))?"
)


class NotAReference(ValueError):
    """A text that names no figure."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        example = "dibao_persons@532501@2026-10-31 or loans_issued_yuan@532501@2025-12-31/2026-10-31@2026-10-31"
        return f"{self.text!r} names no figure; write indicator@area@day, such as {example}"

    @property
    def zh(self) -> str:
        return f"“{self.text}”不是数据的名称；请写作“指标@区划代码@统计日”，如 dibao_persons@532501@2026-10-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """How a figure is named: indicator, what its slots are given, area, days."""

    indicator: str
    given: Mapping[str, str]
    area_code: str
    as_of: date | None
    since: date | None
    until: date | None

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read ``indicator[slot=value]@area@since/until@day``; :class:`NotAReference` if it is none."""
        match = _REFERENCE.fullmatch(text.strip())
        if match is None:
            raise NotAReference(text)
        pairs = [pair.partition("=") for pair in (match["given"] or "").split(";") if pair]
        try:
            days = {key: date.fromisoformat(match[key]) if match[key] else None for key in ("as_of", "since", "until")}
        except ValueError:
            raise NotAReference(text) from None
        return cls(
            indicator=match["indicator"],
            given={name.strip(): value.strip() for name, _, value in pairs},
            area_code=match["area"],
            **days,
        )


def recompute(snapshot: Opened, policy: Policy, reference: Reference, *, report_day: date) -> Figure:
    """The figure of a reference, counted in this snapshot; the report day where it names none."""
    indicator: Indicator = bound(policy, reference.indicator, reference.given)
    figures = evaluate(
        snapshot,
        policy,
        [indicator],
        as_of=reference.as_of or reference.until or report_day,
        since=reference.since,
        until=reference.until,
        levels=(level_of(reference.area_code),),
    )
    return figures.figure(indicator.key, reference.area_code)


def differences(published: Mapping[str, Any], figure: Figure) -> tuple[Wording, ...]:
    """What a figure computed again has otherwise than its published record says; empty if nothing."""
    again = figure.as_json()
    named = {
        "value": Wording("value", "数值"),
        "numerator": Wording("numerator", "分子"),
        "denominator": Wording("denominator", "分母"),
        "unknown": Wording("unknown", "无法判断数"),
        "definition": Wording("definition", "指标定义"),
        "snapshot": Wording("snapshot", "快照"),
    }
    return tuple(
        Wording(
            f"{word.en}: published {published[key]}, computed {again[key]}",
            f"{word.zh}：发布为 {published[key]}，重算为 {again[key]}",
        )
        for key, word in named.items()
        if key in published and published[key] != again[key]
    )
