"""A template and its numbers made into a document: which wording of each sentence is said, and every number in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from fangpin.bulletins.rhythms import Period
from fangpin.bulletins.writing.counting import Counted, Value
from fangpin.bulletins.writing.document import (
    Cell,
    Chart,
    Document,
    Grid,
    LeftOut,
    Paragraph,
    Piece,
    Style,
)
from fangpin.bulletins.writing.numbers import Number, Printed, printed_figure, shares_that_add_up
from fangpin.indicators import level_of
from fangpin.policy.template_entries import (
    PLACES_OF_TIME,
    AreaTable,
    ChartBlock,
    Heading,
    Parts,
    Said,
    TemplateFigure,
    Wordings,
)

_SLOT = re.compile(r"\{([^{}]*)\}")
_NUMERALS = "〇一二三四五六七八九十"
NOTHING = "—"  # a cell of which the records say nothing
_LASTING = frozenset({"place", "whole", "below", "governments", "issuer"})  # words that next month's are the same
# What the areas right below one of a level are called, and who is written to there.
_BELOW = {
    "nation": ("省（自治区、直辖市）", "各省、自治区、直辖市人民政府"),
    "province": ("市（州）", "各市（州）人民政府"),
    "city": ("县（市、区）", "各县（市、区）人民政府"),
    "county": ("乡镇（街道）", "各乡镇人民政府（街道办事处）"),
    "township": ("村（社区）", "各村（居）民委员会"),
    "village": ("组", "各村（居）民小组"),
}


class PartsDoNotAdd(Exception):
    """Parts that the text prints beside their total do not make it: the records, or the template, are wrong."""

    def __init__(self, total: Number, parts: list[Number]) -> None:
        self.total, self.parts = total, parts
        super().__init__(total.id)

    def __str__(self) -> str:
        listed = " + ".join(f"{part.text} ({part.slot})" for part in self.parts)
        return (
            f"{listed} do not make {self.total.text} ({self.total.slot}); nothing was written. Look at the rows behind "
            "these figures, or take the parts out of the template"
        )

    @property
    def zh(self) -> str:
        listed = " + ".join(f"{part.text}（{part.slot}）" for part in self.parts)
        return (
            f"{listed} 合计不等于 {self.total.text}（{self.total.slot}），没有成文。请核对这些数背后的记录，或修改模板"
        )


class NothingToSay(Exception):
    """No sentence of the template can be said of these records; ``left_out`` says why of each."""

    def __init__(self, kind: str, left_out: tuple[LeftOut, ...]) -> None:
        self.kind, self.left_out = kind, left_out
        super().__init__(kind)

    @property
    def _why(self) -> str:
        return "；".join(dict.fromkeys(one.why for one in self.left_out))

    def __str__(self) -> str:
        return f"no sentence of {self.kind} can be said of these records: {self._why}. Import what is missing first"

    @property
    def zh(self) -> str:
        return f"“{self.kind}”没有一句能由现有记录写出：{self._why}。请先导入相关名册"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues it, its number, and the day it is dated; all may be empty in a draft."""

    issuer: str = ""
    number: str = ""
    dated_on: date | None = None


