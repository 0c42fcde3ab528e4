"""Who is who: document numbers read without repairing them, and rows matched to persons.

>>> from fangpin.identity import read_document_number
>>> read_document_number("77010119800101001X").doubt
<Doubt.CHECKSUM: 'checksum'>
"""

from __future__ import annotations

from fangpin.identity.document_number import (
    Conversion,
    DocumentKind,
    DocumentNumber,
    Doubt,
    check_character,
    read_document_number,
    read_document_numbers,
)
from fangpin.identity.matching import (
    ExactMatcher,
    Matcher,
    MatchHow,
    MatchState,
    match_persons,
    plain_name,
)

__all__ = [
    "Conversion",
    "DocumentKind",
    "DocumentNumber",
    "Doubt",
    "ExactMatcher",
    "MatchHow",
    "MatchState",
    "Matcher",
    "check_character",
    "match_persons",
    "plain_name",
    "read_document_number",
    "read_document_numbers",
]
