"""Figures in English texts: 12,34,567 beneficiaries, 3.2 million yuan, 85 per cent, eight teams, not a single household.

A number is read by the words behind it (``heads``, ``money``), else by the next or an earlier number (``elsewhere``).
"""

from __future__ import annotations

from fangpin.bulletins.english.aside import set_aside_english
from fangpin.bulletins.english.claims import claims_english
from fangpin.bulletins.english.heads import last_living
from fangpin.bulletins.english.labelled import labelled_cells
from fangpin.bulletins.english.quantities import quantities_english

__all__ = ["claims_english", "is_english", "labelled_cells", "last_living", "quantities_english", "set_aside_english"]


def is_english(text: str) -> bool:
    """More Latin letters than Chinese characters."""
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return latin > 4 * sum("\u3400" <= letter <= "\u9fff" for letter in text) and latin > 20
