"""A small county of two townships whose households are found and leave risk month by month; nobody in it is real."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa
from tests.shipped import shipped

from fangpin.bulletins.writing import Counted, Document, Letterhead, Period, compose, count
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, load, shipped_folder
from fangpin.rules import open_tables

COUNTY, FIRST = "532501", date(2020, 1, 1)
AREAS = {COUNTY: "个旧市", "532501100": "锡城镇", "532501101": "鸡街镇"}
VILLAGES = ("532501100201", "532501101201")
# Household -> (village, identified, risk eliminated)
MONITORED: dict[int, tuple[int, date, date | None]] = {
    **{n: (0, date(2025, 6, 10), date(2026, 7, 20)) for n in range(1, 5)},
    **{n: (1, date(2026, 3, 5), None) for n in range(5, 8)},
    8: (0, date(2026, 8, 12), None),
    9: (1, date(2026, 9, 3), date(2026, 10, 9)),
    10: (1, date(2026, 9, 17), None),
}
CLUES = ((date(2026, 8, 1), date(2026, 8, 3), "closed_negative"),
         (date(2026, 9, 2), date(2026, 9, 3), "closed_positive"),
         (date(2026, 10, 30), None, "open"))  # fmt: skip
ISSUES = ((date(2026, 9, 1), date(2026, 9, 20), None), (date(2026, 10, 28), None, date(2026, 10, 30)))


def table(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Rows of a ledger; columns not given are empty, ids are counted."""
    schema = SPECS[name].arrow_schema
    listed = [{"id": number, **row} for number, row in enumerate(rows, 1)]
    return pa.table({f.name: pa.array([row.get(f.name) for row in listed], f.type) for f in schema}, schema)


def tables(stated: Iterable[dict[str, Any]] = ()) -> dict[str, pa.Table]:
    """All ledgers of the county that hold anything."""
    households = [{"area_code": VILLAGES[v]} for v, _, _ in MONITORED.values()]
    spells = [
        {
            "household_id": n, "area_code": VILLAGES[v], "monitoring_class": "ffzx", "identified_on": on,
            "from_on": from_on, "to_on": to_on, "eliminated": done, "eliminated_on": out if done else None,
        }
        for n, (v, on, out) in MONITORED.items()
        for from_on, to_on, done in ([(on, out, False), (out, None, True)] if out else [(on, None, False)])
    ]  # fmt: skip
    levels = {6: "county", 9: "township", 12: "village"}
    places = AREAS | {VILLAGES[0]: "甲村", VILLAGES[1]: "乙村"}
    return {
        "area": table("area", ({"area_code": c, "code": c, "name": n, "level": levels[len(c)], "scheme": "nbs",
                                "from_on": FIRST} for c, n in places.items())),
        "household": table("household", households),
        "person": table("person", ({"area_code": h["area_code"], "born_on": date(1980, 1, 1)} for h in households)),
        "membership": table("membership", ({"household_id": n, "person_id": n, "area_code": VILLAGES[v],
                                            "from_on": FIRST} for n, (v, _, _) in MONITORED.items())),
        "monitoring_spell": table("monitoring_spell", spells),
        "clue": table("clue", ({"household_id": 1, "area_code": VILLAGES[0], "raised_on": on, "closed_on": out,
                                "state": state, "risk": "illness"} for on, out, state in CLUES)),
        "issue": table("issue", ({"number": f"W{n}", "area_code": VILLAGES[1], "opened_on": on, "closed_on": out,
                                  "due_on": due} for n, (on, out, due) in enumerate(ISSUES))),
        "reported_figure": table("reported_figure", stated),
    }  # fmt: skip


class Sealed:
    """Tables in memory, with what a sealed snapshot offers a writer."""

    hash = "5e" * 32

    def __init__(self, content: dict[str, pa.Table], day: date = date(2026, 10, 31)) -> None:
        self.manifest = SimpleNamespace(as_of=day)
        self.connection = open_tables(content)

    def connect(self) -> duckdb.DuckDBPyConnection:
        return self.connection.cursor()


@cache
def sealed() -> Sealed:
    return Sealed(tables())


@cache
def counted(kind: str, period: str) -> Counted:
    template = shipped("gejiu").template(kind)
    when = Period.parse(period, template.rhythm)
    return count(template, sealed(), shipped("gejiu"), area_code=COUNTY, period=when)


