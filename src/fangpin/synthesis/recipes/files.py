"""A built city as the files its offices would send: a roll of all people, and a list for every ledger.

They are large, so they are CSV written column by column, and as untidy as such lists are: a title above the heading,
brackets of either width, days written three ways, GBK or UTF-8, a total and signatures below. Every file carries
演示数据, and nobody in it is real.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec
from fangpin.policy import Policy
from fangpin.rosters import Source, source_of_ledger
from fangpin.rosters.sources import REFERS, Field
from fangpin.rosters.templates import heading
from fangpin.synthesis.chance import units
from fangpin.synthesis.recipes.building import City
from fangpin.synthesis.recipes.distinct import RowSet
from fangpin.synthesis.recipes.entries import RecipeError
from fangpin.synthesis.recipes.values import NOTHING, References, as_arrow

FIRST_DAY = date(2014, 1, 1)  # the register of poor households was opened in 2014; lists speak from there
DAY_STYLES = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日")
HEALTH = {"chronic_disease": "长期慢性病", "serious_disease": "患有大病", "disabled": "残疾"}
HALF = 0.5
NATIONS = ("汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "回族", "畲族", "满族")


@dataclass(frozen=True, kw_only=True)
class CityFile:
    """A file and what an officer would say of it when taking it in."""

    path: Path
    source: str
    delivery: str
    from_on: date
    to_on: date
    rows: int


def write_files(city: City, folder: Path, policy: Policy) -> list[CityFile]:
    """Write all files, those first that others refer to; the order is the order of import."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(city, folder, policy)
    files = [writer.people()]
    for ledger in _in_order(city):
        files += writer.ledger(SPECS[ledger])
    return files


def _in_order(city: City) -> Iterator[str]:
    """Ledgers with rows, each after those its rows name."""
    left = dict.fromkeys(n for n in SPECS if city.sets_of(n))
    while left:
        ready = next(
            (n for n in left if not {c.target for c in SPECS[n].references} & set(left) - {n}), next(iter(left))
        )
        del left[ready]
        yield ready


