"""Tables of the family settlement: see ``fangpin.ledgers.settlement``."""

from __future__ import annotations

from fangpin.ledgers.settlement import (
    RelocationLedger,
    ResettlementSiteLedger,
    SiteFunctionLedger,
    SiteParkLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class ResettlementSite(ResettlementSiteLedger, LedgerModel):
    pass


class SiteFunction(SiteFunctionLedger, LedgerModel):
    pass


class SitePark(SiteParkLedger, LedgerModel):
    pass


class Relocation(RelocationLedger, LedgerModel):
    pass
