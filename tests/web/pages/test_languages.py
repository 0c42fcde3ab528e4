"""Chinese first, English complete: no word of a page is left without its Chinese."""

import ast
import gettext
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.test import Client

from fangpin.ledgers import SPECS
from fangpin.ledgers.declaration import HOUSE_COLUMNS
from fangpin_web.accounts.models import Officer
from fangpin_web.pages.terms import KINDS, MEANINGS, UNITS

SHELL = Path(__file__).parents[3] / "src/fangpin_web"
CATALOGUE = SHELL / "pages/locale/zh_Hans/LC_MESSAGES"
HAN = re.compile(r"[\u4e00-\u9fff]")
REMEDY = "run tools/messages, fill what is empty, run it again"


def entries() -> Iterator[tuple[str | None, str, tuple[str, ...], bool, str]]:
    with (CATALOGUE / "django.po").open("rb") as file:
        for message in read_po(file, locale="zh_Hans"):
            if message.id:
                first = message.id if isinstance(message.id, str) else message.id[0]
                whole = message.id if isinstance(message.id, str) else message.id[-1]
                told = (message.string,) if isinstance(message.string, str) else tuple(message.string)
                yield message.context, first, told, message.fuzzy, whole


def test_nothing_is_untranslated_or_fuzzy() -> None:
    open_words = [first for _context, first, told, fuzzy, _whole in entries() if fuzzy or not all(told)]
    assert not open_words, f"{REMEDY}: {open_words}"


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for context, first, told, _fuzzy, _whole in entries():
        key = f"{context}\x04{first}" if context else first
        found = compiled._catalog.get(key, compiled._catalog.get((key, 0)))  # type: ignore[attr-defined]
        assert found == told[0], f"{REMEDY}: {first}"


def test_placeholders_are_the_same_in_both_languages() -> None:
    holes = re.compile(r"%\((\w+)\)")
    for _context, first, told, _fuzzy, whole in entries():
        extra = set(holes.findall(told[0])) - set(holes.findall(whole))
        assert not extra, f"{first!r}: the Chinese has {extra}"


def words_of_templates() -> set[str]:
    asked = re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
    found: set[str] = set()
    for template in SHELL.rglob("*.html"):
        found |= {one or other for one, other in asked.findall(template.read_text("utf-8"))}
    return found


def words_of_modules() -> set[str]:
    found: set[str] = set()
    for module in SHELL.rglob("*.py"):
        if "migrations" in module.parts:
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                named = node.func.id in {"_", "gettext", "gettext_lazy"}
                if named and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_word_asked_for_is_in_the_catalogue() -> None:
    known = {first for _context, first, _told, _fuzzy, _whole in entries()}
    absent = {word for word in words_of_templates() | words_of_modules() if word not in known}
    assert not absent, f"{REMEDY}: {sorted(absent)}"


def test_what_the_declarations_say_is_translated_too() -> None:
    columns = [*HOUSE_COLUMNS, *(column for spec in SPECS.values() for column in spec.columns)]
    meanings = {c.meaning for c in columns if c.meaning} | {spec.meaning for spec in SPECS.values() if spec.meaning}
    assert not meanings - set(MEANINGS), "add them to MEANINGS in fangpin_web/pages/terms.py, then run tools/messages"
    assert not {c.unit for c in columns if c.unit} - set(UNITS)
    assert not {c.kind.value for c in columns} - set(KINDS)


PAGES = ["/", "/households/", "/ledgers/", "/ledgers/loan/", "/dictionary/", "/dictionary/loan/", "/rules/", "/log/",
         "/parameters/", "/clues/", "/clues/dispatch", "/imports/", "/matches/", "/snapshots/", "/yield/"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_in_each_language(world: Any, client_of: Callable[[Officer], Client], path: str) -> None:
    client = client_of(world.zhou)
    chinese = client.get(path).content.decode()
    assert 'lang="zh-hans"' in chinese
    assert "待办" in chinese
    client.post("/language", {"language": "en", "next": path})
    english = client.get(path).content.decode()
    assert 'lang="en"' in english
    assert "To do" in english
    menu = english.split('id="menu"')[1].split("</nav>")[0]
    assert not HAN.search(menu)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_inline_script_and_no_other_host(
    world: Any, client_of: Callable[[Officer], Client], path: str
) -> None:
    page = client_of(world.zhou).get(path)
    text = page.content.decode()
    assert (
        "script-src" in page.headers["Content-Security-Policy"]
        or "default-src 'self'" in page.headers["Content-Security-Policy"]
    )
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son\w+=|style=|javascript:", text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", text)


def test_every_page_of_a_demonstration_carries_its_mark(world: Any, client_of: Callable[[Officer], Client]) -> None:
    client = client_of(world.zhou)
    for path in (*PAGES, "/nothing-here"):
        assert "演示数据" in client.get(path).content.decode(), path
    assert "演示数据" in Client().get("/sign-in").content.decode()


def test_a_chosen_theme_is_kept(world: Any, client_of: Callable[[Officer], Client]) -> None:
    client = client_of(world.zhou)
    client.post("/theme", {"theme": "dark", "next": "/"})
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()
    client.post("/theme", {"theme": "", "next": "/"})
    assert "data-bs-theme" not in client.get("/").content.decode()