class _Writer:
    def __init__(self, city: City, folder: Path, policy: Policy) -> None:
        self.city, self.folder, self.policy = city, folder, policy
        self.ground = city.settled.ground

    # the roll of all people -----------------------------------------------------------------------------------

    def people(self) -> CityFile:
        """One row per person ever a member of a household: what founds households, persons, members, conditions."""
        p, city = self.city.persons, self.city
        _, left = city.joined_and_left
        condition = city.conditions
        heads = city.heads[p.household]
        keys = np.arange(len(p))
        words = self._words_of_people
        gone = np.full(len(p), None, object)
        gone[p.left] = np.where(units(city.seed, "left by", keys[p.left]) < HALF, "死亡", "迁出")
        columns = {
            **self._place(city.settled.village[p.household], ("县（市、区）", "乡（镇）", "行政村")),
            "户编号": city.household_codes[p.household],
            "户主姓名": city.names[heads],
            "户主证件号码": city.document_numbers[heads],
            "姓名": city.names,
            "证件号码": city.document_numbers,
            "性别": np.where(p.sex == 1, "男", "女"),
            "民族": np.array(NATIONS)[(units(city.seed, "nation", p.household) * len(NATIONS)).astype(np.int64)],
            "与户主关系": words("relation", city.table("membership")["relation"].combine_chunks()),
            "文化程度": words("education", pa.array(condition["education"].tolist(), pa.string())),
            "在校生状况": words("schooling", pa.array(condition["schooling"].tolist(), pa.string())),
            "健康状况": _health(condition),
            **self._said_of_some(),
            "劳动技能": words("labour", pa.array(condition["labour"].tolist(), pa.string())),
            "减少原因": gone,
            "减少时间": _days(left, DAY_STYLES[0]),
        }
        path = self.folder / f"农村户籍人口花名册{city.day:%Y%m}.csv"
        title = f"{self._name}农村户籍人口花名册（演示数据，人员均为虚构）"
        rows = self._write(path, columns, title=title, encoding="utf-8")
        return CityFile(
            path=path, source="rural_households", delivery="full", from_on=FIRST_DAY, to_on=city.day, rows=rows
        )

    def _said_of_some(self) -> dict[str, Any]:
        """What a place's recipes say of its people and other places' do not: no empty column where nobody says it."""
        wants, reason = (pa.array(self.city.conditions[n].tolist()) for n in ("wants_work", "absence_reason"))
        told: dict[str, Any] = {}
        if wants.null_count < len(wants):
            told["有就业意愿"] = pc.if_else(wants, "是", "否")
        if reason.null_count < len(reason):
            told["失学或辍学原因"] = self._words_of_people("absence_reason", reason)
        return told

    # ledgers ----------------------------------------------------------------------------------------------------

    def ledger(self, spec: LedgerSpec) -> list[CityFile]:
        """The ledger's rows in its own template; rows that name rows of the same ledger follow in a second file."""
        source = source_of_ledger(spec)
        own = [c.name for c in spec.references if c.target == spec.name]
        tables, later = [], []
        for rows in self.city.sets_of(spec.name):
            points = np.zeros(rows.count, bool)
            for name in own:
                made = rows.columns.get(name)
                if isinstance(made, References):
                    points |= made.places != NOTHING
            table = self._rows(rows, spec, source)
            tables.append(table.filter(pa.array(~points)))
            later.append(table.filter(pa.array(points)))
        files = []
        for part, parts in enumerate((tables, later)):
            table = pa.concat_tables(parts)
            if table.num_rows:
                files.append(self._file(spec, source, table, part))
        return files

    def _file(self, spec: LedgerSpec, source: Source, table: pa.Table, part: int) -> CityFile:
        said = [n for n in table.column_names if table[n].null_count < table.num_rows or source.by_id[n].required]
        lot = int.from_bytes(blake2b(spec.name.encode(), digest_size=2).digest(), "big")
        columns = {_untidy(heading(source.by_id[n]), lot): table[n] for n in said}
        path = self.folder / f"{spec.zh}{'（续）' if part else ''}{self.city.day:%Y%m}.csv"
        title = f"{self._name}{spec.zh}（演示数据，人员均为虚构）"
        rows = self._write(path, columns, title=title, encoding="gb18030" if lot % 3 == 0 else "utf-8")
        return CityFile(
            path=path, source=source.id, delivery=source.delivery, from_on=FIRST_DAY, to_on=self.city.day, rows=rows
        )

    def _rows(self, rows: RowSet, spec: LedgerSpec, source: Source) -> pa.Table:
        """Columns by field id, everything as text."""
        columns: dict[str, Any] = {}
        where = self._place(rows.area, ("county", "township", "village"))
        columns.update({name: pa.array(cells, pa.string()) for name, cells in where.items()})
        bindings = source.writes[0].set
        for column in spec.columns:
            made, binding = rows.columns.get(column.name), bindings.get(column.name)
            if not isinstance(binding, str):
                continue
            if isinstance(made, References):
                self._who(columns, column, made, binding, source)
            elif made is not None:
                columns[binding] = self._text(as_arrow(made, column), column, rows)
        empty = pa.nulls(rows.count, pa.string())
        fields = [f for f in source.fields if f.kind != "dropped"]
        return pa.table({f.id: columns.get(f.id, empty) for f in fields})

    def _who(self, columns: dict[str, Any], column: Column, made: References, binding: str, source: Source) -> None:
        there = made.places != NOTHING
        safe = np.where(there, made.places, 0)
        if binding.startswith(REFERS):
            field = source.by_id[binding.removeprefix(REFERS)]
            columns[field.id] = self._named(made, field, there, safe)
            return
        city = self.city
        if column.target == "household":
            columns["household_code"] = _text_where(city.household_codes[safe], there)
            columns["head_name"] = _text_where(city.names[city.heads[safe]], there)
            columns["head_number"] = _text_where(city.document_numbers[city.heads[safe]], there)
        elif column.target == "person":
            columns["name"] = _text_where(city.names[safe], there)
            columns["document_number"] = _text_where(city.document_numbers[safe], there)

    def _named(self, made: References, field: Field, there: Any, safe: Any) -> pa.Array:
        """By what the row referred to is called."""
        spec = SPECS[field.refers or ""]
        if made.universe == "area":
            return _text_where(np.array(self.ground.codes)[safe], there)
        if made.universe not in self.city.sets:
            return pa.nulls(len(safe), pa.string())
        target = self.city.sets[made.universe].columns.get(spec.named_by or "")
        if target is None:
            raise RecipeError([f"rows of {made.universe} are referred to and have no {spec.named_by}; set it"])
        words = as_arrow(target, spec.column(spec.named_by or "")).cast(pa.string())
        return pc.if_else(pa.array(there), words.take(pa.array(safe)), None)

    def _text(self, cells: pa.Array, column: Column, rows: RowSet) -> pa.Array:
        if column.kind is Kind.CODE:
            return self._words(column.codes or "", cells, f"{rows.id}: {column.name}")
        if column.kind is Kind.BOOLEAN:
            return pc.if_else(cells, "是", "否")
        if column.kind is Kind.DATE:
            return _days(np.asarray(cells.to_numpy(zero_copy_only=False), "datetime64[D]"), _style(rows.ledger))
        return cells.cast(pa.string())

    def _words_of_people(self, codes: str, cells: pa.Array) -> pa.Array:
        return self._words(codes, cells, f"traits of persons: {codes}")

    def _words(self, codes: str, cells: pa.Array, whose: str) -> pa.Array:
        """Codes as offices write them; a recipe's code that is in no list is refused before any file is taken in."""
        known, coded = self.policy.code_list(codes), cells.cast(pa.string()).dictionary_encode()
        said = coded.dictionary.to_pylist()
        if strange := [code for code in said if code not in known.codes]:
            raise RecipeError(
                [f"{whose} may not be {one}; the list {codes} has {', '.join(known.codes)}" for one in strange]
            )
        return pa.array([known.label(code, "zh") for code in said], pa.string()).take(coded.indices)

    def _place(self, areas: Any, names: tuple[str, str, str]) -> dict[str, Any]:
        """County, township and village of the rows, empty above their level."""
        texts = np.array([*(a.name for a in self.ground.areas), ""], object)
        texts[-1] = None
        found: dict[str, Any] = {}
        for name, level in zip(names, ("county", "township", "village"), strict=True):
            above = self.ground.above(areas, level)
            found[name] = texts[np.where(above < 0, len(texts) - 1, above)]
        return found

    @property
    def _name(self) -> str:
        return self.policy.place.zh

    def _write(self, path: Path, columns: Mapping[str, Any], *, title: str, encoding: str) -> int:
        """Title, heading, rows, a total and signatures."""
        table = pa.table([_cells(c) for c in columns.values()], names=list(columns))
        blanks = "," * (len(columns) - 1)
        text = _as_csv(table)
        above = f"{title}{blanks}\n{','.join(columns)}\n"  # headings of lists as offices write them: never quoted
        below = f"合计：{table.num_rows} 条{blanks}\n填表人：演示{blanks}\n"
        if encoding == "utf-8":
            path.write_bytes(above.encode() + text + below.encode())
        else:
            path.write_bytes((above + text.decode() + below).encode(encoding))
        return int(table.num_rows)


