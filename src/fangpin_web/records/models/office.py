"""Tables of the family office: see ``fangpin.ledgers.office``."""

from __future__ import annotations

from fangpin.ledgers.office import (
    CoverageLedger,
    ImportBatchLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class ImportBatch(ImportBatchLedger, LedgerModel):
    pass


class Coverage(CoverageLedger, LedgerModel):
    pass
