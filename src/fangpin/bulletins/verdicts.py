"""Verdicts: what the check says of one figure of a draft, with what was counted and what else it might mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from fangpin.bulletins.reading import Figure
from fangpin.expressions import Wording


class Verdict(StrEnum):
    """What the records say of a figure as written."""

    AGREES = "agrees"
    REPORTED = "reported"
    OVERRIDDEN = "overridden"
    DIFFERS = "differs"
    NO_RECORD = "no_record"
    ARITHMETIC_WRONG = "arithmetic_wrong"
    IMPLAUSIBLE = "implausible"
    AMBIGUOUS = "ambiguous"
    NOT_UNDERSTOOD = "not_understood"


UNCONFIRMED = frozenset({Verdict.NOT_UNDERSTOOD, Verdict.NO_RECORD, Verdict.AMBIGUOUS})
FINE = frozenset({Verdict.AGREES, Verdict.REPORTED, Verdict.OVERRIDDEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another reading: its indicator, how likely, what was counted, and whether the figure would agree with it."""

    indicator: str
    zh: str
    en: str
    score: Decimal
    computed: str | None
    agrees: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "indicator": self.indicator,
            "zh": self.zh,
            "en": self.en,
            "score": str(self.score),
            "computed": self.computed,
            "agrees": self.agrees,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One figure of a draft and its verdict. ``words`` is the key under which a chosen reading is remembered."""

    figure: Figure
    verdict: Verdict
    why: Wording | None = None
    words: str = ""
    indicator: str | None = None
    score: Decimal | None = None
    area: str | None = None
    computed: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    reference: str | None = None
    source: str = ""
    alternatives: tuple[Alternative, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether nobody has to look at it."""
        return self.verdict in FINE

    @classmethod
    def not_understood(cls, figure: Figure, *, words: str = "", area: str | None = None) -> Self:
        """A figure that was found and could not be read; it is shown as such, never left out."""
        why = Wording("no figure of this place is meant as far as can be told", "看不出指的是本地哪一项数据")
        return cls(figure=figure, verdict=Verdict.NOT_UNDERSTOOD, why=why, words=words, area=area)

    def as_json(self) -> dict[str, Any]:
        return self.figure.as_json() | {
            "area": self.area,
            "indicator": self.indicator,
            "score": None if self.score is None else str(self.score),
            "verdict": str(self.verdict),
            "computed": self.computed,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "figure": self.reference,
            "source": self.source,
            "words": self.words,
            "why": None if self.why is None else {"zh": self.why.zh, "en": self.why.en},
            "alternatives": [one.as_json() for one in self.alternatives],
        }
