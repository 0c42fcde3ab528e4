"""A written document as a page shows it: paragraphs with their numbers marked, tables, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from fangpin.bulletins.writing import Block, Chart, Grid, Number, Paragraph, blocks_of
from fangpin.bulletins.writing.charts import described, svg
from fangpin.bulletins.writing.document import lines_of
from fangpin_web.bulletins.written_models import SignedBulletin
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_names


def parts_of(blocks: Iterable[Block], numbers: Mapping[str, Number], *, seal: int) -> Iterator[dict[str, Any]]:
    """Each block with what its template needs; a number with the page of its figure in that snapshot."""
    shown = {id_: {"told": number, "opens": address_of(number.as_json(), seal=seal)} for id_, number in numbers.items()}
    for block in blocks:
        match block:
            case Paragraph():
                pieces = [{"text": p.text, "number": shown.get(p.number)} for p in block.pieces]
                yield {"kind": "paragraph", "style": block.style.value, "pieces": pieces}
            case Grid():
                rows = [[{"text": cell.text, "number": shown.get(cell.number)} for cell in row] for row in block.rows]
                yield {"kind": "table", "grid": block, "rows": rows}
            case Chart():
                # Drawn by us from escaped text and numbers: nothing in it was written by a reader.
                drawn = mark_safe(svg(block, numbers))  # noqa: S308
                yield {"kind": "chart", "svg": drawn, "described": described(block, numbers)}


def parts_signed(bulletin: SignedBulletin) -> list[dict[str, Any]]:
    """A signed bulletin as it was laid out; none where that was not kept, or does not say what was signed."""
    blocks = blocks_of(bulletin.layout)
    numbers = {told["id"]: Number.of_json(told) for told in bulletin.figures["numbers"]}
    if not bulletin.text.endswith("\n".join(line for block in blocks for line in lines_of(block))):
        return []
    return list(parts_of(blocks, numbers, seal=bulletin.seal_id))


def numbers_told(bulletin: SignedBulletin) -> list[dict[str, Any]]:
    """The numbers a bulletin prints, each with the page of its figure; one of an area inside
    with its name, a reckoned one with what it is reckoned from."""
    told = {number["id"]: number for number in bulletin.figures["numbers"]}
    names = area_names({number["area_code"] for number in told.values()} - {bulletin.area_code})
    return [
        number
        | {
            "area": names.get(number["area_code"], ""),
            "opens": address_of(number, seal=bulletin.seal_id),
            "counts": [named(r) for id_ in (number["id"], *number["of"]) if (r := told.get(id_, {}).get("record"))],
        }
        for number in told.values()
        if not number["bare"]
    ]


def address_of(number: Mapping[str, Any], *, seal: int) -> str:
    """The page of a counted number's figure: the same snapshot, area and slots. Empty where it was not counted."""
    record = number["record"]
    if not record:
        return ""
    given = ";".join(f"{name}={value}" for name, value in record["given"].items())
    asked = {"seal": seal, "given": given, "area": record["area_code"]}
    return f"{reverse('figures:figure', args=[record['indicator']])}?{urlencode({k: v for k, v in asked.items() if v})}"
