"""What may be shown of a person where the full value is not needed; the functions are the core's."""

from __future__ import annotations

from fangpin.identity.masking import HIDDEN, age_band, masked_name, masked_number, masked_phone

__all__ = ["HIDDEN", "age_band", "masked_name", "masked_number", "masked_phone"]
