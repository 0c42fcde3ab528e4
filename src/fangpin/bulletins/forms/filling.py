"""A form filled: numbers put into its blank cells, nothing else of the file touched; what stays open is listed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from fangpin.bulletins.forms.labels import Blank, Label, blanks_of, cells_of, is_workbook, read_form
from fangpin.bulletins.forms.mapping import Answer, FormMap
from fangpin.bulletins.rhythms import Period
from fangpin.bulletins.word_text import W
from fangpin.bulletins.writing.marks import Package, parsed
from fangpin.bulletins.writing.numbers import printed
from fangpin.expressions import Wording
from fangpin.indicators import Figure, Figures, Span, evaluate, level_of
from fangpin.indicators.wording import no_number
from fangpin.policy import Indicator, Policy, bound
from fangpin.policy.template_entries import Form as NumberForm
from fangpin.rules.screening import Opened, connected

UNKNOWN = "待核"  # put where the records cannot say
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KEY = re.compile(r"(?P<id>\w+)(?:\[(?P<given>[^\]]*)\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """A cell that got no number, and why."""

    sheet: str
    row: int
    column: int
    label: str
    why: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The file, how many cells got a number, the figures behind them, and what stays open."""

    content: bytes
    numbers: int
    figures: tuple[dict[str, Any], ...]
    open: tuple[LeftOpen, ...]


def fill(
    content: bytes,
    mapping: FormMap,
    snapshot: Opened,
    policy: Policy,
    *,
    area_code: str,
    period: Period,
) -> Filled:
    """Fill a form with the figures of a period. Cells of labels nobody answered stay blank; ones the records cannot
    tell get :data:`UNKNOWN`."""
    blanks = blanks_of(read_form(content, areas=areas_of(snapshot, period.last), own_area=area_code))
    counted = _counted(blanks, mapping, snapshot, policy, period)
    puts: dict[tuple[str, int, int], str] = {}
    figures, left = [], []
    for blank in blanks:
        answer = mapping.answers.get(blank.label)
        why = _why_open(answer)
        figure = counted.get((blank.label, blank.area_code)) if answer and answer.indicator else None
        if figure is not None and answer is not None:
            value, why = _value(figure)
            text = UNKNOWN if value is None else _digits(value, answer)
            puts[blank.sheet, blank.row, blank.column] = text
            figures.append({"cell": [blank.sheet, blank.row, blank.column], "text": text, **figure.as_json()})
        if why is not None:
            left.append(
                LeftOpen(sheet=blank.sheet, row=blank.row, column=blank.column, label=blank.label.text, why=why)
            )
    written = _into_workbook(content, puts) if is_workbook(content) else _into_tables(content, puts)
    numbers = sum(1 for text in puts.values() if text != UNKNOWN)
    return Filled(content=written, numbers=numbers, figures=tuple(figures), open=tuple(left))


def _why_open(answer: Answer | None) -> Wording | None:
    if answer is None:
        return Wording("nobody has said what this asks", "尚未确认填什么")
    return None if answer.indicator else Wording("is not ours to fill", "确认不由系统填写")


def _value(figure: Figure) -> tuple[Decimal | None, Wording | None]:
    if not figure.numerator and (figure.unknown or figure.coverage.villages_known == 0):
        return None, Wording("the rosters it rests on have not come", "相关名册尚未收到，无法判断")
    return (None, why) if (why := no_number(figure)) else (figure.value, None)


def _digits(value: Decimal, answer: Answer) -> str:
    digits = printed(abs(value), form=NumberForm(scale=answer.scale), word="").text.rstrip("万亿")
    return f"-{digits}" if value < 0 else digits


def areas_of(snapshot: Opened, day: date) -> Mapping[str, str]:
    """Names of the areas that stand on a day, by code."""
    with connected(snapshot) as connection:
        rows = connection.execute(
            "SELECT code, name FROM area_spells WHERE from_on <= ? AND (to_on IS NULL OR to_on > ?)",
            [day, day],
        ).fetchall()
    return {str(code): str(name) for code, name in rows}


