"""Last period's own Word file with this period's numbers: formatting kept, what is not replaced listed with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from fangpin.bulletins.reading import TextTooLong, read
from fangpin.bulletins.word_text import W
from fangpin.bulletins.writing import charts
from fangpin.bulletins.writing.carried import NAMESPACE, Mark, carried_by, repacked
from fangpin.bulletins.writing.composing import Letterhead, Writer
from fangpin.bulletins.writing.counting import Counted
from fangpin.bulletins.writing.document import Chart, Grid, hash_of, short, text_hash
from fangpin.bulletins.writing.marks import Held, Package, held, parsed
from fangpin.bulletins.writing.word import CHART, MARK
from fangpin.expressions import Wording

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_RELATIONS = "word/_rels/document.xml.rels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A number or word of the period that was replaced."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """A number left as it is, or a sentence to look at, and why. ``proposed`` is what would stand there, if known."""

    text: str
    why: Wording
    proposed: str = ""


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """The file anew, what was replaced in it, and what was not."""

    content: bytes
    told: Mapping[str, Any]
    replaced: tuple[Replaced, ...]
    untouched: tuple[Untouched, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.told["title"],
            "period": self.told["period"],
            "hash": self.told["hash"],
            "replaced": [asdict(one) for one in self.replaced],
            "untouched": [
                {"text": u.text, "proposed": u.proposed, "zh": u.why.zh, "en": u.why.en} for u in self.untouched
            ],
        }


def refresh(content: bytes, counted: Counted, letterhead: Letterhead | None = None) -> Refreshed:
    """Refresh a .docx written here, also one edited by hand since.

    ``counted`` are this period's numbers of the file's template and area. ``CarriesNothing`` if the file carries no
    figures, ``UnreadableDraft`` if it is no Word file.
    """
    return _Refresher(content, counted, letterhead or Letterhead()).run()


@dataclass
class _Refresher:
    content: bytes
    counted: Counted
    letterhead: Letterhead
    replaced: list[Replaced] = field(default_factory=list)
    untouched: list[Untouched] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def run(self) -> Refreshed:
        self.carried = carried_by(self.content)
        self.package = Package(self.content)
        self.writer = Writer(self.counted, self.letterhead)
        self.document = self.writer.compose()
        there = held(self.package.body, MARK)
        self._list_unmarked(there)
        for mark in self.carried.marks:
            self._mark(mark, there.get(mark.name))
        self._list_sentences()
        self._list_rows()
        self._pictures()
        told = self._told()
        self._carry(told)
        self._codes(short(str(self.carried.told["hash"])), short(str(told["hash"])))
        return Refreshed(
            content=self.package.packed(), told=told, replaced=tuple(self.replaced), untouched=tuple(self.untouched)
        )

    # -- marks -----------------------------------------------------------------------------------------------------

    def _mark(self, mark: Mark, there: Held | None) -> None:
        if there is None or not there.text:
            self._leave(mark.text, "is no longer in the text", "已从文中删去")
            return
        after, why = self._anew(mark)
        if there.text != mark.text:
            en, zh = f"was {mark.text} when written and was changed by hand", f"成文时为“{mark.text}”，后经人工改动"
            self._leave(there.text, en, zh, proposed=after)
            return
        if not after:
            self._leave(mark.text, why.en, why.zh)
            return
        there.write(after)
        self.replaced.append(Replaced(id=mark.number or mark.ranking or mark.word, before=mark.text, after=after))
        self.marks.append(replace(mark, text=after))

    def _anew(self, mark: Mark) -> tuple[str, Wording]:  # noqa: PLR0911 - one return a kind of mark
        """What stands at a mark now; empty, with why, if the records do not say."""
        nothing = Wording("", "")
        if mark.word:
            return self.writer.words.get(mark.word, ""), Wording("was not given for this period", "本期没有给出")
        if mark.ranking:
            if mark.ranking in self.counted.template.rankings and (told := self.writer.ranking(mark.ranking)):
                return told, nothing
            return "", Wording("there is no area to name now", "本期没有可以列名的地方")
        number = self.carried.numbers.get(mark.number)
        if number is None or number.slot not in self.counted.template.figures:
            return "", Wording("the template has no such figure any more", "模板中已没有这个数")
        value = self.counted.value(number.slot, number.area_code)
        if value.value is None:
            return "", Wording(f"the records do not say it: {value.why}", f"记录中没有：{value.why}")
        period = self._period_of(mark.number)
        if period is not None:
            return "", Wording("belongs to a picture", "属于图中的数")
        area = number.area_code if number.area_code != self.counted.area_code else None
        return self.writer.number(number.slot, area, bare=number.bare).text, nothing

    @staticmethod
    def _period_of(id_: str) -> str | None:
        _, hash_, period = id_.partition("#")
        return period if hash_ else None

    def _leave(self, text: str, en: str, zh: str, *, proposed: str = "") -> None:
        self.untouched.append(Untouched(text=text, why=Wording(en, zh), proposed=proposed))

    # -- what is not marked ------------------------------------------------------------------------------------------

    def _list_unmarked(self, there: Mapping[str, Held]) -> None:
        """Figures of the text that no mark holds: somebody wrote them."""
        nodes = {id(node) for one in there.values() for node in one.nodes}
        for paragraph in self.package.body.iter(f"{W}p"):
            texts = list(paragraph.iter(f"{W}t"))
            line = "".join(node.text or "" for node in texts)
            covered: list[tuple[int, int]] = []
            at = 0
            for node in texts:
                end = at + len(node.text or "")
                if id(node) in nodes:
                    covered.append((at, end))
                at = end
            self._list_line(line, covered)

    def _list_line(self, line: str, covered: list[tuple[int, int]]) -> None:
        try:
            figures = read(line).figures if any(letter.isdigit() for letter in line) else ()
        except TextTooLong:
            figures = ()
        for figure in figures:
            if not any(start < figure.end and figure.start < end for start, end in covered):
                en = "was not written from a figure; which one it is is not known"
                self._leave(
                    figure.text, f"{en} (“{figure.sentence}”)", f"不是由系统写入的数，不知所指（“{figure.sentence}”）"
                )

    def _list_sentences(self) -> None:
        """Sentences that would now be said otherwise."""
        now = {one["wording"]: one["text"] for one in self.document.sentences}
        before = {one["wording"]: one["text"] for one in self.carried.told.get("sentences", [])}
        lines_now = {key.split(":")[0]: text for key, text in now.items()}
        lines_before = {key.split(":")[0]: text for key, text in before.items()}
        for key, text in before.items():
            line = key.split(":")[0]
            if key not in now:
                proposed = lines_now.get(line, "")
                en = "would be said otherwise for this period" if proposed else "would not be said for this period"
                self._leave(text, en, "本期应换一种说法" if proposed else "本期不应再写这句", proposed=proposed)
        for key, text in now.items():
            if key.split(":")[0] not in lines_before:
                self._leave(
                    "", "should be said this period and is not in the text", "本期应写而文中没有", proposed=text
                )

    def _list_rows(self) -> None:
        """Cells of areas that the file's tables do not have yet."""
        printed = {mark.number for mark in self.carried.marks}
        for block in (b for b in self.document.blocks if isinstance(b, Grid)):
            for row in block.rows:
                ids = [cell.number for cell in row if cell.number]
                if ids and not any(id_ in printed for id_ in ids):
                    told = " ".join(cell.text for cell in row)
                    self._leave("", "is a new row of the table", f"表“{block.title}”应增加一行", proposed=told)

    # -- pictures, the part that is carried, the printed code ---------------------------------------------------------

    def _pictures(self) -> None:
        if _RELATIONS not in self.package.parts:
            return
        targets = {r.get("Id"): r.get("Target") for r in parsed(self.package.parts[_RELATIONS])}
        drawn = {f"{CHART}{b.title}": b for b in self.document.blocks if isinstance(b, Chart)}
        was = [d for d in self.package.body.iter(_DRAWING) if str(d.get("name", "")).startswith(CHART)]
        for drawing in was:
            chart = drawn.get(str(drawing.get("name")))
            blip = next(drawing.getparent().iter(_BLIP), None)
            target = targets.get(blip.get(_EMBED)) if blip is not None else None
            if chart is None or target is None:
                self._leave(str(drawing.get("name"))[len(CHART) :], "the picture was not drawn anew", "图未能重画")
                continue
            self.package.parts[f"word/{target}"] = charts.png(chart, self.document.numbers)
            drawing.set("descr", charts.described(chart, self.document.numbers))

    def _told(self) -> dict[str, Any]:
        told = self.document.as_json()
        told["numbers"] = [number.as_json() for number in self.writer.numbers.values()]
        told["refreshed_from"] = self.carried.told["hash"]
        title = next((line for line in self.package.lines if line.strip()), told["title"])
        told["title"] = told["title"] if told["title"] in self.package.lines else title
        told["text_hash"] = text_hash(self.package.lines)
        told["hash"] = hash_of(told)
        told["marks"] = [asdict(mark) for mark in self.marks]
        return told

    def _carry(self, told: Mapping[str, Any]) -> None:
        for name, part in self.package.parts.items():
            if name.startswith("customXml/item") and NAMESPACE.encode() in part:
                self.package.parts[name] = repacked(told)
                return

    def _codes(self, before: str, after: str) -> None:
        """The short hash at the foot of the pages; it may be split over runs."""
        for name in [n for n in self.package.parts if n.startswith("word/footer")]:
            tree = parsed(self.package.parts[name])
            for paragraph in tree.iter(f"{W}p"):
                found = Held(tuple(paragraph.iter(f"{W}t")))
                if before in found.text:
                    found.write(found.text.replace(before, after))
            self.package.parts[name] = _serialised(tree)


def _serialised(tree: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
