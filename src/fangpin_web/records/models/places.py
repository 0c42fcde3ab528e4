"""Tables of the family places: see ``fangpin.ledgers.places``."""

from __future__ import annotations

from fangpin.ledgers.places import (
    AreaEconomyLedger,
    AreaLedger,
    AreaListingLedger,
    OfficerLedger,
    OrganisationLedger,
    OrganisationListingLedger,
    OrganisationStatusLedger,
    TargetLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Area(AreaLedger, LedgerModel):
    pass


class AreaListing(AreaListingLedger, LedgerModel):
    pass


class Organisation(OrganisationLedger, LedgerModel):
    pass


class OrganisationStatus(OrganisationStatusLedger, LedgerModel):
    pass


class OrganisationListing(OrganisationListingLedger, LedgerModel):
    pass


class Officer(OfficerLedger, LedgerModel):
    pass


class AreaEconomy(AreaEconomyLedger, LedgerModel):
    pass


class Target(TargetLedger, LedgerModel):
    pass
