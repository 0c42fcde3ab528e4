"""``fangpin bulletin check``: a draft against a sealed snapshot, number by number."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin.uncollected import uncollected
from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import DAY, NoSuchSeal, counted_before, opened_here, policy_of
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.bulletins.checking import CheckedDraft
    from fangpin.bulletins.stated import StatedFigures
    from fangpin.snapshots import Snapshot


@click.command(short_help="A draft against the records, number by number. 逐个核对数字。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--city", default=None, help="The place whose figures are meant; the installation's unless given. 地区。")
@click.option(
    "--snapshot", "folder", default=None, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A snapshot's folder; needs no database. The place's newest unless given. 快照文件夹。",
)  # fmt: skip
@click.option("--published", type=DAY, default=None, help="Day of publication. 发布日期。")
@machine_readable
@click.pass_obj
@uncollected()
def check(teller: Teller, file: Path, city: str | None, folder: Path | None, published: datetime | None) -> None:
    """Count every figure of FILE (.txt, .docx, .pdf, .html) in a snapshot and say whether it agrees as written.

    Ends with 0 where nothing differs, with 1 where a number differs, does not add up or cannot be; figures that were
    not understood are listed and counted, and do not make it 1.
    """
    from fangpin.bulletins import TextTooLong, UnreadableDraft, text_of

    try:
        text = text_of(file)
        checked, place = _checked(file, text, city, folder, published.date() if published else None)
    except (UnreadableDraft, TextTooLong) as error:
        teller.refuse(error, error.zh(), str(error))
        leave(Exit.REFUSED)
        return
    _say(teller, checked)
    counts = checked.counts
    teller.give(ok=checked.agrees, place=place, counts=counts, **checked.as_json())
    leave(Exit.OK if checked.agrees else Exit.FOUND)


def _checked(
    file: Path, text: str, city: str | None, folder: Path | None, published: date | None
) -> tuple[CheckedDraft, str]:
    from fangpin.bulletins.checking import check_text
    from fangpin.bulletins.documents import is_package
    from fangpin_web.bulletins.earlier import published_by

    choices: dict[str, str] = {}
    stated: StatedFigures | None = None
    if folder is None:
        snapshot, choices, stated = _from_installation(city)
    else:
        snapshot = opened_here(folder)
    policy = policy_of(city) if city and city != snapshot.manifest.place else snapshot.policy
    checked = check_text(
        text, snapshot, policy, choices=choices, stated=stated, published=published_by(policy.place.id),
        published_on=published, kept=counted_before(snapshot, policy),
    )  # fmt: skip
    content = file.read_bytes()
    if not is_package(content):
        return checked, policy.place.id
    from fangpin.bulletins.writing import with_carried

    return with_carried(content, checked, snapshot, policy), policy.place.id


def _from_installation(city: str | None) -> tuple[Snapshot, dict[str, str], StatedFigures]:
    """The newest snapshot of the place here, the readings chosen here, and what others state."""
    from fangpin_web.command.installation import open_database

    with open_database():
        from fangpin_web.bulletins.doors import choices_of
        from fangpin_web.figures.doors import stated_now
        from fangpin_web.publishing.doors import seals_latest_first

        seal = next((s for s in seals_latest_first() if city in (None, s.place) and s.folder.exists()), None)
        if seal is None:
            raise NoSuchSeal(None)
        snapshot = opened_here(seal.folder)
        return snapshot, choices_of(snapshot.policy.place.id), stated_now()


def _say(teller: Teller, checked: CheckedDraft) -> None:
    signs = {"agrees": "✓", "reported": "R", "overridden": "R"}
    for one in checked.judged:
        why = teller.pick(one.why.zh, one.why.en) if one.why else ""
        told = "\t".join((signs.get(one.verdict, "✗"), str(one.verdict), one.figure.text, one.indicator or "–",
                          one.computed or "–", why))  # fmt: skip
        (teller.say if one.fine else teller.warn)(told, told)
    for name in checked.named:
        if name.wrong:
            told = f"✗\tdiffers\t{name.name.text}\t" + ", ".join(f"{x.part}: {x.computed}" for x in name.links)
            teller.warn(told, told)
    counts: dict[str, Any] = checked.counts
    listed = "，".join(f"{verdict} {number}" for verdict, number in counts.items())
    teller.say(f"共 {len(checked.judged)} 个数字：{listed}", f"{len(checked.judged)} figures: {listed}")
