"""Document numbers are read, converted in the open, and never repaired."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangpin.identity import check_character, read_document_number, read_document_numbers

GOOD = "77010119800506001"
NUMBER = GOOD + check_character(GOOD)
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def plain_reading(  # noqa: C901, PLR0911, PLR0912 - plain on purpose: one rule after another
    text: str | None, *, truncated_column: bool = False
) -> dict[str, object]:
    """The same rules, one number at a time, as plainly as they can be written."""
    answer: dict[str, object] = dict.fromkeys(
        ["join_key", "kind", "doubt", "born_on", "sex", "disability_category", "disability_grade"]
    )

    def in_doubt(code: str) -> dict[str, object]:
        return answer | {"doubt": code}

    normal = _plain_normal(text)
    if normal == "":
        return in_doubt("missing")
    if "*" in normal:
        return in_doubt("masked")
    if normal in {"无", "暂无", "没有", "未办理", "未知", "不详", "空", "NA", "N/A", "NULL", "NONE"}:
        return in_doubt("placeholder")
    if set(normal) in ({"-"}, {"/"}, {"0"}) or normal.startswith("999999"):
        return in_doubt("placeholder")
    if len(set(normal)) == 1 and normal.isdigit() and len(normal) >= 8:
        return in_doubt("placeholder")
    if re.fullmatch(r"[0-9](\.[0-9]+)?E\+?[0-9]+", normal):
        return in_doubt("scientific")
    if not re.fullmatch(r"[0-9]*X?([0-9]{2})?(B[0-9])?", normal):
        return in_doubt("characters")
    if re.fullmatch(r"[0-9]{15}00000", normal) or re.fullmatch(r"[0-9]{6}(19|20)[0-9]{7}", normal):
        return in_doubt("truncated")
    if not re.fullmatch(r"[0-9]{15}|[0-9]{17}[0-9X]([0-9]{2}(B[0-9])?)?", normal):
        return in_doubt("length")
    if len(normal) == 15:
        seventeen = normal[:6] + "19" + normal[6:]
        eighteen = seventeen + check_character(seventeen)
    else:
        eighteen = normal[:18]
    fits = "10X98765432"[sum(w * int(c) for w, c in zip(WEIGHTS, eighteen, strict=False)) % 11] == eighteen[17]
    try:
        born = date(int(eighteen[6:10]), int(eighteen[10:12]), int(eighteen[12:14]))
    except ValueError:
        born = None
    if born and not 1880 <= born.year < 2100:
        born = None
    if len(normal) != 15 and eighteen.endswith("000") and (truncated_column or not fits):
        return in_doubt("truncated") | {"born_on": born}
    if born is None:
        return in_doubt("birth_date")
    if not fits:
        return in_doubt("checksum")
    answer |= {"join_key": eighteen, "born_on": born, "sex": "male" if int(eighteen[16]) % 2 else "female"}
    answer["kind"] = "resident"
    if eighteen[:6] in {"810000", "820000", "830000"}:
        answer["kind"] = "residence_permit"
    elif eighteen[0] == "9":
        answer["kind"] = "foreign_permit"
    if len(normal) >= 20:
        answer["kind"] = "disability"
        if normal[18] in "1234567" and normal[19] in "1234":
            answer |= {"disability_category": normal[18], "disability_grade": normal[19]}
        else:
            answer["doubt"] = "card_suffix"
    return answer


def _plain_normal(text: str | None) -> str:
    folded = unicodedata.normalize("NFKC", text or "").upper()
    kept = "".join(
        c for c in folded if unicodedata.category(c) not in {"Zs", "Zl", "Zp", "Cf", "Cc"} and c not in "'\"`´‘’“”′″="
    )
    return re.sub(r"^([0-9]+)\.0+$", r"\1", kept)


def _numbers() -> st.SearchStrategy[str]:
    def build(area: str, born: date, serial: int, ending: str, shape: str, wrong: int) -> str:
        seventeen = f"{area}{born:%Y%m%d}{serial:03d}"
        number = seventeen + check_character(seventeen) + ending
        if shape == "15":
            number = area + f"{born:%y%m%d}{serial:03d}"
        if shape == "cut":
            number = number[:15] + "0" * (len(number) - 15)
        if shape == "typo":
            number = number[:wrong] + str((int(number[wrong]) + 1) % 10) + number[wrong + 1 :]
        if shape == "wide":
            number = "".join(chr(ord(c) + 0xFEE0) for c in number)
        if shape == "quoted":
            number = f'="{number.lower()}"'
        return number

    return st.builds(
        build,
        st.sampled_from(["770101", "810000", "830000", "999999", "912345", "000000"]),
        st.dates(date(1875, 1, 1), date(2101, 1, 1)),
        st.integers(0, 999),
        st.sampled_from(["", "", "43", "11B1", "90", "7"]),
        st.sampled_from(["18", "15", "cut", "typo", "wide", "quoted"]),
        st.integers(0, 14),
    )


@settings(max_examples=300)
@given(
    st.lists(st.one_of(_numbers(), st.none(), st.text(max_size=22), st.text("0123456789X*. ", max_size=22)), max_size=8)
)
def test_fast_reading_agrees_with_the_plain_one(texts: list[str | None]) -> None:
    table = read_document_numbers(pa.array(texts, pa.string()))
    normals = {_plain_normal(t) for t in texts if t is not None}
    distinct = [_plain_normal(t) for t in dict.fromkeys(t for t in texts if t is not None)]
    cut = sum(bool(re.fullmatch(r"[0-9]{15}(000|00000)", n)) for n in distinct)
    long = sum(len(n) >= 18 for n in distinct)
    truncated = cut >= 3 and cut > 0.02 * long
    assert len(normals) <= len(texts)
    for text, row in zip(texts, table.to_pylist(), strict=True):
        expected = plain_reading(text, truncated_column=truncated)
        assert {k: row[k] for k in expected} == expected


def test_published_sample_number_verifies() -> None:
    sample = "110105-19491231-002X".replace("-", "")  # printed in GB 11643 itself; nobody's number
    assert read_document_number(sample).join_key == sample


def test_width_case_spaces_and_quotes_are_normalised_and_said() -> None:
    for text in (
        f" {NUMBER}\u200b",
        f"'{NUMBER}",
        f'="{NUMBER.lower()}"',
        "".join(chr(ord(c) + 0xFEE0) for c in NUMBER),
    ):
        read = read_document_number(text)
        assert (read.join_key, read.conversion, read.received) == (NUMBER, "normalised", text)
    assert read_document_number(NUMBER).conversion is None


def test_fifteen_digits_become_eighteen_and_the_result_says_so() -> None:
    read = read_document_number("770101800506001")
    assert (read.join_key, read.conversion, read.born_on) == (NUMBER, "from_15", date(1980, 5, 6))


def test_fifteen_digits_that_look_like_a_cut_number_are_not_converted() -> None:
    assert read_document_number("770101200503150").doubt == "truncated"


def test_disability_card_joins_on_its_first_eighteen_characters() -> None:
    for text in (NUMBER + "43", NUMBER + "43B1"):
        read = read_document_number(text)
        assert (read.join_key, read.kind) == (NUMBER, "disability")
        assert (read.disability_category, read.disability_grade) == ("4", "3")


def test_card_with_an_impossible_grade_still_joins_but_is_in_doubt() -> None:
    read = read_document_number(NUMBER + "49")
    assert (read.join_key, read.doubt, read.disability_grade) == (NUMBER, "card_suffix", None)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (None, "missing"),
        ("  ", "missing"),
        ("无", "placeholder"),
        ("999999198005060011", "placeholder"),
        ("111111111111111111", "placeholder"),
        ("7701**********0011", "masked"),
        ("7.70101E+17", "scientific"),
        ("770101198005060000", "truncated"),
        ("77010119800506000000", "truncated"),
        ("G12345678", "characters"),
        ("77010119800506", "length"),
        ("770101198013060011", "birth_date"),
        (NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2"), "checksum"),
    ],
)
def test_a_number_in_doubt_joins_nobody_and_is_not_repaired(text: str | None, doubt: str) -> None:
    read = read_document_number(text)
    assert (read.doubt, read.join_key, read.received) == (doubt, None, text)


def test_truncated_number_keeps_what_is_left_of_it() -> None:
    read = read_document_number("770101198005060000")
    assert (read.first_15, read.born_on) == ("770101198005060", date(1980, 5, 6))


def test_a_column_cut_by_a_spreadsheet_condemns_its_numbers_that_pass_by_luck() -> None:
    days = (f"7701011980{month:02d}{day:02d}00" for month in range(1, 13) for day in range(1, 29))
    lucky = next(seventeen + "0" for d in days if check_character(seventeen := d + "0") == "0")
    assert read_document_number(lucky).doubt is None
    column = [lucky, "770101198005060000", "770101198005070000"]
    assert [r["doubt"] for r in read_document_numbers(pa.array(column)).to_pylist()] == ["truncated"] * 3


def test_hong_kong_residence_permit_is_read_as_such() -> None:
    seventeen = "81000019800506001"
    assert read_document_number(seventeen + check_character(seventeen)).kind == "residence_permit"
