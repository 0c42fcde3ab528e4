"""A document as .docx in the layout of GB/T 9704: A4, 22 lines of 28 characters, every number marked where it stands.

The numbers themselves travel in a part of their own (:mod:`fangpin.bulletins.writing.carried`); a bookmark around
each says which it is, so that the file can be edited by hand and still be computed again and refreshed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from fangpin.bulletins.writing import charts
from fangpin.bulletins.writing.carried import Mark, attach
from fangpin.bulletins.writing.document import Cell, Chart, Document, Grid, Paragraph, Piece, Style

# Printed sheets: fonts of offices, then what else may be there. Never shipped with us.
BODY_FONT, TITLE_FONT, HEAD_FONT, SUBHEAD_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
OTHER_FONTS = {
    BODY_FONT: "仿宋,FangSong,Noto Serif CJK SC",
    TITLE_FONT: "宋体,SimSun,Noto Serif CJK SC",
    SUBHEAD_FONT: "楷体,KaiTi,Noto Serif CJK SC",
    HEAD_FONT: "SimHei,Noto Sans CJK SC",
}
WIDTH = Mm(156)
LINE = Pt(28.95)  # 22 lines on 225 mm
BODY_SIZE = Pt(16)
_TIGHTER = "-5"  # twentieths of a point: 28 characters of 16 pt in 156 mm
_FONTS = {Style.TITLE: TITLE_FONT, Style.HEADING: HEAD_FONT, Style.SUBHEADING: SUBHEAD_FONT}
_INDENTED = (Style.BODY, Style.HEADING, Style.SUBHEADING, Style.ATTACHED)
RED = RGBColor(0xC0, 0x00, 0x00)
MARK = "fp_"
CHART = "fp_chart "


def write_docx(document: Document) -> bytes:
    """The document as a Word file."""
    return _Writer(document).write()


@dataclass
class _Writer:
    document: Document
    marks: list[Mark] = field(default_factory=list)

    def write(self) -> bytes:
        self.file: Any = docx.Document()
        self._page()
        if self.document.issuer and self.document.number:
            self._letterhead()
        for block in self.document.blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Grid():
                    self._grid(block)
                case Chart():
                    self._chart(block)
        self.file.core_properties.title = self.document.title
        self.file.core_properties.author = self.document.issuer or self.document.place
        self.file.core_properties.comments = f"核验码 {self.document.short}"
        self._name_other_fonts()
        attach(self.file, self.document, self.marks)
        kept = io.BytesIO()
        self.file.save(kept)
        return kept.getvalue()

    # -- page ------------------------------------------------------------------------------------------------------

    def _page(self) -> None:
        section = self.file.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(24)
        grid = OxmlElement("w:docGrid")
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(int(LINE.pt * 20)))
        for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - python-docx has no door to it
            section._sectPr.remove(old)  # noqa: SLF001
        section._sectPr.append(grid)  # noqa: SLF001
        normal = self.file.styles["Normal"]
        normal.font.size = BODY_SIZE
        normal.paragraph_format.widow_control = False  # every page holds its 22 lines
        _font(normal.element.get_or_add_rPr(), BODY_FONT)
        self._page_numbers(section)

    def _page_numbers(self, section: Any) -> None:
        """— 1 —, outside: right on odd pages, left on even ones; under it the code by which the sheet is verified."""
        self.file.settings.odd_and_even_pages_header_footer = True
        for footer, side in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            footer.is_linked_to_previous = False
            line = footer.paragraphs[0]
            line.alignment = side
            line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
            self._run(line, "— ", "宋体", Pt(14))
            _page_field(self._run(line, "", "宋体", Pt(14)))
            self._run(line, " —", "宋体", Pt(14))
            code = footer.add_paragraph()
            code.alignment = side
            code.paragraph_format.left_indent = code.paragraph_format.right_indent = Pt(14)
            self._run(code, f"核验码 {self.document.short}", "宋体", Pt(9))
            for paragraph, height in ((line, Pt(16)), (code, Pt(11))):  # 11 mm are left below the text, no more
                _exactly(paragraph, height)

    def _letterhead(self) -> None:
        head = self._line(WD_ALIGN_PARAGRAPH.CENTER, exact=False)
        size = Pt(min(36, int(WIDTH.pt / len(self.document.issuer))))
        self._run(head, self.document.issuer, TITLE_FONT, size, colour=RED)
        number = self._line(WD_ALIGN_PARAGRAPH.CENTER)
        self._piece(number, Piece(self.document.number, word="number"), BODY_FONT, BODY_SIZE)
        borders = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C00000")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        _into_properties(number._p.get_or_add_pPr(), borders)  # noqa: SLF001
        self._line(WD_ALIGN_PARAGRAPH.LEFT)

    def _name_other_fonts(self) -> None:
        """In the font table: what to take where a font is missing."""
        part = next((p for p in self.file.part.package.parts if str(p.partname) == "/word/fontTable.xml"), None)
        if part is None:
            return
        listed = "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
            for name, other in OTHER_FONTS.items()
        )
        part._blob = part.blob.replace(b"</w:fonts>", listed.encode() + b"</w:fonts>")  # noqa: SLF001

    # -- blocks ----------------------------------------------------------------------------------------------------

    def _paragraph(self, block: Paragraph) -> None:
        aligned = {Style.TITLE: WD_ALIGN_PARAGRAPH.CENTER, Style.SIGNED: WD_ALIGN_PARAGRAPH.RIGHT,
                   Style.DATED: WD_ALIGN_PARAGRAPH.RIGHT}.get(block.style, WD_ALIGN_PARAGRAPH.JUSTIFY)  # fmt: skip
        line = self._line(aligned, exact=block.style is not Style.TITLE)
        size = Pt(22) if block.style is Style.TITLE else BODY_SIZE
        if block.style in _INDENTED:
            _indent(line)
        if block.style in (Style.SIGNED, Style.DATED):
            line.paragraph_format.right_indent = Pt(64)  # four characters
        if block.style is Style.TITLE:
            line.paragraph_format.space_after = LINE
        if block.style in (Style.HEADING, Style.SUBHEADING):
            line.paragraph_format.keep_with_next = True
        font = _FONTS.get(block.style, BODY_FONT)
        for ranking, group in groupby(block.pieces, key=lambda piece: piece.ranking):
            pieces = list(group)
            if not ranking:
                for piece in pieces:
                    self._piece(line, piece, font, size)
                continue
            text = "".join(piece.text for piece in pieces)
            with self._marked(line, Mark(name="", ranking=ranking, text=text, sentence=pieces[0].sentence)):
                self._run(line, text, font, size)

    def _piece(self, line: Any, piece: Piece | Cell, font: str, size: Any) -> None:
        word = piece.word if isinstance(piece, Piece) else ""
        if not piece.number and not word:
            self._run(line, piece.text, font, size)
            return
        sentence = piece.sentence if isinstance(piece, Piece) else ""
        with self._marked(line, Mark(name="", number=piece.number, word=word, text=piece.text, sentence=sentence)):
            self._run(line, piece.text, font, size)

    @contextmanager
    def _marked(self, line: Any, mark: Mark) -> Iterator[None]:
        """A bookmark around what is written inside."""
        self.marks.append(replace(mark, name=f"{MARK}{len(self.marks) + 1}"))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (start, end):
            one.set(qn("w:id"), str(len(self.marks)))
        start.set(qn("w:name"), self.marks[-1].name)
        line._p.append(start)  # noqa: SLF001 - python-docx knows no bookmarks
        yield
        line._p.append(end)  # noqa: SLF001

    def _grid(self, grid: Grid) -> None:
        title = self._line(WD_ALIGN_PARAGRAPH.CENTER)
        title.paragraph_format.keep_with_next = True
        self._run(title, grid.title, HEAD_FONT, Pt(14))
        unit = self._line(WD_ALIGN_PARAGRAPH.RIGHT)
        unit.paragraph_format.keep_with_next = True
        self._run(unit, f"单位：{grid.unit}", BODY_FONT, Pt(12))
        table = self.file.add_table(rows=1, cols=1 + len(grid.heads))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        for cell, head in zip(table.rows[0].cells, ("地区", *grid.heads), strict=True):
            self._cell(cell, Cell(head), HEAD_FONT, WD_ALIGN_PARAGRAPH.CENTER)
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001
        for row in grid.rows:
            cells = table.add_row().cells
            for place, (cell, told) in enumerate(zip(cells, row, strict=True)):
                self._cell(cell, told, BODY_FONT, WD_ALIGN_PARAGRAPH.RIGHT if place else WD_ALIGN_PARAGRAPH.LEFT)
        self._line(WD_ALIGN_PARAGRAPH.LEFT)

    def _cell(self, cell: Any, told: Cell, font: str, aligned: Any) -> None:
        line = cell.paragraphs[0]
        line.alignment = aligned
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1)
        self._piece(line, told, font, Pt(12))

    def _chart(self, chart: Chart) -> None:
        line = self._line(WD_ALIGN_PARAGRAPH.CENTER, exact=False)
        line.paragraph_format.keep_with_next = True
        picture = line.add_run().add_picture(io.BytesIO(charts.png(chart, self.document.numbers)), width=Mm(150))
        picture._inline.docPr.set("name", f"{CHART}{chart.title}")  # noqa: SLF001
        picture._inline.docPr.set("descr", charts.described(chart, self.document.numbers))  # noqa: SLF001
        caption = self._line(WD_ALIGN_PARAGRAPH.CENTER)
        self._run(caption, chart.title, BODY_FONT, Pt(12))

    # -- lines and runs --------------------------------------------------------------------------------------------

    def _line(self, aligned: Any, *, exact: bool = True) -> Any:
        line = self.file.add_paragraph()
        line.alignment = aligned
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
        if exact:
            _exactly(line, LINE)
        return line

    def _run(self, line: Any, text: str, font: str, size: Any, *, colour: Any = None) -> Any:
        run = line.add_run(text)
        run.font.size = size
        if colour is not None:
            run.font.color.rgb = colour
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        _font(properties, font)
        if size == BODY_SIZE:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), _TIGHTER)
            _after(properties, spacing, ("w:color", "w:rFonts"))
        return run


def _font(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _after(properties: Any, element: Any, names: tuple[str, ...]) -> None:
    """Put an element where the schema wants it: after these, before the rest."""
    for name in names:
        found = properties.find(qn(name))
        if found is not None:
            found.addnext(element)
            return
    properties.insert(0, element)


def _into_properties(properties: Any, element: Any) -> None:
    later = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    place: Callable[[str], Any] = lambda name: properties.find(qn(name))  # noqa: E731
    first = next((found for name in later if (found := place(name)) is not None), None)
    if first is None:
        properties.append(element)
    else:
        first.addprevious(element)


def _exactly(line: Any, height: Any) -> None:
    """Lines of this height and nothing between paragraphs."""
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = height


def _indent(line: Any) -> None:
    """Two characters: said both ways, since some programs read only the one."""
    line.paragraph_format.first_line_indent = Pt(32)
    line._p.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")  # noqa: SLF001


def _page_field(run: Any) -> None:
    for kind in ("begin", None, "end"):
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)  # noqa: SLF001
            continue
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)  # noqa: SLF001
