"""Broken and hostile files end in one clear error, or a correct reading, in bounded memory."""

# ruff: noqa: E501 - bytes of a file stand as they are

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from tests.core.rosters import workbook_makers as make

from fangpin.rosters import FileTooLarge, Limits, Reading, UnreadableFile, open_envelope
from fangpin.rosters.sheets import MEBIBYTE

HEAD = ["乡镇", "行政村", "姓名", "身份证号码", "累计合规自付金额"]
ROW = ["锡城街道", "示范村", "张三", "770101199001010015", "100"]
ROOT = Path(__file__).parents[3]


def replace_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            target.writestr(member.filename, change(content) if member.filename == part else content)
    path.write_bytes(out.getvalue())
    return path


def in_bounded_memory(path: Path, megabytes: int) -> str:
    """What opening ``path`` ends in, in a process that may not grow past ``megabytes``."""
    script = f"""
        import resource, sys
        from pathlib import Path
        from fangpin.rosters import RosterError, open_envelope
        base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            sheet = open_envelope(Path({str(path)!r})).sheets[0]
            end = f"{{sheet.height}}x{{sheet.width}}"
        except RosterError as error:
            end = error.kind
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024
        print(end, round(grown))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True, text=True, timeout=300, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    end, grown = done.stdout.split()
    assert int(grown) < megabytes, f"opening it took {grown} MB"
    return end


def test_a_million_empty_formatted_rows_weigh_nothing(tmp_path: Path) -> None:
    path = make.xlsx(tmp_path / "名单.xlsx", [HEAD, ROW])
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 1_048_577))
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert in_bounded_memory(path, 150) == "2x5"


def test_one_cell_in_the_farthest_corner_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        page.write(1_048_575, 16_383, "x")
    assert in_bounded_memory(path, 60) == "too_large"


def test_a_wrong_sheet_dimension_hides_no_row(tmp_path: Path) -> None:
    path = make.xlsx(tmp_path / "名单.xlsx", [HEAD, *[ROW] * 50])
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:E51"', b'ref="A1:B2"'))
    sheet = open_envelope(path).sheets[0]
    assert (sheet.height, sheet.width) == (51, 5)


def test_three_hundred_columns_are_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    head = [*HEAD, *(f"备用{n}" for n in range(295))]
    reading = read(make.xlsx(tmp_path / "大额医疗.xlsx", [head, *[[*ROW, *["x"] * 295]] * 20]), "medical_threshold")
    assert reading.table.num_rows == 20


def declare(path: Path, size: int) -> Path:
    """Set the declared unpacked size of a zip's members in its directory."""
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = raw.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(raw))
    return path


def test_two_gigabytes_declared_are_refused_before_a_byte_is_unpacked(tmp_path: Path) -> None:
    workbook = make.xlsx(tmp_path / "名单.xlsx", [HEAD, ROW])
    parcel = make.archive(tmp_path / "各乡镇.zip", [workbook])
    for path in (declare(workbook, 2 << 30), declare(parcel, 2 << 30)):
        assert in_bounded_memory(path, 60) == "too_large"


def test_a_workbook_of_a_gigabyte_and_more_is_refused_without_holding_it(tmp_path: Path) -> None:
    path = make.xlsx(tmp_path / "名单.xlsx", [HEAD, ROW])
    block = bytes(8 * MEBIBYTE)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/media/image1.bin", "w", force_zip64=True) as member,
    ):
        for _ in range(130):
            member.write(block)
    assert in_bounded_memory(path, 60) == "too_large"


