"""A written document as a page shows it: paragraphs with their numbers marked, tables, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import mark_safe

from fangpin.bulletins.writing import Chart, Document, Grid, Paragraph
from fangpin.bulletins.writing.charts import described, svg


def parts_of(document: Document) -> Iterator[dict[str, Any]]:
    """Each block with what its template needs."""
    for block in document.blocks:
        match block:
            case Paragraph():
                pieces = [
                    {"text": p.text, "number": document.numbers.get(p.number) if p.number else None}
                    for p in block.pieces
                ]
                yield {"kind": "paragraph", "style": block.style.value, "pieces": pieces}
            case Grid():
                yield {"kind": "table", "grid": block}
            case Chart():
                # Drawn by us from escaped text and numbers: nothing in it was written by a reader.
                drawn = mark_safe(svg(block, document.numbers))  # noqa: S308
                yield {"kind": "chart", "svg": drawn, "described": described(block, document.numbers)}
