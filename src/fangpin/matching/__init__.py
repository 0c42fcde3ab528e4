"""Where needs meet offers: produce, supplies, work, loans, purchases and online needs, by the same few declared rules.

>>> propose([need], [offer], met_by={"produce": ("sale",)}, on=day, window_days=90)      # doctest: +SKIP

A proposal is a sentence for an officer to decide on; nothing is matched by itself.
"""

from __future__ import annotations

from fangpin.matching.proposing import Offered, Proposal, Wanted, nearness, propose

__all__ = ["Offered", "Proposal", "Wanted", "nearness", "propose"]
