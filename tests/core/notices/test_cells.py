"""An attacker with two months of printed tables learns no count below three."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from fractions import Fraction

import pytest

from fangpin.notices import CannotProtect, Counts, Shown, protect
from fangpin.notices.cells import TOTAL, Cell

COUNTY, TOWNS = "c", ("t1", "t2")
CLASSES = ("unstable", "marginal", "sudden")

HELD = {1}  # of the seeds below, those whose second table cannot be printed at all


def table(seed: int, *, villages: int = 4, most: int = 9) -> Counts:
    draw = random.Random(seed)  # noqa: S311 - a test's table
    parents: dict[str, str | None] = {COUNTY: None, **dict.fromkeys(TOWNS, COUNTY)}
    parents |= {f"{town}v{n}": town for town in TOWNS for n in range(villages)}
    leaves = [area for area in parents if "v" in area]
    counts = {(a, k): draw.choice((0, 0, 1, 2, *range(most))) for a in leaves for k in CLASSES}
    return Counts(parents=parents, classes=CLASSES, counts=counts)


def a_month_later(counts: Counts, seed: int) -> Counts:
    draw = random.Random(seed)  # noqa: S311
    moved = {cell: max(0, n + draw.choice((0, 0, 0, 0, 0, 1, -1, 4))) for cell, n in counts.counts.items()}
    return Counts(parents=counts.parents, classes=counts.classes, counts=moved)


def equations(counts: Counts) -> list[dict[Cell, int]]:
    """What any reader knows of a table: rows add up to totals, and areas to the area above."""
    found: list[dict[Cell, int]] = []
    for area in counts.parents:
        found.append({(area, kind): 1 for kind in counts.classes} | {(area, TOTAL): -1})
        below = [a for a, above in counts.parents.items() if above == area]
        if below:
            found += [{(a, kind): 1 for a in below} | {(area, kind): -1} for kind in (*counts.classes, TOTAL)]
    return found


def computed(rules: list[dict[Cell, int]], known: Mapping[Cell, int]) -> dict[Cell, int]:
    """The attack: what follows from the equations alone (elimination), and from nothing being below zero (bounds)."""
    rows = []
    for rule in rules:
        left = {cell: Fraction(n) for cell, n in rule.items() if cell not in known}
        rows.append((left, -sum((Fraction(n * known[c]) for c, n in rule.items() if c in known), Fraction(0))))
    for place in range(len(rows)):
        if not rows[place][0]:
            continue
        pivot = next(iter(rows[place][0]))
        scale = rows[place][0][pivot]
        rows[place] = ({c: n / scale for c, n in rows[place][0].items()}, rows[place][1] / scale)
        for other in range(len(rows)):
            times = rows[other][0].get(pivot)
            if other == place or not times:
                continue
            mixed = dict(rows[other][0])
            for cell, n in rows[place][0].items():
                mixed[cell] = mixed.get(cell, Fraction(0)) - times * n
            kept = {c: n for c, n in mixed.items() if n}
            rows[other] = (kept, rows[other][1] - times * rows[place][1])
    found = {next(iter(left)): int(value) for left, value in rows if len(left) == 1}
    for left, value in rows:  # all of one sign that add up to nothing are nothing
        if left and value == 0 and len({n > 0 for n in left.values()}) == 1:
            found |= dict.fromkeys(left, 0)
    return found


def attack(counts: Counts, printed: Shown, other: Shown | None = None) -> dict[Cell, int]:
    """Everything computed from a printed table, and from another month's where its cells have not changed."""
    known = {cell: n for cell, n in printed.cells.items() if n is not None}
    if other is not None:
        unchanged = {c for c, n in other.cells.items() if n is not None and printed.true[c] == n}
        known |= {cell: printed.true[cell] for cell in unchanged}
    rules = equations(counts)
    while more := {c: n for c, n in computed(rules, known).items() if c not in known}:
        known |= more
    return {cell: n for cell, n in known.items() if printed.cells[cell] is None}


@pytest.mark.parametrize("seed", range(25))
def test_two_months_of_tables_give_no_small_count_away(seed: int) -> None:
    first = table(seed)
    october = protect(first)
    second = a_month_later(first, seed + 1000)
    try:
        november = protect(second, previous=october)
    except CannotProtect:  # nothing is printed this month, and October's table stands as it was
        assert seed in HELD
        return
    for counts, printed, other in ((first, october, november), (second, november, october), (first, october, None)):
        small = {c: n for c, n in attack(counts, printed, other).items() if n < 3}
        assert not small
    assert all(n is None or n >= 3 for n in (*october.cells.values(), *november.cells.values()))


def test_every_possible_table_behind_the_print_leaves_a_small_count_open() -> None:
    """By trying all: for each small cell some table that would print alike has another number there."""
    counts = Counts(
        parents={"t": None, "a": "t", "b": "t", "c": "t"}, classes=("x", "y"),
        counts={("a", "x"): 1, ("a", "y"): 5, ("b", "x"): 6, ("b", "y"): 4, ("c", "x"): 7, ("c", "y"): 0},
    )  # fmt: skip
    printed = protect(counts)
    leaves = list(counts.counts)
    possible: dict[Cell, set[int]] = {cell: set() for cell in leaves}
    for guess in itertools.product(range(9), repeat=len(leaves)):
        if sum(guess) != sum(counts.counts.values()) and printed.cells["t", TOTAL] is not None:
            continue
        tried = Counts(parents=counts.parents, classes=counts.classes, counts=dict(zip(leaves, guess, strict=True)))
        if fits(tried.counts, printed):
            for cell, n in zip(leaves, guess, strict=True):
                possible[cell].add(n)
    assert max(possible["a", "x"]) >= 4
    assert max(possible["c", "y"]) >= 3


def fits(counts: Mapping[Cell, int], printed: Shown) -> bool:
    for (area, kind), shown in printed.cells.items():
        if shown is None:
            continue
        real = sum(n for (a, k), n in counts.items() if (area in ("t", a)) and kind in (k, TOTAL))
        if real != shown:
            return False
    return True


def test_a_change_by_one_family_is_not_shown_as_a_difference() -> None:
    parents = {"t": None, "a": "t", "b": "t"}
    first = Counts(parents=parents, classes=("x",), counts={("a", "x"): 20, ("b", "x"): 30})
    october = protect(first)
    assert october.hidden == frozenset()
    november = protect(
        Counts(parents=parents, classes=("x",), counts={("a", "x"): 21, ("b", "x"): 30}), previous=october
    )
    shown = {c: n for c, n in november.cells.items() if n is not None}
    assert all(abs(n - (october.cells[c] or 0)) not in (1, 2) for c, n in shown.items())
    assert november.cells["a", "x"] is None


def test_little_is_hidden_where_counts_are_large() -> None:
    counts = table(3, villages=6, most=9)
    large = Counts(parents=counts.parents, classes=CLASSES, counts={c: n + 5 for c, n in counts.counts.items()})
    assert protect(large).hidden == frozenset()
    one = Counts(parents=counts.parents, classes=CLASSES, counts={**large.counts, ("t1v0", "sudden"): 1})
    assert len(protect(one).hidden) == 4  # a ring of four cells of one town; every total stays


def test_the_same_table_is_hidden_the_same_way_again() -> None:
    assert protect(table(7)).cells == protect(table(7)).cells
