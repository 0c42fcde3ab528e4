"""Tables of the family casework: see ``fangpin.ledgers.casework``."""

from __future__ import annotations

from fangpin.ledgers.casework import (
    CaseLedger,
    ClueLedger,
    RiskLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Risk(RiskLedger, LedgerModel):
    pass


class Clue(ClueLedger, LedgerModel):
    pass


class Case(CaseLedger, LedgerModel):
    pass
