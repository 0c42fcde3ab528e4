"""The same household in the browser through each province's steps of identification, by configuration alone.

    python bench/provinces.py [--places shaanxi anhui xinjiang] [--pictures FOLDER] [--json]

The small world of the tests in a home of its own, served from here. For every place its identification takes the place
of the office's; then officers of village, township and county open the case by turns in Chromium. At every step that
lacks something the button is pressed before anything is filled in, and the case has to stay; then the form is filled,
the papers are attached, the votes and the notice put down, and the case has to stand at the next step. In the suite the
same is walked without a browser (``tests/web/cases/test_moving.py``), and in the browser for one province
(``tests/browser/test_casework.py``).
"""

# ruff: noqa: S101, SLF001 - a walk asserts what it sees; the policy is put in where the office reads it

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from many_officers import installation
from playwright.sync_api import Browser, Page, sync_playwright

PLACES = ("shaanxi", "anhui", "xinjiang")
FILLED = {
    "visitors": "2", "members": "4", "net_income_yuan": "20000", "hardship": "false", "negative_hits": "0",
    "authorisation_until": "2099-12-31", "stable": "true", "due": "30", "present": "28", "votes_for": "25",
}  # fmt: skip
OFFICERS = {"village": "wang", "township": "lin", "county": "zhou", "department": "zhou"}


def process_of(place: str, policy: Any) -> Any:
    """Identification as a province has it, read with everything else of the office."""
    from fangpin.policy import shipped_folder
    from fangpin.policy.process_merging import ProcessEntry, read_process_entries
    from fangpin.policy.processes import ProcessSetting, read_process
    from fangpin.policy.yaml_reading import Doubt, Notes, read_yaml

    entries: dict[str, ProcessEntry] = {}
    notes = Notes()
    for level in ("national", place):
        for path in sorted((shipped_folder() / level / "processes").glob("*.yaml")):
            item = read_yaml(path, path.name, notes)
            assert item
            read_process_entries(item, notes, level, entries)
    around = ProcessSetting(
        facts=policy.facts, parameters=policy.parameters, code_lists=policy.code_lists, entries=entries, doubt=Doubt()
    )
    return read_process(entries["identification"], around, notes)


def carry(pages: dict[str, Page], key: int, process: Any, paper: Path, pictures: Path | None) -> list[dict[str, Any]]:
    """Every step: refused with nothing filled in, done with everything; gives what was seen at each."""
    from django.utils import timezone

    seen, day = [], timezone.localdate() - timedelta(days=14)
    for number, name in enumerate(process.order):
        step = process.steps[name]
        page = pages[OFFICERS[step.owner]]
        page.goto(f"/cases/{key}/")
        assert standing(page) == step.zh, (standing(page), step.zh)
        lacks = page.locator("#step summary", has_text="还缺")
        missing = lacks.inner_text() if lacks.count() else ""
        if missing:  # a step that asks for nothing goes on as it is
            press(page)
            assert standing(page) == step.zh, f"{step.zh} went on with nothing filled in"
        if step.publicity:
            hung, day = day, day + timedelta(days=6)
            page.fill("[name=hung_on]", hung.isoformat())
        fill(page, step, day.isoformat(), paper)
        if pictures:
            page.screenshot(path=str(pictures / f"{process.id}-{number}-{name}.png"), full_page=True)
        page.click("button[name=move][value=forward]")
        assert standing(page) != step.zh, page.locator("main").inner_text()[:900]
        seen.append({"step": step.zh, "by": step.owner, "said": missing})
    return seen


def standing(page: Page) -> str:
    now = page.locator("li.now")
    return now.inner_text().strip() if now.count() else "closed"


def press(page: Page) -> None:
    """Press the button of the step, whatever the browser itself would first want filled in."""
    page.locator("form [required]").evaluate_all("all => all.forEach(one => one.removeAttribute('required'))")
    page.click("button[name=move][value=forward]")


