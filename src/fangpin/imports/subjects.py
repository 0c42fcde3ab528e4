"""Find the person and the household each row of a roster is about, or make them where the source may.

A person is found by number; without a usable number by name, village, birth date and head, as a
proposal (:mod:`fangpin.identity.matching`). A household is found by its code, else by the number of its
head, else by the head's name where the village has one such head, else it is the household of the person. Only a
source with a ``creates`` write makes persons and households; there a person without a usable number
is identified inside its household by name. New ones get negative keys, the same ones for the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity import match_persons, plain_name, read_document_numbers
from fangpin.identity.matching import CANDIDATE, ROW_SCHEMA
from fangpin.identity.scratch import scratch
from fangpin.imports.areas import match_areas
from fangpin.imports.known import Known
from fangpin.rosters.sources import Source

DECISION_SCHEMA = pa.schema(
    [
        ("sheet_no", pa.int64()),
        ("row_no", pa.int64()),
        ("person_id", pa.int64()),  # the person chosen; empty: somebody new (where the source creates persons)
    ]
)
SUBJECT_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("sheet_no", pa.int64()),
        ("row_no", pa.int64()),
        ("area_code", pa.string()),  # as the file names it
        ("area_doubt", pa.string()),
        ("person_id", pa.int64()),  # negative: new
        ("household_id", pa.int64()),
        ("person_area", pa.string()),  # where the person or household is known to live
        ("state", pa.string()),  # of the person: joined, decided, new, proposed, ambiguous, none; null: no person asked
        ("how", pa.string()),
        ("candidates", pa.list_(CANDIDATE)),
        ("doubt", pa.string()),  # of the document number
        (
            "kept_number",
            pa.string(),
        ),  # what the person's ledger keeps: 18 characters; a number in doubt stays in the original
        ("number_born_on", pa.date32()),
        ("number_sex", pa.string()),
    ]
)
_SURE = ("joined", "decided", "new")


def find_subjects(rows: pa.Table, source: Source, known: Known, decided: pa.Table | None = None) -> pa.Table:
    """SUBJECT_SCHEMA for each row of a reading's table, in order."""
    asked = _asked(rows, source, known)
    decided = DECISION_SCHEMA.empty_table() if decided is None else decided.cast(DECISION_SCHEMA)
    matched = match_persons(asked.select(ROW_SCHEMA.names), known.persons.select(_MATCHED))
    persons, households = _met(asked, matched, decided, known)
    with scratch(
        r=asked.select(_LOOKED_UP),
        person=persons.append_column("plain", plain_name(persons["name"])),
        household=households.append_column("head_plain", plain_name(households["head_name"])),
        m=matched.select(["row", "state", "person_id", "how"]),
        decision=decided,
    ) as connection:
        creates = {w.ledger for w in source.writes if w.creates}
        query = _FIND.format(
            new_household=_NEW_HOUSEHOLD if "household" in creates else "NULL",
            new_person=_NEW_PERSON if "person" in creates else "NULL",
            # In a list that founds households, a member who heads a list entry of his own has left the old household.
            head_of="coalesce(p.plain = h.head_plain, TRUE)" if "household" in creates else "TRUE",
            wants_household=_wants_household(source),
            may_create="TRUE" if "person" in creates else "FALSE",
        )
        found = connection.sql(query).to_arrow_table()
    in_doubt = pc.is_in(found["state"], value_set=pa.array(["proposed", "ambiguous"]))
    columns = {name: asked[name] for name in asked.column_names} | {name: found[name] for name in found.column_names}
    columns["candidates"] = matched["candidates"].take(pc.if_else(in_doubt, found["row"], pa.scalar(None, pa.int64())))
    return pa.table([columns[name] for name in SUBJECT_SCHEMA.names], schema=SUBJECT_SCHEMA)


def _met(asked: pa.Table, matched: pa.Table, decided: pa.Table, known: Known) -> tuple[pa.Table, pa.Table]:
    """The persons and households that the look-ups of :data:`_FIND` can meet: all of them only where names decide."""
    persons, households = known.persons, known.households
    if not _says(asked, "plain", without="join_key"):  # nobody is looked for by name inside a household
        named = pa.chunked_array([*matched["person_id"].chunks, *decided["person_id"].chunks], pa.int64())
        by_id = pc.is_in(persons["person_id"], value_set=pc.unique(named))
        heads = pc.unique(asked["head_key"].drop_null())
        persons = persons.filter(pc.or_(by_id, pc.is_in(persons["join_key"], value_set=heads)))
        if not _says(asked, "head_plain", without="head_key"):  # no household by the name of its head
            by_code = pc.is_in(households["code"], value_set=pc.unique(asked["code"].drop_null()))
            homes = pc.unique(persons["household_id"].drop_null())
            households = households.filter(pc.or_(by_code, pc.is_in(households["household_id"], value_set=homes)))
    return persons, households


