"""A real browser against a real server over the small world. It is Debian's Chromium; without it these are skipped."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, BrowserType, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Say nothing: a failing test shows the page."""


class Threaded(ThreadingMixIn, WSGIServer):
    """Each request in a thread of its own, which closes its connections when it ends."""

    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        from django.db import connections

        super().process_request_thread(request, client_address)
        connections.close_all()


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """Debian's browser; one driver for the session, because a thread can hold no second."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("there is no chromium; apt-get install chromium fonts-noto-cjk")
    # The browser's own loop runs in this thread; the database is asked beside it, never from within it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    running = chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
    yield running
    running.close()


@pytest.fixture
def world(fresh_database: str, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The small world of tests/web, committed, as the demonstration office of Gejiu."""
    place = Path(__file__).parents[1] / "web" / "conftest.py"
    spec = importlib.util.spec_from_file_location("small_world", place)
    assert spec
    assert spec.loader
    small = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "small_world", small)
    spec.loader.exec_module(small)
    from fangpin_web.office.services import set_up_office

    set_up_office(place="gejiu", demo=True, at=small.NOW)
    return small.build_world()


@pytest.fixture
def address(world: Any) -> Iterator[str]:
    """Where the pages are served, with their static files."""
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Threaded, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str, world: Any) -> Iterator[Open]:
    """``opened("lin", width=390, scripts=False)``: a page in which that officer has signed in.

    When the test ends, no page may have asked another host for anything or met a script error.
    """
    asked: list[str] = []
    errors: list[str] = []
    contexts = []

    def sign_in(username: str, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", java_script_enabled=scripts, base_url=address
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None,
        )
        page.goto("/sign-in")
        page.fill("[name=username]", username)
        page.fill("[name=password]", world.password)
        page.click("main button[type=submit].btn-primary")
        page.wait_for_url(f"{address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert errors == []
