"""Match the rows of a roster to known persons: by number exactly, else by name and village as a proposal.

A row with a good number is *joined*. A row without one is *proposed* where exactly one known person
of that name lives in that village and nothing contradicts (birth date, head of household), so that an
officer can accept hundreds of proposals at once, each with its reason. Two candidates, or two rows
that claim one person, are *ambiguous*; no candidate is *none*. Both stay open and are counted as
unmatched; nothing is guessed.

:class:`Matcher` is the door for probabilistic linkage: whatever offers candidates with a score can be
given to :func:`match_persons` beside :class:`ExactMatcher`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity.scratch import scratch

MOST_CANDIDATES = 5


class MatchState(StrEnum):
    JOINED = "joined"
    PROPOSED = "proposed"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class MatchHow(StrEnum):
    """Why a row and a person may be the same, best first; the score is that of :data:`SCORES`."""

    NUMBER = "number"
    NAME_VILLAGE_BIRTH = "name_village_birth"
    NAME_VILLAGE_HEAD = "name_village_head"
    NAME_VILLAGE = "name_village"
    NAME_BIRTH = "name_birth"  # no village to compare: never proposed, only shown
    NAME_VILLAGE_OTHER_HEAD = "name_village_other_head"  # contradicts: never proposed, only shown


SCORES: dict[MatchHow, float] = {
    MatchHow.NUMBER: 1.0,
    MatchHow.NAME_VILLAGE_BIRTH: 0.98,
    MatchHow.NAME_VILLAGE_HEAD: 0.95,
    MatchHow.NAME_VILLAGE: 0.85,
    MatchHow.NAME_BIRTH: 0.7,
    MatchHow.NAME_VILLAGE_OTHER_HEAD: 0.5,
}
PROPOSED_FROM = 0.85

ROW_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("join_key", pa.binary()),  # of the row's number, or its blind index; null when in doubt
        ("name", pa.string()),
        ("born_on", pa.date32()),
        ("head_name", pa.string()),
        ("area_code", pa.string()),  # of the village
    ]
)
PERSON_SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("join_key", pa.binary()),
        ("name", pa.string()),
        ("born_on", pa.date32()),
        ("head_name", pa.string()),
        ("area_code", pa.string()),
    ]
)
CANDIDATE = pa.struct([("person_id", pa.int64()), ("how", pa.string()), ("score", pa.float64())])
MATCH_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("state", pa.string()),
        ("person_id", pa.int64()),  # joined or proposed
        ("how", pa.string()),
        ("score", pa.float64()),
        ("candidates", pa.list_(CANDIDATE)),  # best first, at most MOST_CANDIDATES
    ]
)


class Matcher(Protocol):
    """Offers candidates (row, person_id, how, score) for rows of ROW_SCHEMA among persons of PERSON_SCHEMA."""

    def candidates(self, rows: pa.Table, persons: pa.Table) -> pa.Table: ...


class ExactMatcher:
    """Candidates by equality alone: the number, or the name with village, birth date and head."""

    def candidates(self, rows: pa.Table, persons: pa.Table) -> pa.Table:
        with scratch(r=rows.select(["row", "join_key"]), p=persons.select(["person_id", "join_key"])) as connection:
            joined = connection.sql(_BY_NUMBER, params={"number": SCORES[MatchHow.NUMBER]}).to_arrow_table()
        left = rows.filter(pc.invert(pc.is_in(rows["row"], value_set=pc.unique(joined["row"]))))
        if not left.num_rows or not persons.num_rows:
            return joined
        if not left["join_key"].null_count:  # a good number that nobody has: only whose own number is not known
            persons = persons.filter(pc.is_null(persons["join_key"]))
        with scratch(r=_with_plain_names(left), p=_with_plain_names(persons)) as connection:
            scores = {str(how): score for how, score in SCORES.items() if how is not MatchHow.NUMBER}
            return pa.concat_tables([joined, connection.sql(_BY_NAME, params=scores).to_arrow_table()])


_BY_NUMBER = """
SELECT r.row, p.person_id, 'number' AS how, $number::DOUBLE AS score FROM r JOIN p ON r.join_key = p.join_key
"""

# Of rows that no number joined. One with a good number may only be somebody whose own number is not known.
_BY_NAME = """
WITH named AS (
    SELECT r.row, p.person_id,
        r.born_on = p.born_on AS same_birth,
        r.head_plain = p.head_plain AS same_head,
        r.area_code = p.area_code AS same_village
    FROM r JOIN p ON r.name_plain = p.name_plain
    WHERE (r.join_key IS NULL OR p.join_key IS NULL)
      AND (r.area_code = p.area_code OR (r.area_code IS NULL AND r.born_on = p.born_on))
      AND (r.born_on = p.born_on) IS DISTINCT FROM FALSE
)
SELECT row, person_id, how, CASE how
    WHEN 'name_village_birth' THEN $name_village_birth
    WHEN 'name_village_head' THEN $name_village_head
    WHEN 'name_village' THEN $name_village
    WHEN 'name_birth' THEN $name_birth
    ELSE $name_village_other_head END::DOUBLE AS score
