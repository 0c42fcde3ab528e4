"""What a text goes through on its way to the reader changes no figure: breaks, blanks, wide digits, sounds in brackets.

Each text of ``texts/`` is read as it stands and again as it comes out of a PDF, a browser or a scan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from tests.core.bulletins.test_texts import TEXTS, annotated

from fangpin.bulletins import read

HAN = "[\u4e00-\u9fff]"
TABLE = re.compile(r"\t|\S {2,}\S|[|│]")
PROSE = re.compile("[，。；]")
KEPT = 0.993  # of all figures; a break may stand where a paragraph ends, and a gap between two words of a heading


def _broken(text: str, width: int) -> str:
    """Every line of a Chinese text broken where it is full."""
    lines = text.split("\n")
    return "\n".join(
        line
        if TABLE.search(line) or not re.search(HAN, text[:80])
        else "\n".join(line[at : at + width] for at in range(0, len(line), width)) or ""
        for line in lines
    )


def _in_prose(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(
        change(line) if PROSE.search(line) and not TABLE.search(line) else line for line in text.split("\n")
    )


def _around_numbers(gap: str) -> Callable[[str], str]:
    return _in_prose(lambda line: re.sub(rf"(?<={HAN})(?=\d)|(?<=\d)(?={HAN})", gap, line))


def _every_seventh(put: str) -> Callable[[str], str]:
    return _in_prose(lambda line: re.sub(rf"({HAN}{{7}})(?={HAN})", rf"\1{put}", line))


DAMAGES: dict[str, Callable[[str], str]] = {
    "lines broken at 28": lambda text: _broken(text, 28),
    "lines broken at 40": lambda text: _broken(text, 40),
    "a gap around each number": _around_numbers(" "),
    "a wide gap around each number": _around_numbers("\u3000"),
    "two gaps around each number": _around_numbers("  "),
    "gaps within words": _every_seventh(" "),
    "sounds in brackets": _every_seventh("(xiàn)"),
    "entities around each number": _around_numbers("&nbsp;"),
    "numbers in bold": lambda text: re.sub(rf"(?<![\d.A-Za-z*])(\d[\d.]*[万亿]?)(?={HAN}|%)", r"**\1**", text),
    "numbers in tags": lambda text: re.sub(r"(\d+)", r'<span lang="EN-US">\1</span>', text),
    "commas and stops of another language": _in_prose(lambda line: re.sub(r"，(?!\d)", ", ", line.replace("。", ". "))),
    "digits of full width": lambda text: text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％")),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_happens_to_a_text_on_its_way_changes_no_figure(damage: str) -> None:
    known = kept = 0
    lost = []
    for path in TEXTS:
        text, _ = annotated(path)
        before = Counter((one.value, one.unit) for one in read(text).figures)
        after = Counter((one.value, one.unit) for one in read(DAMAGES[damage](text)).figures)
        known, kept = known + before.total(), kept + (before & after).total()
        lost += [f"{path.name}: {value} {unit}" for value, unit in (before - after).elements()]
    assert known > 500
    assert kept >= KEPT * known, f"{kept} of {known}: {lost}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("普及率提高 11.7 个百分点 和 14.3 个百\n分点。", [("11.7", "percentage_point"), ("14.3", "percentage_point")]),
        ("仍有１ ９ 个村未通水，拨付超过3 0日。", [("19", "village"), ("30", "day")]),
        ("已拨付资金2,34\n5.6万元，拨付率8\n7.3%，", [("23456000", "CNY"), ("87.3", "percent")]),
        ("蔬菜产量 3 8. 6万吨，人均收入1 3，250元。", [("386000", "tonne"), ("13250", "CNY_per_person")]),
        ("复垦宅基地316. 8\n亩，光伏总装机1 800\n千瓦；", [("316.8", "mu"), ("1800", "kW")]),
    ],
)
def test_a_number_and_its_measure_word_are_read_over_blanks_and_breaks(text: str, told: list[tuple[str, str]]) -> None:
    assert [(one.written, one.unit) for one in read(text).figures] == told


@pytest.mark.parametrize(
    "text",
    [
        "Of the 1,24,560 job cards issued, **98,200 households** were given work in the year.",
        "Of the 1,24,560 job cards issued, <b>98,200</b>&nbsp;households were given work in the year.",
        "Of the 1,24,560 job cards issued in seven blocks, 98,200\nhouseholds were given work in the year.",
    ],
)
def test_an_english_text_too(text: str) -> None:
    assert [(one.value, one.unit) for one in read(text).figures][-1] == (98200, "household")
