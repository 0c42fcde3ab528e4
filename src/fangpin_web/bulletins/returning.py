"""The draft given back as a Word file: the sender's own where it came as one, with comments at numbers in doubt."""

from __future__ import annotations

from typing import Any

from fangpin.bulletins.commenting import comment_docx
from fangpin_web.bulletins.showing import VERDICTS
from fangpin_web.pages.wording import language

QUIET = frozenset({"agrees"})


def commented_docx(content: bytes, checked: dict[str, Any]) -> bytes:
    """The docx with comments; a text that came otherwise becomes a plain docx of its paragraphs."""
    comments = [
        (figure["start"], figure["end"], _comment(figure))
        for figure in checked["figures"]
        if figure["verdict"] not in QUIET
    ]
    return comment_docx(content, checked["text"], comments, author="防贫 fangpin")


def _comment(figure: dict[str, Any]) -> str:
    sign, _tone, word = VERDICTS[figure["verdict"]]
    why = figure["why"].get(language(), "") if figure.get("why") else ""
    return f"{sign} {word}" + (f"：{why}" if why and language() == "zh" else f": {why}" if why else "")
