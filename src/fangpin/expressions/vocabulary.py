"""The types of the language and the names an expression may use."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from fangpin.expressions.units import PLAIN, Unit
from fangpin.expressions.wording import nearest

Engine = Literal["duckdb", "postgres", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
Kind = Literal["boolean", "integer", "decimal", "text", "date", "code"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Role = Literal["column", "parameter", "day"]

KIND_ZH: dict[str, str] = {
    "boolean": "是否",
    "integer": "整数",
    "decimal": "小数",
    "text": "文字",
    "date": "日期",
    "code": "代码",
}
# Nominal digits of a whole number: larger ones are held exactly too, only the precision of a product is reckoned so.
INTEGER_DIGITS = (10, 0)
MOST_DIGITS = 38  # a decimal of DuckDB and Spark holds no more
MOST_DECIMALS = 6  # Spark keeps no more in a wide product
_WRITTEN = re.compile(r"^\s*([a-z]+)\s*(?:\(\s*([^()]*?)\s*\))?\s*$")


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is: kind, unit, code list, digits (precision, scale).

    ``unit`` None fits any unit: only written numbers are so.
    """

    kind: Kind
    unit: Unit | None = PLAIN
    codes: str | None = None
    digits: tuple[int, int] | None = None

    @classmethod
    def parse(cls, text: str, unit: str | None = None) -> Type:
        """Read ``decimal(14,2)``, ``code(housing_grade)``, ``integer`` …; ``ValueError`` says what is wrong."""
        match = _WRITTEN.match(text)
        if not match or match[1] not in KINDS:
            raise ValueError(f"{text!r} is no type; use {', '.join(KINDS)}")
        kind, inside = cast("Kind", match[1]), match[2]
        if kind == "decimal":
            return cls(kind, Unit.parse(unit), digits=_digits(text, inside))
        if kind == "code":
            if not inside:
                raise ValueError(f"{text!r} names no code list; write code(list)")
            return cls(kind, codes=inside)
        if inside:
            raise ValueError(f"{text!r}: {kind} takes nothing in brackets")
        return cls(kind, Unit.parse(unit), digits=INTEGER_DIGITS if kind == "integer" else None)

    @property
    def numeric(self) -> bool:
        return self.kind in ("integer", "decimal")

    @property
    def sql(self) -> str:
        """The SQL type, understood by all three engines after sqlglot's printing."""
        match self.kind:
            case "decimal":
                precision, scale = self.digits or (14, 2)
                return f"DECIMAL({precision},{scale})"
            case "integer":
                return "BIGINT"
            case "boolean" | "date":
                return self.kind.upper()
            case _:
                return "TEXT"

    @property
    def reach(self) -> tuple[int, int]:
        """Precision and scale a value may need."""
        return self.digits or INTEGER_DIGITS

    @property
    def en(self) -> str:
        unit = f" in {self.unit}" if self.numeric and self.unit and str(self.unit) else ""
        return (
            f"a code of {self.codes}" if self.kind == "code" else f"a {self.kind}".replace("a integer", "an integer")
        ) + unit

    @property
    def zh(self) -> str:
        unit = f"（{self.unit.zh}）" if self.numeric and self.unit and self.unit.zh else ""
        return (f"代码表 {self.codes} 的代码" if self.kind == "code" else KIND_ZH[self.kind]) + unit


def _digits(text: str, inside: str | None) -> tuple[int, int]:
    parts = re.fullmatch(r"(\d+)\s*,\s*(\d+)", inside or "")
    if not parts:
        raise ValueError(f"{text!r} does not say its digits; write decimal(14,2)")
    precision, scale = int(parts[1]), int(parts[2])
    if not (1 <= precision <= MOST_DIGITS and scale <= min(precision, MOST_DECIMALS)):
        raise ValueError(f"{text!r}: at most 38 digits, of which at most 6 after the point")
    return precision, scale


@dataclass(frozen=True, slots=True)
class Name:
    """A column of the fact, a parameter of the place, or the day asked (``as_of``)."""

    id: str
    zh: str
    type: Type
    role: Role = "column"
    en: str = ""
    zh_not: str = ""  # of yes or no: how its no is said, where somebody wrote it
    en_not: str = ""


AS_OF = Name(id="as_of", zh="统计日", type=Type("date"), role="day", en="the day asked")


@dataclass(frozen=True)
class Vocabulary:
    """The names an expression may use, by id or Chinese name, and the code lists its codes come from.

    ``codes`` maps the id of a list to its codes, or to its codes with their Chinese labels (then a
    label written for a code is answered with the code). ``ValueError`` if two names collide.
    """

    names: Iterable[Name]
    codes: Mapping[str, Collection[str] | Mapping[str, str]] = field(default_factory=dict)
    _index: dict[str, Name] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", (*(n for n in self.names if n != AS_OF), AS_OF))
        for name in self.names:
            for word in {name.id, name.zh} - {""}:
                if (other := self._index.get(word)) and other is not name:
                    raise ValueError(f"{word!r} names both {other.role} {other.id} and {name.role} {name.id}")
                self._index[word] = name

    def get(self, word: str) -> Name | None:
        return self._index.get(word)

    def nearest(self, word: str) -> str | None:
        """The known name most like this word."""
        return nearest(word, self._index)

    def code_nearest(self, codes: str, word: str) -> str | None:
        """The code of the list that was probably meant by a code or a label."""
        listed = self.codes[codes]
        if isinstance(listed, Mapping):
            for code, label in listed.items():
                if label == word:
                    return code
        return nearest(word, listed)