def fill(page: Page, step: Any, day: str, paper: Path) -> None:
    page.fill("[name=happened_on]", day)
    for field in step.form:
        box = page.locator(f"[name={field.id}]")
        if field.type.kind == "boolean" or field.type.codes:
            box.select_option(FILLED.get(field.id, "false"))
        else:
            box.fill(FILLED.get(field.id) or (day if field.type.kind == "date" else "1"))
    for name in ("due", "present", "votes_for") if step.votes else ():
        page.fill(f"[name={name}]", FILLED[name])
    for wanted in step.evidence:
        page.set_input_files(f"[name=proof_{wanted.kind}]", str(paper))


def signed_in(browser: Browser, address: str, name: str, password: str) -> Page:
    page = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": 1440, "height": 1000}).new_page()
    page.goto("/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("main")
    return page


def serve() -> Any:
    from django.core.wsgi import get_wsgi_application
    from tests.browser.conftest import Quiet, Threaded, make_server

    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Threaded, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Officers signed in each in a browser of their own, and a paper to attach."""

    world: Any
    office: Any  # the policy of the office as it stands
    pages: dict[str, Page]
    paper: Path

    def opened(self, places: list[str]) -> Iterator[tuple[str, Any, Any]]:
        """Each place's identification put in the place of the office's, and a case of the household opened under it."""
        from django.utils import timezone

        from fangpin_web.cases.services import open_case
        from fangpin_web.office import policy as office_policy

        load = office_policy._load
        try:
            for place in places:
                process = process_of(place, self.office)
                changed = replace(self.office, processes={**self.office.processes, "identification": process})
                office_policy._load = lambda *_given, changed=changed: changed  # type: ignore[assignment]
                at = timezone.now() - timedelta(days=15)
                home = self.world.household_a
                yield place, process, open_case(process="identification", household=home, by=self.world.lin, at=at)
        finally:
            office_policy._load = load


@contextmanager
def at_their_desks(world: Any, names: set[str]) -> Iterator[Desk]:
    from fangpin_web.office.policy import policy_in_force

    office, server = policy_in_force(), serve()
    paper = Path(tempfile.mkdtemp(prefix="fp-paper-")) / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4\none\n%%EOF\n")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            address = f"http://127.0.0.1:{server.server_port}"
            pages = {name: signed_in(browser, address, name, world.password) for name in names}
            yield Desk(world=world, office=office, pages=pages, paper=paper)
            browser.close()
    finally:
        server.shutdown()
        shutil.rmtree(paper.parent)


def walk(world: Any, places: list[str], pictures: Path | None) -> dict[str, Any]:
    from fangpin_web.access.scope import acting_as
    from fangpin_web.cases.models import CaseDesk

    told: dict[str, Any] = {}
    with at_their_desks(world, set(OFFICERS.values())) as desk:
        for place, process, case in desk.opened(places):
            began = time.monotonic()
            steps = carry(desk.pages, case.pk, process, desk.paper, pictures)
            with acting_as(world.zhou):
                now = CaseDesk.objects.select_related("case").get(pk=case.pk)
            assert (now.is_open, now.case.outcome) == (False, "included"), place
            told[place] = {"steps": steps, "seconds": round(time.monotonic() - began, 1)}
    return told


def tell(
    walk: Callable[[Any, list[str], Path | None], dict[str, Any]], about: str, in_words: Callable[[str, Any], list[str]]
) -> None:
    """Take a walk in an installation of its own and print what it saw, in words or for a machine."""
    arguments = argparse.ArgumentParser(description=about.splitlines()[0])
    arguments.add_argument("--places", nargs="*", default=list(PLACES), choices=PLACES)
    arguments.add_argument("--pictures", type=Path)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    with installation() as world:
        told = walk(world, given.places, given.pictures)
    if given.json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for place, one in told.items():
        print(*in_words(place, one), sep="\n  ")


def in_words(place: str, told: dict[str, Any]) -> list[str]:
    steps = [f"{step['step']} ({step['by']}): {step['said'] or 'nothing asked'}" for step in told["steps"]]
    return [f"{place}: {len(steps)} steps in {told['seconds']} s, household taken in", *steps]


if __name__ == "__main__":
    tell(walk, __doc__, in_words)
