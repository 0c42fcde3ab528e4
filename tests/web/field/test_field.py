"""Visits: handed out with little, taken in once, conflicts said, nobody tracked."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.evidence.doors import links_of
from fangpin_web.field import services
from fangpin_web.field.models import FieldFeedback, FieldPackage, FieldVisit
from fangpin_web.field.problems import FieldProblem, VisitConflict
from fangpin_web.field.tokens import address_of, household_of, token_of
from fangpin_web.field.told import VisitTold
from fangpin_web.records.models import Clue, GuaranteeFinding, Visit

Signed = Callable[[Officer], Client]
DAY = date(2026, 10, 30)


def photo(shade: int = 90) -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize((200, 150)).point(lambda p: (p * shade) % 256).save(written, "JPEG")
    return written.getvalue()


def a_clue(world: Any) -> Any:
    with acting_as(world.zhou):
        return Clue.objects.create(
            household=world.household_a, area_code=world.village_a, risk="illness", channel="grassroots",
            raised_on=DAY, state="open", severity="high", due_on=date(2026, 11, 6), entered_at=world.now,
        )  # fmt: skip


def told(world: Any, **more: Any) -> VisitTold:
    visit = VisitTold(
        key="0123456789abcdef0123456789abcdef", household=world.household_a.pk, visited_on=DAY, met="head",
        checks={"housing": "unmet", "water": "met"}, note="屋顶漏水",
    )  # fmt: skip
    return replace(visit, **more)


def take(world: Any, visit: VisitTold, by: Officer | None = None, resolve: str = "") -> Any:
    return services.take_visit(told=visit, by=by or world.wang, at=world.now, resolve=resolve)


def test_a_visit_is_taken_once_and_writes_the_ledger_and_only_what_was_looked_at(world: Any) -> None:
    first, again = take(world, told(world)), take(world, told(world))
    assert (first.new, again.new) == (True, False)
    assert first.visit.pk == again.visit.pk
    with acting_as(world.wang):
        assert Visit.objects.count() == FieldVisit.objects.count() == 1
        found = dict(GuaranteeFinding.objects.values_list("dimension", "status"))
    assert found == {"housing": "unmet", "water": "met"}  # education, medical …: no entry is no zero


def test_the_same_key_with_other_words_asks_which_to_keep(world: Any) -> None:
    take(world, told(world))
    with pytest.raises(VisitConflict) as conflict:
        take(world, told(world, note="屋顶已修好"))
    assert conflict.value.kind == "other_content"
    take(world, told(world, note="屋顶已修好"), resolve="keep")
    with acting_as(world.wang):
        assert FieldVisit.objects.get().said["note"] == "屋顶已修好"


def test_a_second_visit_of_a_day_says_whose_the_first_was_and_can_be_kept(world: Any) -> None:
    take(world, told(world), by=world.lin)
    other = told(world, key="f" * 32)
    with pytest.raises(VisitConflict, match="林一"):
        take(world, other)
    kept = take(world, other, resolve="keep")
    assert kept.visit.beside_id is not None


def test_a_clue_closed_meanwhile_is_said(world: Any) -> None:
    clue = a_clue(world)
    with acting_as(world.zhou):
        Clue.objects.filter(pk=clue.pk).update(state="closed_negative", closed_on=DAY)
    with pytest.raises(VisitConflict) as conflict:
        take(world, told(world, clue=clue.pk))
    assert conflict.value.kind == "clue_closed"


def test_a_late_entry_is_marked_and_a_day_ahead_refused(world: Any) -> None:
    assert take(world, told(world, visited_on=date(2026, 10, 20))).visit.late
    assert not take(world, told(world, key="e" * 32)).visit.late
    with pytest.raises(FieldProblem, match="ahead"):
        take(world, told(world, visited_on=date(2026, 11, 5)))


def test_nobody_enters_a_visit_outside_his_area(world: Any) -> None:
    with pytest.raises(FieldProblem) as refused:
        take(world, told(world), by=world.chen)
    assert refused.value.kind == "not_yours"
    with pytest.raises(FieldProblem, match="role"):
        take(world, told(world), by=world.auditor)


def test_what_a_phone_takes_along_holds_no_number_phone_code_or_illness(world: Any, client_of: Signed) -> None:
    a_clue(world)
    answer = client_of(world.wang).get(reverse("field:package", args=[world.village_a]))
    [row] = answer.json()["households"]
    assert set(row) == {"ref", "head", "hamlet", "members", "why", "due_on", "clue", "visited_on"}
    text = answer.content.decode()
    for word in ("770101199001011234", world.household_a.code, "illness", "因病"):
        assert word not in text
    assert (row["head"], row["why"]) == ("张三", "clue")
    with acting_as(world.zhou):
        assert FieldPackage.objects.get().expires_on == timezone.localdate() + timedelta(days=7)
        assert AccessLog.objects.filter(purpose="field_package", act="export").count() == 1
    assert client_of(world.wang).get(reverse("field:package", args=[world.village_b])).status_code == 422


def test_the_phone_is_answered_in_codes_it_can_act_on(world: Any, client_of: Signed) -> None:
    address = reverse("field:take-visit")
    given = {
        "key": "a" * 32, "household": world.household_a.pk, "visited_on": "2026-10-30", "met": "head",
        "checks": {"water": "met"}, "changes": ["none_seen"], "note": "", "photos": 1,
    }  # fmt: skip

    def post(client: Client, **more: Any) -> Any:
        return client.post(address, json.dumps(given | more), content_type="application/json")

    assert post(Client()).status_code == 401
    assert post(client_of(world.auditor)).status_code == 403
    client = client_of(world.wang)
    assert [post(client).status_code for _ in range(2)] == [201, 200]
    assert post(client, note="又去了一次").status_code == 409
    for strange in ({"key": ""}, {"visited_on": "昨天"}, {"checks": {"water": "fine"}}, {"household": None}):
        assert post(client, **strange).status_code == 422
    told_number = post(client, note="身份证770101199001011234")
    assert told_number.json()["problem"] == "number_in_note"
    cut = client.post(address, '{"key": "aaa', content_type="application/json")
    assert cut.json()["problem"] == "broken"
    photos = reverse("field:take-photo", args=["a" * 32])
    for _ in range(2):  # a photo sent twice is here once
        assert client.post(f"{photos}?kind=signed", photo(), content_type="application/octet-stream").status_code == 200
    with acting_as(world.wang):
        [link] = links_of("visit", FieldVisit.objects.get().visit_id)
    assert (link.evidence.kind, link.household_id) == ("signed", world.household_a.pk)


def test_the_phone_page_and_its_worker_name_nobody_and_open_without_signing_in(world: Any) -> None:
    page = Client().get(reverse("field:phone"))
    worker = Client().get(reverse("field:worker"))
    assert page.status_code == worker.status_code == 200
    assert worker["Content-Type"] == "text/javascript"
    assert "张三" not in page.content.decode()
    sign_in = {"username": "wang", "password": world.password}
    client = Client()
    for given, status in (({"username": "wang", "password": "no"}, 422), (sign_in, 200)):
        answer = client.post(reverse("field:phone-sign-in"), json.dumps(given), content_type="application/json")
        assert answer.status_code == status
    assert client.get(reverse("field:session")).json()["name"] == "王三"


def test_the_code_of_a_paper_form_opens_its_household_and_cannot_be_made_up(world: Any, client_of: Signed) -> None:
    a_clue(world)
    key = world.household_a.pk
    assert household_of(token_of(key)) == household_of(address_of(key)) == key
    with pytest.raises(FieldProblem):
        household_of(f"{key}.made-up")
    client = client_of(world.lin)
    printed = client.get(reverse("field:paper"), {"village": world.village_a}).content.decode()
    assert "<svg" in printed
    assert "770101199001011234" not in printed
    assert client.post(reverse("field:scan"), {"token": address_of(key)}).status_code == 302
    assert client.post(reverse("field:scan"), {"token": "x"}).status_code == 422
    address = reverse("field:paper-visit", args=[token_of(key)])
    given = {"key": "c" * 32, "visited_on": "2026-10-30", "paper": [SimpleUploadedFile("表.jpg", photo())]}
    assert client.post(address, given).status_code == 302
    with acting_as(world.lin):
        visit = FieldVisit.objects.get()
        assert (visit.means, visit.said["checks"]) == ("paper", {})
        assert links_of("visit", visit.visit_id)
    assert client_of(world.chen).get(address).status_code == 404


def test_a_file_from_a_phone_is_taken_in_once(world: Any, client_of: Signed) -> None:
    visit = {
        "key": "d" * 32, "household": world.household_a.pk, "visited_on": "2026-10-30", "means": "phone",
        "files": [{"kind": "signed", "content": base64.b64encode(photo()).decode()}],
    }  # fmt: skip
    client = client_of(world.wang)
    for _ in range(2):
        file = SimpleUploadedFile("visits.json", json.dumps({"visits": [visit]}).encode())
        assert client.post(reverse("field:bring"), {"kept": file}).status_code == 200
    with acting_as(world.wang):
        assert FieldVisit.objects.count() == 1
    strange = SimpleUploadedFile("x.json", b"[]")
    assert client.post(reverse("field:bring"), {"kept": strange}).status_code == 422


def test_the_pages_show_visits_and_what_was_not_looked_at_as_unconfirmed(world: Any, client_of: Signed) -> None:
    a_clue(world)
    client = client_of(world.lin)
    assert "无登记（未确认）" in client.get(reverse("field:to-do")).content.decode()
    address = reverse("field:visit", args=[world.household_a.pk])
    assert "无登记（未确认）" in client.get(address).content.decode()
    given = {"key": "b" * 32, "visited_on": "2026-10-30", "check-housing": "unmet"}
    assert client.post(address, given).status_code == 302
    conflict = client.post(address, given | {"key": "9" * 32})
    assert conflict.status_code == 422
    assert "林一" in conflict.content.decode()
    assert client.post(address, given | {"key": "9" * 32, "resolve": "keep"}).status_code == 302
    assert "不达标" in client.get(reverse("field:visits")).content.decode()
    assert "不达标" in client.get(reverse("records:household", args=[world.household_a.pk])).content.decode()


def test_feedback_is_kept_without_a_name_unless_wanted(world: Any, client_of: Signed) -> None:
    client = client_of(world.wang)
    for named in ("", "on"):
        client.post(reverse("field:feedback"), {"text": "字段太多", "named": named})
    with acting_as(world.zhou):
        assert list(FieldFeedback.objects.order_by("id").values_list("by", flat=True)) == [None, world.wang.pk]


def test_nothing_is_kept_of_place_duration_or_rank() -> None:
    """The profile of 国办函〔2026〕12号: what has no column cannot be demanded."""
    columns = {f.name for model in (FieldVisit, FieldPackage, FieldFeedback) for f in model._meta.get_fields()}
    assert not columns & {"latitude", "longitude", "location", "place", "seconds", "minutes", "online", "rank", "score"}
