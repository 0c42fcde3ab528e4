"""A family is carried through a province's process in the browser, by configuration alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from fangpin.policy import shipped_folder
from fangpin.policy.process_merging import ProcessEntry, read_process_entries
from fangpin.policy.processes import ProcessSetting, read_process
from fangpin.policy.yaml_reading import Doubt, Notes, read_yaml
from fangpin_web.cases.services import open_case
from fangpin_web.office import policy as office_policy


@pytest.fixture
def as_in_xinjiang(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's policy with Xinjiang's three steps in place of the nine."""
    policy = office_policy.policy_in_force()
    entries: dict[str, ProcessEntry] = {}
    notes = Notes()
    for place in ("national", "xinjiang"):
        for path in sorted((shipped_folder() / place / "processes").glob("*.yaml")):
            item = read_yaml(path, path.name, notes)
            assert item
            read_process_entries(item, notes, place, entries)
    around = ProcessSetting(
        facts=policy.facts, parameters=policy.parameters, code_lists=policy.code_lists, entries=entries, doubt=Doubt()
    )
    process = read_process(entries["identification"], around, notes)
    assert process
    changed = replace(policy, processes={**policy.processes, "identification": process})
    monkeypatch.setattr(office_policy, "_load", lambda *_given: changed)


def test_a_family_goes_through_three_steps_by_form_and_each_refusal_says_why(
    opened: Callable[..., Page], as_in_xinjiang: None, world: Any, tmp_path: Path
) -> None:
    at = timezone.now() - timedelta(days=12)
    case = open_case(process="identification", household=world.household_a, by=world.lin, at=at)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4\none\n%%EOF\n")
    first, later = (timezone.localdate(at + timedelta(days=n)).isoformat() for n in (0, 1))

    wang = opened("wang", width=390)
    wang.goto("/")
    wang.click("text=到我这一环节的个案")
    wang.click("table.list a")
    expect(wang.locator("ol.chain li")).to_have_text(["入户核实", "评议公示", "核准公告"])
    wang.fill("[name=happened_on]", first)
    wang.fill("[name=visitors]", "1")
    wang.click("button[name=move][value=forward]")
    expect(wang.locator("main")).to_contain_text("入户核查须村镇干部两人以上")
    for name, value in (
        ("visitors", "2"), ("members", "4"), ("net_income_yuan", "20000"), ("authorisation_signed_on", first),
        ("authorisation_until", "2099-12-31"), ("negative_hits", "0"),
    ):  # fmt: skip
        wang.fill(f"[name={name}]", value)
    wang.select_option("[name=hardship]", "false")
    for kind in ("collection_form", "authorisation_letter", "comparison_result"):
        wang.set_input_files(f"[name=proof_{kind}]", str(paper))
    wang.click("button[name=move][value=forward]")
    expect(wang.locator("li.now")).to_have_text("评议公示")

    for name, value in (
        ("happened_on", later),
        ("due", "30"),
        ("present", "20"),
        ("votes_for", "10"),
        ("hung_on", later),
    ):
        wang.fill(f"[name={name}]", value)
    for kind in ("minutes", "notice_text", "notice_photo"):
        wang.set_input_files(f"[name=proof_{kind}]", str(paper))
    wang.click("button[name=move][value=forward]")
    expect(wang.locator("main")).to_contain_text("实到 20 人，同意 10 人，未通过")
    expect(wang.locator("main")).to_contain_text("次日起可以进入下一环节")
    wang.fill("[name=votes_for]", "18")
    wang.fill("[name=happened_on]", timezone.localdate().isoformat())
    wang.click("button[name=move][value=forward]")
    expect(wang.locator("li.now")).to_have_text("核准公告")

    zhou = opened("zhou", width=1440)
    zhou.goto(f"/cases/{case.pk}/")
    zhou.fill("[name=entered_on]", timezone.localdate().isoformat())
    for kind in ("approval_document", "review_opinion"):
        zhou.set_input_files(f"[name=proof_{kind}]", str(paper))
    zhou.click("button[name=move][value=forward]")
    expect(zhou.locator("main")).to_contain_text("纳入监测")
    expect(zhou.locator("ol.chain li.done")).to_have_count(3)
