"""What of a reckoning is a sign to look at a household: due and not paid, paid and not due; and when it is settled.

A difference stays one until its own period agrees. The months of the year go on, so a period that a sign rests on is
asked again for its own days each time; only when every period it rests on was asked, agrees and leaves nothing
unknown is the sign settled. A household that is not asked any more (it moved, a scheme ended) settles nothing.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.entitlements.assessing import Entitlements
from fangpin.entitlements.periods import LASTING, last_day
from fangpin.entitlements.telling import tell
from fangpin.policy import Policy, Scheme
from fangpin.policy.entries import Language
from fangpin.rules.clues import Finding
from fangpin.rules.explanation import Explanation, Shown

RISK = "entitlement"
OPEN = frozenset({"missing", "short", "over", "not_due"})
SETTLED = frozenset({"agrees", "nothing"})
ROWS_KEPT = 20  # bills of a year; a sentence names no more
LEAST, STEP = "entitlement_clue_yuan", "entitlement_clue_step_yuan"
DOUBT_PERCENT, DOUBT_RECORDS = "entitlement_doubt_percent", "entitlement_doubt_records"

Pair = tuple[str, int, int | None]  # scheme, household, person
Waiting = Mapping[Pair, Collection[date]]  # the eves of the periods a sign rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """``findings`` for :func:`fangpin.rules.clues.decide`; ``settled`` are waiting pairs of which all agrees now."""

    findings: tuple[Finding, ...]
    settled: frozenset[Pair]


@dataclass(slots=True)
class _Seen:
    """What was found of a pair: the rows of each period, by its eve."""

    rows: dict[date, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def open(self) -> list[tuple[date, dict[str, Any]]]:
        found = [(since, row) for since, rows in self.rows.items() for row in rows if row["verdict"] in OPEN]
        return sorted(found, key=lambda pair: (pair[0], -abs(pair[1]["difference_yuan"] or 0), pair[1]["key"] or 0))

    def agrees(self, asked: Collection[date]) -> bool:
        """Whether every period asked for has rows, and each of them says that what is due was paid."""
        told = [row["verdict"] for rows in self.rows.values() for row in rows]
        return bool(asked) and all(self.rows.get(since) for since in asked) and SETTLED.issuperset(told)


def watched(waiting: Waiting) -> dict[str, set[int]]:
    """The households of whom every row is wanted, whatever it says, by scheme."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for scheme, household, _ in waiting:
        wanted[scheme].add(household)
    return dict(wanted)


def asked_again(waiting: Waiting, now: Entitlements, policy: Policy) -> dict[date, list[Scheme]]:
    """Schemes to ask for periods that are over, by the last day of the period: those a sign rests on still."""
    days: dict[date, dict[str, Scheme]] = defaultdict(dict)
    for (name, _, _), eves in waiting.items():
        scheme = policy.schemes.get(name)
        if scheme is None:
            continue
        current = _since(now, name)
        for since in _periods(scheme, eves, current):
            day = last_day(scheme.period, since)
            if since != current and day <= now.as_of:
                days[day][name] = scheme
    return {day: list(schemes.values()) for day, schemes in sorted(days.items())}


def _periods(scheme: Scheme, eves: Collection[date], current: date | None) -> Collection[date]:
    """The periods that must agree; what is asked of a day is a state, of which the present one counts."""
    lasts = scheme.period in LASTING
    return eves if lasts else [current] if current is not None else []


def in_doubt(counts: Mapping[str, int], policy: Policy, *, on: date) -> bool:
    """Whether a scheme's counts say more of its amounts or its payment file than of any household.

    ``counts`` are those of a tally, over the whole place. Of all with something due or paid, more than
    ``entitlement_doubt_percent`` differ, and they are ``entitlement_doubt_records`` at least.
    """
    percent, least = (Decimal(str(policy.value(name, on=on).value)) for name in (DOUBT_PERCENT, DOUBT_RECORDS))
    differ = sum(counts[verdict] for verdict in OPEN)
    return differ >= least and differ * 100 > percent * (differ + counts["agrees"])


