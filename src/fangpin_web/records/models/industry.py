"""Tables of the family industry: see ``fangpin.ledgers.industry``."""

from __future__ import annotations

from fangpin.ledgers.industry import (
    NeedLedger,
    NeedMatchLedger,
    OfferLedger,
    ProductDisplayLedger,
    ProductLedger,
    ProductSaleLedger,
    ProductSupplierLedger,
    PvSettlementLedger,
    PvStationLedger,
    SalesPointLedger,
)
from fangpin_web.records.models.ledger_model import LedgerModel


class Product(ProductLedger, LedgerModel):
    pass


class ProductSupplier(ProductSupplierLedger, LedgerModel):
    pass


class SalesPoint(SalesPointLedger, LedgerModel):
    pass


class ProductDisplay(ProductDisplayLedger, LedgerModel):
    pass


class Need(NeedLedger, LedgerModel):
    pass


class Offer(OfferLedger, LedgerModel):
    pass


class NeedMatch(NeedMatchLedger, LedgerModel):
    pass


class ProductSale(ProductSaleLedger, LedgerModel):
    pass


class PvStation(PvStationLedger, LedgerModel):
    pass


class PvSettlement(PvSettlementLedger, LedgerModel):
    pass
