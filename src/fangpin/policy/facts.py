"""A fact file: the header that promises columns, and the SQL behind it, which is checked against a whitelist.

Fact SQL comes from a county. It may read ledgers, coverage, other facts and parameters, and nothing
else: no files, no clock, no chance, no division.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from fangpin.expressions import FUNCTIONS, Type, Wording, did_you_mean, nearest
from fangpin.ledgers import SPECS
from fangpin.policy.emptiness import without_rows
from fangpin.policy.entries import Fact, FactColumn
from fangpin.policy.feeding import PARAMETERS_TABLE, places
from fangpin.policy.once import keys_told_apart
from fangpin.policy.problems import Problem
from fangpin.policy.roster_tables import RosterTable
from fangpin.policy.yaml_reading import Doubt, Notes

HEADER_KEYS = ("fact", "zh", "en", "grain", "subject", "columns")
SUBJECTS = tuple(SPECS)
DAYS = ("as_of", "since")
# Functions a fact may call, by the name sqlglot gives them: all three engines know them and agree.
SQL_FUNCTIONS = frozenset(
    [
        "abs",
        "and",
        "any_value",
        "bool_and",
        "bool_or",
        "case",
        "cast",
        "coalesce",
        "concat",
        "count",
        "dense_rank",
        "exists",
        "extract",
        "first_value",
        "greatest",
        "if",
        "lag",
        "last_value",
        "lead",
        "least",
        "left",
        "length",
        "logical_and",
        "logical_or",
        "lower",
        "max",
        "min",
        "nullif",
        "or",
        "rank",
        "round",
        "row_number",
        "starts_with",
        "substr",
        "substring",
        "sum",
        "trim",
        "upper",
        "floor",
        "year",
        "month",
        "day",
    ]
)
_REFUSED_NODES: dict[type[exp.Expr], tuple[str, str]] = {
    exp.Div: ("count and multiply; division is left to the last step", "请用乘法；除法留到最后一步"),
    exp.IntDiv: ("count and multiply; division is left to the last step", "请用乘法；除法留到最后一步"),
    exp.Mod: ("count and multiply; division is left to the last step", "请用乘法；除法留到最后一步"),
    exp.Limit: ("choose the row with ROW_NUMBER() OVER (…) = 1", "请用 ROW_NUMBER() OVER (…) = 1 选取"),
    exp.Offset: ("choose the row with ROW_NUMBER() OVER (…) = 1", "请用 ROW_NUMBER() OVER (…) = 1 选取"),
    exp.TableSample: ("a fact is not left to chance", "事实查询不能随机"),
    exp.Parameter: ("only :as_of and :since may be bound", "只能使用 :as_of 和 :since"),
    exp.Lateral: ("join instead", "请用 JOIN"),
    exp.Values: ("put fixed lists into codes/ or parameters/", "固定值请写入 codes/ 或 parameters/"),
    exp.Unnest: ("join instead", "请用 JOIN"),
    exp.TryCast: ("use CAST", "请用 CAST"),
    exp.Pivot: ("use CASE within SUM", "请在 SUM 中用 CASE"),
}
_ENTRY = re.compile(r"^ ?([a-z_]+):\s*(.*)$")
_COLUMN_LINE = re.compile(r"^(\w+)\s+([a-z]+(?:\([^)]*\))?)\s*(.*)$")


@dataclass(frozen=True, slots=True)
class _Header:
    entries: dict[str, tuple[str, int]]
    columns: list[tuple[str, int]]
    sql: str
    sql_line: int


def read_fact(text: str, file: str, notes: Notes, *, place: str) -> Fact | None:
    """The fact of a file; None (with notes) if header or SQL cannot be used. A text is read once in a process."""
    fact, problems = _read_once(text, file, place)
    notes.take(problems)
    return fact


@lru_cache(maxsize=512)
def _read_once(text: str, file: str, place: str) -> tuple[Fact | None, tuple[Problem, ...]]:
    notes = Notes()
    return _read(text, file, notes, place=place), tuple(notes.problems)


def _read(text: str, file: str, notes: Notes, *, place: str) -> Fact | None:
    header = _split(text, file, notes)
    word = {key: value for key, (value, _) in header.entries.items()}
    for key in HEADER_KEYS:
        if key not in word:
            notes.add(
                (file, 1),
                Wording(f"the header has no '{key}'", f"文件头缺少“{key}”"),
                Wording(f"add '-- {key}: …'", f"请补充“-- {key}: …”"),
            )
    if not word.get("fact") or not word.get("grain"):
        return None
    _check_words(word, file, header, notes)
    columns = tuple(c for line, number in header.columns if (c := _column(line, number, file, notes)))
    _refuse_twice(columns, file, notes)
    query = parse_fact(header.sql, file, header.sql_line, notes)
    if query is None:
        return None
    grain = tuple(w.strip() for w in word["grain"].split(",") if w.strip())
    return _fact(word, grain, columns, header, query, place=place, file=file, notes=notes)


def _fact(
    word: dict[str, str],
    grain: tuple[str, ...],
    columns: tuple[FactColumn, ...],
    header: _Header,
    query: exp.Query,
    *,
    place: str,
    file: str,
    notes: Notes,
) -> Fact:
    selected = query.named_selects
    declared = [c.name for c in columns]
    at = (file, header.sql_line)
    for column in columns:
        if column.name not in selected:
            notes.add(
                (file, column.line),
                Wording(
                    f"{column.name} is declared but the SELECT does not give it",
                    f"声明了 {column.name}，但 SELECT 中没有",
                ),
                Wording(
                    f"add '… AS {column.name}' or remove the declaration", f"请补充“… AS {column.name}”，或删除声明"
                ),
            )
    for name in selected:
        if not re.fullmatch(r"[^\W\d]\w*", name):
            what = Wording("the outermost SELECT has a column without a name", "最外层 SELECT 有未命名的列")
            notes.add(at, what, Wording("name every column; * is for inner queries", "请为每列命名；* 只用于内层查询"))
        elif name not in declared and not is_key(name) and len(columns) == len(header.columns):
            what = Wording(
                f"the SELECT gives {name}, which the header does not declare", f"SELECT 给出了 {name}，但文件头没有声明"
            )
            notes.add(at, what, Wording("declare it under columns, or leave it out", "请在 columns 中声明，或删去"))
    for name in grain:
        if name not in selected:
            what = Wording(f"the grain {name} is not in the SELECT", f"粒度列 {name} 不在 SELECT 中")
            notes.add(at, what, Wording(f"select {name}", f"请在 SELECT 中给出 {name}"))
    tables = tables_read(query)
    return Fact(
        id=word["fact"],
        zh=word.get("zh", ""),
        en=word.get("en", ""),
        grain=grain,
        subject=word.get("subject", ""),
        columns=columns,
        sql=header.sql,
        keys=tuple(n for n in selected if n not in declared and is_key(n)),
        ledgers=tuple(t for t in tables if ledger_of(t)),
        facts=tuple(t for t in tables if not ledger_of(t) and t != PARAMETERS_TABLE),
        parameters=_parameters_read(query) if PARAMETERS_TABLE in tables else (),
        place=place,
        file=file,
        sql_line=header.sql_line,
        without=without_rows(query),
        told_apart=keys_told_apart(query),
        places=places(query),
    )


def is_key(name: str) -> bool:
    """Whether a column may pass a fact undeclared: keys of ledgers and the area code, by which facts join."""
    return name.endswith("_id") or name == "area_code"


def ledger_of(table: str) -> str | None:
    """The ledger a table name stands for: its own name, or ``<ledger>_spells`` of a dated one."""
    if table in SPECS:
        return table
    base = table.removesuffix("_spells")
    return base if base != table and base in SPECS and SPECS[base].dated else None


def _split(text: str, file: str, notes: Notes) -> _Header:
    entries: dict[str, tuple[str, int]] = {}
    columns: list[tuple[str, int]] = []
    lines = text.splitlines()
    number = 0
    inside = ""
    for number, line in enumerate(lines, start=1):
        if not line.startswith("--"):
            if line.strip():
                break
            continue
        body = line[2:].rstrip()
        if inside == "columns" and not body.startswith("   ") and not _ENTRY.match(body):
            inside = "remark"  # words for readers below the columns
        match = _ENTRY.match(body)
        if match:
            inside = match[1]
            _enter(entries, inside, match[2].strip(), (file, number), notes)
        elif inside == "columns" and body.strip():
            columns.append((body.strip(), number))
        elif body.strip() and inside in entries:
            value, at = entries[inside]
            entries[inside] = (f"{value} {body.strip()}".strip(), at)
    return _Header(entries, columns, "\n".join(lines[number - 1 :]), number)


def _enter(entries: dict[str, tuple[str, int]], key: str, value: str, at: tuple[str, int], notes: Notes) -> None:
    if key not in HEADER_KEYS:
        guess = nearest(key, HEADER_KEYS)
        remedy = did_you_mean(guess) or Wording(
            f"use {', '.join(HEADER_KEYS)}", f"可用：{'、'.join(HEADER_KEYS)}"
        )  # fmt: skip
        notes.add(at, Wording(f"unknown key {key!r} in the header", f"文件头有未知的键“{key}”"), remedy)
    elif key in entries:
        notes.add(at, Wording(f"{key!r} stands twice", f"“{key}”出现两次"), Wording("keep one of them", "请只保留一处"))
    entries[key] = (value, at[1])


def _check_words(word: dict[str, str], file: str, header: _Header, notes: Notes) -> None:
    subject, line = header.entries.get("subject", ("", 1))
    if subject and subject not in SUBJECTS:
        what = Wording(f"subject is {subject!r}", f"subject 的取值“{subject}”无效")
        guess = nearest(subject, SUBJECTS) or "household"
        notes.add((file, line), what, Wording(f"use a ledger's name, such as {guess}", f"请写台账名，如 {guess}"))
    stem = file.rsplit("/", 1)[-1].removesuffix(".sql")
    if word["fact"] != stem:
        what = Wording(f"the fact {word['fact']} stands in {stem}.sql", f"事实 {word['fact']} 写在了 {stem}.sql 中")
        notes.add(
            (file, header.entries["fact"][1]), what, Wording("give file and fact one name", "文件名须与事实名一致")
        )
    if ledger_of(word["fact"]) or word["fact"] == PARAMETERS_TABLE:
        what = Wording(f"{word['fact']} is the name of a ledger", f"{word['fact']} 是台账的名称")
        notes.add((file, header.entries["fact"][1]), what, Wording("give the fact another name", "请更换事实名"))


def _column(text: str, line: int, file: str, notes: Notes) -> FactColumn | None:
    head, *words = [part.strip() for part in text.split("|")]
    match = _COLUMN_LINE.match(head)
    if not match or not words:
        what = Wording(f"cannot read the column {text!r}", f"无法理解列声明“{text}”")
        remedy = "name  type  unit | 中文 | English | meaning"
        notes.add((file, line), what, Wording(f"write: {remedy}", f"请写作：{remedy}"))
        return None
    name, kind, unit = match[1], match[2], match[3].strip()
    try:
        type_ = Type.parse(kind, unit)
    except ValueError as error:
        reason = str(error)
        wrong_unit = reason in unit.split()
        what = (
            Wording(f"{reason!r} is no unit", f"“{reason}”不是单位")
            if wrong_unit
            else Wording(reason, f"类型有误：{reason}")
        )
        notes.add((file, line), what, Wording("correct the declaration", "请更正声明"))
        return None
    zh, en, meaning, zh_meaning = (words + [""] * 4)[:4]
    (zh, zh_not), (en, en_not) = _yes_and_no(zh), _yes_and_no(en)
    return FactColumn(
        name=name,
        type=type_,
        zh=zh,
        en=en,
        meaning=meaning,
        line=line,
        zh_not=zh_not,
        en_not=en_not,
        zh_meaning=zh_meaning,
    )


def _yes_and_no(words: str) -> tuple[str, str]:
    """``风险已消除 / 风险未消除``: how the name is said, and how its no is."""
    said, _, denied = words.partition(" / ")
    return said.strip(), denied.strip()


def _refuse_twice(columns: Iterable[FactColumn], file: str, notes: Notes) -> None:
    seen: dict[str, int] = {}
    for column in columns:
        for word in {column.name, column.zh} - {""}:
            if word in seen:
                what = Wording(
                    f"{word} is declared twice, first on line {seen[word]}",
                    f"{word} 重复声明，前一处在第 {seen[word]} 行",
                )
                notes.add((file, column.line), what, Wording("give each column its own name", "请为每列取不同的名称"))
            seen[word] = column.line


def parse_fact(sql: str, file: str, first_line: int, notes: Notes) -> exp.Query | None:
    """The query, if it is one query and holds only what a fact may hold."""
    try:
        statements = [s for s in sqlglot.parse(sql, read="duckdb") if s is not None]
    except (SqlglotError, RecursionError) as error:
        listed = getattr(error, "errors", None) or [{}]
        line = first_line + (listed[0].get("line") or 1) - 1
        reason = listed[0].get("description") or str(error).splitlines()[0]
        notes.add(
            (file, line),
            Wording(f"is no SQL: {reason}", f"SQL 有误：{reason}"),
            Wording("correct it here", "请在此处更正"),
        )
        return None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        what = Wording("a fact is one SELECT", "一个事实只能是一个 SELECT")
        notes.add((file, first_line), what, Wording("remove everything else", "请删除其余语句"))
        return None
    query = statements[0]
    refused = [(node, refusal) for node in query.walk() if (refusal := _refusal(node))]
    for node, (what, remedy) in refused:
        notes.add((file, first_line + _line_of(node) - 1), what, remedy)
    return None if refused else query


def _refusal(node: exp.Expr) -> tuple[Wording, Wording] | None:
    """Why a node may not stand in a fact, and what to write instead."""
    for kind, (en, zh) in _REFUSED_NODES.items():
        if isinstance(node, kind):
            what = Wording(f"{node.key.upper()} is not allowed in a fact", f"事实查询不能使用 {node.key.upper()}")
            return what, Wording(en, zh)
    match node:
        case exp.Placeholder() if node.name not in DAYS:
            what = Wording(f":{node.name} is not bound", f"不能使用 :{node.name}")
            remedy = "only :as_of and :since are; take parameters from p", "只能使用 :as_of 和 :since；参数请从 p 读取"
            return what, Wording(*remedy)
        case exp.With() if node.args.get("recursive"):
            return Wording("WITH RECURSIVE is not allowed", "不能使用 WITH RECURSIVE"), Wording(
                "write it without", "请改写"
            )
        case exp.Table() if not isinstance(node.this, exp.Identifier) or node.args.get("db"):
            what = Wording(f"{node.sql()} is no ledger, fact or p", f"{node.sql()} 不是台账、事实或 p")
            return what, Wording("read ledgers, facts and p only", "只能读取台账、事实和 p")
        case exp.Func() if (name := function_name(node)) not in SQL_FUNCTIONS and name not in FUNCTIONS:
            guess = nearest(name, (*SQL_FUNCTIONS, *FUNCTIONS))
            remedy = (f"did you mean {guess}?", f"是否为 {guess}？") if guess else _SEE_FUNCTIONS
            remedy = _INSTEAD.get(name, remedy)
            what = Wording(f"the function {name} is not allowed in a fact", f"事实查询不能使用函数 {name}")
            return what, Wording(*remedy)
    return None


_CLOCK = ("write :as_of, the day asked", "请写 :as_of（统计日）")
_CHANCE = ("a fact is not left to chance", "事实查询不能随机")
_INSTEAD: dict[str, tuple[str, str]] = {
    "current_date": _CLOCK,
    "current_timestamp": _CLOCK,
    "now": _CLOCK,
    "today": _CLOCK,
    "rand": _CHANCE,
    "random": _CHANCE,
    "uuid": _CHANCE,
    "avg": ("give sum and count; division is left to the last step", "请分别给出合计和个数；除法留到最后一步"),
}
_SEE_FUNCTIONS = (
    "see docs/reference/policies.md for the functions there are",
    "可用函数见 docs/reference/policies.md",
)


def function_name(node: exp.Func) -> str:
    """The function's name in small letters."""
    return (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()


def _line_of(node: exp.Expr) -> int:
    """The line of a node, or of the nearest node around it that has one."""
    around: exp.Expr | None = node
    while around is not None:
        leaves = around.find_all(exp.Identifier, exp.Literal, exp.Star)
        if lines := [leaf.meta["line"] for leaf in leaves if "line" in leaf.meta]:
            return int(min(lines))
        around = around.parent
    return 1


def tables_read(query: exp.Query) -> list[str]:
    """Names of the tables read, each once, those of its own WITH left out; in reading order."""
    own = {cte.alias for cte in query.find_all(exp.CTE)}
    found = (table.name for table in query.find_all(exp.Table, bfs=False))
    return list(dict.fromkeys(name for name in found if name not in own))


def _parameters_read(query: exp.Query) -> tuple[str, ...]:
    """Columns that may be parameters: those of ``p``, and bare ones where ``p`` is read. The caller knows which are."""
    aliases = {t.alias_or_name for t in query.find_all(exp.Table) if t.name == PARAMETERS_TABLE}
    columns = query.find_all(exp.Column, bfs=False)
    return tuple(dict.fromkeys(c.name for c in columns if c.table in aliases or not c.table))


def over_rosters(fact: Fact, rosters: Mapping[str, RosterTable]) -> Fact:
    """The fact, the tables of rosters it reads told apart from the facts it reads."""
    read = tuple(name for name in fact.facts if name in rosters)
    return replace(fact, rosters=read, facts=tuple(n for n in fact.facts if n not in rosters)) if read else fact


def check_tables(facts: Collection[Fact], rosters: Mapping[str, RosterTable], notes: Notes, doubt: Doubt) -> None:
    """Note every table that is neither ledger nor roster nor fact nor ``p``, and every column a roster has not."""
    known = {f.id for f in facts}
    tables = [*SPECS, *(f"{n}_spells" for n, s in SPECS.items() if s.dated), *known, *rosters, PARAMETERS_TABLE]
    for fact in facts:
        for name in fact.facts:
            if name in known or name in doubt:
                continue
            guess = nearest(name, tables)
            remedy = did_you_mean(guess) or Wording(
                "read ledgers, facts and p only", "只能读取台账、事实和 p"
            )  # fmt: skip
            at = (fact.file, line_of_word(fact, name))
            notes.add(at, Wording(f"there is no table {name}", f"没有表 {name}"), remedy)
            doubt.words.add(fact.id)
        if fact.rosters:
            _check_roster_columns(fact, rosters, notes, doubt)


def _check_roster_columns(fact: Fact, rosters: Mapping[str, RosterTable], notes: Notes, doubt: Doubt) -> None:
    """A column written ``table.column`` must be one of the table; what is written bare is left to DuckDB's check."""
    for word, line, tables in _columns_written(fact.sql):
        if len(tables) != 1 or not tables <= set(rosters):
            continue
        table = rosters[next(iter(tables))]
        if word in table.types or word == "*":
            continue
        guess = nearest(word, table.types)
        remedy = did_you_mean(guess) or Wording(
            f"see the fields of the source {table.source}", f"请查看来源 {table.source} 的字段"
        )  # fmt: skip
        what = Wording(f"{table.name} has no column {word}", f"{table.name} 没有列 {word}")
        notes.add((fact.file, fact.sql_line + line - 1), what, remedy)
        doubt.words.add(fact.id)


@lru_cache(maxsize=512)
def _columns_written(sql: str) -> tuple[tuple[str, int, frozenset[str]], ...]:
    """Each column written in a query, its line, and the tables its qualifier may stand for ("" is a part of WITH)."""
    query = sqlglot.parse_one(sql, read="duckdb")
    named: dict[str, set[str]] = {}
    for read in query.find_all(exp.Table):
        named.setdefault(read.alias_or_name, set()).add(read.name)
    for alias in (cte.alias for cte in query.find_all(exp.CTE)):
        named.setdefault(alias, set()).add("")
    return tuple(
        ("*" if isinstance(column.this, exp.Star) else column.name, _line_of(column), frozenset(tables))
        for column in query.find_all(exp.Column)
        if (tables := named.get(column.table))
    )


def line_of_word(fact: Fact, word: str) -> int:
    """The line of the file where a word first stands in the fact's SQL; the first line of the SQL if nowhere."""
    for number, line in enumerate(fact.sql.splitlines(), start=fact.sql_line):
        if re.search(rf"\b{re.escape(word)}\b", line):
            return number
    return fact.sql_line


__all__ = ["check_tables", "ledger_of", "line_of_word", "over_rosters", "parse_fact", "read_fact", "tables_read"]
