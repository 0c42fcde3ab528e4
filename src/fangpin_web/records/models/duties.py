"""Tables of the family duties: see ``fangpin.ledgers.duties``."""

from __future__ import annotations

from fangpin.ledgers.duties import (
    AssignmentLedger,
    AttendanceLedger,
    CampaignCheckLedger,
    CampaignLedger,
    CampaignTaskLedger,
    CampaignTeamLedger,
    CycleProductLedger,
    DecisionLedger,
    DeliveryDutyLedger,
    IssueLedger,
    MeetingLedger,
    PairingLedger,
    SurveyFormLedger,
    SurveyRoundLedger,
    VisitLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Campaign(CampaignLedger, LedgerModel):
    pass


class CampaignTeam(CampaignTeamLedger, LedgerModel):
    pass


class Assignment(AssignmentLedger, LedgerModel):
    pass


class Attendance(AttendanceLedger, LedgerModel):
    pass


class Pairing(PairingLedger, LedgerModel):
    pass


class SurveyRound(SurveyRoundLedger, LedgerModel):
    pass


class SurveyForm(SurveyFormLedger, LedgerModel):
    pass


class Visit(VisitLedger, LedgerModel):
    pass


class CampaignTask(CampaignTaskLedger, LedgerModel):
    pass


class CampaignCheck(CampaignCheckLedger, LedgerModel):
    pass


class Issue(IssueLedger, LedgerModel):
    pass


class Meeting(MeetingLedger, LedgerModel):
    pass


class Decision(DecisionLedger, LedgerModel):
    pass


class CycleProduct(CycleProductLedger, LedgerModel):
    pass


class DeliveryDuty(DeliveryDutyLedger, LedgerModel):
    pass
