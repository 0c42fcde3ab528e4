"""Change published figures at random, keeping what is said to hang together.

What is counted from records changes: stocks, flows and ratios. Claims, caps, list sizes and dates are policy or
statements, and stay. Figures that a formula joins move together, each a little its own way, until every relation
holds again; equalities are worked out and rounded as the figure is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from hashlib import blake2b
from typing import Any

from fangpin.synthesis.arithmetic import evaluate, round_half_up, sides
from fangpin.synthesis.targets.reading import FIGURE_ID, Target, Targets, read_entries
from fangpin.synthesis.targets.relations import relation_holds

VARIED = ("stock", "flow", "ratio")
ATTEMPTS = 400
LEAST_FACTOR, MOST_FACTOR = Fraction(55, 100), Fraction(165, 100)


class NoVariation(RuntimeError):
    """The relations of a group leave no room for chance."""


def vary(targets: Targets, seed: int, *, least: Fraction = LEAST_FACTOR, most: Fraction = MOST_FACTOR) -> Targets:
    """The same figures with other values that keep every relation; the same seed gives the same values."""
    values = {t.id: t.value for t in targets if isinstance(t.value, Fraction)}
    for group in _groups(targets):
        values |= _vary_group([targets[i] for i in group], values, seed, least, most)
    return read_entries([_entry(t, values.get(t.id)) for t in targets], file=targets.file)


def _groups(targets: Targets) -> list[list[str]]:
    """Ids joined by formulas, in the order of the file."""
    parent = {t.id: t.id for t in targets}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for target in targets:
        for formula in target.relations:
            for other in FIGURE_ID.findall(formula):
                parent[root(other)] = root(target.id)
    joined = defaultdict(list)
    for target in targets:
        joined[root(target.id)].append(target.id)
    return list(joined.values())


def _vary_group(
    group: list[Target], values: Mapping[str, Any], seed: int, least: Fraction, most: Fraction
) -> dict[str, Fraction]:
    free = [t for t in group if t.kind in VARIED and t.is_number]
    if not free:
        return {}
    formulas = [(f, t) for t in group for f in t.relations]
    defined = {sides(f)[0]: sides(f)[2] for f, t in formulas if "==" in f and t.kind in VARIED}
    for attempt in range(ATTEMPTS):
        spread = Fraction(8, 100) if attempt < ATTEMPTS // 2 else Fraction(2, 100)
        factor = least + (most - least) * _unit(seed, group[0].id, f"factor {attempt}")
        tried = dict(values)
        for t in free:
            own = 1 + spread * (2 * _unit(seed, t.id, f"own {attempt}") - 1)
            tried[t.id] = _rounded(t, t.value * _factor(t, factor) * own)  # type: ignore[operator]
        for _ in range(3):  # a definition may rest on another
            for name, right in defined.items():
                target = next(t for t in group if t.id == name)
                tried[name] = _as_written(target, evaluate(right, tried.__getitem__))
        sound = all(relation_holds(f, t, tried) for f, t in formulas)
        if sound and all(_possible(t, tried[t.id]) for t in free):
            return {t.id: tried[t.id] for t in free}
    raise NoVariation(f"no other values found that keep {', '.join(f for f, _ in formulas)}")


def _factor(target: Target, factor: Fraction) -> Fraction:
    """Shares move within their bounds; everything else with its group."""
    if target.unit == "percent" and target.kind == "ratio":
        return Fraction(9, 10) + (factor - LEAST_FACTOR) / (MOST_FACTOR - LEAST_FACTOR) / 8
    return factor


def _possible(target: Target, value: Fraction) -> bool:
    if target.unit == "percent" and target.value <= 100 and value > 100:  # type: ignore[operator]
        return False
    return value > 0 or target.value == 0


def _rounded(target: Target, value: Fraction) -> Fraction:
    """To the digits the figure is written with, at least one unit of them."""
    step = target.step
    return max(round_half_up(value / step) * step, step) if target.value else Fraction(0)


def _as_written(target: Target, value: Fraction) -> Fraction:
    return round_half_up(value / target.step) * target.step if target.mode != "exact" else value


def _entry(target: Target, value: Fraction | str | None) -> dict[str, Any]:
    entry: dict[str, Any] = dict(target.entry)
    if not isinstance(value, Fraction) or value == target.value or target.kind not in VARIED:
        return entry
    half = target.step / 2 if target.mode != "exact" else Fraction(0)
    low, high = value - half, value + half
    if target.mode == "at_least":
        low, high = value, value + target.step
    plain = _plain(value)
    rounding = {**entry["rounding"], "low": _plain(low), "high": _plain(high)}
    return {**entry, "value": plain, "value_as_written": str(plain), "rounding": rounding}


def _plain(number: Fraction) -> int | str:
    """A whole number, or a decimal as text: never a float."""
    if number.denominator == 1:
        return int(number)
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    whole = int(number * 10**digits)
    text = f"{abs(whole):0{digits + 1}d}"
    return f"{'-' if whole < 0 else ''}{text[:-digits]}.{text[-digits:]}"


def _unit(seed: int, name: str, salt: str) -> Fraction:
    digest = blake2b(f"{seed}/{name}/{salt}".encode(), digest_size=4).digest()
    return Fraction(int.from_bytes(digest, "big"), 1 << 32)
