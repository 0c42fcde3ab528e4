"""Everybody can use the pages: axe finds nothing, wide and on a phone, zh and en; the keyboard reaches all."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from fangpin_web.access.scope import acting_as
from fangpin_web.records.models import Clue

Open = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Only what is wrong crosses from the browser: all that axe passes is a hundred times as much.
FAULTS = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.html.slice(0, 160)}`));
}"""
PAGES = (
    "/", "/clues/", "/households/", "/ledgers/", "/ledgers/loan/", "/rules/", "/imports/", "/matches/",
    "/dictionary/loan/", "/parameters/", "/snapshots/", "/log/", "/yield/", "/backups/", "/tray/2026/10/",
    "/tray/2026/10/civil_assistance/",
)  # fmt: skip


@pytest.fixture
def paths(world: Any) -> tuple[str, ...]:
    with acting_as(world.zhou):
        clue = Clue.objects.create(
            household=world.household_a, area_code=world.village_a, risk="illness", channel="grassroots",
            raised_on=date(2026, 10, 31), due_on=date(2026, 11, 6), state="open", severity="high", entered_at=world.now,
        )  # fmt: skip
    return (*PAGES, f"/households/{world.household_a.pk}/", f"/clues/{clue.pk}/")


def faults(page: Page) -> list[str]:
    """What axe finds, one line each: rule, impact, element."""
    page.evaluate((AXE / "axe.min.js").read_text("utf-8"))
    found: list[str] = page.evaluate(FAULTS, RULES)
    return found


def speaking(page: Page, language: str) -> None:
    if language == "en":
        page.get_by_role("button", name="English").click()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    opened: Open, paths: tuple[str, ...], language: str, width: int
) -> None:
    page = opened("zhou", width=width)
    speaking(page, language)
    found: dict[str, Any] = {}
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        wrong = faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{wide} px wide: {page.evaluate(TOO_WIDE, width)}")
        if wrong:
            found[path] = wrong
    assert found == {}


TOO_WIDE = """width => [...document.querySelectorAll("main *")]
  .filter(e => e.getBoundingClientRect().right > width && !e.closest(".scroll"))
  .map(e => e.outerHTML.slice(0, 120)).slice(-3)"""
WALK = """() => {
  const shown = e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  return [...document.querySelectorAll(wanted)].filter(e => shown(e) && !e.disabled && e.tabIndex >= 0).length;
}"""
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  e.dataset.walked = "1";
  const bearer = e.matches("[data-file]") ? e.parentElement.querySelector(".chooser label") || e : e;
  const s = getComputedStyle(bearer), ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
  return {what: e.outerHTML.slice(0, 120), ring: ring || s.boxShadow !== "none"};
}"""


@pytest.mark.parametrize("path", ["/", "/clues/", "/imports/", "/tray/2026/10/civil_assistance/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(opened: Open, path: str) -> None:
    page = opened("zhou")
    page.goto(path)
    wanted = page.evaluate(WALK)
    unseen = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None:
            break
        if not here["ring"]:
            unseen.append(here["what"])
    reached = page.evaluate("document.querySelectorAll('[data-walked]').length")
    assert unseen == []
    assert reached >= wanted, f"{reached} of {wanted} reached"


def test_the_first_tab_leads_past_the_menu(opened: Open) -> None:
    page = opened("zhou")
    page.goto("/clues/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_axe_is_what_its_vendor_file_says() -> None:
    told = tomllib.loads((AXE / "vendor.toml").read_text("utf-8"))
    assert told["licence"] == "MPL-2.0"
    assert told["sha256"] == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in AXE.iterdir() if file.name != "vendor.toml"
    }
