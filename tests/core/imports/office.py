"""A small office: places, sources and ledgers in memory, on which plans are landed as the shell lands them."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from fangpin.identity import check_character, read_document_numbers
from fangpin.imports import Delivery, Known, Period, Plan, plan
from fangpin.imports.known import AREA_SCHEMA, KNOWN_HOUSEHOLD_SCHEMA, KNOWN_PERSON_SCHEMA, known_schema
from fangpin.ledgers import SPECS, ledger
from fangpin.rosters.sources import Source, read_source

COUNTY, TOWN = "770101", "770101101"
LIN, CHEN = "770101101201", "770101101202"
FAR = "770101102201"


def number(serial: int, born: str = "19800506") -> str:
    seventeen = f"{COUNTY}{born}{serial:03d}"
    return seventeen + check_character(seventeen)


def areas() -> pa.Table:
    rows = [
        (COUNTY, "county", "试验县", None),
        (TOWN, "township", "东风镇", COUNTY),
        (LIN, "village", "林家村民委员会", TOWN),
        (CHEN, "village", "陈家村民委员会", TOWN),
        ("770101102", "township", "西河乡", COUNTY),
        (FAR, "village", "远山村民委员会", "770101102"),
    ]
    return pa.Table.from_pylist(
        [{"code": c, "level": v, "name": n, "parent_code": p} for c, v, n, p in rows], schema=AREA_SCHEMA
    )


PLACE_FIELDS = [
    {"id": "township", "zh": "乡", "kind": "text"},
    {"id": "village", "zh": "村", "kind": "text"},
]
PERSON_FIELDS = [
    {"id": "number", "zh": "证件号码", "kind": "document_number"},
    {"id": "name", "zh": "姓名", "kind": "name"},
]


def source(**given: Any) -> Source:
    """A source over a name, a number, a village and the fields given."""
    fields = PLACE_FIELDS + PERSON_FIELDS + given.pop("fields", [])
    usual: dict[str, Any] = {
        "zh": "试验", "en": "Trial", "department": "试验局", "period": "month", "grain": "person",
        "area": {"township": "township", "village": "village"},
        "person": {"document_number": "number", "name": "name"},
    }  # fmt: skip
    return read_source(usual | given | {"fields": fields})


REGISTER = source(
    id="register",
    delivery="full",
    fields=[
        {"id": "code", "zh": "户编号", "kind": "text"},
        {"id": "head", "zh": "户主姓名", "kind": "name"},
        {"id": "phone", "zh": "电话", "kind": "phone", "of": "household"},
        {"id": "relation", "zh": "关系", "kind": "code", "codes": "relation"},
        {"id": "kind", "zh": "户类型", "kind": "code", "codes": "register_type"},
        {"id": "risk_1", "zh": "风险1", "kind": "code", "codes": "risk"},
        {"id": "risk_2", "zh": "风险2", "kind": "code", "codes": "risk"},
        {"id": "found", "zh": "识别时间", "kind": "date"},
        {"id": "health", "zh": "健康状况", "kind": "codes", "codes": "health"},
    ],
    household={"code": "code"},
    covers=[{"ledger": "register_spell"}],
    writes=[
        {"ledger": "household", "creates": True, "set": {"code": "code", "head_name": "head", "phone": "phone"}},
        {"ledger": "person", "creates": True, "set": {"name": "name", "document_number": "number"}},
        {
            "ledger": "membership",
            "set": {"household": "@household", "person": "@person", "relation": "relation", "from_on": "@period_from"},
        },
        {
            "ledger": "register_spell",
            "when": {"kind": "present"},
            "set": {"household": "@household", "register_type": "kind"},
        },
        {
            "ledger": "risk",
            "each": {"risk_1": "1", "risk_2": "2"},
            "set": {"household": "@household", "risk": "@each", "found_on": "found"},
        },
        {
            "ledger": "condition",
            "set": {"person": "@person", "disabled": {"field": "health", "has": "disabled"}},
        },
    ],
)
DIBAO = source(
    id="dibao",
    delivery="full",
    fields=[
        {"id": "amount", "zh": "金额", "kind": "decimal", "unit": "CNY per month"},
        {"id": "start", "zh": "起始", "kind": "date"},
        {"id": "stop", "zh": "终止", "kind": "date"},
    ],
    covers=[{"ledger": "dibao_spell"}],
    writes=[
        {
            "ledger": "dibao_spell",
            "set": {
                "person": "@person", "household": "@household", "monthly_yuan": "amount",
                "from_on": "start", "to_on": "stop",
            },
        }
    ],
)  # fmt: skip
CLAIMS = source(
    id="claims",
    delivery="increment",
    grain="event",
    fields=[
        {"id": "settlement", "zh": "结算单号", "kind": "text"},
        {"id": "day", "zh": "结算日期", "kind": "date"},
        {"id": "own", "zh": "自付", "kind": "decimal", "unit": "CNY"},
    ],
    covers=[{"ledger": "medical_claim"}],
    writes=[
        {
            "ledger": "medical_claim",
            "set": {"person": "@person", "settlement": "settlement", "settled_on": "day", "own_pay_yuan": "own"},
        }
    ],
)
THRESHOLD = source(
    id="threshold",
    delivery="cumulative",
    fields=[{"id": "amount", "zh": "累计自付", "kind": "decimal", "unit": "CNY"}],
    covers=[{"ledger": "threshold_listing", "listing": "medical_own_pay"}],
    writes=[
        {
            "ledger": "threshold_listing",
            "set": {
                "person": "@person", "listing": {"value": "medical_own_pay"}, "period_from_on": "@period_from",
                "period_to_on": "@period_to", "amount_yuan": "amount",
            },
        }
    ],
)  # fmt: skip

_ARROW = {
    "decimal": pa.decimal128(14, 2),
    "date": pa.date32(),
    "codes": pa.list_(pa.string()),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
}


def reading(of: Source, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    schema = pa.schema(
        [(f.id, _ARROW.get(f.kind, pa.string())) for f in of.fields]
        + [("sheet_no", pa.int64()), ("row_no", pa.int64())]
    )
    return pa.Table.from_pylist([{"sheet_no": 1, "row_no": i} | dict(r) for i, r in enumerate(rows, 4)], schema=schema)


def month(number_: int, *, since: int | None = None, year: int = 2026) -> Period:
    return Period(date(year, since or number_, 1), date(year, number_, calendar.monthrange(year, number_)[1]))


class Office:
    """Ledgers that plans are landed on."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SPECS}
        self.next_id = 1000

    def known(self) -> Known:
        tables = {
            name: pa.Table.from_pylist([self._compared(name, r) for r in rows], schema=known_schema(ledger(name)))
            for name, rows in self.rows.items()
        }
        return Known(areas=areas(), persons=self._persons(), households=self._households(), ledgers=tables)

    def plan(self, of: Source, rows: Sequence[Mapping[str, Any]], period: Period, **options: Any) -> Plan:
        delivery = options.pop("delivery", of.delivery)
        return plan(reading(of, rows), of, delivery=delivery, period=period, known=self.known(), **options)

    def send(self, of: Source, rows: Sequence[Mapping[str, Any]], period: Period, **options: Any) -> Plan:
        decisions = options.pop("decisions", {})
        planned = self.plan(of, rows, period, **options)
        self.land(planned.deciding(decisions))
        return planned

    def land(self, planned: Plan) -> None:
        given: dict[str, dict[int, int]] = {"household": {}, "person": {}, "income_account": {}}
        for name, part in planned.ledgers.items():
            references = {c.stored_name: c.target for c in part.spec.references}
            for row in part.new.to_pylist():
                for column, target in references.items():
                    if (row.get(column) or 0) < 0:
                        row[column] = given[target or ""][row[column]]
                self.next_id += 1
                if "id" in row:
                    given[name][row["id"]] = self.next_id
                self.rows[name].append(row | {"id": self.next_id, "written_by": planned.source})
            by_id = {r["id"]: r for r in self.rows[name]}
            for row in part.changed.to_pylist():
                said = {k: v for k, v in row.items() if v is not None and k not in ("row", "id")}
                by_id[row["id"]].update(said | {"written_by": planned.source})
            gone = set(part.removed.to_pylist())
            self.rows[name] = [r for r in self.rows[name] if r["id"] not in gone]

    def ledger(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        """Cells of the named columns, sorted."""
        return sorted((tuple(r.get(c) for c in columns) for r in self.rows[name]), key=str)

    def content(self, *names: str) -> dict[str, list[tuple[Any, ...]]]:
        """What stands in the ledgers, whichever files and rows brought it."""
        chosen = names or tuple(n for n in self.rows if self.rows[n])
        return {n: self.ledger(n, "area_code", *(c.stored_name for c in ledger(n).columns)) for n in chosen}

    def _compared(self, name: str, row: Mapping[str, Any]) -> dict[str, Any]:
        secrets = {c.stored_name for c in ledger(name).columns if c.privacy == "secret"}
        return dict(row) | {f"{s}_index": row[s].encode() for s in secrets if row.get(s)}

    def _persons(self) -> pa.Table:
        homes = {m["person_id"]: m["household_id"] for m in self.rows["membership"] if m.get("to_on") is None}
        heads = {h["id"]: h.get("head_name") for h in self.rows["household"]}
        keys = read_document_numbers(pa.array([p.get("document_number") for p in self.rows["person"]], pa.string()))
        rows = [
            {
                "person_id": p["id"], "household_id": homes.get(p["id"]), "join_key": key and key.encode(),
                "name": p["name"], "born_on": p.get("born_on"), "head_name": heads.get(homes.get(p["id"])),
                "area_code": p["area_code"],
            }
            for p, key in zip(self.rows["person"], keys["join_key"].to_pylist(), strict=True)
        ]  # fmt: skip
        return pa.Table.from_pylist(rows, schema=KNOWN_PERSON_SCHEMA)

    def _households(self) -> pa.Table:
        rows = [
            {
                "household_id": h["id"],
                "code": h.get("code"),
                "head_name": h.get("head_name"),
                "area_code": h["area_code"],
            }
            for h in self.rows["household"]
        ]
        return pa.Table.from_pylist(rows, schema=KNOWN_HOUSEHOLD_SCHEMA)


PEOPLE = [
    {"name": "王一", "number": number(1), "code": "H1", "head": "王一", "relation": "head", "village": "林家村"},
    {"name": "王二", "number": number(2), "code": "H1", "head": "王一", "relation": "spouse", "village": "林家村"},
    {"name": "陈三", "number": number(3), "code": "H2", "head": "陈三", "relation": "head", "village": "陈家村委会"},
    {"name": "陈四", "number": None, "code": "H2", "head": "陈三", "relation": "son", "village": "陈家村委会"},
]
for _person in PEOPLE:
    _person |= {"township": "东风镇", "kind": "lifted"}


def settled() -> Office:
    """An office whose register of two households in two villages has landed for September 2026."""
    office = Office()
    office.send(REGISTER, PEOPLE, month(9))
    return office


__all__ = ["CLAIMS", "DIBAO", "PEOPLE", "REGISTER", "THRESHOLD", "Delivery", "Office", "month", "number", "settled"]
