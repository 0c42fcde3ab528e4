"""The number of a line: which round, which finding, and a check character. It says nothing about the person.

    7KQM-00127F    round 7KQM, finding 127, check character F

Short enough to be told by telephone and to be typed from paper. It is no hash of a document number:
anybody could try all numbers of a village against one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U, which are read as others
_TOKEN = 4
_PRIME = 31
_WRITTEN = re.compile(rf"([{ALPHABET}]{{{_TOKEN}}})-?(\d{{5,9}})([{ALPHABET}])")
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1", "—": "-", "–": "-", "−": "-", "‐": "-", "―": "-"})


class UnreadableKey(ValueError):
    """What stands in the column of numbers is none of ours."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text[:40]!r} is no number of a problem workbook")


def token_of(seed: str) -> str:
    """Four characters for a round, from what makes it that round: the hash of its export and its day."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in range(_TOKEN))


def key_of(token: str, serial: int) -> str:
    """The number of finding ``serial`` (from 1) of a round."""
    return f"{token}-{serial:05d}{_check(token, serial)}"


def read_key(text: str) -> tuple[str, int]:
    """Round and finding of a number as somebody left it; raises :class:`UnreadableKey`."""
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split()).translate(_TAKEN_FOR)
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise UnreadableKey(text)
    token, serial = found[1], int(found[2])
    if found[3] != _check(token, serial):
        raise UnreadableKey(text)
    return token, serial


def _check(token: str, serial: int) -> str:
    """Changes with any one character and with any two neighbours exchanged."""
    weighed = sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(f"{token}{serial:09d}"))
    return ALPHABET[weighed % _PRIME]
