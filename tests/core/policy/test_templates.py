"""Templates of bulletins are checked whole when they are loaded."""

from __future__ import annotations

import pytest
from tests.shipped import shipped

from fangpin.policy.binding import setting_of
from fangpin.policy.indicators import Setting
from fangpin.policy.overriding import LayeredEntry
from fangpin.policy.template_entries import Template
from fangpin.policy.templates import read_template_entries, read_templates
from fangpin.policy.yaml_reading import Notes, read_yaml_text

OWN = """
templates:
  - id: own
    zh: 本地文稿
    en: Own
    rhythm: month
    title: "{period}情况"
    figures:
      - {id: monitored, indicator: monitored_households}
      - {id: earlier, indicator: monitored_households, at: period_before}
      - {id: more, difference: [monitored, earlier]}
    body:
      - paragraph:
          - "截至{as_of}，{monitored}。"
"""


@pytest.fixture(scope="module")
def around() -> Setting:
    return setting_of(shipped("gejiu"))


def read(around: Setting, *texts: str) -> tuple[dict[str, Template], list[tuple[int, str]]]:
    """Templates of the nation's files and of these texts, the last a place's own; and its problems."""
    notes, known = Notes(), dict[str, LayeredEntry]()
    for place, text in zip(("national", "gejiu")[-len(texts) :], texts, strict=True):
        item = read_yaml_text(text, f"{place}/templates/own.yaml", notes)
        assert item is not None
        read_template_entries(item, notes, place, known)
    found = read_templates(known, around, notes, ["anti-return-monitoring"])
    return found, [(p.line, p.what.en) for p in sorted(notes.problems)]


@pytest.mark.parametrize(
    ("was", "becomes", "line", "what"),
    [
        ("{monitored}。", "411户。", 14, "the sentence writes 4 itself"),
        ("{monitored}。", "{monitord}。", 14, "there is no figure monitord"),
        ("[monitored, earlier]", "[monitored, earlie]", 11, "there is no figure above earlie"),
        ("indicator: monitored_households}", "indicator: monitored_household}", 9, "there is no indicator"),
        ("    rhythm", "    mechanism: anti-return\n    rhythm", 6, "there is no mechanism anti-return"),
        ("rhythm: month", "rhythm: fortnight", 6, "rhythm is 'fortnight'"),
        ('- "截至{as_of}，{monitored}。"', '- - {when: monitored > , text: "{monitored}。"}', 14, ""),
        ("difference: [monitored, earlier]", "difference: [monitored]", 11, "difference needs two figures"),
    ],
)
def test_a_mistake_is_told_with_its_line(around: Setting, was: str, becomes: str, line: int, what: str) -> None:
    _, found = read(around, OWN.replace(was, becomes, 1))
    assert found
    assert found[0][0] == line
    assert any(what in told for _, told in found)


def test_a_place_replaces_keys_of_the_nations_template_and_switches_one_off(around: Setting) -> None:
    above = OWN + OWN.replace("templates:", "").replace("id: own", "id: other")
    below = """
templates:
  - id: own
    forms: {household: {scale: wan, decimals: 1}}
  - {id: other, off: true, why: 本地不用}
"""
    found, problems = read(around, above, below)
    assert problems == []
    assert list(found) == ["own"]
    assert found["own"].figures["monitored"].form.scale == "wan"
    assert (found["own"].place, found["own"].zh) == ("gejiu", "本地文稿")


def test_every_place_has_the_kinds_an_office_owes() -> None:
    kinds = set(shipped("gejiu").templates)
    assert {"monthly_monitoring", "cycle_monitor", "cycle_analyse", "cycle_summarise", "cycle_circulate"} <= kinds
    assert {"daily_sheet", "weekly_sheet", "expenditure_progress", "rectification_weekly"} <= kinds
    assert {"press_release", "annual_summary", "work_progress"} <= kinds


def test_a_place_writes_the_kinds_of_the_mechanisms_it_runs() -> None:
    gejiu, earlier = ({one.id for one in shipped(place).kinds} for place in ("gejiu", "zhangjiakou"))
    assert {"monthly_monitoring", "rectification_weekly", "work_progress"} <= gejiu
    assert "expenditure_progress" not in gejiu  # it keeps no project library
    assert earlier == {"work_progress"}  # the year before households were monitored
