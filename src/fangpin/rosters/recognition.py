"""Which source a sheet is, and which of its columns mean which fields. What is not certain is offered, not taken."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pyarrow.compute as pc

from fangpin.rosters.headers import Heading, headings, titles
from fangpin.rosters.labels import Label, normalise_label, read_label, unit_in_title, unit_of, wording
from fangpin.rosters.periods import PeriodSuggestion, suggest_period
from fangpin.rosters.sheets import Sheet
from fangpin.rosters.sources import Source

LIKENESS = 0.72
LEAST_SCORE = 0.3
WITH_SUGGESTIONS = 3  # looking for near misses costs more than the rest together


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A heading an officer has mapped before; ``field`` is None where it is known to mean nothing."""

    source: str
    label: str
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """One column that means a field. ``unit`` is as the heading wrote it; ``how``: alias, remembered, chosen."""

    index: int
    label: str
    field: str
    unit: str = ""
    how: str = "alias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A column that looks like a field; an officer has to say so."""

    index: int
    label: str
    field: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """A sheet read as one source. ``header_top`` and ``header_bottom`` are records of the sheet, from 0."""

    source: str
    sheet_no: int
    header_top: int
    header_bottom: int
    labels: tuple[str, ...]
    columns: tuple[ColumnMatch, ...]
    score: float
    unmapped: tuple[tuple[int, str], ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    ambiguous: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    repeated: Mapping[str, int] = field(default_factory=dict)  # heading -> how often, contents being equal
    missing_required: tuple[str, ...] = ()
    period: PeriodSuggestion | None = None
    unit: str = ""  # stated for the whole table in a title row

    @property
    def usable(self) -> bool:
        """Whether every required field has its column."""
        return not self.missing_required

    @property
    def fields(self) -> dict[str, ColumnMatch]:
        return {match.field: match for match in self.columns}

    def choose(self, chosen: Mapping[int, str | None], source: Source) -> Recognition:
        """The same sheet with columns mapped (or unmapped) by an officer."""
        kept = [m for m in self.columns if m.index not in chosen and m.field not in set(chosen.values())]
        added = [
            ColumnMatch(index=i, label=self.labels[i], field=f, unit=unit_of(self.labels[i]), how="chosen")
            for i, f in chosen.items()
            if f is not None
        ]
        columns = tuple(sorted([*kept, *added], key=lambda m: m.index))
        taken = {m.index for m in columns}
        mapped = {m.field for m in columns}
        return replace(
            self,
            columns=columns,
            unmapped=tuple((i, label) for i, label in enumerate(self.labels) if label and i not in taken),
            suggestions=tuple(s for s in self.suggestions if s.index not in taken and s.field not in mapped),
            ambiguous={f: i for f, i in self.ambiguous.items() if f not in mapped},
            missing_required=tuple(f for f in source.required if f not in mapped),
        )


def recognise(
    sheet: Sheet, sources: Iterable[Source], remembered: Sequence[Remembered] = ()
) -> tuple[Recognition, ...]:
    """Every source the sheet could be, best first, empty where it resembles none; the first few with suggestions."""
    sources = tuple(sources)
    candidates = list(headings(sheet))
    found = []
    for source in sources:
        memory = {normalise_label(r.label): r.field for r in remembered if r.source == source.id}
        best = max((_fit(h, source, memory) for h in candidates), key=lambda f: f.rank, default=None)
        if best is not None and len(best.matches) >= min(2, len(source.fields)):
            recognition = _describe(sheet, source, best)
            if recognition.score >= LEAST_SCORE:
                found.append(recognition)
    found.sort(key=lambda r: (-r.score, r.source))
    by_id = {source.id: source for source in sources}
    first = [_with_suggestions(r, by_id[r.source]) for r in found[:WITH_SUGGESTIONS]]
    return (*first, *found[WITH_SUGGESTIONS:])


def _with_suggestions(recognition: Recognition, source: Source) -> Recognition:
    free = {index for index, _ in recognition.unmapped}
    taken = set(range(len(recognition.labels))) - free
    mapped = {match.field for match in recognition.columns}
    return replace(recognition, suggestions=_suggest(source, recognition.labels, taken, mapped))


@dataclass(slots=True, kw_only=True)
class _Fit:
    heading: Heading
    matches: dict[str, list[ColumnMatch]]
    rank: tuple[int, int, int, int]


@lru_cache(maxsize=50_000)
def _last(label: str) -> Label:
    return read_label(label.rsplit("/", 1)[-1])


def _fit(heading: Heading, source: Source, memory: Mapping[str, str | None]) -> _Fit:
    matches: dict[str, list[ColumnMatch]] = {}
    exact: set[str] = set()
    meant: dict[str, list[ColumnMatch]] = {}
    for index, label in enumerate(heading.labels):
        if not label:
            continue
        found, how, is_full = _field_of(label, source, memory)
        if found is None:
            if not how and (near := _field_meant(label, source)):
                meant.setdefault(near, []).append(
                    ColumnMatch(index=index, label=label, field=near, unit=unit_of(label))
                )
            continue
        match = ColumnMatch(index=index, label=label, field=found, unit=unit_of(label), how=how)
        if is_full and found not in exact:  # a full path beats a bare last part
            exact.add(found)
            matches[found] = [match]
        elif is_full or found not in exact:
            matches.setdefault(found, []).append(match)
    for name, worded in meant.items():
        if len(worded) == 1:  # of two such columns nobody knows which
            matches.setdefault(name, worded)
    required = sum(name in matches for name in source.required)
    depth = heading.bottom - heading.top
    return _Fit(heading=heading, matches=matches, rank=(required, len(matches), -depth, -heading.top))


def _field_of(label: str, source: Source, memory: Mapping[str, str | None]) -> tuple[str | None, str, bool]:
    """(field, how, whether the whole heading said so) for one flat label."""
    whole, full, last = _forms(label)
    if whole in memory:
        return memory[whole], "remembered", True
    by_label = source.by_label
    for form in full:
        if form in by_label:
            return by_label[form], "alias", True
    for form in last:
        if form in by_label:
            return by_label[form], "alias", False
    return None, "", False


def _field_meant(label: str, source: Source) -> str | None:
    """The field a heading is about in other words of asking; an amount is never taken for a yes or no."""
    last = _last(label)
    name = source.by_wording.get(wording(last.base))
    return name if name and not (last.unit and source.by_id[name].unit is None) else None


@lru_cache(maxsize=50_000)
def _forms(label: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """How a flat label may be written: as a whole, all of its path, its last part; once for all sources."""
    full = [
        form for text in (label, label.replace("/", "")) for form in (read_label(text).plain, read_label(text).base)
    ]
    last = _last(label)
    return normalise_label(label), tuple(dict.fromkeys(full)), tuple(dict.fromkeys((last.plain, last.base)))


def _describe(sheet: Sheet, source: Source, fit: _Fit) -> Recognition:
    columns: list[ColumnMatch] = []
    ambiguous: dict[str, tuple[int, ...]] = {}
    repeated: dict[str, int] = {}
    for name, matches in fit.matches.items():
        chosen = _one_of(sheet, matches, fit.heading.bottom + 1)
        if chosen is None:
            ambiguous[name] = tuple(m.index for m in matches)
            continue
        if len(matches) > 1:
            repeated[chosen.label] = len(matches)
        columns.append(chosen)
    taken = {m.index for m in columns}
    known = taken | {m.index for name, matches in fit.matches.items() if name not in ambiguous for m in matches}
    mapped = {m.field for m in columns}
    above = titles(sheet, fit.heading.top)
    said = [*above, sheet.name, sheet.file]
    return Recognition(
        source=source.id,
        sheet_no=sheet.no,
        header_top=fit.heading.top,
        header_bottom=fit.heading.bottom,
        labels=fit.heading.labels,
        columns=tuple(sorted(columns, key=lambda m: m.index)),
        score=_score(source, mapped | set(ambiguous), fit.heading, said),
        unmapped=tuple((i, label) for i, label in enumerate(fit.heading.labels) if label and i not in known),
        suggestions=(),
        ambiguous=ambiguous,
        repeated=repeated,
        missing_required=tuple(f for f in source.required if f not in mapped),
        period=suggest_period(said, kind=source.period),
        unit=next((unit for text in above if (unit := unit_in_title(text))), ""),
    )


def _one_of(sheet: Sheet, matches: list[ColumnMatch], body: int) -> ColumnMatch | None:
    """The only column of a field: the others must be empty or say the same, else nobody knows which is meant."""
    filled = [m for m in matches if sheet.columns[m.index].slice(body).null_count < sheet.height - body]
    if not filled:
        return matches[0]
    first = sheet.columns[filled[0].index].slice(body)
    same = all(pc.fill_null(sheet.columns[m.index].slice(body), "").equals(pc.fill_null(first, "")) for m in filled[1:])
    return filled[0] if same else None


def _score(source: Source, mapped: set[str], heading: Heading, said: list[str]) -> float:
    labels = sum(1 for label in heading.labels if label)
    required = sum(name in mapped for name in source.required) / max(len(source.required), 1)
    share = len(mapped) / max(min(labels, len(source.fields)), 1)
    reach = len(mapped) / max(len(source.fields), labels, 1)
    text = normalise_label(" ".join(said))
    words = any(normalise_label(w) in text for w in source.words)
    against = any(normalise_label(w) in text for w in source.without)
    score = 0.4 * required + 0.25 * min(share, 1.0) + 0.15 * reach + 0.2 * words
    if source.marks and not mapped & set(source.marks):
        score *= 0.4 if not words else 0.8
    return round(score * (0.5 if against else 1.0), 4)


def _suggest(source: Source, labels: tuple[str, ...], taken: set[int], mapped: set[str]) -> tuple[Suggestion, ...]:
    free = {form: name for form, name in source.by_label.items() if name not in mapped}
    found = []
    for index, label in enumerate(labels):
        if not label or index in taken or not free:
            continue
        text = _last(label).base
        near = difflib.get_close_matches(text, list(free), n=1, cutoff=LIKENESS)
        if near:
            likeness = difflib.SequenceMatcher(None, text, near[0]).ratio()
            found.append(Suggestion(index=index, label=label, field=free[near[0]], likeness=round(likeness, 3)))
    return tuple(found)
