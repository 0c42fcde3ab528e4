"""Who may see what: scope of a request, masking, encrypted columns, and the log of every read."""

from __future__ import annotations

from fangpin_web.access.cipher import blind_index, decrypt, encrypt
from fangpin_web.access.masking import age_band, masked_name, masked_number, masked_phone
from fangpin_web.access.reading import record_read
from fangpin_web.access.scope import acting_as, for_batch, nobody

__all__ = [
    "acting_as",
    "age_band",
    "blind_index",
    "decrypt",
    "encrypt",
    "for_batch",
    "masked_name",
    "masked_number",
    "masked_phone",
    "nobody",
    "record_read",
]
