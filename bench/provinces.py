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
from dataclasses import replace
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
        standing = page.locator("li.now").inner_text().strip()
        assert standing == step.zh, (standing, step.zh)
        lacks = page.locator("#step summary", has_text="还缺")
        missing = lacks.inner_text() if lacks.count() else ""
        if missing:  # a step that asks for nothing goes on as it is
            page.locator("form [required]").evaluate_all("all => all.forEach(one => one.removeAttribute('required'))")
            page.click("button[name=move][value=forward]")
            assert page.locator("li.now").inner_text().strip() == step.zh, f"{step.zh} went on with nothing filled in"
        if step.publicity:
            hung, day = day, day + timedelta(days=6)
            page.fill("[name=hung_on]", hung.isoformat())
        fill(page, step, day.isoformat(), paper)
        if pictures:
            page.screenshot(path=str(pictures / f"{process.id}-{number}-{name}.png"), full_page=True)
        page.click("button[name=move][value=forward]")
        now = page.locator("li.now")
        after = now.inner_text().strip() if now.count() else "closed"
        assert after != step.zh, page.locator("main").inner_text()[:900]
        seen.append({"step": step.zh, "by": step.owner, "said": missing})
    return seen


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


def walk(world: Any, places: list[str], pictures: Path | None) -> dict[str, Any]:
    from django.utils import timezone

    from fangpin_web.access.scope import acting_as
    from fangpin_web.cases.models import CaseDesk
    from fangpin_web.cases.services import open_case
    from fangpin_web.office import policy as office_policy

    told: dict[str, Any] = {}
    office, load = office_policy.policy_in_force(), office_policy._load
    server = serve()
    paper = Path(tempfile.mkdtemp(prefix="fp-paper-")) / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4\none\n%%EOF\n")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            address = f"http://127.0.0.1:{server.server_port}"
            pages = {name: signed_in(browser, address, name, world.password) for name in set(OFFICERS.values())}
            for place in places:
                process = process_of(place, office)
                changed = replace(office, processes={**office.processes, "identification": process})
                office_policy._load = lambda *_given, changed=changed: changed  # type: ignore[assignment]
                at = timezone.now() - timedelta(days=15)
                case = open_case(process="identification", household=world.household_a, by=world.lin, at=at)
                began = time.monotonic()
                steps = carry(pages, case.pk, process, paper, pictures)
                with acting_as(world.zhou):
                    desk = CaseDesk.objects.select_related("case").get(pk=case.pk)
                assert (desk.is_open, desk.case.outcome) == (False, "included"), place
                told[place] = {"steps": steps, "seconds": round(time.monotonic() - began, 1)}
            browser.close()
    finally:
        office_policy._load = load
        server.shutdown()
        shutil.rmtree(paper.parent)
    return told


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--places", nargs="+", default=list(PLACES), choices=PLACES)
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
        print(f"{place}: {len(one['steps'])} steps in {one['seconds']} s, household taken in")
        for step in one["steps"]:
            print(f"  {step['step']} ({step['by']}): {step['said'] or 'nothing asked'}")


if __name__ == "__main__":
    main()
