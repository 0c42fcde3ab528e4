"""A checked draft as its page shows it: the text in pieces, each number with its verdict in a word and a sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import pgettext_lazy

from fangpin.bulletins.options import indicators_here
from fangpin.policy import FIGURE_UNITS, Indicator, Policy
from fangpin_web.pages.wording import language, named
from fangpin_web.records.doors import area_names

# verdict → (sign, tone, word); the sign tells it without colour.
VERDICTS: dict[str, tuple[str, str, Any]] = {
    "agrees": ("✓", "green", pgettext_lazy("verdict", "agrees")),
    "reported": ("R", "blue", pgettext_lazy("verdict", "reported, unverified")),
    "overridden": ("R", "blue", pgettext_lazy("verdict", "overridden by hand")),
    "differs": ("≠", "red", pgettext_lazy("verdict", "differs")),
    "no_record": ("∅", "purple", pgettext_lazy("verdict", "no such record")),
    "arithmetic_wrong": ("Σ", "red", pgettext_lazy("verdict", "arithmetic wrong")),
    "implausible": ("!", "red", pgettext_lazy("verdict", "implausible")),
    "ambiguous": ("⇄", "amber", pgettext_lazy("verdict", "several readings")),
    "not_understood": ("?", "purple", pgettext_lazy("verdict", "not understood")),
}
# What kind of arithmetic the numbers of a text stand in.
HOW: dict[str, Any] = {
    "sum": pgettext_lazy("arithmetic", "sum"),
    "share": pgettext_lazy("arithmetic", "share"),
    "growth": pgettext_lazy("arithmetic", "growth"),
    "rest": pgettext_lazy("arithmetic", "what is left"),
    "mean": pgettext_lazy("arithmetic", "mean"),
    "product": pgettext_lazy("arithmetic", "product"),
}


def segments(checked: dict[str, Any], *, only: str = "") -> Iterator[dict[str, Any]]:
    """The text from start to end: plain pieces, numbers with verdict, names that carry a number."""
    text, place = checked["text"], 0
    for start, end, piece in _spans(checked):
        if start < place:
            continue
        if start > place:
            yield {"kind": "text", "text": text[place:start]}
        yield piece | {"text": text[start:end], "dim": bool(only) and piece.get("verdict") != only}
        place = end
    if place < len(text):
        yield {"kind": "text", "text": text[place:]}


Line = list[list[dict[str, Any]]]  # its cells, each in pieces


def blocks(pieces: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The pieces as running text and tables: two lines and more with tabs in a row are the rows of a table."""
    prose: list[Line] = []
    for tabbed, run in groupby(_lines(pieces), key=lambda cells: len(cells) > 1):
        lines = list(run)
        if not tabbed or len(lines) == 1:
            prose += lines
            continue
        yield from _running(prose)
        prose = []
        width = max(map(len, lines))
        yield {"kind": "table", "rows": [cells + [[]] * (width - len(cells)) for cells in lines]}
    yield from _running(prose)


def _running(lines: list[Line]) -> Iterator[dict[str, Any]]:
    """Lines with their breaks and single tabs put back; nothing for none."""
    pieces: list[dict[str, Any]] = []
    for number, cells in enumerate(lines):
        for place, cell in enumerate(cells):
            between = "\t" if place else "\n" if number else ""
            pieces += [{"kind": "text", "text": between}, *cell] if between else cell
    if pieces:
        yield {"kind": "prose", "segments": pieces}


def _lines(pieces: Iterable[dict[str, Any]]) -> Iterator[Line]:
    """Cut at line breaks and tabs; a number or name that goes over a break stays whole."""
    line: Line = [[]]
    for piece in pieces:
        if piece["kind"] != "text":
            line[-1].append(piece)
            continue
        for number, text in enumerate(piece["text"].split("\n")):
            if number:
                yield line
                line = [[]]
            first, *others = text.split("\t")
            line[-1] += _text(first)
            line += [_text(cell) for cell in others]
    yield line


