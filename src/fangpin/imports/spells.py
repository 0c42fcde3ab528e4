"""What a file would change in a dated ledger: spells opened, closed, filled and moved.

A row of a file asserts: this held on a day of the period the file is about (and from its start date, and
until its end date, where it names them). Against the known spells ``[from_on, to_on)`` of the same record:

* nothing known: a new spell, from the stated start, else from the first day of the period;
* the same was in force: unchanged; an empty attribute is filled; a stated start corrects a spell that was
  opened by guess; a stated end closes it;
* something else was in force: it is closed on the day of change (the stated start if it lies inside, else the
  first day of the period) and a new spell opens there; where it began no earlier than that, it is corrected;
* nothing was in force that day: a new spell up to the next one; if the next says the same, it begins earlier.

Rows of one record within a file are taken in the order of their start, each up to the start of the next, so a
cumulative list says what its increments said. :func:`fold` is that rule for one record; the plain cases
(nothing known and the rows apart, or the one known spell unchanged) are settled together in the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pyarrow as pa

from fangpin.identity.scratch import scratch
from fangpin.imports.changes import Differences
from fangpin.imports.keys import case_key, identity_text
from fangpin.imports.planned import Refusal
from fangpin.ledgers import Column, LedgerSpec

ONE_DAY = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Spell:
    """One spell; ``id`` is empty for a new one, ``row`` is the row of the file that last touched it."""

    id: int | None
    from_on: date
    to_on: date | None
    values: dict[str, Any]
    area_code: str | None = None
    row: int | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What one row says: ``values`` without blanks, the start and end it names, the first day it is about."""

    row: int
    values: dict[str, Any]
    since: date
    from_on: date | None = None
    to_on: date | None = None
    before: date | None = None  # start of the next assertion of the same record in the file
    area_code: str | None = None
    place: tuple[int, int] = field(default=(0, 0))

    @property
    def day(self) -> date:
        """The day on which it is compared with what is known."""
        day = max(self.from_on or self.since, self.since)
        for limit in (self.to_on, self.before):
            if limit is not None:
                day = min(day, limit - ONE_DAY)
        return max(day, self.from_on) if self.from_on else day


def fold(
    spells: Sequence[Spell], assertions: Iterable[Assertion], case: Sequence[str] = ()
) -> tuple[list[Spell], list[tuple[Assertion, str]]]:
    """The spells of one record after the assertions of one file, and the assertions that make no sense, with a code.

    ``case`` names values that make a spell the same case (:func:`fangpin.imports.keys.case_key`): while they
    agree, other values are corrected in place.
    """
    spells = sorted((replace(s, values=dict(s.values)) for s in spells), key=lambda s: s.from_on)
    refused = []
    for a in in_order(assertions):
        if a.from_on and a.to_on and a.to_on <= a.from_on:
            refused.append((a, "ends_before_it_begins"))
            continue
        current = next((s for s in spells if s.holds_on(a.day)), None)
        if current is None:
            if not _insert(spells, a):
                refused.append((a, "start_unknown"))
        elif agrees(current, a):
            _fill(current, a)
            _move_start(spells, current, a)
            _move_end(spells, current, a)
        else:
            _change(spells, current, a, case)
        spells.sort(key=lambda s: s.from_on)
    return spells, refused


def in_order(assertions: Iterable[Assertion]) -> list[Assertion]:
    """By start (unstated first) and row, each told where the next begins."""
    ordered = sorted(assertions, key=lambda a: (a.from_on or date.min, a.row))
    starts = [a.from_on for a in ordered]
    return [
        replace(a, before=next((s for s in starts[i + 1 :] if s and s > (a.from_on or date.min)), None))
        if a.from_on
        else a
        for i, a in enumerate(ordered)
    ]


def agrees(spell: Spell, a: Assertion) -> bool:
    """Nothing the row says differs from what the spell is known to say."""
    return all(spell.values.get(n) is None or spell.values[n] == v for n, v in a.values.items())


