"""The office's own records: which files arrived, and what they cover."""

from __future__ import annotations

from datetime import date

from fangpin.ledgers.declaration import Ledger, column


class ImportBatchLedger(Ledger, zh="导入批次", en="Import batches", event="period_to_on", internal=True, shared=True):
    source: str = column("数据来源", "Source", required=True, meaning="Id of a source of the policies folder.")
    file_name: str = column("文件名", "File name", required=True)
    file_hash: str = column("文件校验值", "File hash", required=True, meaning="SHA-256 of the file as received.")
    delivery: str = column("报送方式", "Delivery", codes="delivery", required=True)
    period_from_on: date = column("数据期起", "Period from", required=True)
    period_to_on: date = column("数据期止", "Period to", required=True)
    state: str = column("状态", "State", codes="batch_state", required=True)
    rows_read: int | None = column("读取行数", "Rows read", unit="row")
    rows_landed: int | None = column("入库行数", "Rows landed", unit="row")
    rows_refused: int | None = column("退回行数", "Rows refused", unit="row")
    rows_open: int | None = column("待匹配行数", "Rows waiting for a match", unit="row")


class CoverageLedger(
    Ledger,
    zh="数据覆盖",
    en="Coverage",
    key=("ledger", "area_code", "period_from_on", "period_to_on", "listing"),
    event="period_to_on",
    shared=True,
    meaning="A file covered this ledger in this area over this period. Only coverage turns an absent row into zero.",
):
    ledger: str = column("台账", "Ledger", required=True)
    listing: str | None = column("名单类别", "List", meaning="For ledgers fed by several lists, which one.")
    period_from_on: date = column("数据期起", "Period from", required=True)
    period_to_on: date = column("数据期止", "Period to", required=True)
    rows_read: int | None = column("读取行数", "Rows read", unit="row")
    rows_matched: int | None = column(
        "匹配行数", "Rows matched", unit="row", meaning="The rest lowers what a figure may claim."
    )
