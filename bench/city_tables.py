"""A large synthetic set of ledgers in the snapshot's own schemas, drawn by hashing, so that it can be drawn again.

The rows are numbers without names: nobody in it exists. It measures; whether answers are right is
tested elsewhere, on families one can check by hand.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from fangpin.ledgers import SPECS
from fangpin.policy import snapshot_table
from fangpin.rules.ladder import quoted

AS_OF = "DATE '2026-10-31'"
HOUSEHOLDS_PER_VILLAGE = 330


def draw(folder: Path, households: int) -> dict[str, int]:
    """Write one Parquet file per ledger; 3.5 persons and 5 claims per household. Gives rows per ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '2GB'")
    connection.execute(f"SET temp_directory = '{folder / 'spill'}'")
    connection.execute("CREATE MACRO u(i, salt) AS (hash(i * 1000003 + salt) % 1000000) / 1000000.0")
    connection.execute(
        "CREATE MACRO day(i, salt, back) AS DATE '2026-10-31' - CAST(floor(u(i, salt) * back) AS INTEGER)"
    )
    connection.execute("CREATE MACRO money(i, salt, top) AS CAST(u(i, salt) * u(i, salt + 1) * top AS DECIMAL(14,2))")
    connection.execute(
        "CREATE MACRO pick(i, salt, words) AS words[1 + CAST(floor(u(i, salt) * len(words)) AS INTEGER)]"
    )
    connection.execute(
        f"CREATE MACRO village(h) AS '53' || lpad(CAST(h // {HOUSEHOLDS_PER_VILLAGE * 300} AS VARCHAR), 4, '0') "
        f"|| lpad(CAST(h // {HOUSEHOLDS_PER_VILLAGE * 10} % 30 AS VARCHAR), 3, '0') "
        f"|| lpad(CAST(201 + h // {HOUSEHOLDS_PER_VILLAGE} % 10 AS VARCHAR), 3, '0')"
    )
    counted = {}
    for ledger, query in _queries(households).items():
        counted[ledger] = _write(connection, folder, ledger, query)
    for ledger in SPECS:
        if ledger not in counted:
            counted[ledger] = _write(connection, folder, ledger, "SELECT 1 AS id, '' AS area_code WHERE FALSE")
    connection.close()
    return counted


