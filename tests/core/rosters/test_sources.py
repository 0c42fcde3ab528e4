"""Source files say what they mean or are refused by name; the reference page lists what is there."""

# ruff: noqa: E501 - a case stands on one line

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from fangpin.ledgers import SPECS
from fangpin.policy import Policy, load
from fangpin.rosters import Source, SourceError, read_source, source_of_ledger
from fangpin.rosters.checking import check_sources
from fangpin.rosters.reference import markdown

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "sources.md"
SOUND: dict[str, Any] = {
    "id": "petition", "zh": "信访名单", "en": "Petitions", "department": "信访局", "delivery": "increment",
    "period": "month", "grain": "person", "person": {"name": "name"},
    "fields": [{"id": "name", "zh": "姓名", "kind": "name", "required": True}, {"id": "lent_on", "zh": "日期", "kind": "date"}],
}  # fmt: skip
SIDE = {"because": "applied", "zh": "已申报", "en": "applied", "ledger": "clue", "when": {"channel": ["petition"]}}
LISTING = {
    "person": "@person",
    "listing": {"value": "petition"},
    "period_from_on": "@period_from",
    "period_to_on": "@period_to",
}


def test_a_sound_source_is_read() -> None:
    source = read_source(SOUND | {"writes": [{"ledger": "threshold_listing", "set": LISTING}]})
    assert source.required == ("name",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"delivery": "weekly"}, "delivery 'weekly'"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"person": {"name": "nome"}}, "names field 'nome'"),
        ({"fields": [{"id": "a", "zh": "甲", "kind": "colour"}]}, "kind 'colour'"),
        ({"fields": [{"id": "a", "zh": "甲"}, {"id": "b", "zh": "乙", "aliases": ["甲"]}], "person": {}}, "means both a and b"),
        ({"covers": [{"ledger": "nothing"}]}, "does not exist"),
        ({"writes": [{"ledger": "nothing"}]}, "no such ledger"),
        ({"compares": {"ours": [SIDE]}}, "neither a household code nor a document number"),
        ({"compares": {"listed": ["nome"]}}, "names field 'nome'"),
        ({"compares": {}, "household": {"code": "name"}, "compare": {}}, "unknown key 'compare'"),
        ({"compares": {"ours": [SIDE | {"ledger": "area"}]}}, "not about households"),
        ({"compares": {"ours": [SIDE | {"must": "maybe"}]}}, "must is 'maybe'"),
        ({"compares": {"ours": [SIDE | {"period": "channel"}]}}, "no date column of clue"),
        ({"compares": {"ours": [SIDE | {"compare": {"name": "household.colour"}}]}}, "no column 'household.colour'"),
        ({"writes": [{"ledger": "threshold_listing", "set": LISTING | {"amount_yuan": "name"}}]}, "holds decimal"),
        ({"writes": [{"ledger": "threshold_listing", "set": {"person": "@person"}}]}, "required column 'listing'"),
        ({"writes": [{"ledger": "threshold_listing", "set": LISTING | {"colour": "name"}}]}, "no column 'colour'"),
        ({"writes": [{"ledger": "threshold_listing", "set": LISTING | {"listed_on": "@clock"}}]}, "@clock is not one of"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_source_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_source(SOUND | change, file="petition.yaml")
    assert said in str(refused.value)


def test_the_shipped_sources_cover_every_list_a_rule_may_wait_for(sources: dict[str, Source]) -> None:
    listings = {c.listing for s in sources.values() for c in s.covers if c.ledger == "threshold_listing"}
    assert len(listings) >= 12
    covered = {c.ledger for s in sources.values() for c in s.covers}
    covered |= {c.ledger for spec in SPECS.values() if not spec.internal for c in source_of_ledger(spec).covers}
    assert {name for name, spec in SPECS.items() if spec.covered and not spec.internal} <= covered


def test_every_source_drops_bank_accounts_or_has_none(sources: dict[str, Source]) -> None:
    for source in sources.values():
        for f in source.fields:
            assert f.kind == "dropped" or not any(word in f.zh for word in ("银行卡", "银行账", "开户"))


def test_the_reference_page_says_what_the_sources_say(sources: dict[str, Source]) -> None:
    assert REFERENCE.read_text(encoding="utf-8") == markdown(sources.values()), (
        "docs/reference/sources.md is out of date: python -m fangpin.rosters > docs/reference/sources.md"
    )


def test_the_shipped_sources_name_only_codes_there_are(policy: Policy) -> None:
    assert [str(p) for p in check_sources(policy)] == []


def test_a_problem_of_a_source_names_its_line(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[3] / "policies" / "national", tmp_path / "national")
    path = tmp_path / "national" / "sources" / "petition.yaml"
    text = path.read_text(encoding="utf-8").replace("value: petition", "value: petitions")
    path.write_text(text, encoding="utf-8")
    (problem,) = check_sources(load("national", tmp_path))
    assert problem.line == text.splitlines().index("  - ledger: threshold_listing") + 1
    assert "petitions" in str(problem)
    assert "petition.yaml" in problem.zh()
