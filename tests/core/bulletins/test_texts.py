"""Texts of many kinds and invented places, every figure annotated: found with value and unit, and little else.

In ``texts/`` a figure stands as ``⟦as written|value|unit⟧``. The share found and the share right are held over all
texts together: a new idiom may miss a figure, a new mistake of the grammar may not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from fangpin.bulletins import Figure, read

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^⟧]*)⟧")
ENOUGH = 0.99


def annotated(path: Path) -> tuple[str, list[tuple[int, int, Decimal, str]]]:
    """The plain text, and its figures with place, value and unit."""
    text, known, place = "", [], 0
    marked = path.read_text(encoding="utf-8")
    for match in MARK.finditer(marked):
        text += marked[place : match.start()]
        known.append((len(text), len(text) + len(match[1]), Decimal(match[2]), match[3]))
        text, place = text + match[1], match.end()
    return text + marked[place:], known


def right(found: tuple[Figure, ...], known: list[tuple[int, int, Decimal, str]]) -> int:
    """How many known figures were found at their place with value and unit; each found one counts once."""
    left = list(found)
    count = 0
    for start, end, value, unit in known:
        hit = next((f for f in left if f.start < end and f.end > start and (f.value, f.unit) == (value, unit)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count


def test_figures_of_many_kinds_of_text_are_found_and_nothing_else() -> None:
    known_in_all = found_in_all = right_in_all = 0
    weak = []
    for path in TEXTS:
        text, known = annotated(path)
        found = read(text).figures
        hits = right(found, known)
        known_in_all, found_in_all, right_in_all = (
            known_in_all + len(known),
            found_in_all + len(found),
            right_in_all + hits,
        )
        if hits < max(len(known), len(found)):
            weak.append(f"{path.name}: {hits} right of {len(known)} known, {len(found)} found")
    assert len(TEXTS) >= 40
    assert right_in_all / known_in_all >= ENOUGH, weak
    assert right_in_all / found_in_all >= ENOUGH, weak
