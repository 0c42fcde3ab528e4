"""The reader's vocabulary against a broad table of phrases: every figure found, value and unit both right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fangpin.bulletins import read
from fangpin.bulletins.reading import plain
from fangpin.bulletins.words import name_shapes, names, nouns

TABLES = sorted((Path(__file__).parent / "phrases").glob("*.txt"))
PARTED = " · "


def as_told(phrase: str) -> str:
    """What the reader finds in a phrase, in the words of the tables."""
    reading = read(phrase)
    figures = PARTED.join(f"{plain(one.value)} {one.as_json()['unit']}" for one in reading.figures)
    names = PARTED.join(one.text for one in reading.names)
    return (figures or "-") + (f" ~ {names}" if names else "")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_phrase_of_the_tables_is_read_with_its_values_units_and_names(table: Path) -> None:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    told = dict(line.split(" => ") for line in lines)
    assert len(told) == len(lines), "a phrase stands twice in the table"
    assert {phrase: as_told(phrase) for phrase in told} == told


def test_names_are_listed_in_order_and_none_that_a_rule_already_says() -> None:
    shapes = name_shapes()
    for told, shape in ((True, shapes[0]), (False, shapes[1])):
        listed = [name for name, policy in names().items() if policy is told]
        assert listed == sorted(listed)
        assert not [name for name in listed if shape.fullmatch(name)], "a rule of name_shapes says these"


def test_no_noun_is_listed_twice_and_each_list_is_in_order() -> None:
    listed = [[word for word in words if re.escape(word) == word] for words in nouns().values()]
    assert all(words == sorted(words) for words in listed)
    every = [word for words in listed for word in words]
    assert len(every) == len(set(every))