def _says(asked: pa.Table, name: str, *, without: str) -> bool:
    """Whether a row says the one and not the other."""
    return bool(pc.any(pc.and_(pc.is_valid(asked[name]), pc.is_null(asked[without]))).as_py())


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All by which the rows of a file could find somebody: knowledge of others changes nothing in a plan."""

    join_keys: tuple[bytes, ...]
    names: tuple[str, ...]  # of persons, plain
    head_names: tuple[str, ...]  # plain
    codes: tuple[str, ...]


def evidence_of(rows: pa.Table, source: Source, index: Callable[[str, pa.Array], pa.Array]) -> Evidence:
    """The numbers, names and household codes that :func:`find_subjects` looks up."""
    asked = _asked(rows, source, Known(index=index))

    def of(*columns: str) -> tuple[Any, ...]:
        return tuple(sorted({cell for name in columns for cell in asked[name].to_pylist() if cell}))

    return Evidence(
        join_keys=of("join_key", "head_key"), names=of("plain"), head_names=of("head_plain"), codes=of("code")
    )


_MATCHED = ["person_id", "join_key", "name", "born_on", "head_name", "area_code"]
_LOOKED_UP = [
    "row", "sheet_no", "row_no", "join_key", "plain", "born_on", "head_plain", "head_key", "code", "area_code",
    "wants_person",
]  # fmt: skip


def _asked(rows: pa.Table, source: Source, known: Known) -> pa.Table:
    """What each row says of its person, household and place."""
    count = rows.num_rows

    def cells(roles: Mapping[str, str], role: str, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
        name = roles.get(role)
        return rows[name].cast(kind) if name and name in rows.column_names else pa.nulls(count, kind)

    person = dict(source.person)
    if source.grain == "household" and "document_number" not in person:  # the head speaks for the household
        person |= {"document_number": source.household.get("head_number", ""), "name": person.get("head", "")}
    numbers = read_document_numbers(cells(person, "document_number", pa.string()))
    heads = read_document_numbers(cells(source.household, "head_number", pa.string()))
    words = {level: cells(source.area, level, pa.string()) for level in ("county", "township", "village")}
    places = match_areas(pa.table(words), known.areas)
    born_on = pc.coalesce(cells(person, "birth", pa.date32()), numbers["born_on"])
    head = cells(person, "head", pa.string())
    return pa.table(
        {
            "row": pa.array(range(count), pa.int64()),
            "sheet_no": rows["sheet_no"].cast(pa.int64()),
            "row_no": rows["row_no"].cast(pa.int64()),
            "join_key": known.index("document_number", flat(numbers["join_key"])),
            "name": cells(person, "name", pa.string()),
            "plain": plain_name(cells(person, "name", pa.string())),
            "born_on": born_on,
            "head_name": head,
            "head_plain": plain_name(head),
            "head_key": known.index("document_number", flat(heads["join_key"])),
            "code": cells(source.household, "code", pa.string()),
            "area_code": places["area_code"]
            if source.loose
            else pc.if_else(pc.equal(places["level"], "village"), places["area_code"], pa.scalar(None, pa.string())),
            "area_doubt": _doubt_of_any(places, words)
            if source.loose
            else pc.if_else(
                pc.equal(pc.fill_null(places["level"], "village"), "village"),
                places["doubt"],
                pa.scalar("village_not_named"),
            ),
            "doubt": numbers["doubt"],
            "kept_number": numbers["join_key"],
            "number_born_on": numbers["born_on"],
            "number_sex": numbers["sex"],
            "wants_person": _wants_person(source, person, rows),
        }
    )


def _doubt_of_any(places: pa.Table, words: Mapping[str, pa.Array | pa.ChunkedArray]) -> pa.Array:
    """Why no area was found; ``no_place`` where a row names none."""
    told = [flat(pc.is_valid(cells)) for cells in words.values()]
    named = pc.or_(pc.or_(told[0], told[1]), told[2])
    return pc.if_else(named, flat(places["doubt"]), pa.scalar("no_place"))


def _wants_household(source: Source) -> str:
    if not any("@household" in w.set.values() for w in source.writes):
        return "FALSE"
    return "household_key IS NOT NULL" if source.loose else "TRUE"


def _wants_person(source: Source, person: Mapping[str, str], rows: pa.Table) -> pa.Array:
    """Whether a row is about a person: all of a list's are, or none; in a ledger's template those that name one."""
    named = [n for n in (person.get("document_number"), person.get("name")) if n]
    if not source.loose or not named:
        return pa.array([bool(named)] * rows.num_rows)
    told = [flat(pc.is_valid(rows[n])) for n in named if n in rows.column_names]
    return pc.or_(*told) if len(told) > 1 else (told or [pa.array([False] * rows.num_rows)])[0]


def flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The column as one array: what ``take`` and the blind index work on."""
    if isinstance(column, pa.ChunkedArray):
        return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    return column


