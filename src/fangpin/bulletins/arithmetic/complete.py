"""Whether parts listed behind a number are all of it: what in a Chinese text says so, and what says that they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fangpin.bulletins.arithmetic.neighbours import REACH, lead_of
from fangpin.bulletins.arithmetic.relating import Placed, Relation, summed

FEW = Decimal("0.02")  # of a whole that its parts may leave out and still be meant to be all of it
_AMONG_SOME = re.compile(r"。?其中[，,]")
_OTHERS = re.compile(r"(?:其他|其它|其余|另外)")
_KINDS = (("工资", "经营", "财产", "转移"), ("第一产业", "第二产业", "第三产业"))  # that between them are all
_BRACKET_OPENS = re.compile(r"(?:、?\d[\d,.]*(?:万|亿)?[\u4e00-\u9fff]{1,3})?[（(]")  # 5户17人(因病3户…)


def closed(text: str, whole: Placed, parts: Sequence[Placed]) -> bool:
    """共120人（男70人、女50人）: a bracket that holds the parts and nothing else."""
    opened = _BRACKET_OPENS.match(text, whole.end)
    return opened is not None and text[parts[-1].end : parts[-1].end + 1] in {"）", ")"}


def all_told(text: str, parts: Sequence[Placed]) -> bool:
    """A list that ends with 其他180户, or names the four kinds of income, the three industries."""
    leads = [lead_of(text, one) for one in parts]
    return _OTHERS.match(leads[-1]) is not None or any(
        len(kinds) == len(parts) and all(any(kind in lead for lead in leads) for kind in kinds) for kinds in _KINDS
    )


def told_beside(
    whole: Placed, parts: Sequence[Placed], divided: Mapping[int, Sequence[Placed]], figures: Sequence[Placed]
) -> bool:
    """1286户4517人，其中A402户1398人、B655户2301人、C229户818人: where the households add up, the persons do."""
    for place, others in divided.items():
        other = figures[place]
        beside = other is not whole and len(others) == len(parts) and abs(other.start - whole.start) < REACH
        if beside and _by_turns(parts, others) and any(one.holds for one in summed(other, others, sure=False)):
            return True
    return False


def _by_turns(parts: Sequence[Placed], others: Sequence[Placed]) -> bool:
    """Whether each part of the one stands beside one part of the other."""
    first, second = (parts, others) if parts[0].start < others[0].start else (others, parts)
    row = [one.start for pair in zip(first, second, strict=True) for one in pair]
    return row == sorted(row) and len(set(row)) == len(row)


def some_named(text: str, whole: Placed, total: Decimal) -> bool:
    """20868亿元。其中，支持…8937亿元，支持…8107亿元: of a sum of money the largest parts, as likely as all."""
    short = whole.figure.value - total
    return whole.figure.unit.isupper() and short > whole.figure.value * FEW and bool(_AMONG_SOME.match(text, whole.end))


def named_kinds(text: str, whole: Placed) -> int:
    """How many kinds the clause of a whole lists: 铁路、公路、水路、民航."""
    clause = re.split(r"[，,。；;\n]", text[max(0, whole.start - 40) : whole.start])[-1]
    return clause.count("、") + 1 if "、" in clause else 0


def nested(whole: Placed, parts: Sequence[Placed]) -> Iterator[Relation]:
    """49个，包括已设立的5个，陆域44个、陆海统筹2个、海域3个: the first part is told again by those behind it."""
    if sum((one.figure.value for one in parts), Decimal(0)) > whole.figure.value and len(parts) > 2:
        yield from (one for one in summed(whole, parts[1:], sure=False) if one.holds)


def of_one_measure(whole: Placed, parts: list[Placed]) -> list[Placed]:
    """1876个小项，包括残奥项目26个大项1146个小项、…: of the measure of the whole where two parts at least are."""
    same = [one for one in parts if _measure(one) == _measure(whole)]
    return same if len(same) > 1 else parts


def _measure(one: Placed) -> str:
    return one.figure.text.lstrip("0123456789.,，余万亿 ")
