"""Units of measure as powers, so that yuan per person times persons is yuan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

# Base units with their Chinese name. A unit that is not here is refused, so that no unit is misspelt into a new one.
BASE_UNITS: dict[str, str] = {
    "CNY": "元",
    "person": "人",
    "household": "户",
    "year": "年",
    "month": "个月",
    "day": "日",
    "hour": "小时",
    "minute": "分钟",
    "mu": "亩",
    "m2": "平方米",
    "km": "公里",
    "kg": "公斤",
    "L": "升",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "tonne": "吨",
    "time": "次",
    "row": "行",
    "item": "项",
    "claim": "笔",
    "measure": "项",
    "loan": "笔",
    "post": "个岗位",
    "percent": "%",
}
_PER_ZH = {"month": "月", "year": "年", "day": "日"}


@dataclass(frozen=True, slots=True)
class Unit:
    """Powers of base units, for example ``CNY per person`` = CNY¹ · person⁻¹. No powers: a plain number."""

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, text: str | None) -> Unit:
        """Read ``CNY per person per year``; empty is a plain number. ``ValueError`` names the word that is no unit."""
        words = (text or "").split()
        counted: Counter[str] = Counter()
        sign = 1
        for word in words:
            if word == "per":
                sign = -1
                continue
            if word not in BASE_UNITS:
                raise ValueError(word)
            counted[word] += sign
        return cls._of(counted)

    @classmethod
    def _of(cls, powers: Counter[str]) -> Unit:
        return cls(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def times(self, other: Unit) -> Unit:
        """The unit of a product."""
        total = Counter(dict(self.powers))
        for name, power in other.powers:
            total[name] += power
        return self._of(total)

    def __str__(self) -> str:
        """As written in policies; ``a plain number`` is the empty text."""
        above = [n for n, p in self.powers for _ in range(p)]
        below = [f"per {n}" for n, p in self.powers for _ in range(-p)]
        return " ".join([*above, *below])

    @property
    def zh(self) -> str:
        """For a Chinese reader: ``元/人/年``."""
        above = "·".join(BASE_UNITS[n] for n, p in self.powers for _ in range(p))
        below = "".join(f"/{_PER_ZH.get(n, BASE_UNITS[n])}" for n, p in self.powers for _ in range(-p))
        return above + below


PLAIN = Unit()
