"""The blocks of a written document as plain values, and back: what was signed is shown again as it was laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from fangpin.bulletins.writing.document import Cell, Chart, Grid, Paragraph, Piece, Style

Block = Paragraph | Grid | Chart
_KINDS: dict[str, type[Block]] = {"paragraph": Paragraph, "table": Grid, "chart": Chart}


def layout_of(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as plain values."""
    names = {made: name for name, made in _KINDS.items()}
    return [{"kind": names[type(block)], **asdict(block)} for block in blocks]


def blocks_of(layout: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """As they were before :func:`layout_of`."""
    return tuple(_block(told) for told in layout)


def _block(told: Mapping[str, Any]) -> Block:
    kept = {key: value for key, value in told.items() if key != "kind"}
    match told["kind"]:
        case "paragraph":
            return Paragraph(Style(kept["style"]), tuple(Piece(**piece) for piece in kept["pieces"]))
        case "table":
            rows = tuple(tuple(Cell(**cell) for cell in row) for row in kept["rows"])
            return Grid(**(kept | {"groups": tuple(kept["groups"]), "heads": tuple(kept["heads"]), "rows": rows}))
        case _:
            return Chart(**(kept | {"points": tuple((label, id_) for label, id_ in kept["points"])}))
