"""Every check of a policies folder: one mistake each, answered with file, line, what is wrong and what to do."""

# ruff: noqa: E501 - a table of mistakes is read row by row

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fangpin.expressions import Wording
from fangpin.policy import PolicyError, Problem, check, load

INCOME, RULES, CASES = "land/parameters/income.yaml", "land/rules/income.yaml", "land/cases/income.yaml"
FACT, VILLAGE, RISK = "land/facts/household_year.sql", "land/facts/village_poor.sql", "land/codes/risk.yaml"
YEAR, PLACE, VALE, VALE_INCOME = (
    "land/calendar/2026.yaml",
    "land/place.yaml",
    "vale/place.yaml",
    "vale/parameters/income.yaml",
)

# file, piece replaced ('' for a new file), by what, line of the problem, pieces of its sentence; the problem's file if another
MISTAKES: list[tuple[str, str, str, int, str, str] | tuple[str, str, str, int, str, str, str]] = [
    # YAML itself
    (INCOME, "    kind: decimal\n", "    kind: [decimal\n", 6, "is no YAML", "indentation"),
    (INCOME, "    kind: decimal\n", "    kind: decimal\n    kind: decimal\n", 6, "'kind' stands twice, first on line 5", "keep one"),
    (INCOME, "en: Income line", "en: &x Income line\n    unit: *x", 4, "anchor", "write it out"),
    (INCOME, "en: Income line", "en: !!python/name:os.system Income", 4, "tag", "remove it"),
    (INCOME, "parameters:", "- parameters:", 1, "holds no mapping", "key: value"),
    ("land/rules/empty.yaml", "", "just words\n", 1, "holds no mapping", "key: value"),
    # keys
    (INCOME, "    unit: CNY per person\n", "    units: CNY per person\n", 6, "unknown key 'units'", "write unit"),
    (INCOME, "since: 2026-01-01", "sinc: 2026-01-01", 8, "unknown key 'sinc'", "write since"),
    (RULES, "    severity: high\n", "    severety: high\n", 9, "unknown key 'severety'", "write severity"),
    (RULES, "step: medical_step", "steps: medical_step", 10, "unknown key 'steps'", "write step"),
    (CASES, "expect: {income_below_line: yes}", "expects: {income_below_line: yes}", 5, "unknown key 'expects'", "expect"),
    (RISK, "aliases: [大病, 疾病 负担]", "alias: [大病]", 7, "unknown key 'alias'", "write aliases"),
    (YEAR, "off:", "free:", 2, "unknown key 'free'", "use one of year, off"),
    (PLACE, "level:", "levels:", 4, "unknown key 'levels'", "write level"),
    (RULES, "zh: 入户核实收入, en: Visit and check income", "zh: 入户, en: Visit, check", 13, "unknown key 'check'", "use one of zh, en"),
    (RULES, "    severity: high\n", "    severity: highest\n", 9, "severity is 'highest'", "did you mean high?"),
    (RULES, "    kind: trigger\n", "", 2, "has no kind", "add 'kind: …'"),
    (RULES, "    over: household_year\n", "", 2, "has no over", "add 'over: …'"),
    (RULES, "visit_if_unknown: true", "visit_if_unknown: yes", 11, "is not true or false", "write true or false"),
    (RULES, "shows: [own_pay_yuan]", "shows: own_pay_yuan", 12, "is not a list", "write a list"),
    (INCOME, "- id: medical_step", "- id: Medical-Step", 9, "is no id", "small letters"),
    # values
    (INCOME, 'value: "8000"', "value: 8000.50", 8, "is not quoted", 'amounts are quoted: "8000.50"'),
    (INCOME, 'value: "8000"', "value: 8000", 8, "is not quoted", '"8000"'),
    (INCOME, 'value: "8000"', 'value: "8000.125"', 8, "does not fit DECIMAL(14,2)", "digits"),
    (INCOME, 'value: "8000"', 'value: "8,000"', 8, "is no decimal", "write a decimal"),
    (INCOME, "since: 2026-01-01", "since: 2026-02-30", 8, "is no date", "2026-01-31"),
    (INCOME, "unit: CNY per person", "unit: CNY per persons", 6, "'persons' is no unit", "did you mean person?"),
    (INCOME, "kind: decimal", "kind: decimals", 5, "kind is 'decimals'", "did you mean decimal?"),
    (INCOME, "{document: 示例〔2025〕9号, clause: 第三条}", "{clause: 第三条}", 8, "has no document", "add 'document: …'"),
    (INCOME, ', source: {document: 示例〔2025〕9号, clause: 第三条}', "", 8, "names no document", "write source"),
    (RULES, "    source: {document: 示例〔2025〕9号, clause: 第三条}\n", "", 2, "names no document", "write source"),
    (YEAR, "source: {document: 示例办〔2025〕7号, clause: 七}\n", "", 1, "names no document", "write source"),
    (INCOME, "      - {since: 2026-01-01, value: \"8000\"", "      - {since: 2026-01-01, value: \"7000\", source: {document: 甲}}\n      - {since: 2026-01-01, value: \"8000\"", 9, "two values since 2026-01-01", "keep one"),
    ("land/sources/roll.yaml", 'unit: "0.1"', "unit: 0.1", 7, "not quoted and would become a float", '"0.1"'),
    # sources
    ("land/sources/roll.yaml", "writes:", "write:", 8, "unknown key 'write' in a source", "write writes"),
    ("land/sources/roll.yaml", "    set: {", "    sets: {", 10, "unknown key 'sets' in writes", "write set"),
    ("land/sources/roll.yaml", "    unit:", "    units:", 7, "unknown key 'units' in a field", "write unit"),
    ("land/sources/roll.yaml", "ledger: person", "ledger: persons", 9, "there is no ledger persons", "did you mean person?"),
    # ids and overriding
    (INCOME, "- id: medical_step", "- id: income_line", 9, "income_line is declared twice", "another id"),
    ("land/parameters/more.yaml", "", "parameters:\n  - {id: income_line, values: []}\n", 2, "declared twice in one place, first in land/parameters/income.yaml:2", "another id"),
    ("land/rules/more.yaml", "", "rules:\n  - {id: income_below_line, off: true, why: x}\n", 2, "declared twice", "keep one"),
    ("land/codes/zmore.yaml", "", "lists:\n  - {id: risk, codes: []}\n", 2, "declared twice", "another id"),
    ("land/sources/zmore.yaml", "", "id: roll\nzh: 名册\n", 1, "is also in land/sources/roll.yaml", "keep one"),
    (VALE_INCOME, "- id: income_line\n", "- id: income_line\n    unit: CNY\n", 2, "in CNY here and a decimal in CNY per person in land/", "only values"),
    (VALE_INCOME, "- id: income_line\n", "- id: income_lines\n", 2, "income_lines has no kind, and no place above has it", "did you mean income_line?"),
    ("vale/rules/off.yaml", "", "rules:\n  - {id: income_below_line, off: true}\n", 2, "has no why", "add 'why: …'"),
    ("vale/rules/off.yaml", "", "rules:\n  - {id: income_blow_line, off: true, why: x}\n", 2, "no place above has it", "correct the id"),
    (VALE, "inherits: land", "inherits: lands", 5, "there is no place lands", "did you mean land?"),
    (PLACE, "level: nation", "level: nation\ninherits: vale", 5, "inherits from itself", "name the place above", VALE),
    (VALE, "id: vale", "id: valley", 1, "the folder is called vale, the place valley", "one name"),
    ("vale/rule/x.yaml", "", "rules: []\n", 1, "is read by nobody", "did you mean the folder rules/?"),
    ("vale/facts/x.yaml", "", "rules: []\n", 1, "is read by nobody", "*.sql"),
    # codes
    (RISK, '- {code: "01"', '- {code: illness', 8, "code 'illness' stands twice", "keep one"),
    (RISK, "en: Flood, since: 2026-07-01, aliases: [因灾]", "en: Flood, since: 2026-06-01, aliases: [因灾]", 9, "means both 01 and flood", "keep it with one"),
    (RISK, "until: 2026-07-01", "until: 2026-07-01, since: 2026-08-01", 8, "ends on 2026-07-01, before it begins", "correct since or until"),
    (RULES, "risk: illness", "risk: ilness", 8, "there is no risk ilness", "did you mean illness?"),
    (FACT, "code(risk)", "code(risks)", 12, "there is no code list risks", "did you mean risk?"),
    ("land/codes/others.yaml", "id: sex,", "id: sexes,", 1, "there is no code list sex, which the ledger column person.sex needs", "codes/", PLACE),
    # calendar
    (YEAR, "2026-10-07]", "2027-10-07]", 2, "2027-10-07 is not in 2026", "calendar/2027.yaml"),
    (YEAR, "2026-10-07]", "2026-10-06]", 2, "2026-10-06 stands twice", "keep one"),
    (YEAR, "2026-10-10]", "2026-10-09]", 1, "is no weekend day", "correct the date"),
    (YEAR, "off: [", "off: [2026-10-10, ", 1, "both off and worked", "one list"),
    # rules
    (RULES, "纯收入 <", "纯收人 <", 6, "unknown name 纯收人", "did you mean 纯收入?"),
    (RULES, "* income_line", "* income_lin", 6, "unknown name income_lin", "did you mean income_line?"),
    (RULES, "家庭人口 * income_line", "income_line", 6, "CNY against CNY per person", "one unit"),
    (RULES, "纯收入 < 家庭人口 * income_line", "risk = 'illnes'", 6, "'illnes' is not in the code list risk", "did you mean 'illness'?"),
    (RULES, "纯收入 < 家庭人口 * income_line", "income_line > 5", 6, "reads no column", "compare a column"),
    (RULES, "over: household_year", "over: household_yaer", 5, "there is no fact household_yaer", "did you mean household_year?"),
    (RULES, "column: own_pay_yuan", "column: own_pay", 10, "there is no column own_pay", "did you mean own_pay_yuan?"),
    (RULES, "step: medical_step", "step: medical_steps", 10, "there is no parameter medical_steps", "did you mean medical_step?"),
    (RULES, "column: own_pay_yuan", "column: members", 10, "members is an integer in person, its step a decimal in CNY", "one unit"),
    (RULES, "shows: [own_pay_yuan]", "shows: [own_pay]", 12, "there is no column own_pay", "did you mean own_pay_yuan?"),
    (RULES, "sources: [roll]", "sources: [rolls]", 2, "there is no source rolls", "did you mean roll?"),
    (RULES, "    kind: trigger\n", "    kind: trigger\n    since: 2026-08-01\n    until: 2026-08-01\n", 2, "ends on 2026-08-01, before it begins", "since or until"),
    # mechanisms
    ("vale/mechanisms/in_use.yaml", "", "mechanisms:\n  - {id: anti-return, on: true}\n", 2, "vale switches a mechanism anti-return, which no place defines", "fangpin mechanisms list"),
    # parameters in time
    (INCOME, "since: 2026-01-01, value: \"5000.00\"", "since: 2026-02-01, value: \"5000.00\"", 9, "income_below_line needs medical_step from 2026-01-01, which has a value only from 2026-02-01 in vale", "earlier value"),
    (INCOME, "    values:\n      - {since: 2026-01-01, value: \"5000.00\", source: {document: 示例〔2025〕9号, clause: 第四条}}\n", "", 9, "income_below_line needs medical_step from 2026-01-01, which has no value in vale", "vale/parameters/"),
    (PLACE, "since: 2026-01-01\n", "", 1, "since when", "add 'since: 2026-01-01'"),
    # facts
    (FACT, "-- fact:    household_year", "-- fact:    household_years", 1, "household_years stands in household_year.sql", "one name"),
    (FACT, "-- grain:   household_id\n", "", 1, "has no 'grain'", "-- grain"),
    (FACT, "-- subject: household", "-- subject: family", 5, "subject is 'family'", "such as household"),
    (FACT, "-- subject: household", "-- subjects: household", 5, "unknown key 'subjects'", "did you mean subject?"),
    (FACT, "decimal(14,2)  CNY     | 纯收入", "decimal(14)  CNY     | 纯收入", 7, "decimal(14,2)", "correct"),
    (FACT, "CNY     | 纯收入", "YUAN     | 纯收入", 7, "'YUAN' is no unit", "correct"),
    (FACT, "--   on_dibao         boolean ", "--   on_dibao         truth ", 11, "'truth' is no type", "correct"),
    (FACT, "| 低保 | Dibao", "", 11, "cannot read the column", "name  type  unit"),
    (FACT, "| 低保 | Dibao", "| 家庭人口 | Dibao", 11, "家庭人口 is declared twice, first on line 9", "own name"),
    (FACT, "| 低保 | Dibao", "| 监测收入线 | Dibao", 1, "'监测收入线' names both column on_dibao and parameter income_line", "another name"),
    (FACT, "  COUNT(*) AS members,\n", "", 9, "members is declared but the SELECT does not give it", "AS members"),
    (FACT, "COUNT(*) AS members", "COUNT(*) AS members, 1 AS one", 14, "gives one, which the header does not declare", "declare it"),
    (FACT, "COUNT(*) AS members", "COUNT(*) AS members, 1", 14, "without a name", "name every column"),
    (FACT, "  m.household_id,\n", "", 14, "the grain household_id is not in the SELECT", "select household_id"),
    (FACT, "JOIN person AS s", "JOIN persons AS s", 30, "there is no table persons", "did you mean person?"),
    (FACT, "s.born_on", "s.birth_on", 26, "DuckDB refuses the fact", "correct the SQL"),
    (FACT, "COUNT(*) AS members", "SUM(a.wage_yuan) AS members", 9, "members is declared integer, the SELECT gives DECIMAL(38,2)", "CAST"),
    (FACT, "MAX(a.wage_yuan) AS net", "CAST(MAX(a.wage_yuan) AS DOUBLE) AS net", 7, "the SELECT gives DOUBLE", "CAST"),
    (FACT, "bool_or(d.id IS NOT NULL)", "MAX(d.from_on)", 11, "declared boolean, the SELECT gives DATE", "CAST"),
    (FACT, "COUNT(*) AS members", "COUNT(* AS members", 25, "is no SQL", "correct it"),
    (FACT, "GROUP BY m.household_id\n", "GROUP BY m.household_id; DROP TABLE person\n", 14, "one SELECT", "remove"),
    (FACT, "FROM membership AS m", "FROM read_csv('/etc/passwd') AS m", 29, "is no ledger, fact or p", "read ledgers"),
    (FACT, "FROM membership AS m", "FROM 'secret.parquet' AS m", 29, "there is no table secret.parquet", "read ledgers"),
    (FACT, "FROM membership AS m", "FROM other.membership AS m", 29, "is no ledger, fact or p", "read ledgers"),
    (FACT, "<= :as_of\n", "<= current_date\n", 17, "current_date is not allowed", "write :as_of"),
    (FACT, "<= :as_of\n", "<= :until\n", 17, ":until is not bound", "take parameters from p"),
    (FACT, "COUNT(*) AS members", "CAST(random() * 5 AS INTEGER) AS members", 25, "rand is not allowed", "chance"),
    (FACT, "MAX(a.wage_yuan)", "MAX(a.wage_yuan / 12)", 23, "DIV is not allowed", "multiplication|multiply|division"),
    (FACT, "MAX(a.wage_yuan)", "AVG(a.wage_yuan)", 23, "the function avg is not allowed", "sum and count"),
    (FACT, "GROUP BY m.household_id\n", "GROUP BY m.household_id LIMIT 5\n", 33, "LIMIT is not allowed", "ROW_NUMBER"),
    (VILLAGE, "FROM household_year AS h", "FROM village_poor AS h", 8, "in a ring: village_poor → village_poor", "read ledgers"),
    (VILLAGE, "p.income_line", "p.income_lines", 10, "DuckDB refuses the fact", "correct the SQL"),
    # cases
    (CASES, "income_below_line: yes", "income_below_line: no", 2, "income_below_line is yes, the case expects no", "correct the rule or the case"),
    (CASES, "income_below_line: yes", "income_below_line: maybe", 5, "'maybe' is no answer", "yes, no or unknown"),
    (CASES, "income_below_line: yes", "income_bellow_line: yes", 2, "there is no rule income_bellow_line", "did you mean income_below_line?"),
    (CASES, 'net_income_yuan: "31999.99"', "net_income_yuan: 31999.99", 4, "is not quoted and would become a float", '"31999.99"'),
    (CASES, 'net_income_yuan: "31999.99"', 'net_income: "31999.99"', 4, "household_year has no column net_income", "did you mean net_income_yuan?"),
    (CASES, ", members: 4}", "}", 2, "does not say members, which income_below_line reads", "null for unknown"),
    (CASES, ", members: 4}", ", members: four}", 4, "'four' is no integer", "write"),
    (CASES, ", members: 4}", ", members: 4, risk: ill}", 4, "'ill' is not in the code list risk", "use illness"),
    (CASES, "household_year: {net", "household_yaer: {net", 4, "unknown key 'household_yaer'", "household_year"),
    (CASES, "day: 2026-05-31", "day: 31.5.2026", 3, "is no date", "2026-01-31"),
    (CASES, 'on_the_line: true\n    household_year: {纯收入: "32000.00"', 'on_the_line: true\n    household_year: {纯收入: "32000.01"', 6, "no comparison is exactly equal", "exactly to the limit"),
    (CASES, "    on_the_line: true\n", "", 2, "no case for: on the line", "on_the_line: true", RULES),
    (CASES, "net_income_yuan: null, members: 4}\n    expect: {income_below_line: unknown}", 'net_income_yuan: "1", members: 4}\n    expect: {income_below_line: yes}', 2, "no case for: unknown", "cases/", RULES),
    (CASES, "day: 2026-05-31", "day: 2025-05-31", 2, "income_line has no value in land on 2025-05-31", "parameters:"),
    (CASES, "day: 2026-05-31\n", "day: 2026-05-31\n    parameters: {income_lin: \"5\"}\n", 4, "there is no parameter income_lin", "did you mean income_line?"),
    (CASES, "day: 2026-05-31\n", "day: 2026-05-31\n    place: vail\n", 1, "there is no place vail", "did you mean vale?", "vail/place.yaml"),
]  # fmt: skip


