"""Tables of the family places: see ``fangpin.ledgers.places``."""

from __future__ import annotations

from fangpin.ledgers.places import (
    AreaLedger,
    AreaListingLedger,
    OfficerLedger,
    OrganisationLedger,
)
from fangpin_web.access.guard import TableGuard
from fangpin_web.records.models.ledger_model import LedgerModel


class Area(AreaLedger, LedgerModel):
    guard = TableGuard(shared=True, history=True)


class AreaListing(AreaListingLedger, LedgerModel):
    guard = TableGuard(shared=True, history=True)


class Organisation(OrganisationLedger, LedgerModel):
    pass


class Officer(OfficerLedger, LedgerModel):
    pass
