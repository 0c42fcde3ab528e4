"""Files as departments send them, about invented people of the small world's two villages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from fangpin.identity import check_character
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.intake.services import Incoming, accept_upload, decide_missing, preview_upload, receive_files
from fangpin_web.records.bulk import read_rows

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def number(serial: int, born: str = "19800506") -> str:
    seventeen = f"770101{born}{serial:03d}"
    return seventeen + check_character(seventeen)


def csv_file(name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Incoming:
    lines = [heads, *rows]
    text = "\r\n".join(",".join("" if c is None else str(c) for c in line) for line in lines)
    return Incoming(name=name, content=text.encode("utf-8-sig"))


ROLL_HEADS = (
    "县",
    "乡镇",
    "行政村",
    "户编号",
    "户主姓名",
    "姓名",
    "身份证号码",
    "与户主关系",
    "户类型",
    "耕地面积（亩）",
)
DIBAO_HEADS = ("县", "乡镇", "行政村", "姓名", "身份证号码", "低保类别", "月保障金额（元）")
THRESHOLD_HEADS = ("县", "乡镇", "行政村", "姓名", "身份证号码", "累计合规自付金额（元）")
PLACE = {"甲": ("示例县", "甲镇", "甲一村"), "乙": ("示例县", "乙镇", "乙一村")}
FAMILIES = (
    ("甲", "770101101001001", (("赵大", 1, "户主"), ("赵二", 2, "配偶"), ("赵小", 3, "之子"))),
    ("甲", "770101101001002", (("钱大", 11, "户主"), ("钱二", 12, "配偶"))),
    ("乙", "770101102001001", (("孙大", 21, "户主"), ("孙二", 22, "之女"))),
)


def roll(month: str = "2026年9月", *, land: Mapping[str, Any] | None = None, without: Sequence[str] = ()) -> Incoming:
    """The roll of all rural households."""
    rows = [
        (*PLACE[town], code, members[0][0], name, number(serial), relation, "一般农户", (land or {}).get(code, "3.5"))
        for town, code, members in FAMILIES
        for name, serial, relation in members
        if name not in without
    ]
    return csv_file(f"{month}农村户籍花名册.csv", ROLL_HEADS, rows)


def dibao(people: Mapping[str, Any], month: str = "2026年9月") -> Incoming:
    """{name: amount} or {name: (amount, number text)} for persons of the roll."""
    rows = []
    for name, told in people.items():
        amount, text = told if isinstance(told, tuple) else (told, None)
        town, serial = next(((t, s) for t, _c, ms in FAMILIES for n, s, _r in ms if n == name), ("甲", 99))
        rows.append((*PLACE[town], name, number(serial) if text is None else text, "A类", amount))
    return csv_file(f"{month}农村低保名单.csv", DIBAO_HEADS, rows)


def bring(file: Incoming, by: Officer, *, at: datetime = NOW, decisions: Mapping[str, str] | None = None) -> Upload:
    """Receive, preview and accept one file of one source."""
    [upload] = receive_files(files=[file], by=by, at=at)
    upload = preview_upload(upload=upload, by=by, at=at)
    if decisions:
        decide_missing(upload=upload, decisions=decisions, by=by, at=at)
    return accept_upload(upload=upload, by=by, at=at)


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def contents(by: Officer) -> dict[str, list[dict[str, Any]]]:
    """Every ledger as it stands, for comparing before and after."""
    from fangpin.ledgers import SPECS
    from fangpin_web.records.models import LEDGER_MODELS

    found = {}
    with acting_as(by, "compare"):
        for name in SPECS:
            columns = [f.column for f in LEDGER_MODELS[name]._meta.local_concrete_fields]
            with_secrets = [c for c in columns if f"{c}_index" not in columns]
            found[name] = read_rows(name, columns=with_secrets).to_pylist()
            secret = [c for c in columns if f"{c}_index" in columns]
            if secret:
                found[f"{name}.secret"] = [
                    {k: bytes(v) if v is not None else None for k, v in r.items()}
                    for r in LEDGER_MODELS[name].objects.order_by("id").values(*secret)
                ]
    return found