def _fill(spell: Spell, a: Assertion) -> None:
    for name, value in a.values.items():
        if spell.values.get(name) is None:
            spell.values[name] = value
            spell.row = a.row


def _chain(spells: Sequence[Spell], spell: Spell) -> list[Spell]:
    """The spell and those before it without a gap, earliest first."""
    chain = [spell]
    for earlier in reversed([s for s in spells if s.from_on < spell.from_on]):
        if earlier.to_on != chain[0].from_on:
            break
        chain.insert(0, earlier)
    return chain


def _move_start(spells: Sequence[Spell], spell: Spell, a: Assertion) -> None:
    """A stated start corrects that of the only spell in a row, unless that would run into an earlier one."""
    if a.from_on is None:
        return
    chain = _chain(spells, spell)
    first = chain[0]
    if a.from_on < first.from_on:
        if any(s is not first and s.to_on and s.to_on > a.from_on and s.from_on < first.from_on for s in spells):
            return
    elif len(chain) > 1 or a.from_on == first.from_on:
        return
    first.from_on, first.row = a.from_on, a.row


def _move_end(spells: Sequence[Spell], spell: Spell, a: Assertion) -> None:
    if a.to_on is None or a.to_on <= spell.from_on:
        return
    following = min((s.from_on for s in spells if s.from_on > spell.from_on), default=None)
    end = min(a.to_on, following) if following else a.to_on
    if spell.to_on != end:
        spell.to_on, spell.row = end, a.row


def _change(spells: list[Spell], current: Spell, a: Assertion, case: Sequence[str]) -> None:
    same_case = bool(case) and all(
        current.values.get(n) is None or a.values.get(n) in (None, current.values[n]) for n in case
    )
    since = a.from_on if a.from_on and a.from_on > current.from_on else a.since
    values = current.values | a.values
    if same_case or since <= current.from_on or (current.to_on and since >= current.to_on):
        current.values, current.row = values, a.row
        _move_start(spells, current, a)
        _move_end(spells, current, a)
        return
    opened = Spell(id=None, from_on=since, to_on=current.to_on, values=values, area_code=a.area_code, row=a.row)
    current.to_on, current.row = since, a.row
    spells.append(opened)
    _move_end(spells, opened, a)


def _insert(spells: list[Spell], a: Assertion) -> bool:
    start = a.from_on or a.since
    start = max([start, *(s.to_on for s in spells if s.to_on and s.from_on <= a.day)])
    following = min((s for s in spells if s.from_on > a.day), key=lambda s: s.from_on, default=None)
    end = a.to_on
    if following and (end is None or end >= following.from_on):
        if a.to_on is None and agrees(following, a):
            _fill(following, a)
            following.from_on, following.row = start, a.row
            return True
        end = following.from_on
    if end is not None and end <= start:
        return False
    spells.append(Spell(id=None, from_on=start, to_on=end, values=dict(a.values), area_code=a.area_code, row=a.row))
    return True


