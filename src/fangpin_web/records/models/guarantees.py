"""Tables of the family guarantees: see ``fangpin.ledgers.guarantees``."""

from __future__ import annotations

from fangpin.ledgers.guarantees import (
    DoctorContractLedger,
    DoctorServiceLedger,
    EnrolmentCheckLedger,
    EnrolmentLedger,
    GuaranteeFindingLedger,
    HousingCheckLedger,
    MedicalAccessLedger,
    MedicalClaimLedger,
    OnlineLearningLedger,
    ProgrammeDiseaseLedger,
    RegularTreatmentLedger,
    ThresholdListingLedger,
    WaterCheckLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class GuaranteeFinding(GuaranteeFindingLedger, LedgerModel):
    pass


class Enrolment(EnrolmentLedger, LedgerModel):
    pass


class EnrolmentCheck(EnrolmentCheckLedger, LedgerModel):
    pass


class OnlineLearning(OnlineLearningLedger, LedgerModel):
    pass


class ProgrammeDisease(ProgrammeDiseaseLedger, LedgerModel):
    pass


class MedicalClaim(MedicalClaimLedger, LedgerModel):
    pass


class RegularTreatment(RegularTreatmentLedger, LedgerModel):
    pass


class DoctorContract(DoctorContractLedger, LedgerModel):
    pass


class DoctorService(DoctorServiceLedger, LedgerModel):
    pass


class MedicalAccess(MedicalAccessLedger, LedgerModel):
    pass


class ThresholdListing(ThresholdListingLedger, LedgerModel):
    pass


class HousingCheck(HousingCheckLedger, LedgerModel):
    pass


class WaterCheck(WaterCheckLedger, LedgerModel):
    pass
