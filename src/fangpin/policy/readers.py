"""Which facts are read, by which others, and what of them: found from the top, the rest need not be worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fangpin.policy.columns_named import ALL, Named
from fangpin.policy.entries import Fact
from fangpin.policy.known import NOTHING, Known
from fangpin.policy.ladder import columns_in, facts_below
from fangpin.policy.narrowing import Ways
from fangpin.policy.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRead:
    """A fact, the facts that read it, its ``columns`` that are read (None: all), and what is ``asked`` of its rows."""

    fact: Fact
    readers: tuple[str, ...]
    columns: frozenset[str] | None
    asked: Ways


def facts_read(
    policy: Policy,
    wanted: Mapping[str, frozenset[str] | None],
    asked: Mapping[str, Ways] | None = None,
    known: Known = NOTHING,
) -> dict[str, FactRead]:
    """The facts below ``wanted`` in order of building, without those joined only for columns that nobody reads.

    ``wanted`` says what is read of a fact beside what other facts read of it, None all; ``asked`` what a row must meet
    to be wanted at all, which holds only where no other fact reads it; ``known`` what has been seen of the ledgers.
    """
    found: dict[str, FactRead] = {}
    named: dict[str, Named] = {}
    for fact in reversed(facts_below(policy, wanted)):
        readers = tuple(id_ for id_, names in named.items() if fact.id in names)
        if not readers and fact.id not in wanted:
            continue
        columns: frozenset[str] | None = None
        if (own := wanted.get(fact.id, frozenset())) is not None:
            given = {*fact.grain, *fact.keys, *(column.name for column in fact.columns)}
            read = own.union(*(named[id_][fact.id] for id_ in readers))
            columns = frozenset(fact.grain) | (given if ALL in read else given & read)
        ways = (asked or {}).get(fact.id, frozenset()) if not readers else frozenset()
        found[fact.id] = FactRead(fact=fact, readers=readers, columns=columns, asked=ways)
        named[fact.id] = columns_in(fact, columns, ways, known)
    return {id_: found[id_] for id_ in reversed(found)}
