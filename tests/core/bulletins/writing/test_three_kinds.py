"""A place's own bulletin of 20 counted, 8 reported and 1 number set by hand; read back they are told so."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from tests.core.bulletins.writing.county import COUNTY, Sealed, reported, table, tables
from tests.shipped import shipped

from fangpin.bulletins import text_of_content
from fangpin.bulletins.checking import check_text
from fangpin.bulletins.verdicts import Verdict
from fangpin.bulletins.writing import Letterhead, Period, compose, count, with_carried, write_docx
from fangpin.policy import Policy, load, shipped_folder

REPORTED = {
    "posts_held": 31,
    "persons_at_work": 402,
    "dibao_persons": 53,
    "tekun_households": 6,
    "tekun_people": 7,
    "signed_persons": 808,
    "workshop_workers": 19,
    "cooperative_households": 110,
}
LEVELS = (
    *("rural_households", "registered_households", "registered_persons", "monitored_households"),
    *("monitored_households_eliminated", "monitored_households_open", "movers_with_measure", "special_post_holders"),
    *("poor_people_ever_in_posts", "workshop_poor_workers", "menu_choices"),
)
FLOWS = ("households_identified", "households_eliminated", "clues_raised", "clues_closed", "clues_confirmed")
OVERRIDDEN = {"monitored_persons": 12}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """Gejiu's, with a template of a place's own."""
    own = tmp_path_factory.mktemp("own")
    (own / "ours" / "templates").mkdir(parents=True)
    (own / "ours" / "place.yaml").write_text(
        f'id: ours\nzh: 示例市\nen: Ours\nlevel: county\ninherits: gejiu\narea_code: "{COUNTY}"\n', encoding="utf-8"
    )
    counted = [f"{{id: {id_}, indicator: {id_}}}" for id_ in (*LEVELS, *OVERRIDDEN, *FLOWS[:4])]
    counted += [f"{{id: {id_}_of_year, indicator: {id_}, over: year}}" for id_ in FLOWS]
    figures = [*counted, *(f"{{id: {id_}, reported: {id_}, department: 市人社局}}" for id_ in REPORTED)]
    ids = [figure[1:].split(",")[0].removeprefix("id: ") for figure in figures]
    words = {id_: indicator.zh for id_, indicator in shipped("gejiu").indicators.items()}
    said = [f"{words[id_.removesuffix('_of_year')]}{'今年' * id_.endswith('_of_year')}为{{{id_}}}。" for id_ in ids]
    (own / "ours" / "templates" / "ours.yaml").write_text(
        "templates:\n  - id: three_kinds\n    zh: 三类数字\n    en: Three kinds\n    rhythm: month\n"
        '    title: "{place}情况"\n    figures:\n'
        + "".join(f"      - {figure}\n" for figure in figures)
        + "    body:\n      - paragraph:\n"
        + "".join(f'          - "{sentence}"\n' for sentence in said),
        encoding="utf-8",
    )
    return load("ours", (own, shipped_folder()))


def test_read_back_a_bulletin_shows_what_was_counted_reported_and_set_by_hand_with_its_source(policy: Policy) -> None:
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
