"""Are the published figures counted, or only known? A city of other numbers, taken the whole way, then disturbed.

    python bench/varied_city.py --city gejiu --seed 7 [--home FOLDER] [--json]

1. Every stock, flow and ratio of the city's targets file is changed at random, keeping the stated relations; `fangpin
   demo CITY --targets FILE` builds, imports and seals that city in an empty home; `fangpin figures check FILE` must
   agree on all of them.
2. Records are removed, then others doubled, then others re-dated: one of each in every ledger where what must follow
   can be reckoned beforehand; the ledgers are sealed again after each. Every figure that counts such a ledger's rows
   must come to what is worked out here, in plain Python, from the list of rows that stood behind it *before*. A figure
   that reaches the ledger through facts about people, households or areas may differ by rows of the disturbed record's
   own person, household or area (of a record of a catalogue: by rows of its code), and by nothing else. A figure that
   does not read the ledger must not move.

Takes minutes. Exits 1 if anything did not come out as it must. A home that holds the city already is used again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from fangpin.indicators import Figure, check, drill, ledgers_read
from fangpin.ledgers import SPECS, Kind
from fangpin.policy import Policy, Tally
from fangpin.snapshots import Snapshot, open_snapshot
from fangpin.synthesis.targets import Targets, shipped_targets, unmet, vary
from fangpin_web.command.codes import Exit

Key = tuple[Any, ...]
Row = dict[str, Any]
Part = tuple[str, str]  # figure, and numerator or denominator
# A person or household alone is nobody's: a fact's row about one is made of memberships and other records too.
MADE_OF_OTHERS = frozenset({"person", "household"})
LATER = timedelta(days=4000)  # past every day and period that a figure speaks of


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--city", default="gejiu")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--home", type=Path, help="where the city is built; kept if given")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="fangpin-varied-") as made:
        home = given.home or Path(made)
        home.mkdir(parents=True, exist_ok=True)
        os.environ["FANGPIN_HOME"] = str(home)
        try:
            return walk(given.city, given.seed, home, as_json=given.json)
        finally:
            fangpin("stop", told=False)


def walk(city: str, seed: int, home: Path, *, as_json: bool) -> int:
    """Build the varied city, check it, disturb it; 0 if all came out as it must."""
    file = home / f"{city}-{seed}.yaml"
    published = shipped_targets(city)
    changed = write_varied(published, vary(published, seed), file)
    told: dict[str, Any] = {"bench": "varied_city", "city": city, "seed": seed, "figures": len(published)}
    told["values_changed"] = changed
    built = fangpin("demo", city, "--targets", str(file), "--no-serve", "--json")
    told |= {"people": built["built"]["people"], "rows": built["built"]["rows"]}
    checked = fangpin("figures", "check", str(file), "--place", city, "--json")
    told["agree"], told["differ"] = checked["agree"], checked["differ"]
    say = (lambda *_: None) if as_json else (lambda *words: print(*words, flush=True))
    say(f"{city}, seed {seed}: {changed} of {len(published)} values changed")
    say(f"built, imported and sealed: {told['people']} people, {told['rows']} rows")
    say(f"figures check: {checked['agree']} of {checked['total']} agree")
    for one in checked["differ"]:
        say(f"  ✗ {one['id']}: {one['why']}")
    told["disturbed"] = []
    for one in disturbed(file):
        told["disturbed"].append(one)
        say(
            f"{one['what']} in {len(one['ledgers'])} ledgers ({', '.join(one['ledgers'])}): "
            f"{one['foreseen']} figures moved as foreseen, {one['by_own_rows']} by rows of the same people or places, "
            f"{one['still']} stood still"
        )
        for line in one["moves"]:
            say(f"    {line}")
        for line in one["wrong"]:
            say(f"  ✗ {line}")
    sound = checked["agree"] == checked["total"] and not any(d["wrong"] for d in told["disturbed"])
    say("as it must be" if sound else "NOT as it must be")
    if as_json:
        print(json.dumps(told | {"sound": sound}, ensure_ascii=False))
    return 0 if sound else 1


def write_varied(published: Targets, varied: Targets, file: Path) -> int:
    """Write the targets file; gives how many values differ from the published ones."""
    if broken := unmet(varied):
        raise SystemExit(f"the varied figures do not keep {broken}")
    file.write_text(yaml.safe_dump([dict(t.entry) for t in varied], allow_unicode=True, sort_keys=False), "utf-8")
    return sum(one.value != published[one.id].value for one in varied)


def fangpin(*words: str, told: bool = True) -> dict[str, Any]:
    """Run a command as anybody would; its last line of JSON."""
    command = [sys.executable, "-m", "fangpin_web.command", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not told:
        return {}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise SystemExit(
            f"fangpin {' '.join(words)}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    answer = json.loads(lines[-1])
    if done.returncode not in (Exit.OK, Exit.FOUND):  # found: figures that do not agree, which is for the walk to tell
        raise SystemExit(f"fangpin {' '.join(words)}: exit {done.returncode}, {answer.get('en', answer)}")
    return answer


# --- what must follow from a change --------------------------------------------------------------------------------


@dataclass
class Listed:
    """The rows behind one part of a figure by their key; ``counted`` in a row is its amount, or its subject."""

    tally: Tally
    rows: dict[Key, Row]
    own_subject: bool  # what is told apart is the row itself

    @property
    def number(self) -> Decimal:
        told = [row["counted"] for row in self.rows.values()]
        if self.tally.counting.kind == "sum":
            return sum((Decimal(one) for one in told if one is not None), Decimal(0))
        if self.tally.counting.kind == "distinct":
            return Decimal(len(set(told) - {None}))
        return Decimal(len(told))

    def removed(self, key: Key) -> Listed:
        return self._with({k: row for k, row in self.rows.items() if k != key})

    def doubled(self, key: Key, renamed: str) -> Listed:
        """With a twin that is told apart by the column it was renamed in."""
        if key not in self.rows:
            return self
        another = self.own_subject or self.tally.counting.column == renamed
        twin = {**self.rows[key], "counted": object()} if another else self.rows[key]
        return self._with({**self.rows, (*key, "twin"): twin})

    def _with(self, rows: dict[Key, Row]) -> Listed:
        return Listed(self.tally, rows, self.own_subject)


Follows = Callable[[Listed, Key], Listed | None]  # the rows as they must stand after a change; None: not foreseen


@dataclass
class City:
    """One sealed state of the city with its figures."""

    file: Path
    policy: Policy
    snapshot: Snapshot

    @cached_property
    def figures(self) -> dict[str, Figure]:
        checked = check(self.file, self.snapshot, self.policy)
        return {c.target.id: c.figure for c in checked.compared if c.figure is not None}

    def listed(self, figure: str, part: str) -> Listed:
        """The rows behind one part of a figure."""
        one = self.figures[figure]
        found = drill(self.snapshot, self.policy, one.indicator, one.area_code, one.span, part=part)  # type: ignore[arg-type]
        keys = ("id",) if found.is_ledger else self.policy.facts[found.tally.over].grain
        rows = {tuple(row[k] for k in keys): row for row in found.rows.to_pylist()}
        return Listed(found.tally, rows, found.tally.counting.column in keys)

    @cached_property
    def _reads(self) -> dict[str, frozenset[str]]:
        return {id_: frozenset(ledgers_read(one.indicator, self.policy)) for id_, one in self.figures.items()}

    def reads(self, figure: str) -> frozenset[str]:
        return self._reads[figure]

    def told_by(self, tally: Tally, keys: Iterable[Key]) -> dict[Key, set[tuple[str, Any]]]:
        """What the records say that rows of a fact speak of, one each: also columns which the fact does not show.

        A reference is known by its own name and by what it points at: a claim's hospital is an organisation.
        """
        grain = self.policy.facts[tally.over].grain if tally.over in self.policy.facts else ()
        ledger = grain[0].removesuffix("_id") if len(grain) == 1 else ""
        if ledger not in SPECS:
            return {}
        view = f"{ledger}_spells" if SPECS[ledger].dated else ledger
        points = {c.stored_name: f"{c.target}_id" for c in SPECS[ledger].references}
        wanted = [int(key[0]) for key in keys]
        with self.snapshot.connect() as connection:
            asked = f"SELECT * FROM {view} WHERE list_contains($wanted, id)"
            rows = connection.sql(asked, params={"wanted": wanted}).to_arrow_table().to_pylist()
        return {(r["id"],): {*r.items()} | {(points[name], r[name]) for name in points} for r in rows}

    def direct(self, ledger: str) -> list[Part]:
        """Parts of figures whose rows are the ledger's own; figures compared with an earlier day are left out."""
        found: list[Part] = []
        for id_, figure in self.figures.items():
            indicator = figure.indicator
            if (
                indicator.against is None
                and ledger in self.reads(id_)
                and all(self._own(t, ledger) for t in indicator.tallies)
            ):
                found += [(id_, "numerator")] if indicator.tally else []
                found += [(id_, "denominator")] if indicator.denominator else []
        return found

    def _own(self, tally: Tally, ledger: str) -> bool:
        if tally.counting.kind not in ("rows", "sum", "distinct") or ledger in MADE_OF_OTHERS:
            return False
        return tally.over == ledger or (
            tally.over in self.policy.facts and self.policy.facts[tally.over].grain == (f"{ledger}_id",)
        )

    @cached_property
    def apart(self) -> list[str]:
        """Ledgers with figures over their own rows, such that no figure so reckoned reads another of them.

        Those come first whose rows no other record refers to: a row that is referred to cannot be taken away.
        """
        pointed_at = {column.target for spec in SPECS.values() for column in spec.references}
        chosen: list[str] = []
        for ledger in sorted(SPECS, key=lambda name: (name in pointed_at, -len(self.direct(name)), name)):
            mine = {id_ for id_, _ in self.direct(ledger)}
            others = {id_ for name in chosen for id_, _ in self.direct(name)}
            read = any(self.reads(i) & set(chosen) for i in mine) or any(ledger in self.reads(i) for i in others)
            if mine and not read:
                chosen.append(ledger)
        return chosen


