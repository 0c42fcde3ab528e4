"""Two seals compared: which figures moved, by how much, and because of which batches or which change of policy.

Only figures that read a ledger whose content changed, or whose definition or parameters changed, are counted
again; the batches are those of the changed rows of the ledgers they read, in the area they moved in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.indicators.definition import definition
from fangpin.indicators.evaluation import evaluate
from fangpin.indicators.figure import Figure
from fangpin.indicators.figures import Figures
from fangpin.indicators.keeping import countable
from fangpin.indicators.levels import LEVELS
from fangpin.indicators.reading import ledgers_read, parameters_read
from fangpin.ledgers import SPECS
from fangpin.policy import Indicator, Policy, snapshot_table
from fangpin.rules.ladder import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Batches:
    """Changed rows of one ledger in one area: which import batch they came with (None: by hand) and how many."""

    ledger: str
    area_code: str
    batch_id: int | None
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure that the later seal gives otherwise. ``definition`` and ``parameters`` name changes of policy."""

    before: Figure
    after: Figure
    batches: tuple[Batches, ...]
    definition: bool
    parameters: tuple[str, ...]

    @property
    def by(self) -> Decimal | None:
        """How much it moved; None where one of the two is no number."""
        first, second = self.before.value, self.after.value
        return None if first is None or second is None else second - first


def restate(
    earlier: Any,
    later: Any,
    *,
    indicators: Iterable[str | Indicator] | None = None,
    as_of: date | None = None,
    since: date | None = None,
    levels: Sequence[str] = tuple(LEVELS),
) -> tuple[Moved, ...]:
    """What moved between two opened snapshots, both read for one day: the earlier one's unless told."""
    old, new = earlier.policy, later.policy
    day = as_of or earlier.manifest.as_of
    chosen = _in_both(old, new, indicators)
    changed = changed_ledgers(earlier, later)
    redefined = {key for key, (a, b) in chosen.items() if definition(a, old) != definition(b, new)}
    revalued = {key: _parameters_changed(b, old, new, day) for key, (_, b) in chosen.items()}
    touched = {
        key: pair
        for key, pair in chosen.items()
        if key in redefined or revalued[key] or ledgers_read(pair[1], new) & set(changed)
    }
    for place, policy in enumerate((old, new)):  # a number without a value on the day says nothing of either
        told, _without = countable(policy, (pair[place] for pair in touched.values()), day)
        kept = {indicator.key for indicator in told}
        touched = {key: pair for key, pair in touched.items() if key in kept}
    if not touched:
        return ()
    before, after = (
        evaluate(snapshot, policy, [pair[place] for pair in touched.values()], as_of=day, since=since, levels=levels)
        for place, (snapshot, policy) in enumerate(((earlier, old), (later, new)))
    )
    batches = _batches(earlier, later, changed)
    return tuple(_moved(touched, before, after, batches, redefined, revalued, new))


def changed_ledgers(earlier: Any, later: Any) -> tuple[str, ...]:
    """Ledgers whose content differs, by the content hashes of the two manifests."""
    a = {entry.name: entry.content for entry in earlier.manifest.ledgers}
    b = {entry.name: entry.content for entry in later.manifest.ledgers}
    return tuple(sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name)))


def _in_both(
    old: Policy, new: Policy, indicators: Iterable[str | Indicator] | None
) -> dict[str, tuple[Indicator, Indicator]]:
    wanted = None if indicators is None else {i if isinstance(i, str) else i.key for i in indicators}
    first, second = ({i.key: i for i in p.indicators.values() if not i.open_slots} for p in (old, new))
    first |= {f.indicator.key: f.indicator for f in old.figures.values()}
    second |= {f.indicator.key: f.indicator for f in new.figures.values()}
    return {
        key: (indicator, second[key])
        for key, indicator in first.items()
        if key in second and (wanted is None or key in wanted)
    }


def _parameters_changed(indicator: Indicator, old: Policy, new: Policy, day: date) -> tuple[str, ...]:
    a, b = old.values_on(day), new.values_on(day)
    return tuple(sorted(name for name in parameters_read(indicator, new) if a.get(name) != b.get(name)))


def _batches(earlier: Any, later: Any, changed: Iterable[str]) -> tuple[Batches, ...]:
    """Rows that one seal has and the other has not, or has otherwise, by ledger, area and batch."""
    found: list[Batches] = []
    for name in changed:
        spec = SPECS.get(name)
        if spec is None or spec.internal:
            continue
        columns = [c.stored_name for c in spec.snapshot_columns]
        with earlier.connect() as a, later.connect() as b:
            old, new = (
                c.sql(f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(snapshot_table(spec))}").to_arrow_table()
                for c in (a, b)
            )
        found += _compare_rows(name, columns, old, new)
    return tuple(found)


def _compare_rows(name: str, columns: Sequence[str], old: Any, new: Any) -> list[Batches]:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.register("old", old)
        connection.register("new", new)
        differs = " OR ".join(f"o.{quoted(c)} IS DISTINCT FROM n.{quoted(c)}" for c in columns)
        rows = connection.execute(
            "SELECT unnest([o.area_code, n.area_code]) AS area_code, coalesce(n.batch_id, o.batch_id) AS batch_id, "
            "o.id IS NULL AS added, n.id IS NULL AS removed, coalesce(n.id, o.id) AS id "
            "FROM old AS o FULL JOIN new AS n ON n.id = o.id "
            f"WHERE o.id IS NULL OR n.id IS NULL OR {differs}"
        ).fetchall()
    counted: dict[tuple[str, int | None], list[int]] = {}
    for area, batch, added, removed, _id in dict.fromkeys(row for row in rows if row[0] is not None):
        numbers = counted.setdefault((area, batch), [0, 0, 0])
        numbers[0 if added else 1 if removed else 2] += 1
    return [
        Batches(ledger=name, area_code=area, batch_id=batch, added=a, removed=r, changed=c)
        for (area, batch), (a, r, c) in sorted(counted.items(), key=str)
    ]


def _moved(
    touched: Mapping[str, tuple[Indicator, Indicator]],
    before: Figures,
    after: Figures,
    batches: Sequence[Batches],
    redefined: set[str],
    revalued: Mapping[str, tuple[str, ...]],
    policy: Policy,
) -> Iterable[Moved]:
    for key, (_, indicator) in touched.items():
        read = ledgers_read(indicator, policy)
        for level in after.areas:
            for area in sorted(before.areas[level].keys() | after.areas[level].keys()):
                first, second = before.figure(key, area), after.figure(key, area)
                if _parts(first) == _parts(second):
                    continue
                yield Moved(
                    before=first,
                    after=second,
                    batches=tuple(b for b in batches if b.ledger in read and b.area_code.startswith(area)),
                    definition=key in redefined,
                    parameters=revalued[key],
                )


def _parts(figure: Figure) -> tuple[Any, ...]:
    return (figure.numerator, figure.denominator, figure.unknown, figure.unknown_below, figure.day, figure.before)