def schemes_in_doubt(found: Entitlements, policy: Policy) -> frozenset[str]:
    """The schemes of a reckoning that are :func:`in_doubt`: their differences are for the office, not for a visit."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found.tallies.to_pylist():
        counted[row["scheme"]].update({verdict: row[verdict] for verdict in (*OPEN, "agrees")})
    return frozenset(scheme for scheme, counts in counted.items() if in_doubt(counts, policy, on=found.as_of))


def weigh(now: Entitlements, again: Iterable[Entitlements], waiting: Waiting, policy: Policy) -> Signs:
    """Findings of what differs now, and of what was found before and differs still; and what has been settled.

    A difference is worth a sign from ``entitlement_clue_yuan`` on, and again with each further
    ``entitlement_clue_step_yuan``; one that has been told is told until it is settled, however small the rest. A scheme
    in doubt (:func:`in_doubt`) raises no further ones.
    """
    doubted = schemes_in_doubt(now, policy)
    least, step = (Decimal(str(policy.value(name, on=now.as_of).value)) for name in (LEAST, STEP))
    seen: dict[Pair, _Seen] = defaultdict(_Seen)
    for found, only in ((now, None), *((one, waiting) for one in again)):
        for pair, since, row in _rows(found, apart_from=doubted, but=waiting):
            if only is None or since in only.get(pair, ()):
                seen[pair].rows[since].append(row)
    findings, settled = [], set()
    for pair, what in seen.items():
        owed = sum((abs(row["difference_yuan"] or Decimal(0)) for _, row in what.open), Decimal(0))
        if what.open and (owed >= least or pair in waiting):
            findings.append(_finding(pair, what, int(owed // step)))
        elif pair in waiting and what.agrees(_periods(policy.scheme(pair[0]), waiting[pair], _since(now, pair[0]))):
            settled.add(pair)
    return Signs(findings=tuple(findings), settled=frozenset(settled))


def _since(now: Entitlements, scheme: str) -> date | None:
    return now.windows[scheme].since if scheme in now.windows else None


def _rows(
    found: Entitlements, *, apart_from: Collection[str], but: Waiting
) -> Iterator[tuple[Pair, date, dict[str, Any]]]:
    """Every row about a household once, those kept and those watched; of some schemes only the pairs waiting."""
    met: set[tuple[Any, ...]] = set()
    others = pc.invert(pc.is_in(found.items["scheme"], pa.array(sorted(apart_from), pa.string())))
    for table in (found.items.filter(others), found.watched):
        for row in table.to_pylist():
            mark = (row["scheme"], row["subject"], row["key"], row["household_id"], row["person_id"])
            if row["household_id"] is not None and mark not in met:
                met.add(mark)
                window = found.windows[row["scheme"]]
                pair = (row["scheme"], row["household_id"], row["person_id"])
                if row["scheme"] not in apart_from or pair in but:
                    yield pair, window.since, row | {"until": window.as_of}


def _finding(pair: Pair, what: _Seen, step: int) -> Finding:
    scheme, household, person = pair
    rows = what.open
    return Finding(
        rule=scheme,
        risk=RISK,
        household_id=household,
        person_id=person,
        area_code=rows[-1][1]["area_code"] or "",
        answer="yes",
        step=step,
        basis=json.dumps({"rows": [_kept(since, row) for since, row in rows[:ROWS_KEPT]]}, ensure_ascii=False),
    )


def _kept(since: date, row: Mapping[str, Any]) -> dict[str, Any]:
    sums = {name: None if row[name] is None else str(row[name]) for name in ("due_yuan", "paid_yuan")}
    days = {"since": since.isoformat(), "until": row["until"].isoformat()}
    return {**days, **sums, "verdict": row["verdict"], "key": row["key"], "basis": json.loads(row["basis"])}


def explain_difference(scheme: Scheme, basis: Mapping[str, Any], policy: Policy, *, language: Language) -> Explanation:
    """A sign in a sentence: why the household is entitled, and period by period what was due, paid and is apart.

    ``shown`` is the arithmetic of the last row, step by step.
    """
    rows = list(basis.get("rows", ()))
    told = tell(scheme, rows[-1]["basis"], policy, on=date.fromisoformat(rows[-1]["until"]), language=language)
    parts = [_said(row, language) for row in rows]
    whole = f"{told.why}：{'；'.join(parts)}" if language == "zh" else f"{told.why}: {'; '.join(parts)}"
    shown = tuple(
        Shown(column="", label=one.label, text=f"{one.numbers} = {one.result}", known=one.known) for one in told.lines
    )
    return Explanation(sentence=whole, unknown=told.unknown, shown=shown)


def _said(row: Mapping[str, Any], language: Language) -> str:
    first, last = (day.isoformat() for day in period_said(row))
    due, paid = (None if row[name] is None else Decimal(row[name]) for name in ("due_yuan", "paid_yuan"))
    apart = None if due is None or paid is None else due - paid
    if language == "zh":
        less = "少发" if (apart or 0) > 0 else "多发"
        return f"{first}至{last}应发{_yuan(due, '未知')}元，已发{_yuan(paid, '未知')}元，{less}{_yuan(apart, '未知')}元"
    less = "too little" if (apart or 0) > 0 else "too much"
    due_said, paid_said, apart_said = (_yuan(value, "unknown") for value in (due, paid, apart))
    return f"{first} to {last}: CNY {due_said} due, {paid_said} paid, {apart_said} {less}"


def _yuan(value: Decimal | None, unknown: str) -> str:
    return unknown if value is None else f"{abs(value):,.2f}"


def eves_of(basis: Mapping[str, Any]) -> set[date]:
    """The periods that a sign rests on, from the basis of its finding."""
    return {date.fromisoformat(row["since"]) for row in basis.get("rows", ())}


def period_said(row: Mapping[str, Any]) -> tuple[date, date]:
    """First and last day of the period of one row of a basis."""
    return date.fromisoformat(row["since"]) + timedelta(days=1), date.fromisoformat(row["until"])
