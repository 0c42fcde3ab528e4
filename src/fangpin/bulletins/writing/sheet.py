"""A document as PDF, set by Typst in the layout of GB/T 9704: no office suite, no browser."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from fangpin.bulletins.writing import charts
from fangpin.bulletins.writing.document import Chart, Document, Grid, Paragraph, Style

_SET = """
#let fang = ("FangSong_GB2312", "FangSong", "FandolFang R", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
#let song = ("FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
#let hei = ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei")
#let kai = ("KaiTi_GB2312", "KaiTi", "FandolKai", "LXGW WenKai", "Noto Serif CJK SC")
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, inside: 28mm, outside: 26mm), footer-descent: 30%,
  footer: context {
    let number = counter(page).get().first()
    set align(if calc.odd(number) { right } else { left })
    set text(font: song, size: 14pt)
    pad(x: 14pt)[— #number — \\ #text(size: 8pt)[#code]]
  })
#set text(font: fang, size: 16pt, lang: "zh", region: "cn", tracking: -0.25pt, top-edge: 0.8em, bottom-edge: -0.2em,
  costs: (orphan: 0%, widow: 0%))
#set par(leading: 12.95pt, spacing: 12.95pt, justify: true)
#let body(it) = par(first-line-indent: (amount: 2em, all: true), it)
#let cells(..args) = { set text(size: 12pt); set par(leading: 4pt); table(stroke: 0.5pt, inset: 5pt, ..args) }
"""


def write_pdf(document: Document) -> bytes:
    """The document as a PDF; the same document gives the same bytes with the same fonts."""
    import typst

    written_on = datetime.combine(document.as_of, time(), tzinfo=UTC)
    source = "\n".join(
        [f"#let code = {_quoted('核验码 ' + document.short)}", _SET, *_head(document), *_blocks(document)]
    )
    meta = f"#set document(title: {_quoted(document.title)}, author: {_quoted(document.issuer or document.place)})"
    made = typst.compile((meta + "\n" + source).encode(), format="pdf", timestamp=int(written_on.timestamp()))
    return bytes(made[0] if isinstance(made, list) else made)


def _head(document: Document) -> list[str]:
    if not (document.issuer and document.number):
        return []
    size = min(36, 442 // len(document.issuer))
    return [
        f"#align(center, text(font: song, size: {size}pt, fill: rgb(192, 0, 0), {_quoted(document.issuer)}))",
        f"#v(1em)\n#align(center, text({_quoted(document.number)}))",
        "#line(length: 100%, stroke: 1.5pt + rgb(192, 0, 0))\n#v(1em)",
    ]


def _blocks(document: Document) -> list[str]:
    told: list[str] = []
    for block in document.blocks:
        match block:
            case Paragraph():
                told.append(_paragraph(block))
            case Grid():
                told.append(_grid(block))
            case Chart():
                drawn = _quoted(charts.svg(block, document.numbers))
                described = _quoted(charts.described(block, document.numbers))
                told.append(f'#align(center, image(bytes({drawn}), format: "svg", width: 150mm, alt: {described}))')
                told.append(f"#align(center, text(size: 12pt, {_quoted(block.title)}))")
    return told


def _paragraph(block: Paragraph) -> str:
    text = _quoted(block.text)
    match block.style:
        case Style.TITLE:
            return f"#align(center, text(font: song, size: 22pt, {text}))\n#v(1em)"
        case Style.ADDRESSED:
            return f"#par({text})"
        case Style.HEADING | Style.SUBHEADING:
            font = "hei" if block.style is Style.HEADING else "kai"
            return f"#block(sticky: true, body(text(font: {font}, {text})))"
        case Style.SIGNED | Style.DATED:
            return f"#align(right, pad(right: 4em, text({text})))"
        case _:
            return f"#body({text})"


def _grid(grid: Grid) -> str:
    columns = len(grid.heads) + 1
    head = ", ".join(f"text(font: hei, {_quoted(one)})" for one in ("地区", *grid.heads))
    cells = ", ".join(_quoted(cell.text) for row in grid.rows for cell in row)
    aligned = f"(left, {'right, ' * (columns - 1)})" if columns > 1 else "left"
    return (
        f"#block(width: 100%, sticky: true, align(center, text(font: hei, size: 14pt, {_quoted(grid.title)})))\n"
        f"#block(width: 100%, sticky: true, align(right, text(size: 12pt, {_quoted('单位：' + grid.unit)})))\n"
        f"#align(center, cells(columns: {columns}, align: {aligned}, table.header({head}), {cells}))\n"
    )


def _quoted(text: str) -> str:
    """A string as Typst writes one: nothing in it is markup."""
    escapes: Any = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": ""}
    return '"' + "".join(escapes.get(letter, letter) for letter in text) + '"'
