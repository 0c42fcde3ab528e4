"""Tables of the family people: see ``fangpin.ledgers.people``."""

from __future__ import annotations

from fangpin.ledgers.people import (
    ConditionLedger,
    DibaoSpellLedger,
    DisabilitySpellLedger,
    DiseaseSpellLedger,
    HardshipEventLedger,
    HouseholdLedger,
    HouseholdListingLedger,
    MembershipLedger,
    MonitoringSpellLedger,
    PersonLedger,
    PersonListingLedger,
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


class PersonListing(PersonListingLedger, LedgerModel):
    pass


class HouseholdListing(HouseholdListingLedger, LedgerModel):
    pass


class HardshipEvent(HardshipEventLedger, LedgerModel):
    pass
