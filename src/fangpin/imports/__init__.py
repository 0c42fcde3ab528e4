"""What a delivered list would change: a plan made from a reading and what is known, without touching either.

>>> from fangpin.imports import plan, Delivery, Known, Period

A :class:`Plan` says per ledger what is new, changed (before and after), unchanged, no longer in the
file and refused, which rows wait for a match, and which villages and period the file covers. Landing
a plan is the shell's work; the same file against the same knowledge always gives the same digest.
"""

from __future__ import annotations

from fangpin.imports.areas import match_areas
from fangpin.imports.known import Delivery, Known, Period
from fangpin.imports.plan import Plan, plan
from fangpin.imports.planned import LedgerPlan

__all__ = ["Delivery", "Known", "LedgerPlan", "Period", "Plan", "match_areas", "plan"]
