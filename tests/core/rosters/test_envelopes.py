"""Whatever the envelope, the same list is read; what is no list gets one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.rosters import workbook_makers as make

from fangpin.rosters import FileTooLarge, Limits, PasswordNeeded, Reading, RosterError, UnreadableFile, open_envelope

LIST = [
    ["个旧市2026年10月大额医疗自付预警名单（演示数据）"],
    ["乡镇", "行政村", "姓名", "身份证号码", "累计合规自付金额（元）", "推送日期"],
    ["锡城街道", "示范村", "张三", "770101199001010015", "23411.00", "2026-10-31"],
    ["锡城街道", "示范村", "李四", "770101198502020023", "5000", "2026-10-31"],
]
MAKERS: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda p: make.xlsx(p / "名单.xlsx", LIST),
    "xls": lambda p: make.xls(p / "名单.xls", LIST),
    "et": lambda p: make.xls(p / "名单.et", LIST),
    "csv in UTF-8": lambda p: make.csv(p / "名单.csv", LIST, encoding="utf-8"),
    "csv in UTF-8 with mark": lambda p: make.csv(p / "名单.csv", LIST, encoding="utf-8-sig"),
    "csv in UTF-16": lambda p: make.csv(p / "名单.csv", LIST, encoding="utf-16", delimiter="\t"),
    "csv in GBK": lambda p: make.csv(p / "名单.csv", LIST, encoding="gbk"),
    "ods": lambda p: make.ods(p / "名单.ods", LIST),
    "html named xls": lambda p: make.html(p / "名单.xls", LIST),
    "docx": lambda p: make.docx(p / "名单.docx", LIST[1:], titles=[str(LIST[0][0])]),
    "xlsx named csv": lambda p: make.xlsx(p / "名单.csv", LIST),
}


@pytest.mark.parametrize("envelope", MAKERS)
def test_the_same_list_is_read_from_every_envelope(envelope: str, tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(MAKERS[envelope](tmp_path))
    assert reading.source.id == "medical_threshold"
    assert [r.reasons for r in reading.refused] == []
    assert reading.table.column("name").to_pylist() == ["张三", "李四"]
    assert [str(v) for v in reading.table.column("amount_yuan").to_pylist()] == ["23411.00", "5000.00"]
    assert reading.table.column("document_number").to_pylist() == ["770101199001010015", "770101198502020023"]
    assert reading.table.column("row_no").to_pylist() == [3, 4]
    assert reading.recognition.period is not None
    assert (reading.recognition.period.from_on.isoformat(), reading.recognition.period.to_on.isoformat()) == (
        "2026-10-01",
        "2026-10-31",
    )


def test_a_zip_of_towns_keeps_the_names_its_packer_wrote_in_gbk(tmp_path: Path) -> None:
    towns = [make.xlsx(tmp_path / f"{town}.xlsx", LIST) for town in ("锡城街道", "大屯街道")]
    envelope = open_envelope(make.archive(tmp_path / "各乡镇.zip", towns))
    assert [(s.file, s.no) for s in envelope.sheets] == [("锡城街道.xlsx", 1), ("大屯街道.xlsx", 2)]


def test_a_protected_workbook_asks_for_its_password_and_opens_with_it(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = make.protected(tmp_path / "名单.xlsx", LIST, password="8888")
    with pytest.raises(PasswordNeeded) as asked:
        open_envelope(path)
    assert asked.value.kind == "password_needed"
    with pytest.raises(PasswordNeeded) as refused:
        open_envelope(path, password="1234")
    assert refused.value.kind == "wrong_password"
    assert read(path, password="8888").table.num_rows == 2


NO_LISTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "pdf": (b"%PDF-1.7 ...", "not_a_list"),
    "photo": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_list"),
    "screenshot": (b"\x89PNG\r\n\x1a\n", "not_a_list"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "convert_first"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", "not_a_list"),
    "noise": (bytes(range(1, 200)) * 20, "not_a_list"),
    "truncated zip": (b"PK\x03\x04" + b"\x14\x00" * 40, "damaged"),
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_is_no_list_gets_one_sentence_in_both_languages(name: str, tmp_path: Path) -> None:
    content, kind = NO_LISTS[name]
    path = tmp_path / "资料.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        open_envelope(path)
    assert refused.value.kind == kind
    assert "资料.xlsx" in refused.value.zh()
    assert "资料.xlsx" in refused.value.en()


def test_a_workbook_cut_off_in_the_mail_is_called_damaged(tmp_path: Path) -> None:
    path = make.xlsx(tmp_path / "名单.xlsx", LIST)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(UnreadableFile) as refused:
        open_envelope(path)
    assert refused.value.kind == "damaged"


def test_text_that_changes_its_encoding_half_way_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("乡镇,行政村,姓名\r\n锡城街道,示范村,张三\r\n".encode() + "大屯街道,新村,李四\r\n".encode("gbk"))
    with pytest.raises(UnreadableFile) as refused:
        open_envelope(path)
    assert refused.value.kind == "mixed_encodings"
    assert refused.value.details["row_no"] == 3


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = make.xlsx(tmp_path / "名单.xlsx", LIST)
    with pytest.raises(FileTooLarge):
        open_envelope(path, limits=Limits(file_bytes=100))


def test_every_sentence_fills_in_with_what_its_error_carries() -> None:
    error = RosterError("empty", file="甲.xlsx")
    assert "甲.xlsx" in error.zh()
    assert "empty" in error.en()