def open_drawn(folder: Path, *, memory: str = "1GB", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A connection that names the files as an opened snapshot does."""
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET memory_limit = '{memory}'")
    connection.execute(f"SET temp_directory = '{folder / 'spill'}'")
    for name, spec in SPECS.items():
        path = folder / f"{name}.parquet"
        named = quoted(snapshot_table(spec))
        connection.execute(f"CREATE VIEW {named} AS SELECT * FROM read_parquet('{path}')")
    return connection


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, ledger: str, query: str) -> int:
    path = folder / f"{ledger}.parquet"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW drawn AS {query}")
    given = {row[0] for row in connection.execute("DESCRIBE drawn").fetchall()}
    columns = []
    for column in SPECS[ledger].snapshot_columns:
        name = column.stored_name
        type_ = _sql_type(str(column.arrow_type))
        columns.append(f"CAST({name if name in given else 'NULL'} AS {type_}) AS {name}")
    connection.execute(
        f"COPY (SELECT {', '.join(columns)} FROM drawn ORDER BY id) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
    )
    return connection.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchone()[0]


def _sql_type(arrow: str) -> str:
    if arrow.startswith("decimal128"):
        return "DECIMAL" + arrow.removeprefix("decimal128").replace(" ", "")
    return {"int64": "BIGINT", "string": "VARCHAR", "bool": "BOOLEAN", "date32[day]": "DATE"}.get(arrow, "TIMESTAMPTZ")


def _queries(n: int) -> dict[str, str]:
    """Per ledger, rows by hashing their number. Persons 0 … 3.5 n; person i lives in household i * 2 // 7."""
    home = "CAST(i * 2 // 7 AS BIGINT)"
    persons = f"range(0, {n * 7 // 2}) AS r(i)"
    homes = f"range(0, {n}) AS r(i)"
    registered = "u(i, 11) < 0.10"
    return {
        "household": f"SELECT i AS id, village(i) AS area_code, u(i, 1) < 0.02 AS resettled FROM {homes}",
        "person": f"""SELECT i AS id, village({home}) AS area_code, pick(i, 2, ['male', 'female']) AS sex,
            DATE '2026-10-31' - CAST(floor(u(i, 3) * 30000) AS INTEGER) AS born_on,
            CASE WHEN u(i, 4) < 0.01 THEN day(i, 5, 700) END AS died_on FROM {persons}""",
        "membership": f"""SELECT i AS id, village({home}) AS area_code, {home} AS household_id, i AS person_id,
            DATE '2020-01-01' AS from_on, CASE WHEN u(i, 6) < 0.01 THEN day(i, 7, 700) END AS to_on FROM {persons}""",
        "condition": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, DATE '2020-01-01' AS from_on,
            pick(i, 8, ['ordinary', 'ordinary', 'ordinary', 'skilled', 'weak', 'lost', 'none', 'none']) AS labour
            FROM {persons} WHERE u({home}, 11) < 0.30""",
        "register_spell": f"""SELECT i AS id, village(i) AS area_code, i AS household_id, DATE '2020-01-01' AS from_on,
            'lifted' AS register_type FROM {homes} WHERE {registered}""",
        "monitoring_spell": f"""SELECT i AS id, village(i) AS area_code, i AS household_id, day(i, 21, 1500) AS from_on,
            'ffzx' AS monitoring_class, day(i, 21, 1500) AS identified_on, u(i, 22) < 0.7 AS eliminated,
            CASE WHEN u(i, 22) < 0.7 THEN day(i, 21, 1500) + CAST(u(i, 23) * 600 AS INTEGER) END AS eliminated_on,
            CASE WHEN u(i, 22) < 0.7 THEN pick(i, 24, ['assisted', 'assisted', 'natural']) END AS elimination_kind,
            CAST(u(i, 25) * 6 AS INTEGER) AS measures, u(i, 26) < 0.8 AS development_measure
            FROM {homes} WHERE u(i, 11) < 0.03""",
        "dibao_spell": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, {home} AS household_id,
            day(i, 31, 1500) AS from_on FROM {persons} WHERE u(i, 30) < 0.02""",
        "tekun_spell": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, day(i, 33, 1500) AS from_on
            FROM {persons} WHERE u(i, 32) < 0.003""",
        "disability_spell": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, day(i, 35, 3000) AS from_on,
            pick(i, 36, ['1', '2', '3', '4']) AS grade FROM {persons} WHERE u(i, 34) < 0.03""",
        "disease_spell": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, day(i, 38, 2000) AS from_on,
            pick(i, 39, ['hypertension', 'diabetes', 'lung_cancer', 'stroke']) AS disease,
            day(i, 38, 2000) AS diagnosed_on FROM {persons} WHERE u(i, 37) < 0.03""",
        "income_account": f"""SELECT i AS id, village(i // 2) AS area_code, i // 2 AS household_id,
            DATE '2025-10-01' - CAST(365 * (i % 2) AS INTEGER) AS period_from_on,
            DATE '2026-09-30' - CAST(365 * (i % 2) AS INTEGER) AS period_to_on, 3 AS members,
            money(i, 41, 160000) + 15000 AS wage_yuan, money(i, 43, 20000) AS business_yuan, money(i, 45, 3000) AS property_yuan,
            money(i, 47, 9000) AS transfer_yuan, money(i, 49, 9000) AS cost_yuan, 0 AS claim_yuan, money(i, 51, 9000) AS own_pay_yuan
            FROM range(0, {2 * n}) AS r(i) WHERE u(i // 2, 11) < 0.30""",
        "employment_spell": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, day(i, 54, 900) AS from_on,
            CASE WHEN u(i, 55) < 0.03 THEN DATE '2026-10-31' - CAST(u(i, 55) * 25000 AS INTEGER) END AS to_on, 3500 AS monthly_yuan
            FROM {persons} WHERE u(i, 53) < 0.55""",
        "welfare_post": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, day(i, 57, 900) AS from_on,
            DATE '2026-10-01' + CAST(u(i, 58) * 400 AS INTEGER) AS contract_to_on FROM {persons} WHERE u(i, 56) < 0.005""",
        "loan": f"""SELECT i AS id, village(i) AS area_code, i AS household_id, 50000 AS amount_yuan, money(i, 62, 60000) AS balance_yuan,
            CASE WHEN u(i, 63) < 0.02 THEN 1000 ELSE 0 END AS overdue_yuan, day(i, 64, 900) AS lent_on,
            DATE '2026-09-15' + CAST(u(i, 65) * 900 AS INTEGER) AS due_on FROM {homes} WHERE u(i, 61) < 0.02""",
        "guarantee_finding": f"""SELECT i AS id, village(i // 6) AS area_code, i // 6 AS household_id,
            (['food', 'clothing', 'education', 'medical', 'housing', 'water'])[1 + i % 6] AS dimension,
            CASE WHEN u(i, 66) < 0.003 THEN 'unmet' ELSE 'met' END AS status, day(i, 67, 300) AS checked_on
            FROM range(0, {6 * n}) AS r(i) WHERE u(i // 6, 11) < 0.12""",
        "enrolment": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id, '2026-2027' AS school_year,
            pick(i, 70, ['primary', 'primary', 'junior', 'senior', 'vocational', 'bachelor']) AS stage,
            u(i, 71) < 0.999 AS attending, money(i, 72, 12000) AS net_fee_yuan FROM {persons} WHERE u(i, 3) < 0.26 AND u(i, 3) > 0.05""",
        "medical_claim": f"""SELECT i AS id, village((i * 7 // 10) * 2 // 7) AS area_code, i * 7 // 10 AS person_id,
            pick(i, 73, ['inpatient', 'outpatient', 'outpatient_special']) AS kind, day(i, 74, 400) AS settled_on,
            money(i, 75, 8000) AS total_yuan, CAST(u(i, 77) * u(i, 78) * u(i, 79) * u(i, 80) * 3500 AS DECIMAL(14,2)) AS own_pay_yuan
            FROM range(0, {5 * n}) AS r(i)""",
        "threshold_listing": f"""SELECT i AS id, village({home}) AS area_code, i AS person_id,
            pick(i, 82, ['medical_own_pay', 'disaster_hit', 'traffic_accident', 'new_serious_disease', 'job_loss']) AS listing,
            DATE '2026-10-01' AS period_from_on, DATE '2026-10-31' AS period_to_on, money(i, 83, 60000) AS amount_yuan
            FROM {persons} WHERE u(i, 81) < 0.003""",
        "housing_check": f"""SELECT i AS id, village(i) AS area_code, i AS household_id,
            CASE WHEN u(i, 85) < 0.01 THEN 'C' WHEN u(i, 85) < 0.013 THEN 'D' ELSE pick(i, 86, ['A', 'B']) END AS grade,
            day(i, 87, 900) AS checked_on FROM {homes} WHERE u(i, 84) < 0.3""",
        "water_check": f"""SELECT i AS id, village(i) AS area_code, i AS household_id, day(i, 89, 900) AS checked_on,
            CAST(18 + u(i, 90) * 300 AS DECIMAL(8,1)) AS litres, u(i, 91) < 0.99 AS quality_passed, u(i, 92) < 0.94 AS piped,
            CAST(u(i, 93) * 25 AS INTEGER) AS fetch_minutes, CAST(u(i, 94) * 38 AS INTEGER) AS outage_days
            FROM {homes} WHERE u(i, 88) < 0.3""",
        "risk": f"""SELECT i AS id, village(i) AS area_code, i AS household_id, 'illness' AS risk, day(i, 96, 900) AS found_on,
            CASE WHEN u(i, 97) < 0.7 THEN DATE '2026-10-01' END AS resolved_on FROM {homes} WHERE u(i, 11) < 0.03""",
        "coverage": f"""SELECT row_number() OVER () AS id, v.area_code, l.ledger, l.listing, DATE '2025-10-01' AS period_from_on,
            DATE '2026-10-31' AS period_to_on, 1000 AS rows_read, 990 AS rows_matched
            FROM (SELECT DISTINCT left(village(i), 6) AS area_code FROM {homes}) AS v
            CROSS JOIN (VALUES ('medical_claim', NULL), ('enrolment', NULL), ('dibao_spell', NULL), ('tekun_spell', NULL),
              ('disability_spell', NULL), ('employment_spell', NULL), ('threshold_listing', 'disaster_hit'),
              ('threshold_listing', 'medical_own_pay'), ('threshold_listing', 'traffic_accident')) AS l(ledger, listing)""",
    }
