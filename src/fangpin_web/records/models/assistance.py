"""Tables of the family assistance: see ``fangpin.ledgers.assistance``."""

from __future__ import annotations

from fangpin.ledgers.assistance import (
    BenefitPaymentLedger,
    BenefitSpellLedger,
    InsuranceClaimLedger,
    InsurancePolicyLedger,
    MeasureLedger,
    PlanLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Plan(PlanLedger, LedgerModel):
    pass


class Measure(MeasureLedger, LedgerModel):
    pass


class BenefitSpell(BenefitSpellLedger, LedgerModel):
    pass


class BenefitPayment(BenefitPaymentLedger, LedgerModel):
    pass


class InsurancePolicy(InsurancePolicyLedger, LedgerModel):
    pass


class InsuranceClaim(InsuranceClaimLedger, LedgerModel):
    pass