def dated(on: date | None) -> str:
    """2026年10月31日; empty for none."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def compose(counted: Counted, letterhead: Letterhead | None = None) -> Document:
    """Write the document; :class:`PartsDoNotAdd` if printed parts do not make a printed total."""
    return Writer(counted, letterhead or Letterhead()).compose()


@dataclass
class Writer:
    """Writes one document; numbers asked for later are added to those it carries."""

    counted: Counted
    letterhead: Letterhead
    numbers: dict[str, Number] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    idle: list[LeftOut] = field(default_factory=list)  # of what is not run here: nobody misses it

    def __post_init__(self) -> None:
        self.template = self.counted.template
        area = self.counted.areas.get(self.counted.area_code) or self.counted.policy.place.zh
        below, governments = _BELOW[level_of(self.counted.area_code)]
        self.words = {**self.counted.period.words, "place": area, "whole": f"全{area[-1]}"}
        self.words |= {"below": below, "governments": governments, "issuer": self.letterhead.issuer}
        self.words["number"], self.words["dated"] = self.letterhead.number, dated(self.letterhead.dated_on)
        self.adjusted = self._shares()

    def compose(self) -> Document:
        blocks: list[Paragraph | Grid | Chart] = [self._plain(self.template.title, Style.TITLE)]
        if self.template.addressed:
            blocks.append(self._plain(self.template.addressed, Style.ADDRESSED))
        for block in self.template.body:
            blocks += self._block(block)
        blocks = _numbered(blocks)
        if not any(isinstance(b, Paragraph) and b.style is Style.BODY for b in blocks):
            raise NothingToSay(self.template.zh, (*self.left_out, *self.idle))
        blocks += self._end()
        sheets = tuple(self._grid(sheet) for sheet in self.template.appendix)
        self._check_parts(blocks)
        return Document(
            template=self.template.id,
            kind=self.template.zh,
            area_code=self.counted.area_code,
            place=self.words["place"],
            policy_place=self.counted.policy.place.id,
            period=self.counted.period.code,
            as_of=self.counted.as_of,
            snapshot=self.counted.snapshot or "",
            policy=self.counted.policy.hash,
            issuer=self.letterhead.issuer,
            number=self.letterhead.number,
            blocks=tuple(blocks),
            appendix=sheets,
            numbers=self.numbers,
            left_out=tuple(self.left_out),
        )

    # -- blocks ----------------------------------------------------------------------------------------------------

    def _block(self, block: Heading | Said | AreaTable | ChartBlock) -> Iterator[Paragraph | Grid | Chart]:
        match block:
            case Heading():
                yield self._plain(block.text, Style.HEADING if block.level == 1 else Style.SUBHEADING)
            case Said():
                pieces = [piece for sentence in block.sentences for piece in self._sentence(sentence)]
                if pieces:
                    yield Paragraph(style=Style.BODY, pieces=tuple(pieces))
            case AreaTable():
                yield self._grid(block)
            case ChartBlock():
                chart = self._chart(block)
                if chart is not None:
                    yield chart

    def _plain(self, text: str, style: Style) -> Paragraph:
        return Paragraph(style=style, pieces=tuple(self._pieces(text, lambda name: [self._word(name)])))

    def _word(self, name: str) -> Piece:
        return Piece(self.words[name], word=name if name not in _LASTING else "")

    def _end(self) -> list[Paragraph]:
        made = []
        if self.template.appendix:
            titles = [_SLOT.sub(lambda m: self.words[m[1]], sheet.title) for sheet in self.template.appendix]
            made.append(Paragraph(style=Style.ATTACHED, pieces=(Piece("附件：" + "；".join(titles)),)))
        if self.letterhead.issuer:
            made.append(Paragraph(style=Style.SIGNED, pieces=(Piece(self.letterhead.issuer),)))
        if self.letterhead.dated_on:
            made.append(Paragraph(style=Style.DATED, pieces=(Piece(self.words["dated"], word="dated"),)))
        return made

    # -- sentences -------------------------------------------------------------------------------------------------

    def _sentence(self, wordings: tuple[Wordings, ...]) -> list[Piece]:
        """The first wording that holds and whose numbers are known; what is not said is noted with why."""
        missing: list[str] = []
        for number, wording in enumerate(wordings):
            holds = self._holds(wording, missing)
            if holds is None:
                break  # nobody knows whether this should be said, so nothing after it may be taken for granted
            if not holds:
                continue
            absent = [why for name in wording.names if (why := self._absent(name))]
            if absent:
                missing += absent
                continue
            said = list(self._pieces(wording.text, self._slot))
            return [replace(piece, sentence=f"{wordings[0].line}:{number}") for piece in said]
        if missing:
            note = LeftOut(
                what=_SLOT.sub("…", wordings[-1].text), why="；".join(dict.fromkeys(missing)), line=wordings[0].line
            )
            (self.idle if self._is_idle(wordings) else self.left_out).append(note)
        return []

    def _is_idle(self, wordings: tuple[Wordings, ...]) -> bool:
        """Whether a sentence speaks only of what this place does not run."""
        named = {name for one in wordings for name in one.names}
        named |= {name.id for one in wordings if one.when for name in one.when.columns}
        return all(self.counted.is_idle(name) for name in named & self.template.figures.keys())

    def _holds(self, wording: Wordings, missing: list[str]) -> bool | None:
        if wording.when is None:
            return True
        read = [name.id for name in wording.when.columns]
        values = {name: self.counted.value(name).value for name in read}
        answer = wording.when.evaluate(values, {}, as_of=self.counted.as_of)
        if answer is None:
            missing += [
                f"{self._called(name)}：{self.counted.value(name).why}" for name in read if values[name] is None
            ]
            return None
        return bool(answer)

    def _absent(self, name: str) -> str:
        if name in PLACES_OF_TIME:
            return ""
        if ranking := self.template.rankings.get(name):
            return "" if self._ranked(ranking.id) else "没有可以列名的地方"
        value = self.counted.value(name)
        return "" if value.value is not None else f"{self._called(name)}：{value.why}"

    def _called(self, name: str) -> str:
        """The title of what a figure counts; one that is reckoned is called by what it is reckoned from."""
        figure = self.template.figures.get(name)
        if figure is None:
            return name
        titles = [figure.indicator.zh] if figure.indicator else [self._called(one) for one in figure.of]
        return "、".join(dict.fromkeys(titles)) or name

    def _pieces(self, text: str, slot: Callable[[str], list[Piece]]) -> Iterator[Piece]:
        last = 0
        for match in _SLOT.finditer(text):
            if match.start() > last:
                yield Piece(text[last : match.start()])
            yield from slot(match[1])
            last = match.end()
        if last < len(text):
            yield Piece(text[last:])

    def _slot(self, name: str) -> list[Piece]:
        if name in PLACES_OF_TIME:
            return [self._word(name)]
        if name in self.template.rankings:
            pieces: list[Piece] = []
            for area in self._ranked(name):
                number = self.number(self.template.rankings[name].figure, area)
                comma = "、" if pieces else ""
                pieces += [
                    Piece(comma + self._area(area), ranking=name),
                    Piece(number.text, number=number.id, ranking=name),
                ]
            return pieces
        number = self.number(name)
        return [Piece(number.text, number=number.id)]

    def _ranked(self, name: str) -> list[str]:
        """Areas by their number, then by code; those not above the limit are not named."""
        ranking = self.template.rankings[name]
        counted = [(a, self.counted.value(ranking.figure, a).value) for a in self.counted.below(ranking.by)]
        kept = [(a, v) for a, v in counted if v is not None and v > ranking.above]
        kept.sort(key=lambda pair: (-pair[1] if ranking.descending else pair[1], pair[0]))
        return [area for area, _ in kept[: ranking.most]]

    def _area(self, code: str) -> str:
        return self.counted.areas.get(code, code)

    # -- numbers ---------------------------------------------------------------------------------------------------

    def ranking(self, name: str) -> str:
        """A list of areas with their numbers; empty if there is none to name."""
        return "".join(piece.text for piece in self._slot(name))

    def number(self, slot: str, area: str | None = None, *, period: Period | None = None, bare: bool = False) -> Number:
        """The number of a figure that has one, as it is printed."""
        code = self.counted.area_code if area is None else area
        when = period or self.counted.period
        id_ = slot + (f"@{code}" if area is not None and area != self.counted.area_code else "")
        id_ += f"#{when.code}" if when != self.counted.period else ""
        id_ += "|" if bare else ""
        if id_ in self.numbers:
            return self.numbers[id_]
        figure, value = self.template.figures[slot], self.counted.value(slot, area, when)
        assert value.value is not None  # noqa: S101 - whoever asks has looked
        shown = self._shown(figure, value, bare=bare, own=id_ == slot)
        number = Number(
            id=id_, slot=slot, area_code=code, kind=value.kind, how=figure.how, value=value.value, unit=figure.unit,  # type: ignore[arg-type]
            text=shown.text, low=shown.low, high=shown.high, over=shown.over, adjusted=id_ in self.adjusted, bare=bare,
            of=value.of, record=self._record(value), source=value.source,
        )  # fmt: skip
        self.numbers[id_] = number
        for part in value.of:  # so that what it is reckoned from can be computed again, printed or not
            self._carry(part)
        return number

    def _carry(self, part: str) -> None:
        slot, _, area = part.partition("@")
        if part not in self.numbers:
            self.number(slot, area or None)

    def _shown(self, figure: TemplateFigure, value: Value, *, bare: bool, own: bool) -> Printed:
        assert value.value is not None  # noqa: S101 - whoever asks has looked
        if own and (share := self.adjusted.get(figure.id)) is not None:
            step = Decimal(1).scaleb(-self._decimals(figure))
            text = f"{share.normalize():f}{figure.word}"
            return Printed(text=text, low=share - step, high=share + step)
        if bare:
            figure = replace(figure, word="", words=None, form=replace(figure.form, scale="none", over=None))
        return printed_figure(value.value, figure)

    def _record(self, value: Value) -> dict[str, object] | None:
        if value.figure is None:
            return None
        return value.figure.as_json() | {"snapshot": self.counted.snapshot}

    def _shares(self) -> dict[str, Decimal]:
        """Shares that are printed side by side and together are the whole: rounded so that they make one hundred."""
        told: dict[str, Decimal] = {}
        for parts in self.template.parts:
            if not parts.shares:
                continue
            values = [self.counted.value(part).value for part in parts.parts]
            known = [value for value in values if value is not None]
            if len(known) == len(values) and abs(sum(known, Decimal(0)) - 100) < Decimal("1e-20"):
                decimals = self._decimals(self.template.figures[parts.parts[0]])
                rounded = shares_that_add_up(known, decimals)
                plain = [round(value, decimals) for value in known]
                told |= {p: r for p, r, v in zip(parts.parts, rounded, plain, strict=True) if r != v}
        return told

    def _decimals(self, figure: TemplateFigure) -> int:
        return 2 if figure.form.decimals is None else figure.form.decimals

    def _check_parts(self, blocks: list[Paragraph | Grid | Chart]) -> None:
        said = {piece.number for block in blocks if isinstance(block, Paragraph) for piece in block.pieces}
        for parts in self.template.parts:
            if not parts.shares and {parts.total, *parts.parts} <= said:
                self._check_sum(parts)

    def _check_sum(self, parts: Parts) -> None:
        total, listed = self.numbers[parts.total], [self.numbers[part] for part in parts.parts]
        if sum((part.value for part in listed), Decimal(0)) != total.value:
            raise PartsDoNotAdd(total, listed)

    # -- tables and pictures ---------------------------------------------------------------------------------------

    def _grid(self, table: AreaTable) -> Grid:
        title = _SLOT.sub(lambda m: self.words[m[1]], table.title)
        rows = [self._row("合计", table, None)]
        rows += [self._row(self._area(area), table, area) for area in self.counted.below(table.by)]
        return Grid(
            id=table.id,
            title=title,
            unit=table.unit,
            groups=tuple(column.group for column in table.columns),
            heads=tuple(column.zh for column in table.columns),
            rows=tuple(rows),
        )

    def _row(self, name: str, table: AreaTable, area: str | None) -> tuple[Cell, ...]:
        cells = [Cell(name)]
        for column in table.columns:
            if self.counted.value(column.figure, area).value is None:
                cells.append(Cell(NOTHING))
                continue
            number = self.number(column.figure, area, bare=True)
            cells.append(Cell(number.text, number=number.id))
        return tuple(cells)

    def _chart(self, block: ChartBlock) -> Chart | None:
        points: list[tuple[str, Number]] = []
        if block.kind == "bar":
            places = [(self._area(area), area, None) for area in self.counted.below(block.by)]
        else:
            places = [(one.label, None, one) for one in self.counted.period.back(block.back)]  # type: ignore[misc]
        for label, area, period in places:
            value = self.counted.value(block.figure, area, period)
            if value.value is not None and value.comparable_with(self.counted.value(block.figure, area)):
                points.append((label, self.number(block.figure, area, period=period, bare=True)))
        title = _SLOT.sub(lambda m: self.words[m[1]], block.title)
        if len(points) < 2:  # noqa: PLR2004 - one point is no picture
            self.left_out.append(LeftOut(what=title, why="可以画的数不足两个", line=block.line))
            return None
        figure = self.template.figures[block.figure]
        return Chart(title=title, kind=block.kind, word=figure.word, points=tuple((n, v.id) for n, v in points))


def _numbered(blocks: list[Paragraph | Grid | Chart]) -> list[Paragraph | Grid | Chart]:
    """Headings with their numbers; one with nothing under it is not printed."""
    kept: list[Paragraph | Grid | Chart] = []
    closing: Style | None = Style.HEADING  # what the text ends with counts as the next chapter
    for block in reversed(blocks):
        style = block.style if isinstance(block, Paragraph) else None
        empty = style is Style.HEADING and closing is Style.HEADING
        empty = empty or (style is Style.SUBHEADING and closing in (Style.HEADING, Style.SUBHEADING))
        if not empty:
            kept.append(block)
            closing = style
    counts = {Style.HEADING: 0, Style.SUBHEADING: 0}
    told: list[Paragraph | Grid | Chart] = []
    for block in reversed(kept):
        if isinstance(block, Paragraph) and block.style in counts:
            counts[block.style] += 1
            number = _chinese(counts[block.style])
            if block.style is Style.HEADING:
                counts[Style.SUBHEADING] = 0
            before = f"{number}、" if block.style is Style.HEADING else f"（{number}）"
            told.append(replace(block, pieces=(Piece(before), *block.pieces)))
        else:
            told.append(block)
    return told


def _chinese(number: int) -> str:
    """一, 十, 十二: numbers of headings, up to ninety-nine."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


__all__ = ["Letterhead", "PartsDoNotAdd", "compose"]
