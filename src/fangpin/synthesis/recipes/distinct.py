"""Rows that a roster's reader would take for one record, or spells of one subject that run into each other.

A file's rows with one key land as one record, and a spell that begins while another of the same subject holds ends that
one. So no two rows a recipe makes may be like that: days are drawn again, rows that no figure may count are left out,
and what remains is an error that names the recipes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from fangpin.imports.keys import identity
from fangpin.ledgers import SPECS, Kind, LedgerSpec, Privacy
from fangpin.synthesis.chance import Flags, Whole, whole_numbers
from fangpin.synthesis.recipes.entries import RecipeError
from fangpin.synthesis.recipes.values import NOTHING, Amounts, Context, Days, Made, References, Words

TIMES = 100  # rounds before the recipe is said to leave too little room
OTHER_SEED = 1_000_003
DRAWN_DAYS = ("day_in", "day_by", "day_before", "day_after", "between")
_FOLLOWS = ("days_after", "same")
_NEVER = int(np.iinfo(np.int64).max)
_UNIVERSE_BITS = 40


@dataclass
class RowSet:
    """Rows of one ledger made by one recipe (``main`` first, then the rows beside it)."""

    id: str
    ledger: str
    count: int
    main: int
    columns: dict[str, Made]
    area: Whole
    member: References | None = None


def draw_apart(context: Context, forms: Mapping[str, Any], spec: LedgerSpec, area: Whole) -> None:
    """Draw days of rows with one key again until the keys differ, or let such rows exchange whom they were dealt.

    ``context.made`` is changed in place. What was dealt evenly stays so: nobody is dealt more or less often.
    """
    drawn = [
        n for n in spec.key if n != "area_code" and spec.column(n).kind is Kind.DATE and _says(forms.get(n), DRAWN_DAYS)
    ]
    dealt = [n for n in spec.key if n != "area_code" and _says(forms.get(n), ("one_of",)) and not forms[n].get("here")]
    if not drawn and not dealt:
        return
    for turn in range(1, TIMES + 1):
        rows = RowSet(context.rows, spec.name, context.count, context.count, context.made, area)
        again = _repeated(_records([rows], spec.key))
        if not again.any():
            return
        if drawn:
            _draw_again(context, forms, spec, again, following=_following(drawn, forms), turn=turn)
        else:
            _exchange(context, dealt[0], np.flatnonzero(again), turn)


def _says(form: Any, words: Sequence[str]) -> bool:
    return isinstance(form, Mapping) and any(word in form for word in words)


def _draw_again(
    context: Context, forms: Mapping[str, Any], spec: LedgerSpec, again: Flags, *, following: Sequence[str], turn: int
) -> None:
    other = replace(context, seed=context.seed + turn * OTHER_SEED, made=dict(context.made))
    for name in following:
        old, new = context.made[name], other.value(forms[name], spec.column(name))
        if isinstance(old, Days) and isinstance(new, Days):
            other.made[name] = context.made[name] = Days(np.where(again, new.days, old.days))


def _exchange(context: Context, name: str, again: Whole, turn: int) -> None:
    made = context.made[name]
    if not isinstance(made, References):
        return
    places = made.places.copy()
    partners = whole_numbers(context.seed, f"{context.rows} {name} exchange {turn}", again, 0, context.count - 1)
    for one, other in zip(again.tolist(), partners.tolist(), strict=True):
        places[one], places[other] = places[other], places[one]
    context.made[name] = References(made.universe, places)


def _following(drawn: Sequence[str], forms: Mapping[str, Any]) -> list[str]:
    """The days drawn and those counted from them, as written."""
    found: list[str] = []
    for name, form in forms.items():
        follows = isinstance(form, Mapping) and any(form.get(word) in found for word in _FOLLOWS)
        if name in drawn or follows:
            found.append(name)
    return found


def keep_apart(sets: Mapping[str, RowSet]) -> dict[str, RowSet]:
    """The row sets without rows beside that would land in another row; ``RecipeError`` where main rows would."""
    kept = dict(sets)
    for ledger in dict.fromkeys(s.ledger for s in sets.values() if s.count):
        parts = [s for s in sets.values() if s.ledger == ledger and s.count]
        lost = _falling_together(parts, SPECS[ledger])
        if not lost.any():
            continue
        ends = np.cumsum([s.count for s in parts])
        for part, flags in zip(parts, np.split(lost, ends[:-1]), strict=True):
            if flags.any():
                kept[part.id] = _without(part, flags)
    return kept


def _falling_together(parts: Sequence[RowSet], spec: LedgerSpec) -> Flags:
    """Rows beside that have to go; main rows stand first, so that a row beside gives way to them."""
    beside = np.concatenate([np.arange(s.count) >= s.main for s in parts])
    order = np.argsort(beside, kind="stable")
    names = [c.name for c in identity(spec)]
    records = _records(parts, names)
    lost = np.zeros(len(beside), bool)
    if not spec.dated:
        lost[order] = _repeated(records[order])
    elif "from_on" in spec.key:
        lost = _running_into(records, *_spells(parts), beside)
    if (lost & ~beside).any():
        raise RecipeError([_said(parts, spec, np.flatnonzero(lost & ~beside), names)])
    return lost


def _said(parts: Sequence[RowSet], spec: LedgerSpec, lost: Whole, names: Sequence[str]) -> str:
    ends = np.cumsum([s.count for s in parts])
    ids = sorted({parts[int(i)].id for i in np.searchsorted(ends, lost, side="right")})
    held = " and begin while the other holds" if spec.dated else ""
    return (
        f"{', '.join(ids)}: {len(lost)} rows of {spec.name} would land in another row: they have the same "
        f"{', '.join(names)}{held}; choose apart_from, longer periods or another number"
    )


def _running_into(records: Whole, begins: Whole, ends: Whole, beside: Flags) -> Flags:
    """Spells beside that meet another of the same subject, and main ones that meet a main one."""
    lost = np.zeros(len(records), bool)
    lost[beside] = _meeting(records, begins, ends, ~beside)[beside]
    for some in (~beside, beside & ~lost):
        lost[some] |= _begun_while(records[some], begins[some], ends[some])
    return lost


def _meeting(records: Whole, begins: Whole, ends: Whole, main: Flags) -> Flags:
    """Which spells meet a main spell of their subject, main spells being apart."""
    order = np.lexsort((begins[main], records[main]))
    own, since, until = records[main][order], begins[main][order], ends[main][order]
    if not len(own):
        return np.zeros(len(records), bool)
    # The main spell that begins last before this one ends: it meets this one if it ends after this one begins.
    keys = np.rec.fromarrays([own, since])
    place = np.searchsorted(keys, np.rec.fromarrays([records, ends]), side="left") - 1
    safe = np.maximum(place, 0)
    found: Flags = (place >= 0) & (own[safe] == records) & (until[safe] > begins)
    return found


def _begun_while(records: Whole, begins: Whole, ends: Whole) -> Flags:
    """Spells that begin while an earlier one of the same subject holds."""
    order = np.lexsort((begins, records))
    r, b, e = records[order], begins[order], ends[order]
    found = np.zeros(len(r), bool)
    found[order[1:]] = (r[1:] == r[:-1]) & (b[1:] < e[:-1])
    return found


def _spells(parts: Sequence[RowSet]) -> tuple[Whole, Whole]:
    """First day and first day after, as day numbers; a spell that still holds never ends."""
    begins = np.concatenate([_day_numbers(s, "from_on", 0) for s in parts])
    return begins, np.concatenate([_day_numbers(s, "to_on", _NEVER) for s in parts])


def _day_numbers(rows: RowSet, name: str, nothing: int) -> Whole:
    made = rows.columns.get(name)
    if not isinstance(made, Days):
        return np.full(rows.count, nothing, np.int64)
    days = made.days.astype("datetime64[D]")
    return np.where(np.isnat(days), nothing, days.astype(np.int64))


def _records(parts: Sequence[RowSet], names: Sequence[str]) -> Whole:
    """A number for each row that two rows share exactly where these columns agree; -1 - row where a number is empty."""
    spec = SPECS[parts[0].ledger]
    count = sum(s.count for s in parts)
    found = np.zeros(count, np.int64)
    nameless = np.zeros(count, bool)
    for name in names:
        column = None if name == "area_code" else spec.column(name)
        universes = sorted({m.universe for s in parts if isinstance(m := s.columns.get(name), References)})
        cells = np.concatenate([_cells(s, name, universes) for s in parts])
        numbers, several = _numbered(cells)
        if column is not None and column.kind is Kind.TEXT and column.privacy is Privacy.PERSONAL:
            nameless |= np.array([c is None for c in cells], bool)  # everything said of such a row identifies it
        _, found = np.unique(found * several + numbers, return_inverse=True)
        found = found.astype(np.int64)
    return np.where(nameless, -1 - np.arange(count), found)


def _numbered(cells: Any) -> tuple[Whole, int]:
    """Each cell as the number of its value, and how many values there are."""
    if cells.dtype == object:
        coded = pa.array(cells.tolist(), from_pandas=True).dictionary_encode()
        numbers = coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False).astype(np.int64)
        return numbers, len(coded.dictionary) + 1
    values, numbers = np.unique(cells, return_inverse=True)
    return numbers.astype(np.int64), max(len(values), 1)


def _cells(rows: RowSet, name: str, universes: Sequence[str]) -> Any:
    """The column as numbers, or as words; a row of another set is another number."""
    match rows.columns.get(name):
        case References(universe, places):
            return np.where(places == NOTHING, NOTHING, places + (universes.index(universe) << _UNIVERSE_BITS))
        case Amounts(units, _, there):
            return np.where(there, units, -_NEVER)
        case Days():
            return _day_numbers(rows, name, -_NEVER)
        case Words(words):
            return words
    return rows.area if name == "area_code" else _empty(SPECS[rows.ledger].column(name).kind, rows.count)


def _empty(kind: Kind, count: int) -> Any:
    if kind in (Kind.REFERENCE, Kind.DATE, Kind.INTEGER, Kind.DECIMAL):
        return np.full(count, NOTHING if kind is Kind.REFERENCE else -_NEVER, np.int64)
    return np.full(count, None, object)


def _repeated(records: Whole) -> Flags:
    """All rows but the first of each record."""
    _, first = np.unique(records, return_index=True)
    found = np.ones(len(records), bool)
    found[first] = False
    return found


def _without(rows: RowSet, lost: Flags) -> RowSet:
    """The row set without these rows beside it; nothing refers to them."""
    kept = np.flatnonzero(~lost)
    member = rows.member and References(rows.member.universe, rows.member.places[kept])
    columns = {name: taken(made, kept) for name, made in rows.columns.items()}
    return RowSet(rows.id, rows.ledger, len(kept), rows.main, columns, rows.area[kept], member)


def taken(made: Made, places: Whole) -> Made:
    """These rows of a column."""
    if isinstance(made, References):
        return References(made.universe, made.places[places])
    if isinstance(made, Amounts):
        return Amounts(made.units[places], made.digits, made.there[places])
    if isinstance(made, Days):
        return Days(made.days[places])
    return Words(made.words[places])


__all__ = ["RowSet", "draw_apart", "keep_apart", "taken"]
