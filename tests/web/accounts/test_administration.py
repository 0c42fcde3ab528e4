"""Accounts as an administrator works with them: a workbook of officers, slips, moves, and what nobody may do."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fangpin_web.accounts.administration import (
    AccountProblem,
    NewOfficer,
    add_officers,
    change_officer,
    lock_officer,
    reissue_slip,
    unlock_officer,
    usernames,
)
from fangpin_web.accounts.models import AccountEvent, Officer
from fangpin_web.accounts.roster import HEADER, read_roster
from fangpin_web.accounts.services import PasswordToSet, SignInLocked, SignInRefused, check_sign_in, make_officer
from fangpin_web.accounts.slips import VALID_FOR, SlipSpent, set_password

pytestmark = pytest.mark.django_db
SECRET = "mountain-lake-7"


def workbook(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["示例县干部名册"])
        for at, row in enumerate((header, *rows), start=1):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def roster(world, *rows: tuple[str, ...]):
    return read_roster(workbook(*rows), file="名册.xlsx", area_code=world.county)


def new(world, at=None, **more):
    told = {"name": "钱九", "role": "village", "area_code": world.village_a} | more
    return add_officers(entries=[NewOfficer(**told)], by=world.administrator, at=at or world.now)[0]


def test_a_slip_opens_once_and_only_the_page_where_the_password_is_set(world) -> None:
    slip = new(world)
    with pytest.raises(PasswordToSet) as to_set:
        check_sign_in(username="qianjiu", password=slip.code.lower(), at=world.now)
    officer = set_password(slip=to_set.value.slip.pk, password=SECRET, at=world.now)
    assert check_sign_in(username="qianjiu", password=SECRET, at=world.now) == officer
    with pytest.raises(SlipSpent):
        set_password(slip=to_set.value.slip.pk, password="another-secret-8", at=world.now)
    with pytest.raises(SignInRefused):
        check_sign_in(username="qianjiu", password=slip.code, at=world.now)


def test_a_slip_of_another_or_out_of_time_opens_nothing(world) -> None:
    slip = new(world)
    for username, at in (("lin", world.now), ("qianjiu", world.now + VALID_FOR)):
        with pytest.raises(SignInRefused):
            check_sign_in(username=username, password=slip.code, at=at)


def test_codes_cannot_be_guessed_past_the_lock(world) -> None:
    slip = new(world)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            check_sign_in(username="qianjiu", password="AAAA-BBBB-CCCC", at=world.now)
    with pytest.raises(SignInLocked):
        check_sign_in(username="qianjiu", password=slip.code, at=world.now)


def test_a_new_slip_ends_the_password_and_the_earlier_slip(world) -> None:
    first = new(world)
    second = reissue_slip(officer=first.officer, by=world.administrator, at=world.now)
    with pytest.raises(SignInRefused):
        check_sign_in(username="qianjiu", password=first.code, at=world.now)
    with pytest.raises(PasswordToSet):
        check_sign_in(username="qianjiu", password=second.code, at=world.now)
    reissue_slip(officer=world.lin, by=world.administrator, at=world.now)
    with pytest.raises(SignInRefused):
        check_sign_in(username="lin", password=world.password, at=world.now)


def test_a_slip_made_before_the_first_key_of_the_pages_was_read_opens_all_the_same(world, settings) -> None:
    settings.SECRET_KEY = "the key of the process that prepares a new home"
    slip = new(world)
    settings.SECRET_KEY = "the key that was kept"
    with pytest.raises(PasswordToSet):
        check_sign_in(username="qianjiu", password=slip.code, at=world.now)


def test_the_code_is_kept_nowhere(world) -> None:
    slip = new(world)
    assert slip.code not in str(list(slip.officer.slips.values())) + str(list(AccountEvent.objects.values()))


def test_nobody_raises_himself_and_only_an_administrator_acts(world) -> None:
    told = {"role": "county", "area_code": world.county, "organisation": "", "post": "", "why": "x", "at": world.now}
    with pytest.raises(AccountProblem) as refused:
        change_officer(officer=world.administrator, by=world.administrator, **told)
    assert refused.value.kind == "own_account"
    with pytest.raises(AccountProblem) as refused:
        change_officer(officer=world.lin, by=world.zhou, **told)
    assert refused.value.kind == "not_administrator"
    with pytest.raises(AccountProblem):
        add_officers(entries=[NewOfficer(name="x", role="county", area_code=world.county)], by=world.zhou, at=world.now)
    with pytest.raises(PermissionError):
        make_officer(
            username="administrator", name="x", role="county", area_code=world.county, password="x",
            at=world.now, by=world.administrator,
        )  # fmt: skip


def test_the_last_administrator_stays(world) -> None:
    other = new(world, name="孙十", role="administrator", area_code=world.county).officer
    lock_officer(officer=world.administrator, by=other, at=world.now, why="调离")
    with pytest.raises(AccountProblem):
        lock_officer(officer=other, by=world.administrator, at=world.now, why="x")
    world.administrator.refresh_from_db()
    assert not world.administrator.is_active


def test_locked_opens_no_more_and_left_does_not_come_back(world) -> None:
    lock_officer(officer=world.lin, by=world.administrator, at=world.now, why="停职")
    with pytest.raises(SignInRefused):
        check_sign_in(username="lin", password=world.password, at=world.now)
    unlock_officer(officer=world.lin, by=world.administrator, at=world.now, why="复职")
    assert check_sign_in(username="lin", password=world.password, at=world.now)
    lock_officer(officer=world.lin, by=world.administrator, at=world.now, why="退休", leaves=True)
    with pytest.raises(AccountProblem):
        unlock_officer(officer=world.lin, by=world.administrator, at=world.now, why="x")
    assert [event.act for event in world.lin.events.order_by("id")] == ["locked", "unlocked", "left"]


def test_a_move_changes_what_the_database_shows_and_is_logged(world) -> None:
    moved = change_officer(
        officer=world.lin, role="village", area_code=world.village_b, organisation="乙一村", post="第一书记",
        by=world.administrator, at=world.now, why="轮换",
    )  # fmt: skip
    event = moved.events.get(act="changed")
    assert (event.was["area_code"], event.became["area_code"], event.why) == (world.town_a, world.village_b, "轮换")
    with pytest.raises(AccountProblem):
        change_officer(
            officer=world.lin, role="township", area_code=world.village_b, organisation="", post="",
            by=world.administrator, at=world.now, why="x",
        )  # fmt: skip


def test_the_log_of_accounts_cannot_be_changed(world) -> None:
    from django.db import DatabaseError, transaction

    new(world)
    with pytest.raises(DatabaseError, match="permission"), transaction.atomic():
        AccountEvent.objects.update(why="")


def test_a_roster_tells_row_by_row_what_is_wrong(world) -> None:
    rows = roster(
        world,
        ("张三", "甲镇人民政府", "镇长", "乡镇", "甲镇", "13900000001"),
        ("李四", "", "", "村级", "甲镇甲一村", ""),
        ("王五", "", "", "村级", "770101102001", ""),
        ("", "", "", "村级", "甲一村", ""),
        ("赵六", "", "", "书记", "甲镇", ""),
        ("孙七", "", "", "村级", "丙村", ""),
        ("周八", "", "", "村级", "甲镇", ""),
        ("吴九", "", "", "县级部门", "示例县", ""),
        ("郑十", "", "", "乡镇", "甲镇", "12"),
        ("张 三", "", "", "乡镇", "甲", ""),
        ("林一", "", "", "乡镇", "甲镇", ""),
    )
    assert [row.area_code for row in rows[:3]] == [world.town_a, world.village_a, world.village_b]
    assert [row.row_no for row in rows if not row.problems] == [3, 4, 5]
    told = {row.row_no: row.problems[0][0] for row in rows if row.problems}
    wrong = {6: "姓名", 7: "角色", 8: "丙村", 9: "不符", 10: "单位", 11: "电话", 12: "第 3 行", 13: "已有"}
    assert {row_no: word for row_no, word in wrong.items() if word in told[row_no]} == wrong


def test_an_empty_area_is_the_county_for_those_who_serve_all_of_it_and_a_fault_for_others(world) -> None:
    county, village = roster(world, ("吴二", "专班", "科员", "县专班", "", ""), ("郑三", "村", "干部", "村级", "", ""))
    assert (county.area_code, county.problems) == (world.county, ())
    assert [zh for zh, _en in village.problems] == ["没有写区划"]


def test_three_hundred_officers_are_made_from_one_workbook_with_a_slip_each(world, client_of) -> None:
    names = [f"{family}{given}" for family in "赵钱孙李周吴郑王冯陈" for given in
             (f"{a}{b}" for a in "一二三四五六" for b in "甲乙丙丁戊")]  # fmt: skip
    content = workbook(*((name, "甲一村", "网格员", "村级", "甲一村", "") for name in names))
    client = client_of(world.administrator)
    file = SimpleUploadedFile("名册.xlsx", content)
    preview = client.post("/accounts/workbook", {"file": file})
    assert "300" in preview.content.decode()
    assert Officer.objects.count() == 8
    made = client.post("/accounts/workbook", {"rows": preview.context["rows"]})
    codes = set(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", made.content.decode()))
    assert (len(codes), Officer.objects.count()) == (300, 308)
    assert "no-store" in made.headers["Cache-Control"]
    again = client.post("/accounts/workbook", {"file": SimpleUploadedFile("名册.xlsx", content)})
    assert not again.context["good"], "who has an account is not made twice"


def test_a_changed_preview_makes_nothing(world, client_of) -> None:
    client = client_of(world.administrator)
    assert client.post("/accounts/workbook", {"rows": "forged"}).status_code == 302
    assert Officer.objects.count() == 8


def test_same_names_get_user_names_of_their_own(world) -> None:
    assert usernames(["林一", "林一", "陈·买买提"]) == ["linyi", "linyi2", "chenmaimaiti"]


def test_the_first_sign_in_goes_through_the_page_of_the_password(world) -> None:
    slip = new(world, at=timezone.now())  # pages read the clock
    client = Client()
    answer = client.post("/sign-in", {"username": "qianjiu", "password": slip.code})
    assert answer.headers["Location"] == "/set-password"
    assert client.get("/").status_code == 302, "a code alone opens no page"
    assert client.post("/set-password", {"password": "short", "again": "short"}).status_code == 422
    assert client.post("/set-password", {"password": SECRET, "again": SECRET}).headers["Location"] == "/sign-in"
    assert client.post("/sign-in", {"username": "qianjiu", "password": SECRET}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Client().get("/set-password").headers["Location"] == "/sign-in"


def test_the_pages_list_filter_export_and_act(world, client_of) -> None:
    client = client_of(world.administrator)
    page = client.get("/accounts/", {"role": "village", "sort": "-name"}).content.decode()
    assert "王三" in page
    assert "林一" not in page.split("<tbody>")[1]
    exported = client.post("/accounts/export")
    assert exported.headers["Content-Type"].endswith("sheet")
    assert AccountEvent.objects.filter(act="exported", by_id=world.administrator.pk).exists()
    one = f"/accounts/{world.lin.pk}/"
    assert client.get(one).status_code == 200
    assert client.post(f"{one}lock", {"why": ""}).status_code == 422
    assert client.post(f"{one}lock", {"why": "停职"}).status_code == 302
    assert "停职" in client.get(one).content.decode()
    moved = {"role": "township", "area_code": world.town_b, "organisation": "", "post": "", "why": "轮换"}
    assert client.post(f"{one}change", moved).status_code == 302
    assert client.post(f"{one}slip", {"why": "遗失"}).status_code == 200
    own = client.post(
        f"/accounts/{world.administrator.pk}/change", moved | {"role": "county", "area_code": world.county}
    )
    assert own.status_code == 422
    added = client.post("/accounts/add", {"name": "钱九", "role": "village", "area_code": world.village_a})
    assert "qianjiu" in added.content.decode()
    assert client.get("/accounts/workbook/template").status_code == 200


def test_the_county_looks_and_does_not_touch(world, client_of) -> None:
    client = client_of(world.zhou)
    assert client.get("/accounts/").status_code == 200
    assert client.get("/accounts/add").status_code == 403
    assert client.post(f"/accounts/{world.lin.pk}/lock", {"why": "x"}).status_code == 403
    assert client_of(world.lin).get("/accounts/").status_code == 403


def test_a_session_ends_with_its_account(world, client_of) -> None:
    client = client_of(world.lin)
    assert client.get("/").status_code == 200
    lock_officer(officer=world.lin, by=world.administrator, at=world.now + timedelta(minutes=1), why="x")
    assert client.get("/").status_code == 302
