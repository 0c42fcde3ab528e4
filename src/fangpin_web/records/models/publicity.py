"""Tables of the family publicity: see ``fangpin.ledgers.publicity``."""

from __future__ import annotations

from fangpin.ledgers.publicity import (
    AwardLedger,
    EventHouseholdLedger,
    ModelCaseLedger,
    PublicityEventLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class PublicityEvent(PublicityEventLedger, LedgerModel):
    pass


class EventHousehold(EventHouseholdLedger, LedgerModel):
    pass


class Award(AwardLedger, LedgerModel):
    pass


class ModelCase(ModelCaseLedger, LedgerModel):
    pass
