"""What a page did to a text is undone: broken lines, cells of several lines, page numbers, running heads."""

from __future__ import annotations

import zlib

import pytest
import typst

from fangpin.bulletins import UnreadableDraft, read, text_of_content

SENTENCE = (
    "全县监测对象2345户8912人，其中“三类户”1207户、4466人，占51.47%；落实“一户一策”措施3618条，已消除风险986户3702人。"
)
SET = """#set page(width: {width}mm, height: 120mm, margin: 20mm, header: [某县防止返贫监测月报], numbering: "— 1 —")
#set text(font: ("Noto Serif CJK SC", "Libertinus Serif"), size: 12pt, lang: "zh")
#set par(justify: true, first-line-indent: 2em)
"""


def printed(body: str, width: int = 120) -> bytes:
    made = typst.compile((SET.replace("{width}", str(width)) + body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def told(content: bytes) -> str:
    return text_of_content(content, file="a.pdf")


@pytest.mark.parametrize("width", range(80, 140, 7))
def test_wherever_the_page_breaks_a_line_the_same_figures_are_read(width: int) -> None:
    whole = [(one.value, one.unit) for one in read(SENTENCE).figures]
    assert len(whole) == 8
    assert [(one.value, one.unit) for one in read(told(printed(SENTENCE, width))).figures] == whole


def test_page_numbers_and_running_heads_are_no_part_of_the_text() -> None:
    text = told(printed("\n\n".join([SENTENCE] * 12)))
    assert text.count("监测月报") == 0
    assert text.replace("\n", "") == SENTENCE * 12


def test_a_row_of_a_table_stands_on_a_line_though_a_cell_has_several() -> None:
    table = """某表（单位：万元）
#table(columns: (30mm, 25mm, 25mm), [乡镇], [资金], [户数（户）], [东岭镇及其代管的国有林场], [120.5], [88],
  [西河乡], [], [40], [合计], [120.5], [128])"""
    text = told(printed(table))
    assert text.split("\n")[2] == "东岭镇及其代管的国有林场\t120.5\t88"
    assert [(one.text, one.unit) for one in read(text).figures] == [
        ("120.5", "CNY"), ("88", "household"), ("40", "household"), ("120.5", "CNY"), ("128", "household"),
    ]  # fmt: skip


def test_english_words_keep_their_blanks_where_a_line_was_broken() -> None:
    text = "Of the 12,34,567 households surveyed, officials flagged 4,120 final beneficiaries of 3.5 lakh."
    assert told(printed(text, 110)).endswith(text)


def bomb() -> bytes:
    packed = zlib.compress(b"0" * (70 * 2**20), 9)
    head = b"%%PDF-1.4\n1 0 obj <</Length %d /Filter /FlateDecode>> stream\n" % len(packed)
    return head + packed + b"\nendstream endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (bomb(), "too_large"),
        (printed(SENTENCE)[:3000], "damaged"),
        (typst.compile(b"#rect()", format="pdf"), "no_text"),
    ],
    ids=["bomb", "cut", "a picture of a page"],
)
def test_a_page_from_hell_gets_a_sentence(content: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDraft) as refused:
        told(content)
    assert refused.value.kind == kind