def test_the_small_land_is_sound(folder: Path) -> None:
    assert check(folder) == []
    assert check(folder, "vale") == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{m[0].split('/')[-1]}: {m[2].strip()[:40]}" for m in MISTAKES])
def test_each_mistake_is_answered_with_its_place_and_a_remedy(
    mistake: tuple[str, ...], folder: Path, change: Callable[[str, str, str], None]
) -> None:
    name, old, new, line, what, remedy, *elsewhere = mistake
    change(name, old, new)
    problems = check(folder, "vale")
    file = elsewhere[0] if elsewhere else name
    told = "\n".join(map(str, problems))
    fitting = [p for p in problems if what in p.what.en and any(r in p.remedy.en for r in remedy.split("|"))]
    assert fitting, told
    assert (file, line) in {(p.file, p.line) for p in fitting}, told
    assert all(p.what.zh and p.remedy.en and p.remedy.zh and "第" in p.zh() for p in problems)
    assert len(problems) <= 3, told


def test_a_place_whose_files_are_wrong_is_not_loaded(folder: Path, change: Callable[[str, str, str], None]) -> None:
    change(RULES, "* income_line", "* income_lin")
    with pytest.raises(PolicyError) as caught:
        load("vale", folder)
    assert "land/rules/income.yaml:6: unknown name income_lin; did you mean income_line?" in str(caught.value)
    assert "处问题" in caught.value.zh()


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = check(tmp_path)
    assert "holds no place" in problem.what.en


