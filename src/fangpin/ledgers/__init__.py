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

from fangpin.ledgers import (
    assistance,
    casework,
    duties,
    guarantees,
    industry,
    library,
    livelihood,
    office,
    people,
    places,
    publicity,
    settlement,
    works,
)
from fangpin.ledgers.declaration import Column, Kind, Ledger, LedgerSpec, Privacy, column

DECLARATIONS: tuple[type[Ledger], ...] = (
    places.AreaLedger,
    places.AreaListingLedger,
    places.OrganisationLedger,
    places.OrganisationStatusLedger,
    places.OrganisationListingLedger,
    places.OfficerLedger,
    places.AreaEconomyLedger,
    places.TargetLedger,
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
    people.PersonListingLedger,
    people.HouseholdListingLedger,
    people.HardshipEventLedger,
    library.DocumentLedger,
    library.DocumentAliasLedger,
    library.SchemeLedger,
    library.DocumentArticleLedger,
    library.StandardLedger,
    library.ReportedFigureLedger,
    settlement.ResettlementSiteLedger,
    settlement.SiteFunctionLedger,
    settlement.SiteParkLedger,
    settlement.RelocationLedger,
    livelihood.IncomeAccountLedger,
    livelihood.IncomeItemLedger,
    livelihood.EmploymentSpellLedger,
    livelihood.JobPostLedger,
    livelihood.WelfarePostLedger,
    livelihood.LoanLedger,
    livelihood.LoanApplicationLedger,
    livelihood.TrainingLedger,
    livelihood.TrainingParticipantLedger,
    guarantees.GuaranteeFindingLedger,
    guarantees.EnrolmentLedger,
    guarantees.EnrolmentCheckLedger,
    guarantees.OnlineLearningLedger,
    guarantees.ProgrammeDiseaseLedger,
    guarantees.MedicalClaimLedger,
    guarantees.RegularTreatmentLedger,
    guarantees.DoctorContractLedger,
    guarantees.DoctorServiceLedger,
    guarantees.MedicalAccessLedger,
    guarantees.ThresholdListingLedger,
    guarantees.HousingCheckLedger,
    guarantees.WaterCheckLedger,
    casework.RiskLedger,
    casework.ClueLedger,
    casework.CaseLedger,
    duties.CampaignLedger,
    duties.CampaignTeamLedger,
    duties.AssignmentLedger,
    duties.AttendanceLedger,
    duties.PairingLedger,
    duties.SurveyRoundLedger,
    duties.SurveyFormLedger,
    duties.VisitLedger,
    duties.CampaignTaskLedger,
    duties.CampaignCheckLedger,
    duties.IssueLedger,
    duties.MeetingLedger,
    duties.DecisionLedger,
    duties.CycleProductLedger,
    duties.DeliveryDutyLedger,
    works.ProjectLedger,
    works.ProjectLinkLedger,
    works.ExitCheckLedger,
    works.FundTransactionLedger,
    works.HousingWorkLedger,
    works.WaterWorkLedger,
    works.WaterServiceLedger,
    works.WaterTestLedger,
    works.WaterDeliveryLedger,
    works.EnvironmentWorkLedger,
    works.EnvironmentTurnoutLedger,
    publicity.PublicityEventLedger,
    publicity.EventHouseholdLedger,
    publicity.AwardLedger,
    publicity.ModelCaseLedger,
    industry.ProductLedger,
    industry.ProductSupplierLedger,
    industry.SalesPointLedger,
    industry.ProductDisplayLedger,
    industry.NeedLedger,
    industry.OfferLedger,
    industry.NeedMatchLedger,
    industry.ProductSaleLedger,
    industry.PvStationLedger,
    industry.PvSettlementLedger,
    assistance.PlanLedger,
    assistance.MeasureLedger,
    assistance.BenefitSpellLedger,
    assistance.BenefitPaymentLedger,
    assistance.InsurancePolicyLedger,
    assistance.InsuranceClaimLedger,
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