@cache
def written(kind: str, period: str) -> Document:
    return compose(counted(kind, period), Letterhead(issuer="示例市防返贫办公室", number="示防返办〔2026〕1号",
                                                     dated_on=date(2026, 11, 2)))  # fmt: skip


def reported(indicator: str, value: str, *, kind: str = "reported", on: date = date(2026, 10, 31)) -> dict[str, Any]:
    """A row of the ledger of reported figures: a level on a day."""
    return {
        "indicator": indicator, "area_code": COUNTY, "kind": kind, "period_to_on": on, "value": Decimal(value),
        "reported_on": on + timedelta(days=1), "reason": "上级核定" if kind == "override" else None,
        "definition": "部门口径",
    }  # fmt: skip


# -- a place with templates of its own ---------------------------------------------------------------------------------

REPORTED = {
    "posts_held": 31,
    "persons_at_work": 402,
    "dibao_persons": 53,
    "tekun_households": 6,
    "tekun_people": 7,
    "signed_persons": 808,
    "workshop_workers": 19,
    "cooperative_households": 110,
}
LEVELS = (
    *("rural_households", "registered_households", "registered_persons", "monitored_households"),
    *("monitored_households_eliminated", "monitored_households_open", "movers_with_measure", "special_post_holders"),
    *("poor_people_ever_in_posts", "workshop_poor_workers", "menu_choices"),
)
FLOWS = ("households_identified", "households_eliminated", "clues_raised", "clues_closed", "clues_confirmed")
OVERRIDDEN = {"monitored_persons": 12}
OWN_MONTH = """
templates:
  - id: own_month
    zh: 示例月报
    en: Our own month
    rhythm: month
    title: "{place}{period}监测情况"
    figures:
      - {id: monitored, indicator: monitored_households}
      - {id: persons, indicator: monitored_persons}
      - {id: still_open, indicator: monitored_households_open}
      - {id: identified, indicator: households_identified}
      - {id: identified_of_year, indicator: households_identified, over: year}
    body:
      - paragraph:
          - "截至{as_of}，{whole}监测对象{monitored}、{persons}，风险未消除{still_open}。"
          - "{month}新识别监测对象{identified}，今年以来{identified_of_year}。"
      - table:
          title: "各{below}监测对象"
          by: below
          unit: 户、人
          columns:
            - {figure: monitored, zh: 监测户数}
            - {figure: persons, zh: 监测人数}
"""


def _three_kinds() -> str:
    """A template of 20 numbers counted, 8 reported and 1 set by hand."""
    counted_here = [f"{{id: {id_}, indicator: {id_}}}" for id_ in (*LEVELS, *OVERRIDDEN, *FLOWS[:4])]
    counted_here += [f"{{id: {id_}_of_year, indicator: {id_}, over: year}}" for id_ in FLOWS]
    figures = [*counted_here, *(f"{{id: {id_}, reported: {id_}, department: 市人社局}}" for id_ in REPORTED)]
    ids = [figure[1:].split(",")[0].removeprefix("id: ") for figure in figures]
    words = {id_: indicator.zh for id_, indicator in shipped("gejiu").indicators.items()}
    said = [f"{words[id_.removesuffix('_of_year')]}{'今年' * id_.endswith('_of_year')}为{{{id_}}}。" for id_ in ids]
    return (
        "templates:\n  - id: three_kinds\n    zh: 三类数字\n    en: Three kinds\n    rhythm: month\n"
        '    title: "{place}情况"\n    figures:\n'
        + "".join(f"      - {figure}\n" for figure in figures)
        + "    body:\n      - paragraph:\n"
        + "".join(f'          - "{sentence}"\n' for sentence in said)
    )


@cache
def own_policy() -> Policy:
    """Gejiu's, with templates of a place's own: what rests on them does not change with the shipped ones."""
    own = Path(mkdtemp())
    (own / "ours" / "templates").mkdir(parents=True)
    place = f'id: ours\nzh: 示例市\nen: Ours\nlevel: county\ninherits: gejiu\narea_code: "{COUNTY}"\n'
    (own / "ours" / "place.yaml").write_text(place, encoding="utf-8")
    (own / "ours" / "templates" / "three_kinds.yaml").write_text(_three_kinds(), encoding="utf-8")
    (own / "ours" / "templates" / "own_month.yaml").write_text(OWN_MONTH, encoding="utf-8")
    found = load("ours", (own, shipped_folder()))
    rmtree(own)
    return found