def test_a_file_that_is_not_utf8_is_a_problem(folder: Path) -> None:
    (folder / RULES).write_bytes("rules: 规则".encode("gbk"))
    assert any("cannot be read" in p.what.en and p.file == RULES for p in check(folder))


def test_rooms_above_add_their_own_checks(folder: Path) -> None:
    mine = Problem("land/sources/roll.yaml", 5, Wording("no", "否"), Wording("do", "做"))
    assert check(folder, "vale", further=[lambda policy: [mine] if "roll" in policy.sources else []]) == [mine]


def test_a_parameter_left_to_places_below_needs_its_value_there(
    folder: Path, change: Callable[[str, str, str], None]
) -> None:
    line = '      - {since: 2026-01-01, value: "8000", source: {document: 示例〔2025〕9号, clause: 第三条}}\n'
    change(INCOME, "    values:\n" + line, "")
    change(VALE_INCOME, "      - {since", line + "      - {since")
    change(CASES, "cases:\n", "cases:\n")
    text = (folder / CASES).read_text(encoding="utf-8").replace("day: 2026-05-31", "place: vale\n    day: 2026-03-31")
    (folder / CASES).write_text(text, encoding="utf-8")
    assert check(folder) == []
    change(VALE_INCOME, line, "")
    assert any("only from 2026-04-01 in vale" in p.what.en for p in check(folder))