def compare_spells(
    candidates: pa.Table, known: pa.Table, spec: LedgerSpec, columns: Sequence[Column], *, fast: bool = True
) -> Differences:
    """Compare candidates (with ``since``) with the known spells of a dated ledger.

    ``fast=False`` sends every record through :func:`fold`; the answer is the same, and a test says so.
    """
    for name in ("from_on", "to_on"):
        if name not in candidates.column_names:
            candidates = candidates.append_column(name, pa.nulls(candidates.num_rows, pa.date32()))
    attributes = [c.stored_name for c in columns if c.name not in ("from_on", "to_on")]
    with scratch(c=candidates, k=known) as connection:
        connection.execute(_PLAIN.format(
            c_same=identity_text(spec, columns, "c"),
            k_same=identity_text(spec, columns, "k"),
            agrees=" AND ".join(f"(c.{n} IS NULL OR c.{n} IS NOT DISTINCT FROM k.{n})" for n in attributes),
            fast="TRUE" if fast else "FALSE",
        ))  # fmt: skip
        plain_new = connection.sql(
            "SELECT c.* EXCLUDE (since, same, no, from_on), coalesce(c.from_on, c.since) AS from_on FROM cs c "
            "JOIN judged USING (no) WHERE judgement = 'new' ORDER BY row, same"
        ).to_arrow_table()
        plain_same = connection.sql("SELECT known_id FROM judged WHERE judgement = 'same'").to_arrow_table()
        asserted = connection.sql(
            "SELECT c.* FROM cs c JOIN judged USING (no) WHERE judgement = 'fold' ORDER BY same, row"
        )
        folded = connection.sql(
            "SELECT k.* FROM ks k WHERE same IN (SELECT same FROM cs JOIN judged USING (no) WHERE judgement = 'fold')"
        )
        rest = _fold_all(asserted.to_arrow_table(), folded.to_arrow_table(), spec, attributes)
    return _differences(plain_new, plain_same["known_id"], rest, candidates, attributes)


_PLAIN = """
CREATE TEMP TABLE cs AS SELECT c.*, {c_same} AS same, row_number() OVER () AS no FROM c;
CREATE TEMP TABLE ks AS SELECT k.*, {k_same} AS same FROM k;
CREATE TEMP TABLE judged AS
WITH told AS (
         -- begun and ended as stated, no later than the next of the same record begins
         SELECT same, from_on IS NOT NULL AND coalesce(to_on > from_on, TRUE) AND coalesce(
             to_on <= lead(from_on) OVER following, lead(from_on) OVER following IS NULL) AS apart
         FROM cs WINDOW following AS (PARTITION BY same ORDER BY from_on, row)
     ),
     rows_of AS (SELECT same, count(*) AS many, bool_and(apart) AS apart FROM told GROUP BY same),
     spells_of AS (SELECT same, count(*) AS many FROM ks GROUP BY same)
SELECT c.no,
    CASE WHEN NOT {fast} OR coalesce(spells_of.many, 0) > 1 THEN 'fold'
         WHEN rows_of.many > 1 THEN CASE WHEN rows_of.apart AND spells_of.many IS NULL THEN 'new' ELSE 'fold' END
         WHEN k.id IS NULL AND (c.to_on IS NULL OR c.to_on > coalesce(c.from_on, c.since)) THEN 'new'
         WHEN k.id IS NULL THEN 'fold'
         WHEN ({agrees}) AND k.from_on <= greatest(c.since, c.from_on)
              AND (k.to_on IS NULL OR k.to_on > greatest(c.since, c.from_on))
              AND (c.from_on IS NULL OR c.from_on = k.from_on)
              AND (c.to_on IS NULL OR c.to_on IS NOT DISTINCT FROM k.to_on)
              THEN 'same'
         ELSE 'fold' END AS judgement,
    CASE WHEN spells_of.many = 1 THEN k.id END AS known_id
FROM cs c JOIN rows_of USING (same) LEFT JOIN spells_of USING (same)
LEFT JOIN ks k ON k.same = c.same AND spells_of.many = 1
QUALIFY row_number() OVER (PARTITION BY c.no) = 1;
"""


