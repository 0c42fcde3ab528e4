"""What DuckDB says a fact gives, on empty ledgers, against what its header promises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import duckdb

from fangpin.expressions import Name, Type, Wording, parameter_relation
from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec
from fangpin.policy.entries import Fact, FactColumn
from fangpin.policy.facts import line_of_word
from fangpin.policy.ladder import fact_select, ledger_parts, snapshot_table, year_before
from fangpin.policy.policy import Policy
from fangpin.policy.yaml_reading import Doubt, Notes

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")


def empty_ledgers() -> duckdb.DuckDBPyConnection:
    """A locked in-memory database with every ledger as an empty table, named as a snapshot names them."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(empty_tables(SPECS.values()))
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def empty_tables(specs: Iterable[LedgerSpec]) -> str:
    """Statements that make these ledgers as empty tables, named as a snapshot names them; one script is quickest."""
    return ";".join(map(_empty_table, specs))


def _empty_table(spec: LedgerSpec) -> str:
    columns = ", ".join(f'"{c.stored_name}" {_sql_type(c)}' for c in spec.snapshot_columns)
    return f'CREATE TABLE "{snapshot_table(spec)}" ({columns})'


def _sql_type(column: Column) -> str:
    match column.kind:
        case Kind.INTEGER | Kind.REFERENCE:
            return "BIGINT"
        case Kind.DECIMAL:
            precision, scale = column.digits or (14, 2)
            return f"DECIMAL({precision},{scale})"
        case Kind.TEXT | Kind.CODE:
            return "VARCHAR"
        case Kind.INSTANT:
            return "TIMESTAMPTZ"
        case _:
            return column.kind.upper()


class FactCheck:
    """Describes the facts of one place after another in one database; a fact that places share is described once."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.connection = empty_ledgers()
        self.done: set[tuple[str, frozenset[str]]] = set()

    def check(self, policy: Policy, doubt: Doubt) -> None:
        """Note facts that DuckDB refuses and columns not of the type declared; facts in doubt are left out."""
        day = policy.since or date(2026, 1, 1)
        for table in policy.rosters.values():
            self.connection.execute(table.ddl)
        for fact in policy.facts.values():
            key = (fact.file, frozenset(name for name in fact.parameters if name in policy.parameters))
            if fact.id not in doubt and key not in self.done:
                self.done.add(key)
                found = _describe(fact, policy, self.connection, day, self.notes, doubt)
                for column in fact.columns:
                    if found and column.name in found:
                        _compare(fact, column, found[column.name], self.notes)
            _create_empty(fact, self.connection)

    def close(self) -> None:
        self.connection.close()


def _describe(
    fact: Fact, policy: Policy, connection: duckdb.DuckDBPyConnection, day: date, notes: Notes, doubt: Doubt
) -> dict[str, str] | None:
    read = [p for id_, p in policy.parameters.items() if id_ in fact.parameters]
    values: dict[Name, object] = {p.name: (p.values[0].value if p.values else None) for p in read}
    parts = [("p", parameter_relation(values, "duckdb", as_of=day)), *ledger_parts(fact.ledgers, "duckdb", as_of=day)]
    chain = ", ".join(f'"{name}" AS ({query})' for name, query in parts)
    query = fact_select(fact, "duckdb", as_of=day, since=year_before(day), cast=False)
    try:
        rows = connection.execute(f"DESCRIBE WITH {chain}, described AS ({query}) SELECT * FROM described").fetchall()  # noqa: S608
    except duckdb.Error as error:
        if not any(word in doubt for word in (*fact.facts, *fact.parameters)):
            _note_refusal(fact, str(error), notes)
        return None
    return {str(name): str(kind) for name, kind, *_ in rows}


def _note_refusal(fact: Fact, message: str, notes: Notes) -> None:
    first = message.split("\n\nLINE", maxsplit=1)[0].split("\nLINE", maxsplit=1)[0].strip().replace("\n", " ")
    words = reversed(re.findall(r'"(\w+)"', first.split("Did you mean")[0].split("Candidate")[0]))
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
    connection.execute(f'CREATE OR REPLACE TABLE "{fact.id}" ({", ".join([*keys, *columns])})')
