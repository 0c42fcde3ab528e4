"""Twenty numbers of each city's published report changed: these are flagged, and no other.

The report is put together from the quotes of its figures, and what is counted is what was published, so that only the
reading, the mapping and the verdicts are tried; the figures themselves are counted back from cities in
:mod:`tests.core.indicators.test_published_figures`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from importlib import resources
from types import SimpleNamespace
from typing import Any

import pytest
from tests.shipped import shipped

from fangpin.bulletins import checking, counting
from fangpin.bulletins.checking import CheckedDraft, check_text
from fangpin.indicators import Figure, Span, Target, read_targets
from fangpin.indicators.coverage import Coverage
from fangpin.ledgers import SPECS
from fangpin.policy import Indicator
from fangpin.rules import open_tables

PLACES = ("gejiu", "wuhu", "huainan", "zhangjiakou", "nanping")
NUMERALS = "二三四五六七八九"
_NUMBER = re.compile(r"\d[\d.,]*\d|\d|[一两双二三四五六七八九]")
NOBODY = Coverage(villages=0, villages_known=None, rows_read=None, rows_matched=None)


def as_published(indicator: Indicator, area: str, span: Span, target: Target | None) -> Figure | None:
    if target is None:
        return None
    value = Decimal(0) if target.written is None else target.written.value
    claimed = indicator.kind == "claim"
    day = None if target.written is not None else date.fromisoformat((target.text + "-01-01")[:10])
    return Figure(
        indicator=indicator, area_code=area, span=span, numerator=value * indicator.per,
        denominator=(value or Decimal(1)) if claimed else None, unknown=0, unknown_below=0, day=day, before=None,
        before_span=None, before_snapshot=None, coverage=NOBODY, before_coverage=None, empty=(),
        definition="", snapshot=None,
    )  # fmt: skip


def counts_of(published: dict[str, Target]) -> type[counting.Counts]:
    """Counts that say what was published; what a policy says itself is asked of it."""

    class Published(counting.Counts):
        def count(self, wanted: Iterable[counting.Wanted]) -> None:
            super().count(one for one in wanted if one[0].value is not None)

        def has(self, indicator: Indicator, span: Span, area: str) -> bool:
            return True

        def of(self, indicator: Indicator, span: Span, area: str = "") -> Figure | None:
            if indicator.value is not None:
                return super().of(indicator, span, area)
            return as_published(indicator, area or self.area_code, span, published.get(indicator.key))

    return Published


def flagged(checked: CheckedDraft) -> set[int]:
    figures = {one.figure.start for one in checked.judged if not one.fine}
    return figures | {one.name.start for one in checked.named if one.wrong}


def numbers_of(checked: CheckedDraft, text: str) -> list[tuple[int, int, int]]:
    """Where a right number stands: of its figure or name, and of its digits, or its numeral inside quotation marks."""
    figures = (one.figure for one in checked.judged if one.fine and one.figure.kind == "quantity")
    found = [(one.start, re.compile(r"\d[\d.,]*\d|\d").search(text, one.start, one.end)) for one in figures]
    sure = (one.name for one in checked.named if any(link.agrees and link.sure for link in one.links))
    found += [(one.start, _NUMBER.search(text, one.start, one.end)) for one in sure if text[one.start - 1] == "“"]
    return sorted({(start, *match.span()) for start, match in found if match})


def another(number: str, draw: random.Random) -> str:
    """Of the same shape, off by more than what its writing leaves open."""
    if not number[0].isdigit():
        return draw.choice([one for one in NUMERALS if one != number])
    first = draw.choice([one for one in "123456789" if one != number[0]])
    return first + number[1:]


@pytest.mark.parametrize("place", PLACES)
def test_twenty_numbers_changed_are_flagged_and_no_other(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = shipped(place)
    with resources.as_file(resources.files("fangpin") / "synthesis" / "targets" / f"{place}.yaml") as file:
        targets = read_targets(file)
    published = {policy.figures[target.id].indicator.key: target for target in targets}
    monkeypatch.setattr(checking, "Counts", counts_of(published))
    empty = open_tables({name: spec.arrow_schema.empty_table() for name, spec in SPECS.items()})
    day = max(day for target in targets for day in (target.as_of, target.until) if day)
    snapshot: Any = SimpleNamespace(hash="built", manifest=SimpleNamespace(as_of=day), connect=empty.cursor)

    def check(text: str) -> CheckedDraft:
        return check_text(text, snapshot, policy, published=targets)

    text = "。\n".join(dict.fromkeys(target.quote for target in targets)) + "。"
    before = check(text)
    right = numbers_of(before, text)
    draw = random.Random(place)  # noqa: S311 - a sample to be drawn again
    chosen = draw.sample(right, 20)
    for _, start, end in chosen:
        text = text[:start] + another(text[start:end], draw) + text[end:]
    now = flagged(check(text)) - flagged(before)
    wanted = {start for start, _, _ in chosen}
    assert [text[start : start + 12] for start in sorted(now ^ wanted)] == []
