"""A small land: a nation, and a county in it, with one parameter, fact, rule, source and year of each kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fangpin.ledgers import SPECS

FILES = {
    "land/place.yaml": """\
id: land
zh: 示例国
en: Land
level: nation
area_code: ""
since: 2026-01-01
""",
    "land/parameters/income.yaml": """\
parameters:
  - id: income_line
    zh: 监测收入线
    en: Income line
    kind: decimal
    unit: CNY per person
    values:
      - {since: 2026-01-01, value: "8000", source: {document: 示例〔2025〕9号, clause: 第三条}}
  - id: medical_step
    zh: 自付步长
    en: Step of own payment
    kind: decimal
    unit: CNY
    values:
      - {since: 2026-01-01, value: "5000.00", source: {document: 示例〔2025〕9号, clause: 第四条}}
""",
    "land/codes/risk.yaml": """\
lists:
  - id: risk
    zh: 风险类型
    en: Risk
    source: {document: 示例〔2025〕9号, clause: 附件1}
    codes:
      - {code: illness, zh: 因病, en: Illness, aliases: [大病, 疾病 负担]}
      - {code: "01", zh: 因灾, en: Disaster, until: 2026-07-01}
      - {code: flood, zh: 因灾（洪涝）, en: Flood, since: 2026-07-01, aliases: [因灾]}
""",
    "land/sources/roll.yaml": """\
id: roll
zh: 名册
en: Roll
fields:
  - id: name
    zh: 姓名
    unit: "0.1"
writes:
  - ledger: person
    set: {name: name}
""",
    "land/calendar/2026.yaml": """\
year: 2026
off: [2026-10-01, 2026-10-02, 2026-10-05, 2026-10-06, 2026-10-07]
work: [2026-09-20, 2026-10-10]
source: {document: 示例办〔2025〕7号, clause: 七}
""",
    "land/facts/household_year.sql": """\
-- fact:    household_year
-- zh:      农户年度情况
-- en:      Household over twelve months
-- grain:   household_id
-- subject: household
-- columns:
--   net_income_yuan  decimal(14,2)  CNY     | 纯收入 | Net income | NULL where there is no account
--   own_pay_yuan     decimal(14,2)  CNY     | 自付医疗费 | Own payment
--   members          integer        person  | 家庭人口 | Members
--   eldest_years     integer        year    | 最长者周岁 | Age of the eldest
--   on_dibao         boolean                | 低保 | Dibao
--   risk             code(risk)             | 风险 | Risk
-- What stands below the columns with one blank is for readers.
WITH account AS (
  SELECT household_id, SUM(wage_yuan) AS wage_yuan, SUM(own_pay_yuan) AS own_pay_yuan
  FROM income_account
  WHERE period_to_on > :since AND period_to_on <= :as_of
  GROUP BY household_id
)
SELECT
  m.household_id,
  MIN(m.area_code) AS area_code,
  MAX(a.wage_yuan) AS net_income_yuan,
  MAX(a.own_pay_yuan) AS own_pay_yuan,
  COUNT(*) AS members,
  MAX(years_between(s.born_on, :as_of)) AS eldest_years,
  bool_or(d.id IS NOT NULL) AS on_dibao,
  CAST(NULL AS TEXT) AS risk
FROM membership AS m
JOIN person AS s ON s.id = m.person_id
LEFT JOIN account AS a ON a.household_id = m.household_id
LEFT JOIN dibao_spell AS d ON d.person_id = m.person_id
GROUP BY m.household_id
""",
    "land/facts/village_poor.sql": """\
-- fact:    village_poor
-- zh:      村低收入户
-- en:      Poor households of a village
-- grain:   area_code
-- subject: area
-- columns:
--   households  integer  household | 低收入户数 | Poor households
SELECT h.area_code, COUNT(*) AS households
FROM household_year AS h CROSS JOIN p
WHERE h.net_income_yuan < h.members * p.income_line
GROUP BY h.area_code
""",
    "land/rules/income.yaml": """\
rules:
  - id: income_below_line
    zh: 人均纯收入低于监测线
    en: Income per person below the line
    over: household_year
    holds: 纯收入 < 家庭人口 * income_line   # on the line is not below it
    kind: trigger
    risk: illness
    severity: high
    again: {column: own_pay_yuan, step: medical_step}
    visit_if_unknown: true
    shows: [own_pay_yuan]
    remedy: {zh: 入户核实收入, en: Visit and check income}
    source: {document: 示例〔2025〕9号, clause: 第三条}
    sources: [roll]
""",
    "land/cases/income.yaml": """\
cases:
  - name: 差一分
    day: 2026-05-31
    household_year: {net_income_yuan: "31999.99", members: 4}
    expect: {income_below_line: yes}
  - name: 恰在线上
    day: 2026-05-31
    on_the_line: true
    household_year: {纯收入: "32000.00", members: 4}
    expect: {income_below_line: no}
  - name: 没有填报
    day: 2026-05-31
    household_year: {net_income_yuan: null, members: 4}
    expect: {income_below_line: unknown}
""",
    "vale/place.yaml": """\
id: vale
zh: 示例县
en: Vale
level: county
inherits: land
area_code: "770101"
""",
    "vale/parameters/income.yaml": """\
parameters:
  - id: income_line
    values:
      - {since: 2026-04-01, value: "8300", source: {document: 示例县〔2026〕2号, clause: 第三条}}
""",
}


def _other_lists() -> str:
    """The code lists that ledgers need and the land does not speak of."""
    named = sorted({c.codes for spec in SPECS.values() for c in spec.columns if c.codes} - {"risk"})
    return "lists:\n" + "".join(
        f"  - {{id: {codes}, zh: {codes}, en: x, source: {{document: 示例}}, codes: [{{code: a, zh: 甲, en: A}}]}}\n"
        for codes in named
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The policies folder of the small land, free to be changed."""
    for name, text in {**FILES, "land/codes/others.yaml": _other_lists()}.items():
        path = tmp_path / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "policies"


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Replace a piece of a file; the piece must be there."""

    def apply(name: str, old: str, new: str) -> None:
        path = folder / name
        if not old:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return apply