_NEW_HOUSEHOLD = """CASE WHEN household_key IS NOT NULL AND area_code IS NOT NULL
    THEN -dense_rank() OVER (ORDER BY known_household IS NOT NULL, household_key) END"""
_NEW_PERSON = """CASE WHEN state = 'new' THEN -dense_rank() OVER (ORDER BY state <> 'new', person_key) END"""

# by_code … own are one-to-one with rows: each look-up is unique by its GROUP BY … HAVING.
_FIND = """
WITH by_code AS (
    SELECT code, min(household_id) AS household_id FROM household
    WHERE code IS NOT NULL GROUP BY code HAVING count(*) = 1
), by_head AS (
    SELECT p.join_key, min(p.household_id) AS household_id, min(h.code) AS code
    FROM person p JOIN household h USING (household_id)
    WHERE p.join_key IS NOT NULL AND {head_of} GROUP BY p.join_key HAVING count(DISTINCT p.household_id) = 1
), by_name AS (
    SELECT area_code, head_plain, min(household_id) AS household_id, min(code) AS code
    FROM household WHERE head_plain IS NOT NULL GROUP BY area_code, head_plain HAVING count(*) = 1
), own AS (
    SELECT person_id, min(household_id) AS household_id, min(area_code) AS area_code FROM person GROUP BY person_id
), housed AS (
    SELECT r.*,
        coalesce(
            by_code.household_id,
            CASE WHEN r.code IS NULL OR by_head.code IS NULL THEN by_head.household_id END,
            CASE WHEN r.head_key IS NULL AND (r.code IS NULL OR by_name.code IS NULL) THEN by_name.household_id END
        ) AS known_household,
        coalesce('c' || r.code, 'n' || hex(r.head_key), 'h' || r.area_code || r.head_plain) AS household_key
    FROM r
    LEFT JOIN by_code ON by_code.code = r.code
    LEFT JOIN by_head ON by_head.join_key = r.head_key
    LEFT JOIN by_name ON by_name.area_code = r.area_code AND by_name.head_plain = r.head_plain
), placed AS (
    SELECT *, coalesce(known_household, {new_household}) AS own_household FROM housed
), inside AS (
    -- a person without a usable number, known by name inside the household
    SELECT placed.row, min(p.person_id) AS person_id
    FROM placed JOIN person p ON p.household_id = placed.own_household AND p.plain = placed.plain
    WHERE placed.join_key IS NULL AND (placed.born_on = p.born_on) IS DISTINCT FROM FALSE
    GROUP BY placed.row HAVING count(DISTINCT p.person_id) = 1
), judged AS (
    SELECT placed.*,
        CASE WHEN decision.row_no IS NOT NULL THEN decision.person_id
             WHEN m.state = 'joined' THEN m.person_id
             WHEN inside.person_id IS NOT NULL THEN inside.person_id
             ELSE m.person_id END AS found_person,
        CASE WHEN NOT wants_person THEN CASE WHEN {wants_household} AND own_household IS NULL THEN 'none' END
             WHEN decision.person_id IS NOT NULL THEN 'decided'
             WHEN decision.row_no IS NOT NULL THEN CASE WHEN {may_create} THEN 'new' ELSE 'none' END
             WHEN m.state = 'joined' THEN 'joined'
             WHEN inside.person_id IS NOT NULL THEN 'joined'
             WHEN m.state IN ('proposed', 'ambiguous') THEN m.state
             WHEN {may_create} AND placed.plain IS NOT NULL
                  AND (placed.join_key IS NOT NULL OR placed.own_household IS NOT NULL) THEN 'new'
             ELSE 'none' END AS state,
        CASE WHEN decision.row_no IS NOT NULL THEN 'decided'
             WHEN m.state = 'joined' THEN m.how
             WHEN inside.person_id IS NOT NULL THEN 'name_household'
             ELSE m.how END AS how,
        coalesce(hex(placed.join_key),
            'w' || placed.own_household || placed.plain || coalesce(placed.born_on::VARCHAR, '')) AS person_key
    FROM placed JOIN m USING (row) LEFT JOIN inside USING (row)
    LEFT JOIN decision ON decision.sheet_no = placed.sheet_no AND decision.row_no = placed.row_no
), made AS (
    SELECT *, {new_person} AS new_person FROM judged
)
SELECT made.row,
    CASE WHEN state IN ('joined', 'decided') THEN found_person WHEN state = 'new' THEN new_person END AS person_id,
    coalesce(own_household, own.household_id) AS household_id,
    coalesce(own.area_code, home.area_code) AS person_area,
    state,
    CASE WHEN state IN ('joined', 'decided', 'proposed') THEN how END AS how
FROM made
LEFT JOIN own ON own.person_id = found_person AND state IN ('joined', 'decided')
LEFT JOIN household home ON home.household_id = coalesce(own_household, own.household_id)
ORDER BY made.row
"""
