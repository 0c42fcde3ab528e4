"""What a template of a bulletin is: its figures, how each is written, and sentences with a place for every number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fangpin.expressions import Expression
from fangpin.policy.indicator_entries import Indicator

Scale = Literal["none", "wan", "yi", "auto"]
Rhythm = Literal["day", "week", "month", "year"]
How = Literal["counted", "reported", "difference", "growth", "share", "mean", "sum", "rest"]
At = Literal["end", "period_before", "year_before", "year_end"]
Over = Literal["period", "year", "all"]

RHYTHMS: tuple[Rhythm, ...] = ("day", "week", "month", "year")
# Words a sentence may name besides its figures: where, when, and what it is compared with.
PLACES_OF_TIME = (
    "place", "whole", "below", "governments", "period", "year", "month", "as_of", "since", "before", "issuer",
)  # fmt: skip
BELOW = "below"  # the level right below the document's own area: counties of a city, townships of a county


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a number is written. ``scale``: plain, in 万, 亿 or by size; ``over``: cut to this step, 余 behind.

    ``decimals`` None: as many as the number has, at most two. ``grouping``: 1,234 rather than 1234.
    """

    scale: Scale = "none"
    decimals: int | None = None
    over: Decimal | None = None
    grouping: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFigure:
    """One number a text may name.

    ``how`` counted or reported: of ``indicator``, on the day ``at`` and ``over`` these days. Any other: reckoned from
    the figures ``of``. ``word`` stands behind the number; ``words`` before a change: up, down, flat.
    """

    id: str
    how: How
    indicator: Indicator | None
    of: tuple[str, ...]
    at: At
    over: Over
    unit: str
    word: str
    form: Form
    words: tuple[str, str, str] | None
    department: str
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """One way of saying a sentence, said where ``when`` holds (or there is none). ``names`` are its slots in order."""

    text: str
    when: Expression | None
    names: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the first or second level; its number is given when the text is written."""

    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A paragraph: of each sentence the first wording that holds and whose numbers are all known."""

    sentences: tuple[tuple[Wordings, ...], ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table by area: a figure, its head, and the head above it where several share one."""

    figure: str
    zh: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTable:
    """Figures by area of one level, with the total above; in the text, or a sheet of the appendix."""

    id: str
    title: str
    by: str
    unit: str
    columns: tuple[TableColumn, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBlock:
    """A picture of one figure: ``bar`` by area, or ``line`` over the last ``back`` periods."""

    title: str
    kind: Literal["bar", "line"]
    figure: str
    by: str
    back: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The areas with the most (or the fewest) of a figure, named in a sentence with their numbers."""

    id: str
    figure: str
    by: str
    descending: bool
    most: int
    above: Decimal
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Figures that must add up to a total; ``shares``: percentages printed so that they add up to one hundred."""

    total: str
    parts: tuple[str, ...]
    shares: bool
    line: int


Block = Heading | Said | AreaTable | ChartBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of bulletin: how often, its title, its figures, what it says, and the sheets that go with it.

    A place that does not run its ``mechanism`` does not write it; one without is written everywhere.
    """

    id: str
    zh: str
    en: str
    rhythm: Rhythm
    title: str
    addressed: str
    figures: Mapping[str, TemplateFigure]
    rankings: Mapping[str, Ranking]
    parts: tuple[Parts, ...]
    body: tuple[Block, ...]
    appendix: tuple[AreaTable, ...]
    product: str
    mechanism: str
    place: str
    file: str
    line: int
    notes: Mapping[str, str] = field(default_factory=dict)
