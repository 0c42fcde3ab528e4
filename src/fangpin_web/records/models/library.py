"""Tables of the family library: see ``fangpin.ledgers.library``."""

from __future__ import annotations

from fangpin.ledgers.library import (
    DocumentAliasLedger,
    DocumentArticleLedger,
    DocumentLedger,
    ReportedFigureLedger,
    SchemeLedger,
    StandardLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Document(DocumentLedger, LedgerModel):
    pass


class DocumentAlias(DocumentAliasLedger, LedgerModel):
    pass


class Scheme(SchemeLedger, LedgerModel):
    pass


class DocumentArticle(DocumentArticleLedger, LedgerModel):
    pass


class Standard(StandardLedger, LedgerModel):
    pass


class ReportedFigure(ReportedFigureLedger, LedgerModel):
    pass
