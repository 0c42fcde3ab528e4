"""Tables of the family people: see ``fangpin.ledgers.people``."""

from __future__ import annotations

from fangpin.ledgers.people import (
    ConditionLedger,
    DibaoSpellLedger,
    DisabilitySpellLedger,
    DiseaseSpellLedger,
    HouseholdLedger,
    MembershipLedger,
    MonitoringSpellLedger,
    PersonLedger,
    RegisterSpellLedger,
    TekunSpellLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Household(HouseholdLedger, LedgerModel):
    pass


class Person(PersonLedger, LedgerModel):
    pass


class Membership(MembershipLedger, LedgerModel):
    pass


class Condition(ConditionLedger, LedgerModel):
    pass


class RegisterSpell(RegisterSpellLedger, LedgerModel):
    pass


class MonitoringSpell(MonitoringSpellLedger, LedgerModel):
    pass


class DibaoSpell(DibaoSpellLedger, LedgerModel):
    pass


class TekunSpell(TekunSpellLedger, LedgerModel):
    pass


class DisabilitySpell(DisabilitySpellLedger, LedgerModel):
    pass


class DiseaseSpell(DiseaseSpellLedger, LedgerModel):
    pass
