"""What a phone keeps to open without network: one page, one style, one script, and the list of them for its worker.

None of it names a person. The version is a hash of the files and the language, so that a change reaches every phone.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse

from fangpin_web.field.words import WORDS, words
from fangpin_web.pages.wording import language

FOLDER = Path(__file__).parent
_FILES = ("static/field/phone.css", "static/field/phone.js", "templates/field/phone.html", "templates/field/worker.js")


@cache
def _files_hash(changed: tuple[float, ...]) -> str:  # noqa: ARG001 - read again when a file changes
    content = b"".join((FOLDER / name).read_bytes() for name in _FILES)
    return hashlib.sha256(content + repr(sorted(WORDS)).encode()).hexdigest()[:12]


def version() -> str:
    changed = tuple((FOLDER / name).stat().st_mtime for name in _FILES)
    return f"{_files_hash(changed)}-{language()}"


def asset(name: str) -> str:
    return f"{static(f'field/{name}')}?v={version()}"


def shell_addresses() -> list[str]:
    """What the worker keeps, the page itself first."""
    return [reverse("field:phone"), asset("phone.css"), asset("phone.js"), static("pages/favicon.svg")]


__all__ = ["asset", "shell_addresses", "version", "words"]
