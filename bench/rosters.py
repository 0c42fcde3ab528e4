"""Reading a 200,000 × 40 workbook to a typed table, against the fast reader's bare string read, in one interleaved run.

    .venv/bin/python bench/rosters.py [--rows 200000] [--rounds 3]

The workbook is made here and thrown away. Aim: at most twice the bare read.
"""

# ruff: noqa: E501 - a row of the workbook stands as it is written

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import fastexcel
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from fangpin.policy import load
from fangpin.rosters import open_envelope, read_sheet, recognise
from fangpin.rosters.sources import sources_of

DAY = date(2026, 10, 31)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
LABELS = (
    "县", "乡", "村", "自然村", "户编号", "户主姓名", "户主证件号码", "户类型", "监测对象类别", "当前家庭人口数",
    "年度家庭人口数", "识别监测时间", "致贫/返贫风险1", "风险是否已消除", "是否危房户", "是否解决安全饮用水", "耕地面积（亩）",
    "林地面积（亩）", "姓名", "性别", "出生日期", "证件类型", "证件号码", "民族", "家庭成员联系电话", "与户主关系", "文化程度",
    "在校生状况", "健康状况", "劳动技能", "工资性收入（元）", "生产经营性收入（元）", "财产性收入（元）", "转移性收入（元）",
    "生产经营性支出（元）", "理赔收入（元）", "合规自付支出（元）", "家庭纯收入（元）", "人均纯收入(元)", "备用字段1",
)  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "监测对象信息_20261031.xlsx"
        _write(path, chosen.rows)
        print(f"workbook: {chosen.rows:,} x {len(LABELS)}, {path.stat().st_size / 1e6:.0f} MB")
        _compare(path, chosen.rounds)


def _compare(path: Path, rounds: int) -> None:
    policy = load("national")
    sources = sources_of(policy)
    bare, typed, parts = [], [], []
    for number in range(rounds):
        gc.collect()
        started = time.perf_counter()
        _bare(path)
        bare.append(time.perf_counter() - started)
        gc.collect()
        started = time.perf_counter()
        sheet = open_envelope(path).sheets[0]
        opened = time.perf_counter()
        best = recognise(sheet, sources)[0]
        source = next(s for s in sources if s.id == best.source)
        recognised = time.perf_counter()
        reading = read_sheet(sheet, best, source, policy, day=DAY)
        typed.append(time.perf_counter() - started)
        parts.append((opened - started, recognised - opened, time.perf_counter() - recognised))
        print(
            f"  round {number + 1}: bare {bare[-1]:.2f} s, typed {typed[-1]:.2f} s "
            f"(open {parts[-1][0]:.2f}, recognise {parts[-1][1]:.2f}, read {parts[-1][2]:.2f}), "
            f"{reading.table.num_rows:,} rows kept, {len(reading.refused)} refused"
        )
    ratio = statistics.median(t / b for t, b in zip(typed, bare, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"typed reading: {ratio:.2f} x the bare string read (aim <= 2); peak memory {peak:.2f} GB")


def _bare(path: Path) -> None:
    fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow()


def _write(path: Path, rows: int) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("监测对象信息")
        sheet.write(0, 0, "（自定义）监测对象信息（演示数据）")
        sheet.write(1, 0, "导出时间：2026-10-31")
        sheet.write_row(2, 0, LABELS)
        for i in range(rows):
            sheet.write_row(i + 3, 0, _row(i))


def _row(i: int) -> list[object]:
    house = i // 3
    born = date(1940, 1, 1) + timedelta(days=(i * 37) % 29_000)
    wage, business, own, moved = 20_000 + house % 9000, 3000 + house % 777, house % 50 * 10, 1000 + house % 333
    return [
        "个旧市", f"第{house % 10}镇", f"示范{house % 80}村", f"{house % 7}组", f"77010120100{house:07d}", _name(house * 3),
        _number(i - i % 3), "脱贫户", "边缘易致贫户", 3, 3, "202603", "因病", "否", "否", "是",
        f"{house % 90 / 10:.1f}", "2.5", _name(i), "男" if i % 2 else "女", f"{born:%Y%m%d}", "居民身份证", _number(i), "汉族",
        f"154{i % 100_000_000:08d}", ("户主", "配偶", "之子")[i % 3], "小学", None, ("健康", "长期慢性病,残疾", "残疾，长期慢性病")[i % 3],
        "普通劳动力", f"{wage}.00", f"{business}.50", f"{own}.00", f"{moved}.00", "500.00", None, f"{house % 20000}.00",
        float(wage + business), (wage + business) / 3, None,
    ]  # fmt: skip


def _name(i: int) -> str:
    return SURNAMES[i % 10] + GIVEN[i // 10 % len(GIVEN)] + GIVEN[i // 220 % len(GIVEN)]


def _number(i: int) -> str:
    born = date(1940, 1, 1) + timedelta(days=(i * 37) % 29_000)
    stem = f"770101{born:%Y%m%d}{i % 1000:03d}"
    return stem + "10X98765432"[sum(int(d) * w for d, w in zip(stem, WEIGHTS, strict=True)) % 11]


if __name__ == "__main__":
    main()