def test_a_zip_that_lies_about_its_size_is_stopped_while_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "各乡镇.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("甲镇.csv", b"1," * (30 * MEBIBYTE))
    raw = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.find(mark)
        raw[at + place : at + place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    with pytest.raises((UnreadableFile, FileTooLarge)):
        open_envelope(path)


@pytest.mark.parametrize("name", ["../../etc/passwd.xlsx", "/etc/passwd.xlsx", "..\\..\\名单.xlsx", "C:\\名单.xlsx"])
def test_a_name_that_leaves_its_archive_refuses_the_parcel(name: str, tmp_path: Path) -> None:
    path = tmp_path / "各乡镇.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(name, make.xlsx(tmp_path / "名单.xlsx", [HEAD, ROW]).read_bytes())
    with pytest.raises(UnreadableFile) as refused:
        open_envelope(path)
    assert refused.value.kind == "unsafe_name"


def test_a_parcel_of_parcels_of_parcels_is_refused(tmp_path: Path) -> None:
    inner = make.xlsx(tmp_path / "名单.xlsx", [HEAD, ROW]).read_bytes()
    for depth in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr(f"{depth}.zip" if depth else "名单.xlsx", inner)
        inner = out.getvalue()
    path = tmp_path / "各乡镇.zip"
    path.write_bytes(inner)
    with pytest.raises(UnreadableFile):
        open_envelope(path)


def test_a_broken_town_in_a_parcel_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    good = make.xlsx(tmp_path / "甲镇.xlsx", [HEAD, ROW])
    bad = tmp_path / "乙镇.xlsx"
    bad.write_bytes(good.read_bytes()[:500])
    envelope = open_envelope(make.archive(tmp_path / "各乡镇.zip", [good, bad]))
    assert [s.file for s in envelope.sheets] == ["甲镇.xlsx"]
    assert [p.file for p in envelope.problems] == ["乙镇.xlsx"]


def test_a_worksheet_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    path = make.xlsx(tmp_path / "名单.xlsx", [HEAD, *[ROW] * 50])
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    with pytest.raises(UnreadableFile) as refused:
        open_envelope(path)
    assert refused.value.kind in ("damaged", "unreadable")


def test_entities_of_an_xml_file_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "名单.xls"
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="x"><Table><Row><Cell>'
        '<Data ss:Type="String">&a9;</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    assert in_bounded_memory(path, 80) in ("no_rows", "unreadable", "1x1")


def test_a_few_bytes_of_ods_that_repeat_a_cell_a_billion_times_are_refused(tmp_path: Path) -> None:
    path = make.ods(tmp_path / "名单.ods", [HEAD])
    replace_part(
        path,
        "content.xml",
        lambda xml: xml.replace(
            b"</table:table>",
            b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000"'
            b' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
        ),
    )
    assert in_bounded_memory(path, 60) == "too_large"


def test_a_text_file_with_an_open_quote_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,金额\n" + '"张三,100\n' * 40_000, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        open_envelope(path)
    assert refused.value.kind == "broken_csv"


def test_more_cells_than_the_limit_are_refused_in_any_envelope(tmp_path: Path) -> None:
    rows = [HEAD, *[ROW] * 300]
    small = Limits(cells=1000)
    for path in (
        make.xlsx(tmp_path / "a.xlsx", rows),
        make.csv(tmp_path / "b.csv", rows),
        make.ods(tmp_path / "c.ods", rows),
        make.html(tmp_path / "d.xls", rows),
    ):
        with pytest.raises(FileTooLarge):
            open_envelope(path, limits=small)


def test_any_cut_of_any_envelope_ends_in_one_sentence(tmp_path: Path) -> None:
    rows = [HEAD, *[ROW] * 5]
    whole = [
        make.xlsx(tmp_path / "a.xlsx", rows), make.xls(tmp_path / "b.xls", rows), make.ods(tmp_path / "c.ods", rows),
        make.docx(tmp_path / "d.docx", rows), make.protected(tmp_path / "e.xlsx", rows, password="1"),
    ]  # fmt: skip
    said: list[str] = []
    for path in whole:
        content = path.read_bytes()
        for part in range(1, 12):
            path.write_bytes(content[: len(content) * part // 12])
            try:
                open_envelope(path, password="1")
            except (UnreadableFile, FileTooLarge) as error:
                said.append(error.zh())
    assert len(said) > 30
    assert all("。" in sentence for sentence in said)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("reference", [b"ZZZZZZ2", b"A99999999999"])
def test_a_cell_beyond_the_last_of_any_sheet_is_refused_before_the_fast_reader_sees_it(
    reference: bytes, tmp_path: Path
) -> None:
    path = make.xlsx(tmp_path / "far.xlsx", [HEAD, ROW])
    replace_part(path, SHEET, lambda xml: xml.replace(b'r="A2"', b'r="' + reference + b'"'))
    assert in_bounded_memory(path, 200) == "damaged"


def test_a_far_cell_written_in_the_middle_of_its_row_counts(tmp_path: Path) -> None:
    rows = [HEAD, *[ROW] * 2000]
    path = make.xlsx(tmp_path / "unordered.xlsx", rows)
    replace_part(path, SHEET, lambda xml: xml.replace(b'r="C2"', b'r="XFD2"'))
    assert in_bounded_memory(path, 200) == "too_large"


def test_a_part_that_lies_about_its_size_is_not_unpacked_to_learn_what_the_file_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lie.ods", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", b"\0" * (300 * MEBIBYTE))
    content = bytearray((tmp_path / "lie.ods").read_bytes())
    at = content.rfind(b"PK\x01\x02") + 24  # the size in the central directory
    content[at : at + 4] = (40).to_bytes(4, "little")
    (tmp_path / "lie.ods").write_bytes(content)
    assert in_bounded_memory(tmp_path / "lie.ods", 100) == "damaged"


def test_a_text_file_of_too_many_cells_is_refused_without_taking_it_apart(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"1,2,3,4,5,6,7\n" * 4_000_000)
    assert in_bounded_memory(path, 300) == "too_large"
