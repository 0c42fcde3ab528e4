"""The workbooks of an export, with the quirks such files have, and the truth beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from fangpin.synthesis.register_export.building import Export, Planted
from fangpin.synthesis.register_export.columns import Layout
from fangpin.synthesis.register_export.homes import Cells, Home
from fangpin.synthesis.workbooks.dress import write_xlsx
from fangpin.synthesis.workbooks.pages import Cell, Sheet

MARK = "演示数据"
OF_PERSON = frozenset(
    {
        "person_no", "name", "sex", "born_on", "document_kind", "document_number", "nation", "phone", "party",
        "relation",
        "education", "schooling", "absence_reason", "health", "labour", "dibao", "dibao_category", "tekun",
        "tekun_policy",
        "resident_insured", "employee_insured", "insurance_subsidised", "serious_insured", "pension_insured",
        "employee_pension", "pension_subsidised", "commercial_insured", "medical_aid", "mandarin", "post",
        "post_count",
        "post_months", "post_from_on", "post_to_on", "disability_kind", "disability_grade", "card_year",
        "disability_allowance", "jobless_reason", "unsupported_child", "yulu", "working", "work_area", "work_province",
        "work_city", "work_county", "employer", "industry", "work_from_on", "work_to_on", "work_months",
        "work_monthly_yuan", "work_channel", "point_to_point", "travel_subsidy_yuan", "plans_work", "planned_county",
    }
)  # fmt: skip
KEYS = ("household_code", "head_name", "head_number")
SEPARATORS = ("、", ",", "，", "；", ";")
VILLAGE_COLUMNS = (
    ("省", "province"), ("市", "city"), ("县", "county"), ("乡", "township"), ("村", "village"), ("是否出列",
    "lifted"),
    ("总户数", "households"), ("总人口数", "persons"), ("村级集体经济收入（万元）", "collective_yuan"),
    ("村小学（个数）", "schools"),
    ("行政村卫生室个数", "clinics"), ("行政村执业（助理）医师（人）", "doctors"), ("行政村公共卫生厕所个数",
    "public_toilets"),
    ("生产生活垃圾集中堆放点个数（个）", "waste_points"), ("文化（图书）室个数 （个）", "libraries"),
    ("是否通客运班车", "bus"),
    ("到乡镇是否通沥青（水泥）路", "paved_road"), ("低保户数", "dibao_households"), ("低保人口数", "dibao_persons"),
    ("特困供养人口数", "tekun_persons"), ("残疾人口数", "disabled_persons"), ("危房户数", "unsafe_households"),
    ("未实现饮水安全户数", "unwatered_households"), ("参加城乡居民基本养老保险人数", "pension_persons"),
    ("耕地面积（亩）", "arable_mu"), ("林地面积（亩）", "forest_mu"),
)  # fmt: skip


@dataclass(slots=True)
class _Page:
    """What has been written so far. Row numbers count the titles and the heading."""

    fields: tuple[str, ...]
    first_row: int
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]
    hidden: list[int]

    @property
    def next_row(self) -> int:
        return self.first_row + len(self.rows)


def write_register(export: Export, folder: Path, layout: Layout) -> Path:
    """The export of households and members; fills in the rows of everything planted."""
    page = _Page(layout.fields, 3 + len(layout.header), [], [], [])
    planted: dict[str, list[Planted]] = {}
    for one in export.planted:
        planted.setdefault(one.household_code, []).append(one)
        if one.witness_code:
            planted.setdefault(one.witness_code, []).append(one)
        one.rows = []
    for number, (village, homes) in enumerate(export.villages):
        for home in homes:
            at = page.next_row
            blank = number % 11 == 4 and home.code not in planted
            _write_home(page, home, blank=blank, number=at)
            for one in planted.get(home.code, ()):
                parts = list(home.members)
                own = one.parts if home.code == one.household_code else ()
                one.rows += [at + parts.index(part) for part in own] or [at]
        last = number + 1 == len(export.villages)
        if last or export.villages[number + 1][0].place["township"] != village.place["township"]:
            page.rows.append(_subtotal(page, f"{village.place['township']}小计"))
    county = next(iter(export.villages))[0].place["county"]
    sheet = Sheet(
        name="监测对象信息",
        titles=(
            f"（自定义）监测对象信息（{MARK}）",
            f"导出单位：{county}    导出时间：{export.day:%Y-%m-%d}    人员均为虚构",
        ),
        header=layout.header,
        rows=page.rows,
        footers=[_subtotal(page, "合计"), ["填表人：", None, "审核人：", None, f"填报日期：{export.day:%Y年%m月%d日}"]],
        merged=page.merged,
        hidden=page.hidden,
    )
    return write_xlsx(folder / f"（自定义）监测对象信息_{export.day:%Y%m%d}.xlsx", [sheet], dimension="A1:C3")


def _subtotal(page: _Page, words: str) -> list[Cell]:
    row: list[Cell] = [None] * len(page.fields)
    row[0] = words
    return row


def _write_home(page: _Page, home: Home, *, blank: bool, number: int) -> None:
    """One row per member. Where ``blank``, the cells of the household stand in its first row only, some merged."""
    top = len(page.rows)
    cells = _dressed(home.cells, number)
    for place, member in enumerate(home.members.values()):
        person = _dressed(member, number + place)
        shared = {} if blank and place else cells
        page.rows.append([(person if f in OF_PERSON or f in person else shared).get(f) for f in page.fields])
    if blank and len(home.members) > 1:
        for name in KEYS:
            column = page.fields.index(name)
            page.merged.append((top, column, top + len(home.members) - 1, column))
    if number % 211 == 0:
        page.hidden.append(top)


MONEY = ("arable_mu", "house_area", "net_yuan", "wage_yuan", "cost_yuan", "item_crops")


def _dressed(cells: Cells, number: int) -> dict[str, Cell]:
    """Cells in the forms clerks and spreadsheets give them; what they say stays the same."""
    found: dict[str, Cell] = {}
    for name, value in cells.items():
        if value is None:
            continue
        if isinstance(value, str):
            if number % 5 == 0 and name in MONEY:
                found[name] = float(value)
            elif "、" in value and name != "address":
                found[name] = value.replace("、", SEPARATORS[number % len(SEPARATORS)])
            else:
                found[name] = value
        else:
            found[name] = _cell(value)
    if number % 97 == 0 and isinstance(called := found.get("name"), str) and len(called) == 2:
        found["name"] = f"{called[0]}\u3000{called[1]}"
    if number % 89 == 0 and "nation" in found:
        found["nation"] = f"{found['nation']} "
    if number % 53 == 0 and "household_code" in found:
        found["household_code"] = f'="{found["household_code"]}"'
    if number % 7 == 0 and (month := str(found.get("identified_on", ""))).isdigit():
        found["identified_on"] = f"{month[:4]}-{month[4:]}"
    if number % 13 == 0 and "sex" in found:
        found["sex"] = "1" if found["sex"] == "男" else "2"
    return found


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, int | float) else str(value)


def write_villages(export: Export, folder: Path) -> Path:
    """The export of village facts; fills in the rows of what is planted there."""
    rows: list[list[Cell]] = []
    for number, cells in enumerate(export.village_rows):
        rows.append([_cell(cells.get(name)) for _, name in VILLAGE_COLUMNS])
        for one in export.planted:
            if not one.household_code and one.village == cells["village"]:
                one.rows = [number + 4]
    sheet = Sheet(
        name="行政村信息",
        titles=(f"（自定义）行政村信息（{MARK}）", f"导出时间：{export.day:%Y-%m-%d}"),
        header=(tuple(heading for heading, _ in VILLAGE_COLUMNS),),
        rows=rows,
    )
    return write_xlsx(folder / f"（自定义）行政村信息_{export.day:%Y%m%d}.xlsx", [sheet], dimension="A1:C3")


def write_truth(export: Export, folder: Path) -> Path:
    """``truth.json``: every plant and decoy with its rule, household or village, and rows."""
    path = folder / "truth.json"
    body = {
        "mark": MARK, "day": export.day.isoformat(), "persons": export.persons,
        "households": sum(1 for _ in export.homes), "planted": [asdict(one) for one in export.planted],
    }  # fmt: skip
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def write_exemptions(export: Export, folder: Path, *, until: date, titles: dict[str, str]) -> Path:
    """The workbook of exempted issues a county keeps: every ninth plant, valid to ``until``. ``titles``: rule → zh."""
    chosen = _some(export, 9, titles)
    rows: list[list[Cell]] = [
        [n, one.household_code, _head(export, one), titles[one.rule], "已核实，情况属实，暂不整改", "演示审批人",
         f"{export.day.replace(day=1):%Y-%m-%d}", f"{until:%Y-%m-%d}"]
        for n, one in enumerate(chosen, 1)
    ]  # fmt: skip
    header = ("序号", "户编号", "户主姓名", "豁免规则", "豁免原因", "批准人", "批准日期", "有效期至")
    sheet = Sheet(name="豁免清单", titles=(f"数据质量问题豁免清单（{MARK}）",), header=(header,), rows=rows)
    return write_xlsx(folder / "豁免清单.xlsx", [sheet])


def write_issue_list(export: Export, folder: Path, *, titles: dict[str, str]) -> Path:
    """A province's own list: two plants of three under its names, and some issues nobody else sees."""
    plants = [one for one in _some(export, 1, titles) if _spread(one) % 3]
    clean = [home for home in export.homes if home.code not in {p.household_code for p in export.planted}]
    places = {home.code: home for home in export.homes}
    rows: list[Sequence[Cell]] = []
    for one in plants:
        rows.append(_issue(len(rows) + 1, places[one.household_code], titles[one.rule]))
    for number, home in enumerate(clean[: max(3, len(plants) // 10)]):
        strange = "省级专项：数据比对异常" if number % 2 else next(iter(titles.values()))
        rows.append(_issue(len(rows) + 1, home, strange))
    header = ("序号", "县", "乡镇", "村", "户编号", "户主姓名", "问题名称", "下发日期")
    sheet = Sheet(name="问题清单", titles=(f"省级数据质量问题清单（{MARK}）",), header=(header,), rows=rows)
    return write_xlsx(folder / "省级问题清单.xlsx", [sheet])


def _spread(one: Planted) -> int:
    """The same for one plant in every run, and spread over rules and households."""
    return sum(map(ord, one.household_code + one.rule))


def _issue(number: int, home: Home, rule: str) -> list[Cell]:
    cells = home.cells
    return [number, str(cells["county"]), str(cells["township"]), str(cells["village"]), home.code,
            str(cells["head_name"]), rule, "2026-10-20"]  # fmt: skip


def _some(export: Export, step: int, titles: dict[str, str]) -> list[Planted]:
    standing = [p for p in export.planted if p.is_plant and p.household_code and not p.corrected and p.rule in titles]
    return standing[::step]


def _head(export: Export, one: Planted) -> str:
    return next(str(home.cells["head_name"]) for home in export.homes if home.code == one.household_code)
