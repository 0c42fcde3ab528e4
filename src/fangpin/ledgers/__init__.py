"""What is recorded, declared once.

>>> from fangpin.ledgers import ledger
>>> ledger("loan").column("amount_yuan").unit
'CNY'

A declaration is an annotated class::

    class LoanLedger(Ledger, zh="小额贷款", en="Micro-loans", key=("contract",), event="lent_on"):
        household: HouseholdLedger = column("户", "Household", required=True)
        amount_yuan: Decimal | None = column("贷款金额", "Amount", unit="CNY")

The table, the Parquet schema, the workbook template and its reader, the form, the list page, the
API schema and the data dictionary are made from it. Ledgers are listed below, not discovered.
"""

from __future__ import annotations

from fangpin.ledgers import casework, guarantees, livelihood, office, people, places
from fangpin.ledgers.declaration import Column, Kind, Ledger, LedgerSpec, Privacy, column

DECLARATIONS: tuple[type[Ledger], ...] = (
    places.AreaLedger,
    places.AreaListingLedger,
    places.OrganisationLedger,
    places.OfficerLedger,
    people.HouseholdLedger,
    people.PersonLedger,
    people.MembershipLedger,
    people.ConditionLedger,
    people.RegisterSpellLedger,
    people.MonitoringSpellLedger,
    people.DibaoSpellLedger,
    people.TekunSpellLedger,
    people.DisabilitySpellLedger,
    people.DiseaseSpellLedger,
    livelihood.IncomeAccountLedger,
    livelihood.IncomeItemLedger,
    livelihood.EmploymentSpellLedger,
    livelihood.WelfarePostLedger,
    livelihood.LoanLedger,
    guarantees.GuaranteeFindingLedger,
    guarantees.EnrolmentLedger,
    guarantees.MedicalClaimLedger,
    guarantees.ThresholdListingLedger,
    guarantees.HousingCheckLedger,
    guarantees.WaterCheckLedger,
    casework.RiskLedger,
    casework.ClueLedger,
    casework.CaseLedger,
    office.ImportBatchLedger,
    office.CoverageLedger,
)

SPECS: dict[str, LedgerSpec] = {declaration.spec.name: declaration.spec for declaration in DECLARATIONS}


def ledger(name: str) -> LedgerSpec:
    """The ledger of that name; ``KeyError`` lists the names there are."""
    try:
        return SPECS[name]
    except KeyError:
        raise KeyError(f"there is no ledger {name!r}; there are {', '.join(SPECS)}") from None


__all__ = ["DECLARATIONS", "SPECS", "Column", "Kind", "Ledger", "LedgerSpec", "Privacy", "column", "ledger"]
