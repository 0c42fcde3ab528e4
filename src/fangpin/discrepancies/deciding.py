"""What a comparison does to the discrepancies there are: opens one, sees one again, lets one go.

1. The records still disagree. A known one is seen again; one that had been let go returns, and its returns are
   counted, for the source was not put right for good. An exemption that has run out returns too.
2. The records cannot tell any more, because a file did not come: it stays as it is.
3. The records agree. What waited for a correction is closed by that. What a person has decided stays decided:
   it is only said that the records agree now.

A decision covers what the person saw. Where the records disagree in another way since, that is said beside it;
the decision stands until a person takes it back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fangpin.policy import Rule

OPEN = ("open", "answered")  # waits for the source: looked at by nobody yet, or said to be corrected
DECIDED = ("explained", "exempted")
CLOSED = "agreed"
Why = Literal["found_again", "exemption_over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row of a comparison: a rule about a row of a ledger. ``basis`` is JSON text of what was compared; ``said``
    what the records themselves say of it (:func:`said_of`), without days that merely pass."""

    rule: str
    subject: str
    key: int
    area_code: str | None
    answer: str  # yes, unknown
    basis: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One discrepancy there is. ``said`` is what its records said when it was last found or decided; ``until`` the
    first day on which an exemption no longer holds, None where it has no end."""

    id: int
    rule: str
    key: int
    state: str
    said: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One that is open again, and why."""

    known: Known
    finding: Finding
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What to do; each finding and each known one stands in at most one place.

    ``opened`` are new; ``returned`` open again; ``seen`` still disagree; ``changed`` too, but a person decided about
    them when they disagreed otherwise; ``untold`` cannot be told now; ``agreed`` are closed; ``at_peace`` are
    decided ones whose records agree now.
    """

    opened: tuple[Finding, ...]
    returned: tuple[Returned, ...]
    seen: tuple[tuple[Known, Finding], ...]
    changed: tuple[tuple[Known, Finding], ...]
    untold: tuple[Known, ...]
    agreed: tuple[Known, ...]
    at_peace: tuple[Known, ...]

    @property
    def touched(self) -> frozenset[int]:
        """The ids of the known ones that anything is said of; the others stay as they are."""
        spoken_of = (
            *(one.known for one in self.returned),
            *(known for known, _finding in (*self.seen, *self.changed)),
            *self.untold,
            *self.agreed,
            *self.at_peace,
        )
        return frozenset(known.id for known in spoken_of)


def decide(findings: Iterable[Finding], known: Iterable[Known], *, asked: Collection[str], on: date) -> Decisions:
    """Hold a comparison of the day ``on`` against what is kept. Rules that were not ``asked`` change nothing."""
    found = {(one.rule, one.key): one for one in sorted(findings, key=lambda f: f.answer)}  # a yes speaks last
    standing = {(one.rule, one.key): one for one in known}
    opened = [one for at, one in sorted(found.items()) if one.answer == "yes" and at not in standing]
    places: dict[str, list[Known]] = {name: [] for name in ("untold", "agreed", "at_peace")}
    returned: list[Returned] = []
    seen: list[tuple[Known, Finding]] = []
    changed: list[tuple[Known, Finding]] = []
    for at, one in sorted(standing.items()):
        now = found.get(at)
        if one.rule not in asked:
            continue
        if now is None:
            if one.state != CLOSED:
                places["agreed" if one.state in OPEN else "at_peace"].append(one)
        elif now.answer != "yes":
            places["untold"].append(one)
        elif why := _why_again(one, on):
            returned.append(Returned(known=one, finding=now, why=why))
        else:
            (changed if one.state in DECIDED and now.said != one.said else seen).append((one, now))
    return Decisions(
        opened=tuple(opened),
        returned=tuple(returned),
        seen=tuple(seen),
        changed=tuple(changed),
        untold=tuple(places["untold"]),
        agreed=tuple(places["agreed"]),
        at_peace=tuple(places["at_peace"]),
    )


def said_of(rule: Rule, basis: Mapping[str, object]) -> str:
    """What the sides of a rule say, as text that is equal when they say the same."""
    columns = {column for side in rule.sides for column in side.columns}
    return json.dumps({name: basis.get(name) for name in sorted(columns)}, ensure_ascii=False)


def _why_again(known: Known, on: date) -> Why | None:
    if known.state == CLOSED:
        return "found_again"
    over = known.state == "exempted" and known.until is not None and known.until <= on
    return "exemption_over" if over else None