def _as_csv(table: pa.Table) -> bytes:
    """The rows, in quotes only if one of them needs it: Arrow's "needed" puts every text in quotes."""
    try:
        body = BytesIO()
        csv.write_csv(table, body, csv.WriteOptions(include_header=False, quoting_style="none"))
    except pa.ArrowInvalid:
        body = BytesIO()
        csv.write_csv(table, body, csv.WriteOptions(include_header=False, quoting_style="needed"))
    return body.getvalue()


def _cells(column: Any) -> pa.Array | pa.ChunkedArray:
    if isinstance(column, pa.Array | pa.ChunkedArray):
        return column
    return pa.array(column.tolist() if isinstance(column, np.ndarray) else column, pa.string())


def _style(ledger: str) -> str:
    lot = int.from_bytes(blake2b(f"days {ledger}".encode(), digest_size=2).digest(), "big")
    return DAY_STYLES[lot % len(DAY_STYLES)]


def _untidy(label: str, lot: int) -> str:
    """Brackets of either width, and a space before them here and there."""
    if lot % 2:
        label = label.replace("（", "(").replace("）", ")")
    return label.replace("(", " (") if lot % 5 == 0 else label


def _days(days: Any, style: str) -> pa.Array:
    """Days as written; each different one is written once."""
    coded = pa.array(days.astype("datetime64[D]")).cast(pa.date32()).dictionary_encode()
    return pc.strftime(coded.dictionary.cast(pa.timestamp("s")), format=style).take(coded.indices)


def _health(condition: Mapping[str, Any]) -> pa.Array:
    numbers = sum(condition[name].astype(bool).astype(np.int64) << n for n, name in enumerate(HEALTH))
    words = list(HEALTH.values())
    said = ["、".join(w for n, w in enumerate(words) if k >> n & 1) or "健康" for k in range(1 << len(words))]
    return pa.array(said).take(pa.array(numbers))


def _text_where(words: Any, there: Any) -> pa.Array:
    return pa.array(words.tolist(), pa.string(), mask=~there)
