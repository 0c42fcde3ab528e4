"""A round from drop to zip, back with answers, and the next round."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from tests.web.rounds.exports import HEADINGS, TWICE, person, workbook

from fangpin.rosters.protection import protect
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.rounds.answering import receive_answers
from fangpin_web.rounds.exempting import exempt, import_exemptions, settle_disputes, withdraw
from fangpin_web.rounds.issues import import_issues
from fangpin_web.rounds.models import Correction, QualityExemption, Round, RoundFinding
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.running import run_round
from fangpin_web.rounds.services import begin_round, check_again, unlock_round
from fangpin_web.rounds.workbooks import parcel_of

DAY = date(2026, 10, 31)


def checked(world, content, *, name="导出.xlsx", by=None, as_of=DAY, **more):
    found, _new = begin_round(
        name=name, content=content, as_of=as_of, language="zh", by=by or world.zhou, at=world.now, **more
    )
    return run_round(round_id=found.pk, by=by or world.zhou, at=world.now)


def seen(world, officer=None):
    return acting_as(officer or world.zhou)


def books(found) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(parcel_of(found))) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def filled(content: bytes, row: int = 5, **cells: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for column, text in cells.items():
        book.active[f"{column}{row}"] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_export_gives_a_workbook_per_township_learned_from_the_file(world, exports):
    found = checked(world, exports("first"))
    assert found.state == Round.State.DONE, found.problem
    assert (found.no, found.counts["persons"], found.counts["findings"]) == (1, 42, 2)
    assert [(t["name"], t["findings"], t["area_code"]) for t in found.townships] == [
        ("乙镇", 1, world.town_b), ("甲镇", 1, world.town_a),
    ]  # fmt: skip
    assert len(books(found)) == 3


def test_nothing_lands_and_no_backup_is_asked_for(world, exports):
    from fangpin_web.office.models import Office
    from fangpin_web.records.models import ImportBatch, Person

    Office.objects.update(demo=False)  # a real office without a backup, which may import nothing
    with seen(world):
        people = Person.objects.count()
    assert checked(world, exports("first")).state == Round.State.DONE
    with seen(world):
        assert Person.objects.count() == people
        assert not ImportBatch.objects.exists()


def test_tables_hold_no_name_and_no_number(world, exports):
    from django.db import connection

    checked(world, exports("first"))
    with seen(world), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(f::text, ' ') FROM quality_round_finding f")
        told = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(r::text, ' ') FROM quality_round r")
        told += cursor.fetchone()[0]
    assert TWICE not in told
    assert TWICE[:14] not in told
    assert "户主" not in told


def test_round_two_tells_closed_repeated_and_new(world, exports):
    first = checked(world, exports("first"))
    second = checked(world, exports("second"))
    assert second.previous_id == first.pk
    assert second.counts["closed"] == 2
    assert second.counts["fresh"] == 2
    with seen(world):
        assert set(RoundFinding.objects.filter(round=first).values_list("state", flat=True)) == {"closed"}
    third = checked(world, exports("second") + b"")
    assert third.pk == second.pk  # the same file is the same round
    fourth = check_again(found=second, as_of=DAY, language="zh", by=world.zhou, at=world.now)
    fourth = run_round(round_id=fourth.pk, by=world.zhou, at=world.now)
    assert (fourth.counts["repeated"], fourth.counts["fresh"]) == (2, 0)
    with seen(world):
        assert set(RoundFinding.objects.filter(round=fourth).values_list("times", flat=True)) == {2}


def test_an_answer_is_reported_until_the_next_export_shows_it(world, exports):
    first = checked(world, exports("first"))
    content = books(first)["02 甲镇 问题清单 第1轮.xlsx"]
    returned = filled(content, K="已更正", L="770101199002020018")
    told = receive_answers(files=[("甲镇.xlsx", returned)], by=world.zhou, at=world.now)
    assert dict(told.taken) == {"value": 1}
    again = receive_answers(files=[("甲镇.xlsx", returned)], by=world.zhou, at=world.now)
    assert (dict(again.taken), again.same) == ({}, 1)
    with seen(world):
        states = dict(RoundFinding.objects.filter(round=first).values_list("township", "state"))
        assert states == {"甲镇": "reported", "乙镇": "open"}
        assert Correction.objects.get().value == "770101199002020018"
    unchanged = check_again(found=first, as_of=DAY, language="zh", by=world.zhou, at=world.now)
    unchanged = run_round(round_id=unchanged.pk, by=world.zhou, at=world.now)
    assert unchanged.counts["reported_again"] == 1
    late = receive_answers(
        files=[("甲镇.xlsx", filled(content, K="不是错误", M="双胞胎"))], by=world.zhou, at=world.now
    )
    assert dict(late.taken) == {"no_error": 1}
    with seen(world):  # an answer to the first workbook is given to the same finding of the newest round
        assert RoundFinding.objects.get(round=unchanged, township="甲镇").state == "disputed"


def test_no_error_becomes_an_exemption_and_comes_back_when_it_runs_out(world, exports):
    first = checked(world, exports("first"))
    content = books(first)["02 甲镇 问题清单 第1轮.xlsx"]
    receive_answers(files=[("x.xlsx", filled(content, K="不是错误", M="双胞胎"))], by=world.zhou, at=world.now)
    with seen(world):
        disputed = list(RoundFinding.objects.filter(state="disputed").values_list("pk", flat=True))
    with pytest.raises(RoundProblem):
        settle_disputes(findings=disputed, granted=True, expires=None, by=world.zhou, at=world.now, since=DAY)
    end = DAY + timedelta(days=30)
    settle_disputes(findings=disputed, granted=True, expires=end, by=world.zhou, at=world.now, since=DAY)

    def again(day):
        made = check_again(found=first, as_of=day, language="zh", by=world.zhou, at=world.now)
        made = run_round(round_id=made.pk, by=world.zhou, at=world.now)
        return made.counts["findings"], made.counts["exempt"]

    assert again(DAY) == (1, 1)
    assert again(end - timedelta(days=1)) == (1, 1)
    assert again(end) == (2, 0)
    with seen(world):
        kept = QualityExemption.objects.get()
        assert kept.reason == "双胞胎"
    withdraw(key=kept.pk, by=world.zhou, at=world.now)
    assert again(DAY) == (2, 0)


def test_the_workbook_of_exemptions_is_taken_over_and_its_doubtful_rows_named(world, exports):
    first = checked(world, exports("first"))
    lines = [
        "规则,户编号,证件号码,豁免原因,批准人,有效期至",
        f"证件号码重复,,{TWICE},双胞胎号码待公安更正,县专班,2026-12-31",
        "没有这条规则,770101000041,,说明,县专班,2026-12-31",
        "证件号码重复,770101000041,,,县专班,2026-12-31",
    ]
    content = "\n".join(lines).encode("utf-8-sig")
    told = import_exemptions(name="豁免.csv", content=content, by=world.zhou, at=world.now, since=DAY)
    assert (told.made, told.known, [row for row, *_ in told.left]) == (1, 0, [3, 4])
    assert import_exemptions(name="豁免.csv", content=content, by=world.zhou, at=world.now, since=DAY).known == 1
    made = check_again(found=first, as_of=date(2026, 12, 31), language="zh", by=world.zhou, at=world.now)
    assert run_round(round_id=made.pk, by=world.zhou, at=world.now).counts["exempt"] == 2
    made = check_again(found=first, as_of=date(2027, 1, 1), language="zh", by=world.zhou, at=world.now)
    assert run_round(round_id=made.pk, by=world.zhou, at=world.now).counts["exempt"] == 0


def test_the_province_s_list_is_matched_both_ways(world, exports):
    first = checked(world, exports("first"))
    lines = [
        "问题名称,户编号,证件号码",
        "证件号码重复,770101000041,",
        "证件号码重复,770101000001,",
        "省里的规则,770101000042,",
    ]
    held = import_issues(
        found=first, name="省.csv", content="\n".join(lines).encode("gb18030"), by=world.zhou, at=world.now
    )
    assert (held.both, held.theirs, held.ours, held.strange) == (1, 2, 1, ["省里的规则"])
    with seen(world):
        assert RoundFinding.objects.get(listed=True).township == "甲镇"
    import_issues(found=first, name="省.csv", content="\n".join(lines).encode("gb18030"), by=world.zhou, at=world.now)


def test_a_township_sees_its_own_findings_and_its_own_workbook(world, exports, client_of):
    found = checked(world, exports("first"))
    page = client_of(world.lin).get(reverse("rounds:round", args=[found.pk])).content.decode()
    assert "甲镇" in page
    assert "乙镇 问题清单" not in page
    rows = client_of(world.lin).get(reverse("rounds:findings", args=[found.pk])).content.decode()
    assert "乙一村" not in rows
    assert "甲一村" in rows
    own = client_of(world.lin).post(
        reverse("rounds:workbooks", args=[found.pk]), {"file": "02 甲镇 问题清单 第1轮.xlsx"}
    )
    assert own.status_code == 200
    other = client_of(world.lin).post(
        reverse("rounds:workbooks", args=[found.pk]), {"file": "01 乙镇 问题清单 第1轮.xlsx"}
    )
    assert other.status_code == 422
    assert client_of(world.lin).post(reverse("rounds:workbooks", args=[found.pk])).status_code == 422
    assert client_of(world.city).get(reverse("rounds:round", args=[found.pk])).status_code == 403


def test_a_protected_export_waits_for_its_password_which_is_kept_nowhere(world, exports, own_home):
    content = protect(exports("first"), password="tell-nobody")
    found = checked(world, content)
    assert found.state == Round.State.LOCKED
    from fangpin.rosters import PasswordNeeded

    with pytest.raises(PasswordNeeded):
        unlock_round(found=found, password="wrong", by=world.zhou, at=world.now)
    opened = unlock_round(found=found, password="tell-nobody", by=world.zhou, at=world.now)
    assert run_round(round_id=opened.pk, by=world.zhou, at=world.now).counts["findings"] == 2


def test_other_headings_are_asked_about_three_at_most_and_remembered(world):
    headings = [{"村": "所在村委会", "户编号": "国家系统户号", "姓名": "家庭成员名字"}.get(h, h) for h in HEADINGS]
    rows = [person(order) for order in range(20)] + [person(41, 证件号码=TWICE), person(42, 证件号码=TWICE)]
    content = workbook(rows, headings)
    found = checked(world, content)
    assert found.state == Round.State.ASKS
    assert {asked["field"] for asked in found.asks} >= {"village", "household_code", "name"}
    assert len(found.asks) <= 3
    from fangpin_web.rounds.services import answer_columns

    places = {"village": headings.index("所在村委会"), "household_code": headings.index("国家系统户号"),
              "name": headings.index("家庭成员名字")}  # fmt: skip
    chosen = {(asked["sheet"], asked["field"]): places[asked["field"]] for asked in found.asks}
    answer_columns(found=found, chosen=chosen, by=world.zhou, at=world.now)
    done = run_round(round_id=found.pk, by=world.zhou, at=world.now)
    assert (done.state, done.counts["findings"]) == (Round.State.DONE, 2)
    next_month = checked(world, workbook(rows[:-1], headings))
    assert next_month.state == Round.State.DONE  # remembered


def test_a_wrong_file_says_what_to_drop_instead(world, client_of):
    for name, content in (("低保.csv", "姓名,金额\n张三,1\n".encode()), ("x.pdf", b"%PDF-1.4 hello"), ("空.xlsx", b"")):
        client = client_of(world.zhou)
        from django.core.files.uploadedfile import SimpleUploadedFile

        answer = client.post(reverse("rounds:list"), {"export": SimpleUploadedFile(name, content)}, follow=True)
        page = answer.content.decode()
        assert "wrong" in page or 'role="alert"' in page
        with seen(world):
            assert not Round.objects.done().exists()


def test_each_page_is_shown_and_each_download_logged(world, exports, client_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of(world.zhou)
    client.cookies["django_language"] = "zh-hans"
    assert client.get(reverse("home")).status_code == 200
    dropped = client.post(reverse("rounds:list"), {"export": SimpleUploadedFile("导出.xlsx", exports("first"))})
    assert dropped.status_code == 302
    with seen(world):
        found = Round.objects.done().get()
    zip_ = client.post(reverse("rounds:workbooks", args=[found.pk]))
    assert zip_["Content-Type"] == "application/zip"
    with seen(world):
        assert AccessLog.objects.filter(purpose="workbooks", act="export", rows=2).exists()
    for name, args in (("list", []), ("trend", []), ("exemptions", []), ("answers", []), ("round", [found.pk]),
                       ("findings", [found.pk]), ("issues", [found.pk])):  # fmt: skip
        assert client.get(reverse(f"rounds:{name}", args=args)).status_code == 200, name
    filtered = client.get(reverse("rounds:findings", args=[found.pk]), {"township": "甲镇", "sort": "-severity"})
    assert "甲一村" in filtered.content.decode()
    exported = client.post(
        reverse("rounds:export-findings", args=[found.pk]), {"purpose": "correction", "shape": "csv"}
    )
    assert "证件号码重复" in exported.content.decode("utf-8-sig")
    book = SimpleUploadedFile(
        "甲镇.xlsx", filled(books(found)["02 甲镇 问题清单 第1轮.xlsx"], K="不是错误", M="双胞胎")
    )
    back = client.post(reverse("rounds:answers"), {"workbooks": [book]})
    assert back.status_code == 200, back.content.decode()
    assert "双胞胎" in client.get(reverse("rounds:exemptions")).content.decode()


def test_only_the_county_exempts(world):
    with pytest.raises(RoundProblem):
        exempt(rule="*", household_code="1", reason="x", expires=DAY, since=DAY, by=world.lin, at=world.now)
    with pytest.raises(RoundProblem):
        checked(world, b"x", by=world.medical)


def test_a_killed_check_keeps_nothing_and_is_done_the_next_time(world, exports, monkeypatch, own_home):
    found, _new = begin_round(
        name="x.xlsx", content=exports("first"), as_of=DAY, language="zh", by=world.zhou, at=world.now
    )
    (own_home / "tmp" / f"round-{found.pk}").mkdir(parents=True)
    (own_home / "tmp" / f"round-{found.pk}" / "left.xml").write_text("张三")
    from django.db import transaction

    from fangpin_web.rounds import running

    with monkeypatch.context() as broken:
        broken.setattr(running, "write_parcel", lambda *_a, **_k: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError), transaction.atomic():
            run_round(round_id=found.pk, by=world.zhou, at=world.now)
    with seen(world):
        assert not RoundFinding.objects.exists()
        assert Round.objects.get(pk=found.pk).state == Round.State.READY
    assert run_round(round_id=found.pk, by=world.zhou, at=world.now).counts["findings"] == 2
    assert list((own_home / "tmp").iterdir()) == []
