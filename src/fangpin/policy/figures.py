"""Reading a place's figures: which indicator counts each number the place publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.policy.fields import Fields
from fangpin.policy.indicator_entries import Indicator, PublishedFigure
from fangpin.policy.indicators import Setting, read_indicator
from fangpin.policy.overriding import PlacedEntry
from fangpin.policy.yaml_reading import Item, Notes

FIGURE_KEYS = ("id", "indicator", "given", "as_of", "since", "until", "off", "why")


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure's mapping as written in one place; the last place of the chain that has it decides."""

    id: str
    item: Item
    place: str


def read_figure_entries(root: Item, notes: Notes, place: str, known: dict[str, FigureEntry]) -> None:
    """Add the mappings of a file."""
    fields = Fields(root, notes, keys=("figures",), what=Wording("a figures file", "数据对应文件"))
    for item in fields.listed("figures", required=True):
        entry = Fields(item, notes, keys=FIGURE_KEYS, what=Wording("a figure", "数据"))
        id_ = entry.text("id")
        above = known.get(id_)
        if above and above.place == place:
            what = Wording(
                f"{id_} is mapped twice, first on line {above.item.line}",
                f"{id_} 重复，前一处在第 {above.item.line} 行",
            )
            notes.add(item, what, Wording("keep one of them", "请只保留一处"))
        elif id_:
            known[id_] = FigureEntry(id_, item, place)


def read_figure(
    entry: FigureEntry, around: Setting, indicators: Mapping[str, Indicator], notes: Notes
) -> PublishedFigure | None:
    """The figure with its indicator's slots filled; None (with notes) if it cannot be used."""
    what = Wording(f"the figure {entry.id}", f"数据 {entry.id}")
    fields = Fields(entry.item, notes, keys=tuple(entry.item.entries), what=what)
    if fields.truth("off"):
        fields.text("why")
        return None
    id_ = fields.text("indicator")
    known = around.entries.get(id_)
    if known is None or known.off:
        if id_ and id_ not in around.doubt:
            _no_indicator(fields.entries["indicator"], id_, around.entries, notes)
        return None
    plain = indicators.get(id_)
    if plain is None:
        return None  # noted where it is written
    indicator = _bound(entry, fields, known, plain, around, notes)
    if indicator is None:
        return None
    return PublishedFigure(
        id=entry.id,
        indicator=indicator,
        as_of=fields.day("as_of"),
        since=fields.day("since"),
        until=fields.day("until"),
        place=entry.place,
        file=entry.item.file,
        line=entry.item.line,
    )


def _bound(
    entry: FigureEntry, fields: Fields, known: PlacedEntry, plain: Indicator, around: Setting, notes: Notes
) -> Indicator | None:
    part = fields.part("given")
    given = dict(part.entries) if part else {}
    for name, item in given.items():
        if name not in plain.slots and name not in plain.open_slots:
            guess = nearest(name, plain.slots)
            remedy = did_you_mean(guess) or Wording(
                f"it has {', '.join(plain.slots) or 'none'}", f"可用：{'、'.join(plain.slots) or '无'}"
            )  # fmt: skip
            notes.add(item, Wording(f"{plain.id} has no slot {name}", f"指标 {plain.id} 没有插槽 {name}"), remedy)
    found = Notes()
    indicator = plain if not given else read_indicator(known, around, found, given=given)
    for problem in found.problems:  # said where the value was given, not where the slot stands
        notes.add(part or entry.item, problem.what, problem.remedy)
    if indicator is not None and indicator.open_slots:
        missing = ", ".join(indicator.open_slots)
        what = Wording(
            f"{entry.id} does not say {missing} of {plain.id}", f"{entry.id} 没有写明 {plain.id} 的 {missing}"
        )
        notes.add(entry.item, what, Wording(f"add given: {{{missing}: …}}", f"请补充 given: {{{missing}: …}}"))
        return None
    return indicator


def _no_indicator(item: Item, id_: str, entries: Mapping[str, PlacedEntry], notes: Notes) -> None:
    guess = nearest(id_, entries)
    remedy = did_you_mean(guess) or Wording(
        "add it under indicators/", "请在 indicators/ 中补充"
    )  # fmt: skip
    notes.add(item, Wording(f"there is no indicator {id_}", f"没有指标 {id_}"), remedy)
