"""What an indicator is: what it counts, of whom, over which days; and how a place's published figure maps to one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from fangpin.expressions import Expression
from fangpin.ledgers.area_codes import AREA_DIGITS

if TYPE_CHECKING:
    from fangpin.policy.overriding import PlacedEntry

DEFINITION_VERSION = 1
CountKind = Literal["rows", "distinct", "sum", "mean", "first", "last"]
Lasting = Literal["as_of", "period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """``rows``, ``distinct <column>``, ``sum <expression>``, ``mean <expression>``, ``first <date>``, ``last <date>``.

    ``column`` is a column of the fact or ledger, or an area level for ``distinct``.
    """

    kind: CountKind
    column: str = ""
    amount: Expression | None = None

    @property
    def canonical(self) -> str:
        return f"({self.kind} {self.amount.canonical if self.amount else self.column})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One count over one fact or ledger.

    ``among`` says who is looked at at all, ``where`` which of them are counted. ``when`` is the date column
    the window applies to: over a period, after its first day's eve and until its last day; on a day, until that
    day. ``spells``: all spells of a dated ledger are read, not those in force on the day.
    """

    over: str
    among: Expression | None
    where: Expression | None
    counting: Counting
    window: Lasting
    when: str | None
    spells: bool = False

    @property
    def canonical(self) -> str:
        among = self.among.canonical if self.among else "-"
        where = self.where.canonical if self.where else "-"
        spells = " spells" if self.spells else ""
        return f"(tally {self.over}{spells} {self.window} {self.when or '-'} {among} {where} {self.counting.canonical})"

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Every expression it reads."""
        return tuple(e for e in (self.among, self.where, self.counting.amount) if e is not None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the fact or ledger it reads, each once."""
        read = [n.id for e in self.expressions for n in e.columns]
        named = [self.counting.column] if self.counting.column and self.counting.column not in AREA_DIGITS else []
        return tuple(dict.fromkeys([*read, *named, *([self.when] if self.when else [])]))

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n.id for e in self.expressions for n in e.parameters))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyValue:
    """A number or day read from the policy itself: a parameter, the size of a list, the day a value began."""

    parameter: str | None = None
    code_list: str | None = None
    since: str | None = None
    expression: Expression | None = None

    @property
    def canonical(self) -> str:
        if self.expression is not None:
            return f"(value {self.expression.canonical})"
        kind = "parameter" if self.parameter else "list" if self.code_list else "since"
        return f"(value {kind} {self.parameter or self.code_list or self.since})"

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters it reads."""
        if self.expression is not None:
            return tuple(n.id for n in self.expression.parameters)
        return tuple(p for p in (self.parameter, self.since) if p)


Base = Literal["year_end", "year_before", "month_before", "period_start"]
Comparing = Literal["difference", "share", "growth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The same count on an earlier day: last year's end, the same day a year or a month before, or the period's eve.

    ``show``: ``difference`` (now − then), ``share`` (now of then), ``growth`` ((now − then) of then).
    """

    base: Base
    show: Comparing

    @property
    def canonical(self) -> str:
        return f"(against {self.base} {self.show})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something a place names when it uses the indicator: a campaign, a scheme, a list. Written ``:name`` in texts."""

    id: str
    type: str
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """How one kind of figure is counted. Either ``tally`` or ``value`` is there.

    ``denominator`` is what the count is divided by (ratios) or was looked at (claims). ``per`` divides the result
    last, such as 1000 from kilograms to tonnes. ``precision`` is how a day is written. ``vacuous``: a claim holds
    even where there was nobody to look at. ``open_slots`` must be given before it can be evaluated.
    """

    id: str
    zh: str
    en: str
    mechanism: str
    unit: str
    kind: str
    tally: Tally | None
    denominator: Tally | None
    value: PolicyValue | None
    against: Against | None
    per: Decimal
    precision: Literal["day", "month", "year"]
    vacuous: bool
    aliases: tuple[str, ...]
    note: str
    slots: Mapping[str, Slot]
    given: Mapping[str, str]
    open_slots: tuple[str, ...]
    place: str
    file: str
    line: int
    entry: PlacedEntry | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """Id and what its slots were given: two figures of one indicator with other slots are two."""
        if not self.given:
            return self.id
        given = ";".join(f"{name}={value}" for name, value in sorted(self.given.items()))
        return f"{self.id}[{given}]"

    @property
    def canonical(self) -> str:
        """Stable text of everything that decides the number, titles left out; the facts below are not in it yet."""
        parts = [self.unit, self.kind, self.tally.canonical if self.tally else "-"]
        parts.append(self.denominator.canonical if self.denominator else "-")
        parts.append(self.value.canonical if self.value else "-")
        parts.append(self.against.canonical if self.against else "-")
        parts += [f"{self.per.normalize():f}", self.precision, "vacuous" if self.vacuous else "-"]
        return f"fangpin-indicator/{DEFINITION_VERSION} ({' '.join(parts)})"

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What is counted: numerator, then denominator."""
        return tuple(t for t in (self.tally, self.denominator) if t is not None)

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical text; :func:`fangpin.indicators.definition` adds the facts below."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One figure a place publishes: its id in targets files, and the indicator that counts it there.

    ``as_of``, ``since`` and ``until`` replace the days of the targets file where its own are unknown.
    """

    id: str
    indicator: Indicator
    as_of: date | None
    since: date | None
    until: date | None
    place: str
    file: str
    line: int
