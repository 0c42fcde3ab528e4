"""A county from nothing: its own area list, its place below a shipped one, two people with slips, and the checklist."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.services import PasswordToSet, check_sign_in
from fangpin_web.founding.checklist import checklist_for
from fangpin_web.founding.first_run import first_run_code
from fangpin_web.founding.services import FoundingProblem, found_county, read_area_list
from fangpin_web.office.models import Office
from fangpin_web.office.policy import own_folder, policy_in_force
from fangpin_web.records.models import Area

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 31, 2, 0, tzinfo=UTC)
TOLD = {"administrator": "褚八", "clerk": "周四", "at": NOW}


def area_list(
    *rows: tuple[str, ...], header: tuple[str, ...] = ("县（市、区）", "乡镇", "行政村", "12位代码")
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["示例县行政区划名单"])
        for at, row in enumerate((header, *rows), start=1):
            sheet.write_row(at, 0, row)
    return out.getvalue()


LIST = area_list(("示例县", "甲镇", "甲一村", ""), ("示例县", "甲镇", "甲二村", ""), ("示例县", "乙乡", "乙一村", ""))


def read(tmp_path: Path, content: bytes = LIST, county: str = "示例县"):
    path = tmp_path / "areas.xlsx"
    path.write_bytes(content)
    return read_area_list(path, name="区划.xlsx", county=county)


def found(tmp_path: Path, **more):
    return found_county(**({"county": "示例县", "areas": read(tmp_path), "inherits": "national"} | TOLD | more))


def test_an_empty_county_stands_on_its_own_names(own_home: Path, tmp_path: Path) -> None:
    founded = found(tmp_path)
    assert founded.place == "shilixian"
    assert not Office.objects.get().demo
    assert sorted(Area.objects.values_list("name", flat=True)) == sorted(
        ["示例县", "甲镇", "乙乡", "甲一村", "甲二村", "乙一村"]
    )
    assert set(Area.objects.values_list("scheme", flat=True)) == {"local"}
    policy = policy_in_force()
    assert [p.id for p in policy.chain] == ["national", "shilixian"]
    assert policy.place.area_code == founded.areas.county.code
    assert {o.role for o in Officer.objects.all()} == {"administrator", "county"}
    with pytest.raises(PasswordToSet):
        check_sign_in(username="zhousi", password=founded.slips[1].code, at=NOW)


def test_without_its_province_a_county_works_with_national_values_and_with_it_with_those(
    own_home: Path, tmp_path: Path
) -> None:
    found(tmp_path, inherits="yunnan")
    assert str(policy_in_force().value("income_line", on=date(2026, 5, 1)).value) == "8700"


def test_a_second_county_and_an_unknown_province_are_refused_and_nothing_is_left(
    own_home: Path, tmp_path: Path
) -> None:
    with pytest.raises(FoundingProblem, match="yunnann"):
        found(tmp_path, inherits="yunnann")
    assert not Office.objects.exists()
    assert not own_folder().exists()
    found(tmp_path)
    with pytest.raises(FoundingProblem, match="set up already"):
        found(tmp_path)


def test_a_list_without_townships_says_which_column_is_missing(tmp_path: Path) -> None:
    from fangpin.rosters.named_columns import NoHeading

    with pytest.raises(NoHeading) as problem:
        read(tmp_path, area_list(("示例县",), header=("县",)))
    assert "乡" in problem.value.zh


def test_a_list_of_another_county_is_told_by_name_and_not_as_a_wrong_heading(tmp_path: Path) -> None:
    with pytest.raises(FoundingProblem) as problem:
        read(tmp_path, area_list(("邻县", "甲镇", "一村"), ("邻县", "甲镇", "二村"), header=("县", "乡镇", "村")))
    assert problem.value.kind == "other_county"
    assert "2 行" in problem.value.zh
    assert "邻县" in problem.value.zh


def test_the_first_run_page_needs_the_code_of_the_machine_and_closes_behind_itself(own_home: Path) -> None:
    client = Client()
    assert "/start" in client.get("/sign-in").content.decode()
    form = {
        "county": "示例县", "inherits": "national", "administrator": "褚八", "clerk": "周四", "county_code": "",
        "code": "guess",
    }  # fmt: skip
    told = lambda code: form | {"code": code, "areas": SimpleUploadedFile("区划.xlsx", LIST)}  # noqa: E731
    assert client.post("/start", told("guess")).status_code == 422
    assert not Office.objects.exists()
    code = first_run_code(own_home)
    assert code in client.get(f"/start?code={code}").content.decode()
    page = client.post("/start", told(code))
    assert page.status_code == 200, page.content.decode()
    assert "zhousi" in page.content.decode()
    assert client.get("/start").headers["Location"] == "/sign-in"
    assert client.post("/start", told(code)).headers["Location"] == "/sign-in"
    assert Office.objects.get().place == "shilixian"


def test_the_checklist_names_what_is_missing_and_what_it_would_add(own_home: Path, tmp_path: Path, client_of) -> None:
    founded = found(tmp_path)
    clerk, administrator = founded.slips[1].officer, founded.slips[0].officer
    groups = checklist_for(clerk, day=date(2026, 10, 31))
    lines = {line.title: line for _title, group in groups for line in group}
    areas = next(line for title, line in lines.items() if "2" in title and "3" in title and line.done)
    assert areas
    text = client_of(clerk).get("/checklist").content.decode()
    for word in ("甲镇", "fangpin backup set-up", "income_line", "/rounds/"):
        assert word in text, word
    medical = lines[policy_in_force().sources["medical_claims"].zh]
    assert not medical.done
    assert any(rule.zh in medical.adds for rule in policy_in_force().rules.values())
    home = client_of(clerk).get("/").content.decode()
    assert "/checklist" in home
    assert len(checklist_for(administrator, day=date(2026, 10, 31))) == 2
    assert client_of(administrator).get("/checklist").status_code == 200


def test_the_administrator_of_an_empty_county_sees_no_household(own_home: Path, tmp_path: Path, client_of) -> None:
    founded = found(tmp_path)
    assert client_of(founded.slips[0].officer).get("/households/").status_code == 403
