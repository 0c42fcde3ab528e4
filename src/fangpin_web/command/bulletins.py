"""``fangpin bulletin read``: every figure of a draft, with its place, value and unit. Needs no database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.bulletin_checking import check
from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import DAY
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.bulletins import Reading, Relation


@click.group(short_help="Read, write and verify bulletins. 通报：读取、生成、核验。")
def bulletin() -> None:
    """Bulletins: read a draft number by number; write one whose every number is counted."""


bulletin.add_command(check)


@bulletin.command(short_help="Every figure, name and date of a draft. 逐个读取数字。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--published", type=DAY, default=None, help="Day of publication. 发布日期。")
@machine_readable
@click.pass_obj
def read(teller: Teller, file: Path, published: datetime | None) -> None:
    """Read FILE (.txt, .docx, .pdf, .html): its figures, names that carry a number, and what is no figure and why."""
    from fangpin.bulletins import TextTooLong, UnreadableDraft, plain, relations, text_of
    from fangpin.bulletins import read as read_text

    try:
        text = text_of(file)
        reading = read_text(text, published_on=published.date() if published else None)
    except (UnreadableDraft, TextTooLong) as error:
        teller.refuse(error, error.zh(), str(error))
        leave(Exit.REFUSED)
        return
    for figure in reading.figures:
        told = f"{figure.text}\t{figure.written}\t{figure.unit}\t{figure.bound}\t{figure.subject}"
        teller.say(told, told)
    related = relations(reading)
    for relation in related:
        if not relation.holds:
            stated = reading.figures[relation.figures[0]]
            rest = "、".join(reading.figures[number].text for number in relation.figures[1:])
            teller.warn(
                f"“{stated.text}”与 {rest} 对不上：按后者应为 {plain(round(relation.expected, 2))}",
                f"“{stated.text}” does not fit {rest}: these make {plain(round(relation.expected, 2))}",
            )
    counts = (len(reading.figures), len(reading.names), len(reading.no_figures))
    teller.say(
        "共 {} 个数字、{} 个带数字的名称；{} 处不是统计数字。".format(*counts),
        "{} figures, {} names that carry a number; {} numbers that count nothing.".format(*counts),
    )
    teller.give(ok=True, **_told(reading, related))
    leave(Exit.OK)


def _told(reading: Reading, related: tuple[Relation, ...]) -> dict[str, Any]:
    """What a reading says to a machine; which indicator a figure means only ``check`` can say."""
    told = reading.as_json()
    open_ = {"area": None, "indicator": None, "score": None}
    return told | {
        "figures": [figure | open_ for figure in told["figures"]],
        "relations": [one.as_json() for one in related],
    }


from fangpin_web.command import writing  # noqa: E402 - the other half of this group

for _command in (writing.kinds, writing.write, writing.verify, writing.refresh):
    bulletin.add_command(_command)