@dataclass(slots=True)
class _Folded:
    new: list[Spell] = field(default_factory=list)
    changed: list[tuple[Spell, Spell]] = field(default_factory=list)  # before, after
    unchanged: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def _fold_all(asserted: pa.Table, known: pa.Table, spec: LedgerSpec, attributes: Sequence[str]) -> _Folded:
    spells: dict[str, list[Spell]] = {}
    for row in known.to_pylist():
        spell = Spell(
            id=row["id"], from_on=row["from_on"], to_on=row["to_on"], area_code=row["area_code"],
            values={n: row[n] for n in attributes},
        )  # fmt: skip
        spells.setdefault(row["same"], []).append(spell)
    result = _Folded()
    for same, rows in groupby(asserted.to_pylist(), key=lambda r: r["same"]):
        before = spells.get(same, [])
        after, refused = fold(before, [_assertion(r, attributes) for r in rows], case_key(spec))
        result.refused += [
            Refusal(ledger=spec.name, row=a.row, sheet_no=a.place[0], row_no=a.place[1], code=code)
            for a, code in refused
        ]
        old = {s.id: s for s in before}
        for spell in after:
            if spell.id is None:
                result.new.append(spell)
            elif (spell.from_on, spell.to_on, spell.values) != (
                (was := old[spell.id]).from_on, was.to_on, was.values,
            ):  # fmt: skip
                result.changed.append((was, spell))
            else:
                result.unchanged.append(spell.id)
    return result


def _assertion(row: dict[str, Any], attributes: Sequence[str]) -> Assertion:
    return Assertion(
        row=row["row"],
        values={n: row[n] for n in attributes if row[n] is not None},
        since=row["since"],
        from_on=row["from_on"],
        to_on=row["to_on"],
        area_code=row["area_code"],
        place=(row["sheet_no"], row["row_no"]),
    )


def _differences(
    plain_new: pa.Table, same: pa.ChunkedArray, rest: _Folded, candidates: pa.Table, attributes: Sequence[str]
) -> Differences:
    places = {}
    if rest.new or rest.changed:
        touched = pa.array(sorted({s.row for s in (*rest.new, *(a for _, a in rest.changed)) if s.row is not None}))
        with scratch(c=candidates, t=pa.table({"row": touched})) as connection:
            found = connection.sql(
                "SELECT row, any_value(sheet_no), any_value(row_no) FROM c JOIN t USING (row) GROUP BY row"
            )
            places = {row: (sheet, number) for row, sheet, number in found.fetchall()}
    dates = [pa.field("from_on", pa.date32()), pa.field("to_on", pa.date32())]
    values = [candidates.schema.field(n) for n in attributes]
    house = [candidates.schema.field(n) for n in ("row", "sheet_no", "row_no", "area_code")]
    new_schema = pa.schema([*house, *values, *dates])
    new = [_flat_spell(s, places) for s in rest.new]
    changed_schema = pa.schema([pa.field("id", pa.int64()), *new_schema])
    after = [{"id": now.id, **_changed_only(was, now, attributes), **_place(now, places)} for was, now in rest.changed]
    before = [
        {"id": now.id, "area_code": was.area_code, **_changed_only(now, was, attributes)} for was, now in rest.changed
    ]
    present = [*same.to_pylist(), *(s.id for s, _ in rest.changed), *rest.unchanged]
    return Differences(
        new=pa.concat_tables(
            [plain_new.select(new_schema.names).cast(new_schema), pa.Table.from_pylist(new, new_schema)]
        ),
        changed=pa.Table.from_pylist(after, changed_schema),
        before=pa.Table.from_pylist(before, changed_schema),
        unchanged=len(same) + len(rest.unchanged),
        present=pa.array(present, pa.int64()),
        collapsed=0,
        refused=tuple(rest.refused),
    )


def _place(spell: Spell, places: dict[int, tuple[int, int]]) -> dict[str, Any]:
    sheet, number = places.get(spell.row or 0, (None, None))
    return {"row": spell.row, "sheet_no": sheet, "row_no": number, "area_code": spell.area_code}


def _flat_spell(spell: Spell, places: dict[int, tuple[int, int]]) -> dict[str, Any]:
    return {"from_on": spell.from_on, "to_on": spell.to_on, **spell.values, **_place(spell, places)}


def _changed_only(was: Spell, now: Spell, attributes: Sequence[str]) -> dict[str, Any]:
    cells = {n: now.values.get(n) for n in attributes if now.values.get(n) != was.values.get(n)}
    for name in ("from_on", "to_on"):
        if getattr(now, name) != getattr(was, name):
            cells[name] = getattr(now, name)
    return cells
