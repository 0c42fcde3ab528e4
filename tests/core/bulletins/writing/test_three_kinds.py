"""A place's own bulletin of 20 counted, 8 reported and 1 number set by hand; read back they are told so."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from tests.core.bulletins.writing.county import (
    COUNTY,
    OVERRIDDEN,
    REPORTED,
    Sealed,
    own_policy,
    reported,
    table,
    tables,
)

from fangpin.bulletins import text_of_content
from fangpin.bulletins.checking import check_text
from fangpin.bulletins.verdicts import Verdict
from fangpin.bulletins.writing import Letterhead, Period, compose, count, with_carried, write_docx


def test_read_back_a_bulletin_shows_what_was_counted_reported_and_set_by_hand_with_its_source() -> None:
    policy = own_policy()
    stated = [reported(id_, str(value)) | {"organisation_id": 1} for id_, value in REPORTED.items()]
    stated += [reported(id_, str(value), kind="override") for id_, value in OVERRIDDEN.items()]
    offices = table("organisation", [{"area_code": COUNTY, "name": "市人社局"}])
    snapshot = Sealed(tables(stated) | {"organisation": offices})
    month = Period.parse("2026-10", "month")
    found = count(policy.template("three_kinds"), snapshot, policy, area_code=COUNTY, period=month)
    content = write_docx(compose(found, Letterhead(issuer="示例", number="示〔2026〕1号", dated_on=None)))
    text = text_of_content(content, file="x.docx")
    told = with_carried(content, check_text(text, snapshot, policy), snapshot, policy).judged
    assert Counter(one.verdict for one in told) == {Verdict.AGREES: 20, Verdict.REPORTED: 8, Verdict.OVERRIDDEN: 1}
    by_hand = next(one for one in told if one.verdict == Verdict.OVERRIDDEN)
    assert (by_hand.figure.value, by_hand.source and "上级核定" in by_hand.source) == (Decimal(12), True)
    reports = [one for one in told if one.verdict == Verdict.REPORTED]
    assert sorted(one.figure.value for one in reports) == sorted(REPORTED.values())
    assert all(one.source and "市人社局" in one.source for one in reports)
    counted = [one for one in told if one.verdict == Verdict.AGREES]
    assert all(one.reference and not one.source for one in counted)