def _counted(
    blanks: Iterable[Blank], mapping: FormMap, snapshot: Opened, policy: Policy, period: Period
) -> dict[tuple[Label, str], Figure]:
    wanted: dict[Span, list[tuple[Label, str, Indicator]]] = {}
    for blank in blanks:
        answer = mapping.answers.get(blank.label)
        if answer and answer.indicator:
            indicator = _indicator(answer.indicator, policy)
            wanted.setdefault(period.span("end", answer.over), []).append((blank.label, blank.area_code, indicator))
    found: dict[tuple[Label, str], Figure] = {}
    for span, listed in wanted.items():
        levels = tuple(dict.fromkeys(level_of(area) for _, area, _ in listed))
        indicators = {indicator.key: indicator for _, _, indicator in listed}
        figures: Figures = evaluate(
            snapshot, policy, indicators.values(), as_of=span.as_of, since=span.since, until=span.until, levels=levels
        )
        found |= {(label, area): figures.figure(indicator.key, area) for label, area, indicator in listed}
    return found


def _indicator(key: str, policy: Policy) -> Indicator:
    match = _KEY.fullmatch(key)
    id_, given = (match["id"], match["given"] or "") if match else (key, "")
    return bound(policy, id_, dict(pair.split("=", 1) for pair in given.split(";") if "=" in pair))


def _into_workbook(content: bytes, puts: Mapping[tuple[str, int, int], str]) -> bytes:
    """The workbook with these cells set; every other part is the bytes it was. Formulas calculate anew on opening."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        parts = {entry.filename: package.read(entry) for entry in entries}
    book = parsed(parts["xl/workbook.xml"])
    targets = {r.get("Id"): r.get("Target") for r in parsed(parts["xl/_rels/workbook.xml.rels"])}
    for sheet in book.iter(f"{_S}sheet"):
        cells = {(row, column): text for (name, row, column), text in puts.items() if name == sheet.get("name")}
        if cells:
            target = str(targets[sheet.get(_R)])
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[part] = _set_cells(parts[part], cells)
    calc = book.find(f"{_S}calcPr")
    if calc is not None:
        calc.set("fullCalcOnLoad", "1")
        parts["xl/workbook.xml"] = etree.tostring(book, xml_declaration=True, encoding="UTF-8", standalone=True)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in entries:
            made.writestr(entry.filename, parts[entry.filename])
    return kept.getvalue()


def _set_cells(part: bytes, cells: Mapping[tuple[int, int], str]) -> bytes:
    tree = parsed(part)
    data = tree.find(f"{_S}sheetData")
    lines = {int(row.get("r")): row for row in data.findall(f"{_S}row")}
    for (row, column), text in sorted(cells.items()):
        line = lines.get(row)
        if line is None:
            line = etree.SubElement(data, f"{_S}row", r=str(row))
            lines[row] = line
        cell = _cell(line, row, column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if text == UNKNOWN:
            cell.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(cell, f"{_S}is"), f"{_S}t").text = text
        else:
            etree.SubElement(cell, f"{_S}v").text = text
    for formula in tree.iter(f"{_S}f"):  # what was worked out before is no longer so
        for old in formula.getparent().findall(f"{_S}v"):
            formula.getparent().remove(old)
    data[:] = sorted(data, key=lambda line: int(line.get("r")))
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _cell(line: Any, row: int, column: int) -> Any:
    from openpyxl.utils import column_index_from_string, get_column_letter

    name = f"{get_column_letter(column)}{row}"
    for place, cell in enumerate(line):
        at = column_index_from_string(re.sub(r"\d", "", cell.get("r")))
        if at == column:
            return cell
        if at > column:
            made = etree.Element(f"{_S}c", r=name)
            line.insert(place, made)
            return made
    return etree.SubElement(line, f"{_S}c", r=name)


def _into_tables(content: bytes, puts: Mapping[tuple[str, int, int], str]) -> bytes:
    package = Package(content)
    for number, table in enumerate(package.body.iter(f"{W}tbl"), 1):
        for row, column, cell in cells_of(table):
            text = puts.get((str(number), row, column))
            if text is not None:
                _write_cell(cell, text)
    return package.packed()


def _write_cell(cell: Any, text: str) -> None:
    """Into the first run there is; else a run that looks as the paragraph's end would."""
    paragraph = cell.find(f"{W}p")
    node = next(paragraph.iter(f"{W}t"), None)
    if node is None:
        run = next(paragraph.iter(f"{W}r"), None)
        if run is None:
            run = etree.SubElement(paragraph, f"{W}r")
            looks = paragraph.find(f"{W}pPr/{W}rPr")
            if looks is not None:
                run.append(parsed(etree.tostring(looks)))
        node = etree.SubElement(run, f"{W}t")
    node.text = text
