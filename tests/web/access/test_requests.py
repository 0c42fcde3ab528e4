"""A request sees what its officer may see, and one that fails leaves nothing behind."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from fangpin_web.access import record_read
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.records.models import Household

pytestmark = pytest.mark.django_db


def count(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Household.objects.count()))


def rename(request: HttpRequest, status: str) -> HttpResponse:
    Household.objects.update(head_name="改")
    if status == "raise":
        raise ZeroDivisionError
    if status == "404":
        raise Http404
    return HttpResponse(status=int(status))


urlpatterns = [path("count", count), path("rename/<str:status>", rename)]
here = override_settings(ROOT_URLCONF=__name__)


@here
def test_each_officer_sees_the_rows_of_his_area(world, client_of, client) -> None:
    seen = {o.username: client_of(o).get("/count").content for o in (world.lin, world.zhou, world.city, world.auditor)}
    assert seen == {"lin": b"1", "zhou": b"2", "city": b"0", "auditor": b"2"}
    assert client.get("/count").content == b"0"


@here
@pytest.mark.parametrize(
    ("status", "kept"), [("200", True), ("422", True), ("404", False), ("500", False), ("raise", False)]
)
def test_a_request_that_fails_changes_nothing(world, client_of, status: str, kept: bool) -> None:
    browser = client_of(world.lin)
    browser.raise_request_exception = False
    browser.get(f"/rename/{status}")
    with acting_as(world.lin):
        assert (Household.objects.get().head_name == "改") is kept


@here
def test_every_page_says_what_a_browser_may_load(client) -> None:
    response = client.get("/count")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store, private"


def test_each_act_of_reading_is_found_by_household_and_by_officer(world) -> None:
    for officer, act in ((world.lin, "read"), (world.zhou, "print"), (world.auditor, "export")):
        with acting_as(officer):
            record_read(
                by=officer, at=world.now, act=act, purpose="入户核实", area_code=world.village_a,
                household_id=world.household_a.pk, ip="127.0.0.1",
            )  # fmt: skip
    with acting_as(world.auditor):
        kept = AccessLog.objects.filter(household_id=world.household_a.pk).order_by("id")
        assert [(line.officer_name, line.role, line.act) for line in kept] == [
            ("林一", "township", "read"),
            ("周四", "county", "print"),
            ("冯七", "auditor", "export"),
        ]
        assert AccessLog.objects.get(officer_id=world.lin.pk).purpose == "入户核实"
    with acting_as(world.chen):
        assert not AccessLog.objects.exists()


def test_the_log_takes_lines_from_those_who_may_not_read_it(world) -> None:
    with acting_as(world.city):
        record_read(
            by=world.city, at=world.now, act="export", purpose="月报", area_code="7701", ledger="tally", rows=12
        )


@pytest.mark.parametrize(("act", "purpose"), [("peek", "好奇"), ("read", "  ")])
def test_an_act_without_kind_or_purpose_is_refused(world, act: str, purpose: str) -> None:
    with acting_as(world.lin), pytest.raises(ValueError, match=r"peek|purpose"):
        record_read(by=world.lin, at=world.now, act=act, purpose=purpose, area_code=world.village_a)


def test_the_balancers_question_asks_nothing_of_the_database(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/alive").content == b"ok"