def disturbed(file: Path) -> Iterator[dict[str, Any]]:
    """Remove, double, re-date; seal each time; hold what moved against what had to."""
    from fangpin_web.command.installation import open_database

    with open_database():
        from django.utils import timezone

        from fangpin_web.command.installation import officer_named
        from fangpin_web.command.reading import newest_seal
        from fangpin_web.office.policy import policy_in_force
        from fangpin_web.publishing.services import seal

        by = officer_named("county")
        sealed = newest_seal()
        before, used = City(file, policy_in_force(), open_snapshot(sealed.folder)), set[tuple[str, int]]()
        for what, act in (("removed", remove), ("doubled", double), ("re-dated", redate)):
            foreseen: dict[Part, Decimal] = {}
            own: list[Row] = []
            ledgers: list[str] = []
            for ledger in before.apart:
                done = disturb(ledger, act, before, used, by)
                if done is not None:
                    foreseen |= done[0]
                    own.append(done[1])
                    ledgers.append(ledger)
            made = seal(as_of=sealed.as_of, by=by, at=timezone.now())
            after = City(file, before.policy, open_snapshot(made.folder))
            yield compared(what, ledgers, foreseen, own, before, after)
            before = after


def disturb(
    ledger: str,
    act: Callable[..., Follows | None],
    city: City,
    used: set[tuple[str, int]],
    by: Any,
) -> tuple[dict[Part, Decimal], Row] | None:
    """Disturb the row that stands behind most figures; what each must come to, and the row as it was."""
    from fangpin_web.access.scope import acting_as
    from fangpin_web.records.doors import rows_of

    listed = {part: city.listed(*part) for part in city.direct(ledger)}
    behind: dict[Key, int] = {}
    for one in listed.values():
        for key in one.rows:
            behind[key] = behind.get(key, 0) + 1
    for key in sorted(behind, key=lambda k: (-behind[k], k))[:40]:
        if (ledger, key[0]) in used:
            continue
        with acting_as(by, "bench: read"):
            was = rows_of(ledger).filter(pk=key[0]).values().get()
        follows = act(ledger, key[0], listed, by)
        if follows is None:
            continue
        used.add((ledger, key[0]))
        with acting_as(by, "bench: read"):
            newest = rows_of(ledger).order_by("-id").values_list("id", flat=True).first()
        own = {f"{ledger}_id": {key[0], newest}, f"{ledger.rpartition('_')[2]}_id": {key[0], newest}}
        own |= {name: {value} for name, value in was.items() if name in refers_by(ledger) and value is not None}
        then = {part: after.number for part, one in listed.items() if (after := follows(one, key)) is not None}
        return then, {**own, "area_code": was["area_code"]}
    return None


