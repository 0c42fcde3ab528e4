"""A county's own area list: names are enough, codes are kept where they fit and made up where they do not."""

from fangpin.imports.own_areas import areas_of_rows, made_up_county
from fangpin.rosters.named_columns import NamedRow, plain_heading


def rows(*told: tuple[str, str, str]) -> list[NamedRow]:
    return [
        NamedRow(1, at, {k: v for k, v in zip(("township", "village", "code"), one, strict=True) if v})
        for at, one in enumerate(told, start=2)
    ]


def codes(found, level: str) -> dict[str, tuple[str, str]]:
    return {a.name: (a.code, a.scheme) for a in found.areas if a.level == level}


def test_names_alone_make_a_county_with_marked_codes() -> None:
    found = areas_of_rows(rows(("甲镇", "一村", ""), ("甲镇", "二村", ""), ("乙乡", "一村", "")), county="示例县")
    county = made_up_county("示例县")
    assert (found.county.code, found.county.scheme) == (county, "local")
    assert codes(found, "township") == {"甲镇": (f"{county}901", "local"), "乙乡": (f"{county}902", "local")}
    assert [a.code for a in found.areas if a.name == "一村"] == [f"{county}901901", f"{county}902901"]
    assert (found.made_up, found.doubts) == (6, [])


def test_codes_that_fit_are_kept_and_the_gaps_are_filled() -> None:
    found = areas_of_rows(
        rows(("甲镇", "一村", "770101101201"), ("甲镇", "二村", ""), ("乙乡", "三村", "")), county="示例县"
    )
    assert (found.county.code, found.county.scheme) == ("770101", "nbs")
    assert codes(found, "township") == {"甲镇": ("770101101", "nbs"), "乙乡": ("770101901", "local")}
    assert codes(found, "village")["二村"] == ("770101101901", "local")


def test_two_townships_that_claim_one_code_are_kept_apart() -> None:
    found = areas_of_rows(rows(("甲镇", "", "770101101"), ("乙乡", "", "770101101")), county="示例县")
    assert codes(found, "township") == {"甲镇": ("770101101", "nbs"), "乙乡": ("770101901", "local")}
    assert any("乙乡" in doubt.zh for doubt in found.doubts)


def test_a_code_outside_the_township_and_a_code_twice_are_told_and_made_up() -> None:
    found = areas_of_rows(
        rows(
            ("甲镇", "一村", "770101101201"), ("甲镇", "二村", "770101101201"), ("甲镇", "三村", "770101105201"),
            ("甲镇", "四村", "770101101202"), ("甲镇", "五村", "12"),
        ),
        county="示例县",
    )  # fmt: skip
    schemes = {name: scheme for name, (_code, scheme) in codes(found, "village").items()}
    assert schemes == {"一村": "nbs", "二村": "local", "三村": "local", "四村": "nbs", "五村": "local"}
    assert len({code for code, _scheme in codes(found, "village").values()}) == 5
    assert {doubt.row_no for doubt in found.doubts} == {3, 4, 6}


def test_rows_of_another_county_and_rows_without_township_are_left_out_and_told() -> None:
    told = [NamedRow(1, 2, {"county": "别县", "township": "丙镇"}), NamedRow(1, 3, {"village": "某村"})]
    found = areas_of_rows([*told, *rows(("甲镇", "", ""))], county="示例县")
    assert list(codes(found, "township")) == ["甲镇"]
    assert [doubt.row_no for doubt in found.doubts] == [2, 3]


def test_a_county_of_more_than_a_hundred_villages_in_one_township_gets_codes_for_all() -> None:
    found = areas_of_rows(rows(*(("甲镇", f"{n}村", "") for n in range(150))), county="示例县")
    assert len({a.code for a in found.areas}) == 152


def test_headings_are_compared_without_marks_and_brackets() -> None:
    assert plain_heading(" 县（市、区、旗）* ") == "县"
    assert plain_heading("行政 村：") == "行政村"


def test_an_export_of_persons_serves_as_the_list_and_says_so_once() -> None:
    people = [("甲镇", "一村", ""), ("甲镇", "二村", "")] * 50
    found = areas_of_rows(rows(*people), county="示例县")
    assert (found.count("township"), found.count("village")) == (1, 2)
    assert [doubt.row_no for doubt in found.doubts] == [0]
    assert "98 行" in found.doubts[0].zh


def test_a_village_named_twice_in_a_list_of_villages_is_told_with_its_row() -> None:
    found = areas_of_rows(rows(("甲镇", "一村", ""), ("甲镇", "二村", ""), ("甲镇", "一村", "")), county="示例县")
    assert [doubt.row_no for doubt in found.doubts] == [4]
