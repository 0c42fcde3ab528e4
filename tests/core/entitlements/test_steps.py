"""The arithmetic of a step: the engine and plain Python must come to the same fen."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from fangpin.entitlements.steps import Ground, amount, step_sql, to_fen
from fangpin.expressions import Expression, Name, Type, Unit, Vocabulary, compile_expression
from fangpin.policy import Band, Bands, Choose, Interest, Part, ReckoningStep, Share, Take
from fangpin.policy.scheme_entries import How

DAY = date(2026, 10, 31)
MONEY = Type.parse("decimal(14,2)", "CNY")
NAMES = (
    Name("a", "甲", MONEY),
    Name("b", "乙", MONEY),
    Name("n", "数", Type.parse("integer")),
    Name("r", "率", Type.parse("decimal(7,4)", "percent")),
    Name("grade", "档", Type.parse("code(grade)")),
)
VOCABULARY = Vocabulary(NAMES, {"grade": {"high": "高", "low": "低"}})


def reads(text: str) -> Expression:
    return compile_expression(text, VOCABULARY, expects=None)


HOWS: dict[str, How] = {
    "take": Take(reads("a - b")),
    "share": Share(reads("a"), reads("r")),
    "part": Part(reads("a"), reads("n")),
    "choose": Choose(NAMES[4], (("high", reads("a")), ("low", reads("b * 2"))), None),
    "bands": Bands(reads("a"), (Band(reads("100"), reads("10")), Band(reads("b"), reads("r")))),
    "interest": Interest(reads("a"), reads("r"), reads("n"), 360),
}


def step(how: How) -> ReckoningStep:
    return ReckoningStep(id="x", zh="结果", en="Result", unit=Unit(), how=how, line=1)


def rows() -> list[dict[str, object]]:
    draw = random.Random(7)  # noqa: S311 - the same rows every time
    found: list[dict[str, object]] = [
        {
            "a": Decimal(draw.randint(-500_000, 90_000_000)) / 100,
            "b": Decimal(draw.randint(10_000, 9_000_000)) / 100,
            "n": draw.choice([-7, 0, 1, 2, 3, 7, 12, 92, 365]),
            "r": Decimal(draw.randint(0, 1_300_000)) / 10_000,
            "grade": draw.choice(["high", "low"]),
        }
        for _ in range(200)
    ]
    return [*found, *({**found[0], name.id: None} for name in NAMES)]


@pytest.mark.parametrize("kind", HOWS)
def test_the_engine_and_plain_python_come_to_the_same_fen(kind: str) -> None:
    given = rows()
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE TABLE f (a DECIMAL(14,2), b DECIMAL(14,2), n BIGINT, r DECIMAL(7,4), grade TEXT)")
        connection.executemany(
            "INSERT INTO f VALUES (?, ?, ?, ?, ?)",
            [[str(v) if isinstance(v, Decimal) else v for v in row.values()] for row in given],
        )
        reckoned = connection.execute(f"SELECT {step_sql(step(HOWS[kind]))} FROM f").fetchall()  # noqa: S608
    plainly = [amount(step(HOWS[kind]), Ground(row, {}, DAY)) for row in given]
    assert [row[0] for row in reckoned] == plainly


def test_half_a_fen_is_rounded_away_from_zero() -> None:
    assert to_fen(Decimal("0.125")) == Decimal("0.13")
    assert to_fen(Decimal("-0.125")) == Decimal("-0.13")


def test_a_division_by_zero_is_unknown_and_not_an_error() -> None:
    row = {"a": Decimal(10), "b": Decimal(0), "n": 0, "r": Decimal(0), "grade": "high"}
    assert amount(step(HOWS["part"]), Ground(row, {}, DAY)) is None


def test_a_code_without_an_amount_is_unknown() -> None:
    only_high = Choose(NAMES[4], (("high", reads("a")),), None)
    row = {"a": Decimal(10), "b": Decimal(0), "n": 0, "r": Decimal(0), "grade": "low"}
    assert amount(step(only_high), Ground(row, {}, DAY)) is None
