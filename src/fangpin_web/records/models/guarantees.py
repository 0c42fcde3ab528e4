"""Tables of the family guarantees: see ``fangpin.ledgers.guarantees``."""

from __future__ import annotations

from fangpin.ledgers.guarantees import (
    EnrolmentLedger,
    GuaranteeFindingLedger,
    HousingCheckLedger,
    MedicalClaimLedger,
    ThresholdListingLedger,
    WaterCheckLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class GuaranteeFinding(GuaranteeFindingLedger, LedgerModel):
    pass


class Enrolment(EnrolmentLedger, LedgerModel):
    pass


class MedicalClaim(MedicalClaimLedger, LedgerModel):
    pass


class ThresholdListing(ThresholdListingLedger, LedgerModel):
    pass


class HousingCheck(HousingCheckLedger, LedgerModel):
    pass


class WaterCheck(WaterCheckLedger, LedgerModel):
    pass
