"""The column readers take short cuts; on every text they must say what the plain cell readers say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fangpin.rosters import cells
from fangpin.rosters.cells import Doubt
from fangpin.rosters.columns import read_column
from fangpin.rosters.sources import Field

PLAIN = {
    "text": cells.read_text,
    "name": cells.read_name,
    "integer": cells.read_integer,
    "decimal": lambda text: cells.read_decimal(text, digits=(14, 2)),
    "date": cells.read_date,
    "month": cells.read_month,
    "document_number": cells.read_number_text,
    "phone": cells.read_phone,
}
LIKELY = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"-?[0-9]{1,16}(\.[0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}[-/.年]?[01]?[0-9][-/.月]?[0-3]?[0-9]日?", fullmatch=True),
    st.from_regex(r"[0-9]{17}[0-9Xx]", fullmatch=True),
    st.from_regex(r"[ \u3000\u200b]{0,2}[张王李赵·\u3000 ]{1,4}[ \u200b]{0,2}", fullmatch=True),
    st.sampled_from(
        [
            "无",
            "None",
            "/",
            "—",
            "#N/A",
            "=A1",
            '="123"',
            "'123",
            "1E+17",
            "１２３",
            "1,234",
            "5元",
            "\u00a01\u00a0",
            "N/A",
        ]
    ),
)


def plainly(text: str, kind: str) -> Any:
    cleaned = cells.clean(text)
    if cleaned is None:
        return None
    if doubt := cells.formula_doubt(cleaned):
        return doubt
    return None if cells.is_empty_word(cleaned) else PLAIN[kind](cleaned)


@pytest.mark.parametrize("kind", PLAIN)
@given(texts=st.lists(st.none() | LIKELY, max_size=12))
@example(texts=["007", "-0", "0.10", "99999999999.99", "123456789012.3"])
def test_a_column_says_what_its_cells_say(kind: str, texts: list[str | None]) -> None:
    read = read_column(pa.array(texts, pa.string()), Field(id="x", zh="列", kind=kind))
    expected = [None if text is None else plainly(text, kind) for text in texts]
    assert {i: e.kind for i, e in enumerate(expected) if isinstance(e, Doubt)} == {
        i: d.kind for i, d in read.doubts.items()
    }
    assert [None if isinstance(e, Doubt) else e for e in expected] == read.values.to_pylist()


@given(amount=st.decimals(min_value=0, max_value=10**7, places=4))
def test_ten_thousands_are_converted_exactly(amount: Decimal) -> None:
    read = read_column(
        pa.array([str(amount)]), Field(id="x", zh="列", kind="decimal", unit="CNY"), factor=Decimal(10_000), unit="万元"
    )
    assert read.values.to_pylist() == [(amount * 10_000).quantize(Decimal("0.01"))]


FORMS = (
    "{y}-{m}-{d}",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}",
    "{y}年{m}月{d}日",
    "{y}年{m}月{d}号",
    "{y}-{m:02}-{d:02} 00:00:00",
    "{y}{m:02}{d:02}",
    "{y}-{m}-{d} 12:30",
    "{y}/{m}/{d} 1:05:09",
    "{y}-{m:02}-{d:02}T08:00:00",
    " {y} 年 {m} 月 {d} 日",
)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), form=st.sampled_from(FORMS))
def test_every_day_comes_back_from_every_form(day: date, form: str) -> None:
    written = form.format(y=day.year, m=day.month, d=day.day)
    assert cells.read_date(written.strip()) == day
    assert cells.read_month(written.strip()) == day
