"""One model per ledger, listed by family. The order is that of ``fangpin.ledgers.DECLARATIONS``."""

from __future__ import annotations

from fangpin_web.records.models.casework import Case, Clue, Risk
from fangpin_web.records.models.guarantees import (
    Enrolment,
    GuaranteeFinding,
    HousingCheck,
    MedicalClaim,
    ThresholdListing,
    WaterCheck,
)
from fangpin_web.records.models.history import History
from fangpin_web.records.models.ledger_model import LedgerModel, LedgerRows
from fangpin_web.records.models.livelihood import EmploymentSpell, IncomeAccount, IncomeItem, Loan, WelfarePost
from fangpin_web.records.models.office import Coverage, ImportBatch
from fangpin_web.records.models.people import (
    Condition,
    DibaoSpell,
    DisabilitySpell,
    DiseaseSpell,
    Household,
    Membership,
    MonitoringSpell,
    Person,
    RegisterSpell,
    TekunSpell,
)
from fangpin_web.records.models.places import Area, AreaListing, Officer, Organisation

LEDGER_MODELS: dict[str, type[LedgerModel]] = {
    model.spec.name: model
    for model in (
        Area,
        AreaListing,
        Organisation,
        Officer,
        Household,
        Person,
        Membership,
        Condition,
        RegisterSpell,
        MonitoringSpell,
        DibaoSpell,
        TekunSpell,
        DisabilitySpell,
        DiseaseSpell,
        IncomeAccount,
        IncomeItem,
        EmploymentSpell,
        WelfarePost,
        Loan,
        GuaranteeFinding,
        Enrolment,
        MedicalClaim,
        ThresholdListing,
        HousingCheck,
        WaterCheck,
        Risk,
        Clue,
        Case,
        ImportBatch,
        Coverage,
    )
}

__all__ = [
    "LEDGER_MODELS",
    "Area",
    "AreaListing",
    "Case",
    "Clue",
    "Condition",
    "Coverage",
    "DibaoSpell",
    "DisabilitySpell",
    "DiseaseSpell",
    "EmploymentSpell",
    "Enrolment",
    "GuaranteeFinding",
    "History",
    "Household",
    "HousingCheck",
    "ImportBatch",
    "IncomeAccount",
    "IncomeItem",
    "LedgerModel",
    "LedgerRows",
    "Loan",
    "MedicalClaim",
    "Membership",
    "MonitoringSpell",
    "Officer",
    "Organisation",
    "Person",
    "RegisterSpell",
    "Risk",
    "TekunSpell",
    "ThresholdListing",
    "WaterCheck",
    "WelfarePost",
]
