"""A draft read, mapped, counted and judged: what ``bulletin check`` prints and the page of a draft shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fangpin.bulletins.areas import Places, areas_of
from fangpin.bulletins.arithmetic import relations
from fangpin.bulletins.arithmetic.relating import Relation
from fangpin.bulletins.counting import Counts
from fangpin.bulletins.judging import judge
from fangpin.bulletins.listing import listed
from fangpin.bulletins.mapping import carried_on, map_figures
from fangpin.bulletins.naming import Named, count_links, find_links, indicators_of
from fangpin.bulletins.options import options_of
from fangpin.bulletins.periods import published as published_in
from fangpin.bulletins.periods import titled
from fangpin.bulletins.plausibility import Extent, with_plausibility
from fangpin.bulletins.reading import Reading, read
from fangpin.bulletins.stated import StatedFigures, stated_in
from fangpin.bulletins.verdicts import UNCONFIRMED, Judged, Verdict
from fangpin.expressions import Wording
from fangpin.indicators import KeptFigures, Look, Target
from fangpin.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft:
    """A reading with a verdict for each of its figures, in the same order."""

    reading: Reading
    judged: tuple[Judged, ...]
    relations: tuple[Relation, ...]
    named: tuple[Named, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing is wrong; what was not understood is told apart."""
        return not any(one.verdict in WRONG for one in self.judged) and not any(one.wrong for one in self.named)

    @property
    def counts(self) -> dict[str, int]:
        """How many figures have which verdict."""
        return dict(Counter(str(one.verdict) for one in self.judged))

    def as_json(self) -> dict[str, Any]:
        """Plain values; offsets are into the text as given, numbers decimal strings in base units."""
        return self.reading.as_json() | {
            "figures": [one.as_json() for one in self.judged],
            "terms": [one.as_json() for one in self.named],
            "relations": [one.as_json() for one in self.relations],
        }


def check_text(
    text: str,
    snapshot: Any,
    policy: Policy,
    *,
    choices: Mapping[str, str] | None = None,
    stated: StatedFigures | None = None,
    published: Iterable[Target] = (),
    published_on: date | None = None,
    kept: KeptFigures | None = None,
) -> CheckedDraft:
    """Read a draft, map its figures to the place's indicators, count these in the snapshot and judge.

    ``choices`` are remembered readings (:attr:`Judged.words` → indicator key), ``stated`` what others state: as the
    snapshot holds it, unless an installation gives what was stated since. ``published`` are figures the place has
    published before: its own words for what it counts. The snapshot's day stands in for the day of publication where
    the text says none. ``kept`` are figures of the snapshot that were counted before; what is missing there is counted.
    Raises ``TextTooLong``.
    """
    day: date = snapshot.manifest.as_of
    options = options_of(policy, published)
    with snapshot.connect() as connection:
        places = Places.of(connection, policy.place.area_code or "", day)
        reading = read(text, places=places.numbered, published_on=published_on or _said_day(text, day))
        names = find_links(reading, options)
        areas = areas_of(reading, places)
        of_areas = zip(map_figures(reading, options, choices), areas, strict=True)
        found = carried_on((replace(one, area=area) for one, area in of_areas), reading)
        about = titled(reading.text.text)
        mapped = tuple(replace(one, about=about) for one in (*found, *listed(reading, options)))
        counts = Counts(Look(connection), policy, policy.place.area_code or "", kept)
        said = stated_in(connection) if stated is None else stated
        judged = judge(mapped, counts, day, said, also=indicators_of(names, options))
        named = count_links(names, options, counts, day)
        extent = Extent.of(connection, policy.place.area_code or "", day)
    related = relations(reading)
    judged = with_plausibility(reading, _with_arithmetic(judged, related), policy, day, extent)
    return CheckedDraft(reading=reading, judged=judged, relations=related, named=named)


def _said_day(text: str, day: date) -> date | None:
    """None where the text tells its own day of publication, else the snapshot's."""
    return None if published_in(text).on else day


def _with_arithmetic(judged: tuple[Judged, ...], related: tuple[Relation, ...]) -> tuple[Judged, ...]:
    """What does not add up is told of the figure that the records do not confirm."""
    made = list(judged)
    for relation in related:
        first = made[relation.figures[0]]
        if relation.holds or first.verdict not in UNCONFIRMED:
            continue
        if any(made[number].verdict == Verdict.DIFFERS for number in relation.figures[1:]):
            continue  # the other number is wrong, and told so
        expected = format(round(relation.expected, 2).normalize(), "f")
        why = Wording(f"the text's own numbers make {expected}", f"按文中其他数字应为 {expected}")
        made[relation.figures[0]] = replace(first, verdict=Verdict.ARITHMETIC_WRONG, why=why)
    return tuple(made)


WRONG = frozenset({Verdict.DIFFERS, Verdict.ARITHMETIC_WRONG, Verdict.IMPLAUSIBLE})
