"""A chart as a picture, made without a browser: drawn as SVG, black on white, every bar with its number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from fangpin.bulletins.writing.document import Chart
from fangpin.bulletins.writing.numbers import Number

FONTS = "'FZXiaoBiaoSong-B05S','FangSong','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimHei',sans-serif"
WIDTH = 720
_LEFT, _RIGHT, _ROW, _HEAD = 168, 96, 26, 46
_INK, _FILL = "#1a1a1a", "#5b6f86"
PIXELS_PER_INCH = 192.0


def svg(chart: Chart, numbers: Mapping[str, Number]) -> str:
    """The picture as SVG: bars lie one under the other, a line goes from left to right."""
    points = [(label, numbers[id_]) for label, id_ in chart.points]
    return _bars(chart, points) if chart.kind == "bar" else _line(chart, points)


def png(chart: Chart, numbers: Mapping[str, Number]) -> bytes:
    """The picture as PNG, for a Word file."""
    import typst

    drawn = svg(chart, numbers).replace("\\", "\\\\").replace('"', '\\"')
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes("{drawn}"), format: "svg", width: {WIDTH * 3 // 4}pt)'
    )
    made = typst.compile(source.encode(), format="png", ppi=PIXELS_PER_INCH)
    return bytes(made[0] if isinstance(made, list) else made)


def described(chart: Chart, numbers: Mapping[str, Number]) -> str:
    """The picture in words, for those who do not see it."""
    told = "；".join(f"{label}{numbers[id_].text}{chart.word}" for label, id_ in chart.points)
    return f"{chart.title}：{told}"


def _bars(chart: Chart, points: list[tuple[str, Number]]) -> str:
    most = max((number.value for _, number in points), default=Decimal(0)) or Decimal(1)
    height = _HEAD + _ROW * len(points) + 14
    drawn = []
    for place, (label, number) in enumerate(points):
        top = _HEAD + place * _ROW
        width = float(number.value / most) * (WIDTH - _LEFT - _RIGHT)
        drawn.append(_text(_LEFT - 10, top + 16, label, anchor="end"))
        drawn.append(f'<rect x="{_LEFT}" y="{top + 3}" width="{max(width, 0.5):.1f}" height="16" fill="{_FILL}"/>')
        drawn.append(_text(_LEFT + width + 8, top + 16, number.text))
    axis = f'<line x1="{_LEFT}" y1="{_HEAD - 2}" x2="{_LEFT}" y2="{height - 10}" stroke="{_INK}" stroke-width="1"/>'
    return _whole(chart, height, [axis, *drawn])


def _line(chart: Chart, points: list[tuple[str, Number]]) -> str:
    height, floor, ceiling = 300, 250, 70
    values = [number.value for _, number in points]
    low, high = min(values), max(values)
    room = high - low or Decimal(1)
    step = (WIDTH - 140) / (len(points) - 1)
    at = [
        (70 + place * step, floor - 20 - float((value - low) / room) * (floor - 20 - ceiling))
        for place, value in enumerate(values)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    drawn = [
        f'<line x1="50" y1="{floor}" x2="{WIDTH - 50}" y2="{floor}" stroke="{_INK}" stroke-width="1"/>',
        f'<polyline points="{path}" fill="none" stroke="{_FILL}" stroke-width="2.5"/>',
    ]
    for (x, y), (label, number) in zip(at, points, strict=True):
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_INK}"/>')
        drawn.append(_text(x, y - 12, number.text, anchor="middle"))
        drawn.append(_text(x, floor + 22, label, anchor="middle", size=13))
    cut = "" if low == 0 else _text(WIDTH - 50, height - 6, "纵轴不从零起", anchor="end", size=12)
    return _whole(chart, height, [*drawn, cut])


def _whole(chart: Chart, height: int, drawn: list[str]) -> str:
    unit = f"（{chart.word}）" if chart.word else ""
    head = _text(WIDTH / 2, 26, chart.title + unit, anchor="middle", size=17)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{head}{"".join(drawn)}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 14) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONTS}" font-size="{size}" fill="{_INK}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
