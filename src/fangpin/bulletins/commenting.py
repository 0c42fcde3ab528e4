"""Comments in a Word file at given places of its text; a text that is no Word file becomes one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from fangpin.bulletins.documents import is_package
from fangpin.bulletins.word_text import W, pieces


def comment_docx(content: bytes, text: str, comments: Iterable[tuple[int, int, str]], *, author: str) -> bytes:
    """The document with comments; ``(start, end, comment)`` are places in ``text``, the text read from ``content``.

    A comment stands at the whole runs its number touches, so that no run is split and no formatting changes.
    """
    from docx import Document

    if is_package(content):
        document = Document(io.BytesIO(content))
    else:
        document = Document()
        for line in text.split("\n"):
            document.add_paragraph(line.replace("\x00", "").translate(_CONTROLS))
    placed = _placed_runs(document)
    for start, end, words in comments:
        runs = [run for at, to, run in placed if at < end and to > start]
        if runs:
            document.add_comment(runs=[runs[0], runs[-1]], text=words, author=author, initials=author[:1])
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


_CONTROLS = {code: None for code in range(32) if code not in (9, 10)}


def _placed_runs(document: Any) -> list[tuple[int, int, Any]]:
    """Runs with where their text stands in the text of the document."""
    from docx.text.run import Run

    placed: list[tuple[int, int, Any]] = []
    place = 0
    for said, element in pieces(document.element.body):
        parent = element.getparent() if element is not None else None
        if said and parent is not None and parent.tag == f"{W}r":
            placed.append((place, place + len(said), Run(parent, document)))
        place += len(said)
    return placed