FROM (
    SELECT row, person_id, CASE
        WHEN same_village IS NULL THEN 'name_birth'
        WHEN same_birth THEN 'name_village_birth'
        WHEN same_head THEN 'name_village_head'
        WHEN same_head = FALSE THEN 'name_village_other_head'
        ELSE 'name_village' END AS how
    FROM named
)
"""

# One identity may stand on many rows (claims of one patient): rows that agree in everything that
# identifies are one claimant. Two claimants of one person make both ambiguous, unless the number joined. ``alone`` are
# those that other rows have joined: most rows of most lists have one candidate and that is certain, nothing to weigh.
_DECIDE = """
WITH claimant AS (
    SELECT row, dense_rank() OVER (ORDER BY join_key, name, born_on, head_name, area_code) AS claimant FROM r
), best AS (
    SELECT c.row, max(c.score) AS score FROM c GROUP BY c.row
), top AS (
    SELECT c.row, min(c.person_id) AS person_id, count(DISTINCT c.person_id) AS persons, min(c.how) AS how, best.score
    FROM c JOIN best ON c.row = best.row AND c.score = best.score GROUP BY c.row, best.score
), claims AS (
    SELECT top.person_id, count(DISTINCT claimant.claimant) AS claimants
    FROM top JOIN claimant USING (row) WHERE top.persons = 1 AND top.score < 1 GROUP BY top.person_id
), taken AS (
    SELECT DISTINCT person_id FROM top WHERE score = 1 AND persons = 1 UNION SELECT person_id FROM alone
), listed AS (
    SELECT row, candidates[1:$most] AS candidates FROM (SELECT row,
        list({'person_id': person_id, 'how': how, 'score': score} ORDER BY score DESC, person_id) AS candidates
    FROM c GROUP BY row)
)
SELECT r.row,
    CASE WHEN top.row IS NULL THEN 'none'
         WHEN top.persons > 1 THEN 'ambiguous'
         WHEN top.score = 1 THEN 'joined'
         WHEN top.score < $proposed_from OR claims.claimants > 1 OR taken.person_id IS NOT NULL THEN 'ambiguous'
         ELSE 'proposed' END AS state,
    top.person_id, top.how, top.score, listed.candidates
FROM r LEFT JOIN top USING (row) LEFT JOIN listed USING (row)
LEFT JOIN claims ON claims.person_id = top.person_id LEFT JOIN taken ON taken.person_id = top.person_id
ORDER BY r.row
"""


def match_persons(rows: pa.Table, persons: pa.Table, matchers: Sequence[Matcher] = (ExactMatcher(),)) -> pa.Table:
    """One line of MATCH_SCHEMA for each row, in row order.

    ``rows`` holds ROW_SCHEMA (``row`` unique), ``persons`` PERSON_SCHEMA. ``person_id`` and ``how``
    are empty unless the state is joined or proposed; the candidates say what was considered.
    """
    offered = pa.concat_tables(m.candidates(rows, persons).select(_OFFERED) for m in matchers)
    certain = _certain(offered)
    open_rows = rows.filter(pc.invert(pc.is_in(rows["row"], value_set=certain["row"].combine_chunks())))
    if not open_rows.num_rows:
        found = _joined(certain)
    else:
        found = pa.concat_tables([_joined(certain), _weighed(open_rows, offered, certain)])
    return found.take(pc.sort_indices(found["row"]))


_OFFERED = ["row", "person_id", "how", "score"]


def _certain(offered: pa.Table) -> pa.Table:
    """Candidates that are certain and have no other beside them."""
    of_rows = pc.value_counts(offered["row"].combine_chunks())
    single = of_rows.field("values").filter(pc.equal(of_rows.field("counts"), 1))
    one = pc.and_(pc.is_in(offered["row"], value_set=single), pc.equal(offered["score"], SCORES[MatchHow.NUMBER]))
    return offered.filter(one).combine_chunks()


def _joined(certain: pa.Table) -> pa.Table:
    """Rows with one candidate that is certain, as MATCH_SCHEMA."""
    count = certain.num_rows
    columns = [certain[name].combine_chunks() for name in _OFFERED]
    candidate = pa.StructArray.from_arrays(columns[1:], fields=list(CANDIDATE))
    listed = pa.ListArray.from_arrays(pa.array(range(count + 1), pa.int32()), candidate)
    row, person, how, score = columns
    state = pa.repeat(pa.scalar(str(MatchState.JOINED)), count)
    return pa.table([row, state, person, how, score, listed], schema=MATCH_SCHEMA)


def _weighed(rows: pa.Table, offered: pa.Table, certain: pa.Table) -> pa.Table:
    """MATCH_SCHEMA of the rows whose candidates must be weighed against each other, or who have none."""
    others = offered.filter(pc.is_in(offered["row"], value_set=rows["row"].combine_chunks()))
    with scratch(r=rows, c=others, alone=certain.select(["person_id"])) as connection:
        found = connection.sql(
            _DECIDE, params={"most": MOST_CANDIDATES, "proposed_from": PROPOSED_FROM}
        ).to_arrow_table()
    decided = pc.is_in(found["state"], value_set=pa.array([MatchState.JOINED, MatchState.PROPOSED]))
    for name in ("person_id", "how", "score"):
        place = found.schema.get_field_index(name)
        found = found.set_column(place, name, pc.if_else(decided, found[name], pa.scalar(None, found[name].type)))
    return found.cast(MATCH_SCHEMA)


def plain_name(names: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Names as they are compared: width and case folded, spaces gone, every middle dot the same; null when empty."""
    text = pc.utf8_upper(pc.utf8_normalize(names.cast(pa.string()), "NFKC"))
    text = pc.replace_substring_regex(text, "[\\s\\p{Z}\\p{Cf}\\p{Cc}]+", "")
    text = pc.replace_substring_regex(text, "[·•・‧∙⋅．.]", "·")
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _with_plain_names(table: pa.Table) -> pa.Table:
    table = table.append_column("name_plain", plain_name(table["name"]))
    return table.append_column("head_plain", plain_name(table["head_name"]))