def refers_by(ledger: str) -> set[str]:
    """Columns by which other rows belong to a row: its references, and the codes of a catalogue.

    A catalogue is shared by everybody and refers to documents alone: diseases of a programme, standards of a benefit.
    """
    spec = SPECS[ledger]
    targets = {c.target for c in spec.columns if c.kind is Kind.REFERENCE}
    kinds = {Kind.REFERENCE, Kind.CODE} if spec.shared and targets == {"document"} else {Kind.REFERENCE}
    return {c.stored_name for c in spec.columns if c.kind in kinds}


def remove(ledger: str, key: int, _listed: Any, by: Any) -> Follows | None:
    """Take a row away; None if other records refer to it."""
    import pyarrow as pa

    from fangpin_web.access.scope import acting_as
    from fangpin_web.records.bulk import BulkProblem
    from fangpin_web.records.bulk import remove as take_away

    try:
        with acting_as(by, "bench: removed"):
            take_away(ledger, pa.array([key], pa.int64()))
    except BulkProblem:
        return None
    return Listed.removed


def double(ledger: str, key: int, _listed: Any, by: Any) -> Follows | None:
    """Enter the same once more under another number; None where the database knows it by what cannot be altered."""
    from fangpin_web.access.scope import acting_as
    from fangpin_web.records.doors import rows_of

    spec = SPECS[ledger]
    texts = [c.stored_name for c in spec.columns if c.name in spec.key and c.kind is Kind.TEXT]
    if not texts:
        return None
    with acting_as(by, "bench: doubled"):
        row = rows_of(ledger).get(pk=key)
        row.pk = None
        setattr(row, texts[0], f"{getattr(row, texts[0]) or ''}-2")
        row.save(force_insert=True)
    return lambda one, k: one.doubled(k, texts[0])


