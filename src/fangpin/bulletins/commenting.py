"""Comments in a Word file at given places of its text; a text that is no Word file becomes one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


def comment_docx(content: bytes, text: str, comments: Iterable[tuple[int, int, str]], *, author: str) -> bytes:
    """The document with comments; ``(start, end, comment)`` are places in ``text``, the text read from ``content``.

    A comment stands at the whole runs its number touches, so that no run is split and no formatting changes.
    """
    from docx import Document

    if content.startswith(b"PK\x03\x04"):
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
    """Runs with where their text stands in the text of the document, as :mod:`fangpin.bulletins.documents` reads it."""
    from docx.text.run import Run

    placed: list[tuple[int, int, Any]] = []
    place = 0
    for number, paragraph in enumerate(document.element.body.iter(f"{_W}p")):
        place += 1 if number else 0  # the line break between paragraphs
        for element in paragraph.iter():
            if element.tag != f"{_W}t" and element.tag not in _BREAKS:
                continue
            length = len(element.text or "") if element.tag == f"{_W}t" else 1
            parent = element.getparent()
            if length and parent is not None and parent.tag == f"{_W}r":
                placed.append((place, place + length, Run(parent, document)))
            place += length
    return placed