def _text(text: str) -> list[dict[str, Any]]:
    return [{"kind": "text", "text": text}] if text else []


def _spans(checked: dict[str, Any]) -> list[tuple[int, int, dict[str, Any]]]:
    found = []
    for number, figure in enumerate(checked["figures"]):
        sign, tone, word = VERDICTS[figure["verdict"]]
        told = {
            "kind": "figure",
            "number": number,
            "verdict": figure["verdict"],
            "sign": sign,
            "tone": tone,
            "word": word,
        }
        found.append((figure["start"], figure["end"], told))
    found += [(term["start"], term["end"], _term(term)) for term in checked["terms"]]
    return sorted(found, key=lambda span: (span[0], span[2]["kind"] != "figure", -span[1]))


def _term(term: dict[str, Any]) -> dict[str, Any]:
    """A name; where its number is not the policy's, what the policy says."""
    known = "、".join(f"{x[language()]} {x['computed']}" for x in term.get("links", []) if not x["agrees"])
    return {"kind": "term", "policy": term["policy"], "verdict": term.get("verdict"), "known": known}


def summary(checked: dict[str, Any]) -> list[dict[str, Any]]:
    """How many numbers have which verdict, those that need somebody first."""
    counts = Counter(figure["verdict"] for figure in checked["figures"])
    order = ("differs", "arithmetic_wrong", "implausible", "ambiguous", "not_understood", "no_record", "reported",
             "overridden", "agrees")  # fmt: skip
    return [
        {"verdict": v, "sign": VERDICTS[v][0], "tone": VERDICTS[v][1], "word": VERDICTS[v][2], "count": counts[v]}
        for v in order
        if counts[v]
    ]


def opened_figure(checked: dict[str, Any], number: int, policy: Policy) -> dict[str, Any] | None:
    """One number with all that is known of it; None where there is none of that number."""
    if number >= len(checked["figures"]):
        return None
    figure = checked["figures"][number]
    sign, tone, word = VERDICTS[figure["verdict"]]
    known = indicators_here(policy)
    return {
        **figure,
        "number": number,
        "sign": sign,
        "tone": tone,
        "word": word,
        "unit_word": _unit(figure["unit"]),
        "area_name": area_names({area}).get(area, area) if (area := figure["area"]) else "",
        "why_said": figure["why"].get(language(), "") if figure.get("why") else "",
        "reading": _reading(figure["indicator"], known),
        "alternatives": [
            alternative
            | {"reading": _reading(alternative["indicator"], known), "said": alternative.get(language(), "")}
            for alternative in figure["alternatives"]
        ],
        "wrong_sums": [_sum(r, checked["figures"]) for r in checked["relations"] if _accuses(r, number)],
    }


def _accuses(relation: dict[str, Any], number: int) -> bool:
    return not relation["holds"] and number in relation["figures"]


def _sum(relation: dict[str, Any], figures: list[dict[str, Any]]) -> dict[str, Any]:
    """What does not add up: the number held against the others, how, and what these make."""
    whole, *parts = ({"number": place, "text": figures[place]["text"]} for place in relation["figures"])
    sign = "+" if relation["kind"] == "sum" else "·"
    return {"whole": whole, "parts": parts, "how": HOW[relation["kind"]], "sign": sign, "makes": relation["expected"]}


def _unit(unit: str) -> str:
    known = FIGURE_UNITS.get(unit)
    return named({"zh": known.zh, "en": known.en}) if known else unit


def _reading(key: str | None, known: Mapping[str, Indicator]) -> dict[str, Any] | None:
    """An indicator as a link: its id, what fills its slots, its name; None where there is none."""
    found = known.get(key) if key else None
    if found is None:
        return None
    given = ";".join(f"{name}={value}" for name, value in found.given.items())
    return {"id": found.id, "given": given, "name": named(found), "drills": found.tally is not None}
