"""Chance for whole columns: every draw is a hash of a seed, a stated salt and a key, as in :mod:`draws`."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Share = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def units(seed: int, salt: str, keys: Any) -> Share:
    """A number in [0, 1) for each key; SplitMix64 over the key, started by a hash of seed and salt."""
    start = np.uint64(int.from_bytes(blake2b(f"{seed}/{salt}".encode(), digest_size=8).digest(), "big"))
    with np.errstate(over="ignore"):
        z = (np.asarray(keys).astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + start
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(np.float64) / float(1 << 53)


def whole_numbers(seed: int, salt: str, keys: Any, low: Any, high: Any) -> Whole:
    """Whole numbers from low to high, both included; bounds may be columns."""
    low, high = np.asarray(low, np.int64), np.asarray(high, np.int64)
    found: Whole = low + (units(seed, salt, keys) * (high - low + 1)).astype(np.int64)
    return found


def shuffled(seed: int, salt: str, keys: Any) -> Whole:
    """The keys in an order drawn by lot."""
    keys = np.asarray(keys, np.int64)
    found: Whole = keys[np.argsort(units(seed, salt, keys), kind="stable")]
    return found


def shared_out(total: int, weights: Share) -> Whole:
    """Whole parts in proportion to the weights that add up to the total exactly, each at most one off its share."""
    if not len(weights):
        return np.zeros(0, np.int64)
    running = np.cumsum(weights)
    ends = np.floor(running / running[-1] * float(total) + 1e-9).astype(np.int64)
    ends[-1] = total
    parts: Whole = np.diff(ends, prepend=0)
    return parts
