"""Tables of the family works: see ``fangpin.ledgers.works``."""

from __future__ import annotations

from fangpin.ledgers.works import (
    EnvironmentTurnoutLedger,
    EnvironmentWorkLedger,
    ExitCheckLedger,
    FundTransactionLedger,
    HousingWorkLedger,
    ProjectLedger,
    ProjectLinkLedger,
    WaterDeliveryLedger,
    WaterServiceLedger,
    WaterTestLedger,
    WaterWorkLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Project(ProjectLedger, LedgerModel):
    pass


class ProjectLink(ProjectLinkLedger, LedgerModel):
    pass


class ExitCheck(ExitCheckLedger, LedgerModel):
    pass


class FundTransaction(FundTransactionLedger, LedgerModel):
    pass


class HousingWork(HousingWorkLedger, LedgerModel):
    pass


class WaterWork(WaterWorkLedger, LedgerModel):
    pass


class WaterService(WaterServiceLedger, LedgerModel):
    pass


class WaterTest(WaterTestLedger, LedgerModel):
    pass


class WaterDelivery(WaterDeliveryLedger, LedgerModel):
    pass


class EnvironmentWork(EnvironmentWorkLedger, LedgerModel):
    pass


class EnvironmentTurnout(EnvironmentTurnoutLedger, LedgerModel):
    pass
