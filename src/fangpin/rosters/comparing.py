"""What a source that is a register of households is held against: which of our own rows its households should match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fangpin.ledgers import SPECS, Kind, LedgerSpec

# What the list has to say of a household of ours: it is listed, it is at least in it, or nothing.
Must = Literal["listed", "there", "nothing"]
MUST: tuple[Must, ...] = ("nothing", "there", "listed")
PRESENT = "present"
HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Rows of one ledger of ours that say why a household should be on the list; ``because`` names the reason.

    ``when`` maps columns to the codes that count, ``absent`` or ``present``; of a dated ledger the spells in force
    count. ``period`` is a date column: rows from the list's period on. ``answers``: whether such a household
    answers one that the list names. ``compare`` maps fields of the source to columns of the ledger, or of the
    household as ``household.column``.
    """

    because: str
    zh: str
    en: str
    ledger: str
    when: Mapping[str, tuple[str, ...] | str] = field(default_factory=dict)
    period: str = ""
    must: Must = "listed"
    answers: bool = True
    compare: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """``listed`` says which rows of the source count as listed: fields that are there; none said: every row.

    ``ours`` are in the order of their strength: of a household of several the first is told.
    """

    ours: tuple[Side, ...]
    listed: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of the source that are compared."""
        return tuple(dict.fromkeys(name for side in self.ours for name in side.compare))


def read_comparing(raw: Mapping[str, Any] | None) -> Comparing | None:
    """The part ``compares`` of a source's mapping; None where the source is no register of households."""
    if not raw:
        return None
    return Comparing(
        listed=tuple(map(str, raw.get("listed") or ())), ours=tuple(_read_side(one) for one in raw.get("ours") or ())
    )


def _read_side(raw: Mapping[str, Any]) -> Side:
    when = {
        str(column): tuple(map(str, codes)) if isinstance(codes, list | tuple) else str(codes)
        for column, codes in (raw.get("when") or {}).items()
    }
    return Side(
        because=str(raw.get("because", "")),
        zh=str(raw.get("zh", "")),
        en=str(raw.get("en", "")),
        ledger=str(raw.get("ledger", "")),
        when=when,
        period=str(raw.get("period", "")),
        must=raw.get("must", "listed"),
        answers=bool(raw.get("answers", True)),
        compare={str(name): str(column) for name, column in (raw.get("compare") or {}).items()},
    )


def problems_of(comparing: Comparing, *, fields: Iterable[str], identifies: bool) -> list[str]:
    """What is wrong with it. ``identifies``: the source has a household code or a document number."""
    known = set(fields)
    problems = [f"listed names field {name!r}, which is not declared" for name in comparing.listed if name not in known]
    if not comparing.ours:
        problems.append("ours is missing: say which of our ledgers the list is held against")
    if not identifies:
        problems.append("the source has neither a household code nor a document number: nobody could be found in it")
    for side in comparing.ours:
        problems += [f"{side.because or '?'}: {what}" for what in _problems_of_side(side, known)]
    return problems


def _problems_of_side(side: Side, fields: set[str]) -> list[str]:
    spec = SPECS.get(side.ledger)
    if spec is None:
        return [f"there is no ledger {side.ledger!r}"]
    problems = [f"{name} is missing" for name in ("because", "zh", "en") if not getattr(side, name)]
    if side.must not in MUST:
        problems.append(f"must is {side.must!r}; use {', '.join(MUST)}")
    if spec.name != HOUSEHOLD and not _has(spec, HOUSEHOLD):
        problems.append(f"the ledger {spec.name} is not about households")
    problems += [f"the ledger {spec.name} has no column {name!r}" for name in side.when if not _has(spec, name)]
    if side.period and not (_has(spec, side.period) and spec.column(side.period).kind is Kind.DATE):
        problems.append(f"period {side.period!r} is no date column of {spec.name}")
    for name, column in side.compare.items():
        there, _dot, inner = column.rpartition(".")
        if name not in fields:
            problems.append(f"compare names field {name!r}, which is not declared")
        if there not in ("", HOUSEHOLD) or not _has(SPECS[HOUSEHOLD] if there else spec, inner):
            problems.append(f"compare: there is no column {column!r}")
    return problems


def _has(spec: LedgerSpec, name: str) -> bool:
    return any(column.name == name for column in spec.columns)
