"""When two rows are the same record: the columns that identify, written as one text for joining."""

from __future__ import annotations

from collections.abc import Sequence

from fangpin.imports.known import compared_field
from fangpin.ledgers import Column, Kind, LedgerSpec, Privacy

# A household or person is the one that was found; a spell belongs to what it is a spell of, whenever it began.
ENTITIES = ("household", "person")
_SPELL_OF = {
    "membership": ("person",),  # nobody is counted in two households at once: moving closes the old membership
    "monitoring_spell": ("household",),  # one at a time; a new day of identification is a new one
}


def identity(spec: LedgerSpec) -> tuple[Column, ...]:
    """The columns that say which record a row is; for dated ledgers, of whose spells."""
    if spec.name in ENTITIES:
        return ()
    names = spec.key
    if spec.dated:
        names = _SPELL_OF.get(spec.name) or tuple(n for n in spec.key if n != "from_on")
    return tuple(spec.column(n) for n in names)


def case_key(spec: LedgerSpec) -> tuple[str, ...]:
    """For dated ledgers keyed by an event (the identification), the columns of that key.

    As long as they agree it is the same spell, and what is learnt of it is written into it: an
    eliminated risk keeps its spell. Empty for ledgers whose spells are states, keyed by their start.
    """
    if not spec.dated or "from_on" in spec.key:
        return ()
    own = identity(spec)
    return tuple(spec.column(n).stored_name for n in spec.key if spec.column(n) not in own)


def identity_text(spec: LedgerSpec, columns: Sequence[Column], alias: str) -> str:
    """SQL text that is equal exactly for rows that are the same record.

    Where a number that should identify (a contract, a settlement) is empty, everything the file
    says about the record identifies it: ``columns`` are those the file sets.
    """
    if spec.name in ENTITIES:
        return f"{alias}.id::VARCHAR"
    own = identity(spec)
    text = _joined(own, alias)
    numbers = [c for c in own if c.kind is Kind.TEXT and c.privacy is Privacy.PERSONAL]
    if not numbers or not own:
        return text if own else _joined(columns, alias)
    empty = " OR ".join(f"{alias}.{c.stored_name} IS NULL" for c in numbers)
    return f"CASE WHEN {empty} THEN {text} || '#' || {_joined(columns, alias)} ELSE {text} END"


def record_text(spec: LedgerSpec, alias: str) -> str:
    """As :func:`identity_text`, apart from the period: what the amounts of several periods are amounts of."""
    return _joined([spec.column(n) for n in spec.key if not n.startswith("period_")], alias)


def _joined(columns: Sequence[Column], alias: str) -> str:
    cells = (f"coalesce({alias}.{compared_field(c).name}::VARCHAR, '')" for c in columns)
    return " || '|' || ".join(cells)