def redate(ledger: str, key: int, listed: dict[Part, Listed], by: Any) -> Follows | None:
    """Move the day by which most figures place the row past all of them, as the page of a row corrects it."""
    from django.utils import timezone

    from fangpin_web.access.scope import acting_as
    from fangpin_web.records.doors import rows_of
    from fangpin_web.records.services import correct_row

    own = {c.stored_name for c in SPECS[ledger].columns if c.kind is Kind.DATE}
    days = [one.tally.when for one in listed.values() if one.tally.when in own and (key,) in one.rows]
    if not days:
        return None
    column = max(sorted(set(days)), key=days.count)
    with acting_as(by, "bench: read"):
        row = rows_of(ledger).get(pk=key)
    correct_row(
        ledger=ledger, key=key, changes={column: getattr(row, column) + LATER}, seen_at=row.entered_at,
        why="bench: re-dated", by=by, at=timezone.now(),
    )  # fmt: skip

    def follows(one: Listed, k: Key) -> Listed | None:
        """A figure that places rows by this day loses it; what else a fact makes of the day cannot be foreseen."""
        if one.tally.when == column:
            return one.removed(k)
        return one if one.tally.over.removesuffix("_spells") == ledger else None

    return follows


def compared(
    what: str, ledgers: list[str], foreseen: dict[Part, Decimal], own: list[Row], before: City, after: City
) -> dict[str, Any]:
    """What moved, held against what had to."""
    wrong: list[str] = []
    moves: list[str] = []
    counts = {"foreseen": 0, "by_own_rows": 0, "still": 0}
    for id_, then in before.figures.items():
        now = after.figures[id_]
        moved = False
        for part in ("numerator", "denominator"):
            a, b = getattr(then, part), getattr(now, part)
            moved |= a != b
            must = foreseen.get((id_, part))
            if must is not None and b != must:
                wrong.append(f"{id_} {part}: {a} came to {b}, must be {must}")
            elif must is None and a != b and not (before.reads(id_) & set(ledgers)):
                wrong.append(f"{id_} {part} moved from {a} to {b} and reads none of the ledgers")
            elif must is None and a != b and then.indicator.against is None:
                wrong += [f"{id_} {part}: {line}" for line in strangers(id_, part, own, before, after)]
        direct = any((id_, part) in foreseen for part in ("numerator", "denominator"))
        counts["still" if not moved else "foreseen" if direct else "by_own_rows"] += 1
        if moved:
            below = "" if then.denominator is None else f" (of {then.denominator} → {now.denominator})"
            moves.append(f"{id_} {then.indicator.id}: {then.numerator} → {now.numerator}{below}")
    return {"what": what, "ledgers": ledgers, **counts, "moves": moves, "wrong": wrong}


def strangers(figure: str, part: str, own: list[Row], before: City, after: City) -> Iterator[str]:
    """Rows that came or went and do not belong to a person, household or area of a disturbed record."""
    then, now = before.listed(figure, part), after.listed(figure, part)
    theirs = {(name, value) for row in own for name in row if name != "area_code" for value in row[name]}
    areas = {str(row["area_code"]) for row in own}
    strange: list[Key] = []
    moved = {*then.rows} ^ {*now.rows}
    told = before.told_by(then.tally, moved) | after.told_by(now.tally, moved)
    for key in moved:
        row = then.rows.get(key) or now.rows[key]
        own_words = {*row.items()} | told.get(key, set())
        if not own_words & theirs and str(row.get("area_code")) not in areas:
            strange.append(key)
    if strange:
        yield f"{len(strange)} rows came or went that are none of the disturbed records', such as {strange[0]}"


if __name__ == "__main__":
    raise SystemExit(main())
