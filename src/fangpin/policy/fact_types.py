"""What DuckDB says a fact gives, on empty ledgers, against what its header promises."""

from __future__ import annotations

import re
from datetime import date

import duckdb

from fangpin.expressions import Name, Type, Wording, parameter_relation
from fangpin.ledgers import SPECS
from fangpin.policy.entries import Fact, FactColumn
from fangpin.policy.facts import line_of_word
from fangpin.policy.ladder import fact_select, ledger_parts, snapshot_table, year_before
from fangpin.policy.policy import Policy
from fangpin.policy.yaml_reading import Notes

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")


def empty_ledgers() -> duckdb.DuckDBPyConnection:
    """A locked in-memory database with every ledger as an empty table, named as a snapshot names them."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    for spec in SPECS.values():
        connection.register("declared", spec.arrow_schema.empty_table())
        connection.execute(f'CREATE TABLE "{snapshot_table(spec)}" AS SELECT * FROM declared')  # noqa: S608 - our own names
        connection.unregister("declared")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def check_facts(policy: Policy, notes: Notes) -> None:
    """Note facts that DuckDB refuses and columns that are not of the type declared."""
    day = policy.since or date(2026, 1, 1)
    with empty_ledgers() as connection:
        for fact in policy.facts.values():
            found = _describe(fact, policy, connection, day, notes)
            for column in fact.columns:
                if found and column.name in found:
                    _compare(fact, column, found[column.name], notes)
            _create_empty(fact, connection)


def _describe(
    fact: Fact, policy: Policy, connection: duckdb.DuckDBPyConnection, day: date, notes: Notes
) -> dict[str, str] | None:
    values: dict[Name, object] = {p.name: (p.values[0].value if p.values else None) for p in policy.parameters.values()}
    parts = [("p", parameter_relation(values, "duckdb", as_of=day)), *ledger_parts(fact.ledgers, "duckdb", as_of=day)]
    chain = ", ".join(f'"{name}" AS ({query})' for name, query in parts)
    query = fact_select(fact, "duckdb", as_of=day, since=year_before(day), cast=False)
    try:
        rows = connection.execute(f"DESCRIBE WITH {chain}, described AS ({query}) SELECT * FROM described").fetchall()  # noqa: S608
    except duckdb.Error as error:
        _note_refusal(fact, str(error), notes)
        return None
    return {str(name): str(kind) for name, kind, *_ in rows}


def _note_refusal(fact: Fact, message: str, notes: Notes) -> None:
    first = message.split("\n\nLINE", maxsplit=1)[0].split("\nLINE", maxsplit=1)[0].strip().replace("\n", " ")
    words = re.findall(r'"(\w+)"', first)
    line = next((n for w in words if (n := line_of_word(fact, w)) > fact.sql_line), fact.sql_line)
    notes.add(
        (fact.file, line),
        Wording(f"DuckDB refuses the fact: {first}", f"DuckDB 无法执行该查询：{first}"),
        Wording("correct the SQL here", "请更正此处的 SQL"),
    )


def _compare(fact: Fact, column: FactColumn, found: str, notes: Notes) -> None:
    if fits(found, column.type):
        return
    what = Wording(
        f"{column.name} is declared {written(column.type)}, the SELECT gives {found}",
        f"{column.name} 声明为 {written(column.type)}，SELECT 给出的是 {found}",
    )
    remedy = Wording(
        f"CAST(… AS {column.type.sql}) AS {column.name}, or correct the declaration",
        f"请写 CAST(… AS {column.type.sql}) AS {column.name}，或更正声明",
    )
    notes.add((fact.file, column.line), what, remedy)


def fits(found: str, declared: Type) -> bool:
    """Whether values of a DuckDB type can be kept in the declared type without rounding."""
    match declared.kind:
        case "decimal":
            parts = _DECIMAL.fullmatch(found)
            return found in _WHOLE or bool(parts and int(parts[2]) <= declared.reach[1])
        case "integer":
            parts = _DECIMAL.fullmatch(found)
            return found in _WHOLE or bool(parts and int(parts[2]) == 0)
        case "boolean" | "date":
            return found == declared.kind.upper()
        case _:
            return found == "VARCHAR"


def written(type_: Type) -> str:
    """A type as headers write it."""
    if type_.kind == "decimal":
        return f"decimal({type_.reach[0]},{type_.reach[1]})"
    return f"code({type_.codes})" if type_.kind == "code" else type_.kind


def _create_empty(fact: Fact, connection: duckdb.DuckDBPyConnection) -> None:
    """An empty table in the fact's place, so that the facts above it are described whatever is wrong here."""
    keys = [f'"{key}" {"VARCHAR" if key == "area_code" else "BIGINT"}' for key in fact.keys]
    columns = [f'"{c.name}" {c.type.sql}' for c in fact.columns]
    connection.execute(f'CREATE TABLE "{fact.id}" ({", ".join([*keys, *columns])})')
