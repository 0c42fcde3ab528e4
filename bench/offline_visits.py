"""A day at the door without network, against a served installation: first load, cuts, what stays on a phone.

    fangpin demo --no-serve && fangpin serve --port 8543 --tls-cert cert.pem --tls-key key.pem
    python bench/offline_visits.py https://127.0.0.1:8543 --account village --password demo-2026 --visits 20 --photos 2

The village needs as many households to visit. Chromium takes the certificate as it is; a phone would not.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

KBIT, DELAY_MS, PATIENCE_MS = 50, 500, 120_000
NOTE = "确诊肺癌，正在透析"  # what nobody should write, and what must not be read in the dump all the same


def paper(seed: int) -> dict[str, Any]:
    """A photo as a phone takes it: 3,000 by 4,000."""
    written = io.BytesIO()
    Image.effect_noise((375, 500), 40 + seed).resize((3000, 4000), Image.Resampling.BILINEAR).save(written, "JPEG")
    return {"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def slow(context: BrowserContext, page: Page, *, offline: bool = False) -> None:
    told = {"offline": offline, "latency": DELAY_MS, "downloadThroughput": KBIT * 125, "uploadThroughput": KBIT * 125}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", told)


def first_load(playwright: Any, options: dict[str, Any]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        context = playwright.chromium.launch_persistent_context(folder, **options)
        page = context.pages[0]
        slow(context, page)
        began = time.monotonic()
        page.goto("/field/phone", timeout=PATIENCE_MS)
        loaded = time.monotonic() - began
        page.wait_for_selector("#sign-in", timeout=PATIENCE_MS)
        usable = time.monotonic() - began
        context.close()
    return {"load_s": round(loaded, 1), "usable_s": round(usable, 1)}


def sign_in(page: Page, account: str, password: str) -> None:
    page.fill("#username", account)
    page.fill("#password", password)
    page.click("#sign-in button")
    page.wait_for_selector("#fetch", timeout=PATIENCE_MS)


def enter(page: Page, number: int, photos: int) -> None:
    page.locator("[data-household]").nth(number).click()
    page.select_option("#check-housing", "met")
    page.fill("#note", NOTE)
    page.set_input_files("#file-signed", [paper(number * photos + n) for n in range(photos)])
    page.locator(".thumbs img").nth(photos - 1).wait_for(timeout=PATIENCE_MS)
    page.click("#keep")
    page.wait_for_selector("#unsent", timeout=PATIENCE_MS)


def dump(profile: Path) -> dict[str, Any]:
    """What a finder of the phone reads in the page's storage."""
    files = [p for p in profile.rglob("*") if p.is_file() and ("IndexedDB" in str(p) or "Service Worker" in str(p))]
    whole = b"".join(p.read_bytes() for p in files)
    numbers = {n for n in re.findall(rb"(?<!\d)[1-8]\d{16}[0-9X](?!\d)", whole) if n[6:8] in {b"19", b"20"}}
    words = [w for w in (*NOTE.split("，"), "因病", "illness") if w.encode() in whole or w.encode("utf-16-le") in whole]
    return {"bytes": len(whole), "document_numbers": len(numbers), "diagnoses": words}


def main() -> None:  # noqa: PLR0915 - one day, told in order
    given = argparse.ArgumentParser()
    given.add_argument("address")
    given.add_argument("--account", default="village")
    given.add_argument("--password", required=True)
    given.add_argument("--visits", type=int, default=20)
    given.add_argument("--photos", type=int, default=2)
    asked = given.parse_args()
    options = {
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"],
        "viewport": {"width": 390, "height": 800}, "base_url": asked.address, "ignore_https_errors": True,
        "locale": "zh-CN",
    }  # fmt: skip
    told: dict[str, Any] = {"network": f"{KBIT} kbit/s, {DELAY_MS} ms"}
    profile = Path(tempfile.mkdtemp())
    with sync_playwright() as playwright:
        told["first_load"] = first_load(playwright, options)
        context = playwright.chromium.launch_persistent_context(profile, **options)
        page = context.pages[0]
        page.goto("/field/phone", timeout=PATIENCE_MS)
        sign_in(page, asked.account, asked.password)
        page.click("#fetch")
        page.wait_for_selector("[data-household]", timeout=PATIENCE_MS)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        context.set_offline(True)
        began = time.monotonic()
        for number in range(asked.visits):
            enter(page, number, asked.photos)
            if number == asked.visits // 2:
                page.reload()
                page.wait_for_selector("#unsent", timeout=PATIENCE_MS)
        told["entering_s"] = round(time.monotonic() - began, 1)
        context.close()  # killed
        told["dump"] = dump(profile)

        context = playwright.chromium.launch_persistent_context(profile, **options)
        page = context.pages[0]
        cuts, sent = {7: "abort", 23: "after", 41: "abort"}, iter(range(1, 10_000))

        def cut(route: Route) -> None:
            how = cuts.pop(next(sent), None)
            if how == "after":
                route.fetch()  # it arrived, and the answer was lost on the way
            if how:
                route.abort()
            else:
                route.continue_()

        page.route("**/field/phone/visits**", cut)
        page.goto("/field/phone", timeout=PATIENCE_MS)
        began = time.monotonic()
        sign_in(page, asked.account, asked.password)
        while not page.locator("#all-sent").count():
            if page.locator("#send").count():
                page.locator("#send").click()
            page.wait_for_timeout(1000)
        told |= {"sending_s": round(time.monotonic() - began, 1), "cuts_left": len(cuts), "requests": next(sent) - 1}
        told["dump_after"] = dump(profile)
        context.close()
    shutil.rmtree(profile)
    print(json.dumps(told, ensure_ascii=False, indent=1))


main()
