"""Tables of the family livelihood: see ``fangpin.ledgers.livelihood``."""

from __future__ import annotations

from fangpin.ledgers.livelihood import (
    EmploymentSpellLedger,
    IncomeAccountLedger,
    IncomeItemLedger,
    JobPostLedger,
    LoanApplicationLedger,
    LoanLedger,
    TrainingLedger,
    TrainingParticipantLedger,
    WelfarePostLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class IncomeAccount(IncomeAccountLedger, LedgerModel):
    pass


class IncomeItem(IncomeItemLedger, LedgerModel):
    pass


class EmploymentSpell(EmploymentSpellLedger, LedgerModel):
    pass


class JobPost(JobPostLedger, LedgerModel):
    pass


class WelfarePost(WelfarePostLedger, LedgerModel):
    pass


class Loan(LoanLedger, LedgerModel):
    pass


class LoanApplication(LoanApplicationLedger, LedgerModel):
    pass


class Training(TrainingLedger, LedgerModel):
    pass


class TrainingParticipant(TrainingParticipantLedger, LedgerModel):
    pass
