"""What is produced and sold, needs that meet offers, and photovoltaic stations with what they earn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.ledgers.declaration import Ledger, Privacy, column
from fangpin.ledgers.library import DocumentLedger
from fangpin.ledgers.people import HouseholdLedger, PersonLedger
from fangpin.ledgers.places import OrganisationLedger
from fangpin.ledgers.publicity import PublicityEventLedger


class ProductLedger(
    Ledger, zh="扶贫产品", en="Products", key=("number",), named_by="number", event="certified_on", shared=True
):
    number: str = column("产品编号", "Number", required=True)
    title: str | None = column("产品名称", "Product")
    organisation: OrganisationLedger | None = column("生产单位", "Producer")
    applied_on: date | None = column("申报日期", "Applied on")
    published_on: date | None = column("公示日期", "Published on")
    certified_on: date | None = column("认定日期", "Certified on")
    expires_on: date | None = column("有效期至", "Valid until", meaning="First day on which it is no longer valid.")
    revoked_on: date | None = column("撤销日期", "Revoked on")
    certificate: str | None = column("认定证书编号", "Certificate")
    price_yuan: Decimal | None = column("单价", "Price", unit="CNY")
    document: DocumentLedger | None = column("认定文件", "Document")


class ProductSupplierLedger(
    Ledger,
    zh="产品带动户",
    en="Households behind products",
    key=("product", "household", "from_on"),
    dated=True,
):
    product: ProductLedger = column("产品", "Product", required=True)
    household: HouseholdLedger = column("户", "Household", required=True)


class SalesPointLedger(
    Ledger, zh="消费扶贫网点", en="Sales points", key=("number",), named_by="number", event="opened_on", shared=True
):
    number: str = column("网点编号", "Number", required=True)
    title: str | None = column("网点名称", "Name")
    kind: str = column("网点类别", "Kind", codes="sales_point_kind", required=True)
    organisation: OrganisationLedger | None = column("运营单位", "Run by")
    opened_on: date | None = column("启用日期", "Opened on")
    closed_on: date | None = column("关闭日期", "Closed on")


class ProductDisplayLedger(
    Ledger,
    zh="产品上架",
    en="Products on display",
    key=("product", "sales_point", "from_on"),
    dated=True,
):
    product: ProductLedger = column("产品", "Product", required=True)
    sales_point: SalesPointLedger = column("网点", "Sales point", required=True)


class NeedLedger(
    Ledger,
    zh="需求",
    en="Needs",
    key=("number",),
    named_by="number",
    event="posted_on",
    meaning="What a household, village or firm needs: a buyer, supplies, a loan. It ends in a match or a reason.",
):
    number: str = column("需求编号", "Number", required=True)
    kind: str = column("需求类别", "Kind", codes="need_kind", required=True)
    level: str | None = column("对接层级", "Level of the order book", codes="admin_level")
    household: HouseholdLedger | None = column("户", "Household")
    person: PersonLedger | None = column("人口", "Person")
    organisation: OrganisationLedger | None = column("需求单位", "Organisation in need")
    goods: str | None = column("品类", "Goods or work", codes="goods")
    fresh: bool | None = column("鲜活农产品", "Fresh produce")
    quantity: Decimal | None = column("数量", "Quantity", digits=(14, 3), meaning="In the unit beside it.")
    unit_word: str | None = column("计量单位", "Unit", codes="quantity_unit")
    posted_on: date = column("提出日期", "Posted on", required=True)
    verified_on: date | None = column("村级核实日期", "Verified by the village on")
    closed_on: date | None = column("办结日期", "Closed on")
    close_reason: str | None = column("办结方式", "How closed", codes="need_close")
    content: str | None = column("需求说明", "What is needed", privacy=Privacy.PERSONAL)


class OfferLedger(Ledger, zh="供给", en="Offers", key=("number",), named_by="number", event="posted_on"):
    number: str = column("供给编号", "Number", required=True)
    kind: str = column("供给类别", "Kind", codes="need_kind", required=True)
    organisation: OrganisationLedger | None = column("供给单位", "Offered by")
    household: HouseholdLedger | None = column("户", "Household")
    goods: str | None = column("品类", "Goods or work", codes="goods")
    quantity: Decimal | None = column("数量", "Quantity", digits=(14, 3), meaning="In the unit beside it.")
    unit_word: str | None = column("计量单位", "Unit", codes="quantity_unit")
    posted_on: date = column("提出日期", "Posted on", required=True)
    closed_on: date | None = column("撤回日期", "Withdrawn on")


class NeedMatchLedger(Ledger, zh="供需对接", en="Matches", key=("need", "offer", "matched_on"), event="matched_on"):
    need: NeedLedger = column("需求", "Need", required=True)
    offer: OfferLedger | None = column("供给", "Offer")
    organisation: OrganisationLedger | None = column("对接单位", "Matched with")
    channel: str | None = column("对接渠道", "Channel", codes="match_channel")
    quantity: Decimal | None = column("对接数量", "Quantity", digits=(14, 3), meaning="In the unit of the need.")
    matched_on: date = column("对接日期", "Matched on", required=True)
    delivered_on: date | None = column("交付日期", "Delivered on")
    paid_on: date | None = column("结算日期", "Paid on")


class ProductSaleLedger(
    Ledger,
    zh="产品销售",
    en="Product sales",
    key=("number",),
    event="sold_on",
    covered=True,
    meaning="One sale, counted once by the channel it took, however many bodies had a part in it.",
):
    number: str = column("销售单号", "Number", required=True)
    product: ProductLedger | None = column("产品", "Product")
    goods: str | None = column("品类", "Goods", codes="goods")
    sales_point: SalesPointLedger | None = column("网点", "Sales point")
    event: PublicityEventLedger | None = column("展销活动", "Fair or live session")
    household: HouseholdLedger | None = column("户", "Household supplied")
    need: NeedLedger | None = column("滞销需求", "Unsold report it clears")
    channel: str | None = column("销售渠道", "Channel", codes="sales_channel")
    buyer_kind: str | None = column("购买主体", "Kind of buyer", codes="buyer_kind")
    organisation: OrganisationLedger | None = column("购买单位", "Buyer")
    sold_on: date = column("销售日期", "Sold on", required=True)
    tonnes: Decimal | None = column("销售数量", "Quantity", unit="tonne", digits=(14, 3))
    value_yuan: Decimal | None = column("销售金额", "Value", unit="CNY", digits=(16, 2))
    returned_yuan: Decimal | None = column("退货金额", "Value returned", unit="CNY")
    assisted: bool | None = column("帮销", "Sold with help")


class PvStationLedger(
    Ledger,
    zh="光伏扶贫电站",
    en="Photovoltaic stations",
    key=("number",),
    named_by="number",
    event="grid_on",
    shared=True,
):
    number: str = column("电站编号", "Number", required=True)
    title: str | None = column("电站名称", "Name")
    kind: str | None = column("电站类型", "Kind", codes="pv_kind")
    capacity_kw: Decimal | None = column("装机容量", "Capacity", unit="kW", digits=(12, 3))
    built_on: date | None = column("建成日期", "Built on")
    grid_on: date | None = column("并网日期", "On the grid since")
    organisation: OrganisationLedger | None = column("运维单位", "Run by")


class PvSettlementLedger(
    Ledger, zh="光伏收益结算", en="Photovoltaic settlements", key=("station", "month_on"), event="month_on"
):
    station: PvStationLedger = column("光伏电站", "Station", required=True)
    month_on: date = column("月份", "Month", required=True, meaning="First day of the month.")
    energy_kwh: Decimal | None = column("发电量", "Energy", unit="kWh", digits=(14, 2))
    settled_yuan: Decimal | None = column("结算收益", "Settled", unit="CNY", digits=(16, 2))
    retained_yuan: Decimal | None = column("留存收益", "Retained", unit="CNY", digits=(16, 2))
    distributed_yuan: Decimal | None = column("分配收益", "Distributed", unit="CNY", digits=(16, 2))
    settled_on: date | None = column("结算日期", "Settled on")
    published_on: date | None = column("公示日期", "Published on")
    distributed_on: date | None = column("分配日期", "Distributed on")
