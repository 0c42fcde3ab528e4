"""A large table without quotes is read column by column; it holds what reading record by record gives."""

from __future__ import annotations

import random

import pytest

from fangpin.rosters import delimited
from fangpin.rosters.sheets import ORDINARY

CELLS = ["", " ", "张三", "12.50", "null", "NA", "2020-01-02", "\u3000户主 ", "是", "#N/A", "true", "0012", "a\tb"]


def _read(content: bytes):
    (sheet,) = delimited.read_delimited(content, file="x.csv", first_no=1, limits=ORDINARY)
    return [c.to_pylist() for c in sheet.columns]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n\n", ",\n"])
def test_both_ways_read_the_same_cells(monkeypatch, ending: str, tail: str) -> None:
    lot = random.Random(7)  # noqa: S311 - a test's lot
    rows = [[lot.choice(CELLS) for _ in range(7)] for _ in range(300)]
    rows[0] = ["题目", *[""] * 6]
    rows[40] = [""] * 7
    text = ending.join(",".join(row) for row in rows) + tail.replace("\n", ending)
    text = text.replace(f"{ending}{','.join(rows[80])}", f"{ending}{ending}{','.join(rows[80])}", 1)  # an empty line
    monkeypatch.setattr(delimited, "PLAIN_FROM_BYTES", 10**9)
    plainly = _read(text.encode())
    monkeypatch.setattr(delimited, "PLAIN_FROM_BYTES", 0)
    assert _read(text.encode()) == plainly
    assert _read(text.encode("gb18030")) == plainly


@pytest.mark.parametrize("odd", ['a,"b,c",d', "a,b", "a,b,c,d"])
def test_quotes_and_rows_of_other_lengths_are_read_record_by_record(monkeypatch, odd: str) -> None:
    text = f"甲,乙,丙\n1,2,3\n{odd}\n"
    plainly = _read(text.encode())
    monkeypatch.setattr(delimited, "PLAIN_FROM_BYTES", 0)
    assert _read(text.encode()) == plainly
