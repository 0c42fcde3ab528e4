"""Reading the policies folder: a place's chain, nation first, file by file in name order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from fangpin.expressions import Vocabulary, Wording, did_you_mean, nearest
from fangpin.ledgers import SPECS
from fangpin.policy.calendar import Holidays
from fangpin.policy.chains import Around, Chain, read_chain_entries
from fangpin.policy.chains import read_chain as read_duty_chain
from fangpin.policy.entries import Case, CodeList, Fact, Parameter, Place, PolicyFile, RawSource, Rule
from fangpin.policy.facts import check_tables, over_rosters, read_fact
from fangpin.policy.figures import FigureEntry, read_figure, read_figure_entries
from fangpin.policy.forms import Ground as FormGround
from fangpin.policy.forms import OfficialForm, read_form, read_form_entries
from fangpin.policy.indicator_entries import Indicator, PublishedFigure
from fangpin.policy.indicators import Setting, read_indicator, read_indicator_entries
from fangpin.policy.mechanisms import Mechanism, Mentioned, read_mechanism, read_mechanism_entries
from fangpin.policy.overriding import LayeredEntry, PlacedEntry
from fangpin.policy.policy import Policy, vocabulary_of
from fangpin.policy.problems import PolicyError
from fangpin.policy.process_cases import read_guard_cases
from fangpin.policy.process_checking import read_spoken
from fangpin.policy.process_entries import GuardCase, Process, Spoken
from fangpin.policy.process_merging import ProcessEntry, read_process_entries
from fangpin.policy.processes import ProcessSetting, read_process
from fangpin.policy.reading import (
    read_calendar,
    read_cases,
    read_code_lists,
    read_parameters,
    read_place,
)  # fmt: skip
from fangpin.policy.roster_tables import RosterTable, roster_tables
from fangpin.policy.rules import RuleEntry, Surroundings, read_rule, read_rule_entries
from fangpin.policy.schemes import SchemeWorld, read_scheme_entries, read_schemes
from fangpin.policy.sources import amended, read_source
from fangpin.policy.template_entries import Template
from fangpin.policy.templates import read_template_entries, read_templates
from fangpin.policy.yaml_reading import Doubt, Item, Notes, read_yaml

# Read by others and no part of what is in force: recipes of synthetic cities (fangpin.synthesis.recipes).
AREAS_OF_A_CITY = ("synthesis", "areas.tsv")
BESIDE = ("synthesis",)
FOLDERS = (
    *("parameters", "codes", "calendar", "sources", "facts", "rules", "cases", "indicators", "figures"),
    *("mechanisms", "processes", "chains", "schemes", "templates", "forms"),
)


def shipped_folder() -> Path:
    """The policies that came with the package: inside a wheel, or beside ``src`` in a checkout."""
    packaged = Path(__file__).parents[1] / "_policies"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "policies"


Folders = Path | tuple[Path, ...]
"""Where places lie. Of several folders, the first that has a place gives all of it: an office's own, then ours."""


def load(place: str, folder: Folders | None = None) -> Policy:
    """The policy of a place; :class:`PolicyError` lists everything that is wrong in its files."""
    reading = read_policy(place, folder or shipped_folder())
    if reading.notes.problems or reading.policy is None:
        raise PolicyError(place, sorted(reading.notes.problems))
    return reading.policy


def places_in(folder: Folders) -> tuple[str, ...]:
    """Ids of the places that have a folder, in name order."""
    return tuple(sorted({p.parent.name for one in listed_folders(folder) for p in one.glob("*/place.yaml")}))


def listed_folders(folder: Folders) -> tuple[Path, ...]:
    """The folders as a row, whether one was given or several."""
    return (folder,) if isinstance(folder, Path) else folder


def folder_of(place: str, folder: Folders) -> Path:
    """The first folder that has the place; the last one where none has it."""
    row = listed_folders(folder)
    return next((one for one in row if (one / place / "place.yaml").is_file()), row[-1])


@dataclass
class _Gathered:
    """What has been read so far; places below add to and replace what places above gave."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    code_lists: dict[str, CodeList] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    doubt: Doubt = field(default_factory=Doubt)
    rules: dict[str, RuleEntry] = field(default_factory=dict)
    sources: dict[str, RawSource] = field(default_factory=dict)
    years: dict[int, tuple[frozenset[date], frozenset[date]]] = field(default_factory=dict)
    case_files: list[tuple[str, Item]] = field(default_factory=list)
    indicators: dict[str, PlacedEntry] = field(default_factory=dict)
    figures: dict[str, FigureEntry] = field(default_factory=dict)
    mechanisms: dict[str, LayeredEntry] = field(default_factory=dict)
    chains: dict[str, PlacedEntry] = field(default_factory=dict)
    schemes: dict[str, PlacedEntry] = field(default_factory=dict)
    processes: dict[str, ProcessEntry] = field(default_factory=dict)
    spoken: dict[str, Spoken] = field(default_factory=dict)
    guard_cases: list[GuardCase] = field(default_factory=list)
    templates: dict[str, LayeredEntry] = field(default_factory=dict)
    forms: dict[str, PlacedEntry] = field(default_factory=dict)
    files: list[PolicyFile] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """A policy as far as it can be read (None if there is no such place), what was noted, and what is in doubt."""

    policy: Policy | None
    notes: Notes
    doubt: Doubt


def read_policy(place: str, folder: Folders) -> Reading:
    """As :func:`load`, but what is wrong is noted and the rest is read all the same."""
    notes, gathered = Notes(), _Gathered()
    chain = read_chain(place, folder, notes)
    gathered.doubt.everything = bool(notes.problems)
    if not chain:
        return Reading(None, notes, gathered.doubt)
    for one in chain:
        _Folder(one, folder_of(one.id, folder), gathered, notes).read()
    rosters = roster_tables(gathered.sources, gathered.code_lists)
    facts = _in_order(gathered, rosters, notes)
    around = _surroundings(gathered, facts, rosters, notes)
    rules, off = _rules(gathered, around, notes)
    indicators, figures, templates = _indicators(gathered, facts, notes)
    cases: list[Case] = []
    for owner, item in gathered.case_files:
        cases += read_cases(item, notes, owner, facts, gathered.doubt)
    processes = _processes(gathered, facts, notes)
    policy = Policy(
        place=chain[-1],
        chain=chain,
        parameters=gathered.parameters,
        code_lists=gathered.code_lists,
        facts=facts,
        rules=rules,
        switched_off=off,
        indicators=indicators,
        figures=figures,
        mechanisms=_mechanisms(gathered, notes),
        chains=_chains(gathered, notes),
        schemes=read_schemes(gathered.schemes, SchemeWorld(around, gathered.mechanisms), notes)[0],
        processes=processes,
        spoken=gathered.spoken,
        guard_cases=tuple(gathered.guard_cases),
        templates=templates,
        forms=_forms(gathered, processes, notes),
        sources=gathered.sources,
        rosters=rosters,
        holidays=_holidays(gathered),
        cases=tuple(cases),
        files=tuple(gathered.files),
        folder=listed_folders(folder)[0],
    )
    return Reading(policy, notes, gathered.doubt)


def read_chain(place: str, folder: Folders, notes: Notes) -> tuple[Place, ...]:
    """The place and all it inherits from, the nation first."""
    chain: list[Place] = []
    wanted, asked_in = place, (f"{place}/place.yaml", 1)
    while wanted:
        within = folder_of(wanted, folder)
        path = within / wanted / "place.yaml"
        file = f"{wanted}/place.yaml"
        if wanted in (p.id for p in chain):
            notes.add(asked_in, Wording(f"{wanted} inherits from itself", f"{wanted} 的继承关系成环"), _NAME_PARENT)
            break
        if not path.is_file():
            known = places_in(folder)
            guess = nearest(wanted, known)
            what = Wording(f"there is no place {wanted} in {within.name}/", f"{within.name}/ 中没有地区 {wanted}")
            listed = ", ".join(known)
            notes.add(
                asked_in,
                what,
                did_you_mean(guess) or Wording(f"there are: {listed}", f"现有：{listed}"),
            )
            break
        item = read_yaml(path, file, notes)
        if item is None:
            break
        one = read_place(item, notes)
        if one.id != wanted:
            what = Wording(
                f"the folder is called {wanted}, the place {one.id}", f"文件夹名为 {wanted}，地区标识为 {one.id}"
            )
            notes.add(item, what, Wording("give both one name", "两者须一致"))
            break
        chain.append(one)
        wanted, asked_in = one.inherits or "", (file, item.key_lines.get("inherits", item.line))
    return tuple(reversed(chain))


_NAME_PARENT = Wording("name the place above", "请写上一级地区")


class _Folder:
    """The files of one place."""

    def __init__(self, place: Place, folder: Path, gathered: _Gathered, notes: Notes) -> None:
        self.place = place.id
        self.folder = folder
        self.gathered = gathered
        self.notes = notes

    def read(self) -> None:
        readers: dict[str, Callable[[Item], None]] = {
            "parameters": lambda item: read_parameters(
                item, self.notes, self.place, self.gathered.parameters, self.gathered.doubt
            ),
            "codes": lambda item: read_code_lists(item, self.notes, self.place, self.gathered.code_lists),
            "calendar": self._calendar,
            "sources": self._source,
            "rules": lambda item: read_rule_entries(item, self.notes, self.place, self.gathered.rules),
            "indicators": lambda item: read_indicator_entries(item, self.notes, self.place, self.gathered.indicators),
            "figures": lambda item: read_figure_entries(item, self.notes, self.place, self.gathered.figures),
            "mechanisms": lambda item: read_mechanism_entries(item, self.notes, self.place, self.gathered.mechanisms),
            "chains": lambda item: read_chain_entries(item, self.notes, self.place, self.gathered.chains),
            "schemes": lambda item: read_scheme_entries(item, self.notes, self.place, self.gathered.schemes),
            "processes": self._processes,
            "templates": lambda item: read_template_entries(item, self.notes, self.place, self.gathered.templates),
            "forms": lambda item: read_form_entries(item, self.notes, self.place, self.gathered.forms),
            "cases": lambda item: self.gathered.case_files.append((self.place, item)),
        }
        self._refuse_strangers()
        self._in_force(self.folder / self.place / "place.yaml")
        for name in FOLDERS:
            suffix = "*.sql" if name == "facts" else "*.yaml"
            for path in sorted((self.folder / self.place / name).glob(suffix)):
                if name != "cases":
                    self._in_force(path)
                if name == "facts":
                    self._fact(path)
                elif item := read_yaml(path, self._name(path), self.notes):
                    readers[name](item)
                else:
                    self.gathered.doubt.everything = True

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _in_force(self, path: Path) -> None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.gathered.files.append(PolicyFile(self._name(path), path, digest))

    def _refuse_strangers(self) -> None:
        """A file that nobody reads is a rule that nobody applies."""
        base = self.folder / self.place
        for path in sorted(base.rglob("*")):
            parts = path.relative_to(base).parts
            if path.is_dir() or path.name.startswith(".") or path.name == "README.md" or parts == ("place.yaml",):
                continue
            suffix = ".sql" if parts[0] == "facts" else ".yaml"
            read = parts[0] in (*FOLDERS, *BESIDE) and path.suffix == suffix
            read |= parts == AREAS_OF_A_CITY
            if read and len(parts) == 2:  # noqa: PLR2004 - folder and file
                continue
            guess = nearest(parts[0], FOLDERS) if len(parts) > 1 and parts[0] not in FOLDERS else None
            listed = ", ".join(FOLDERS)
            remedy = Wording(f"put it into one of {listed} as *{suffix}", f"请放入 {listed} 之一，后缀为 {suffix}")
            if guess:
                remedy = Wording(f"did you mean the folder {guess}/?", f"是否应放在 {guess}/？")
            self.notes.add((self._name(path), 1), Wording("is read by nobody", "不会被读取"), remedy)

    def _calendar(self, item: Item) -> None:
        above = {number: off for number, (off, _) in self.gathered.years.items()}
        if year := read_calendar(item, self.notes, above):
            number, off, work = year
            old_off, old_work = self.gathered.years.get(number, (frozenset(), frozenset()))
            self.gathered.years[number] = ((old_off - work) | off, (old_work - off) | work)

    def _processes(self, item: Item) -> None:
        read_process_entries(item, self.notes, self.place, self.gathered.processes)
        read_spoken(item, self.notes, self.place, self.gathered.spoken)
        self.gathered.guard_cases += read_guard_cases(item, self.notes, self.place)

    def _source(self, item: Item) -> None:
        before = len(self.notes.problems)
        source = read_source(item, self.notes, self.place)
        if len(self.notes.problems) > before:
            self.gathered.doubt.words.add(source.id)
        above = self.gathered.sources.get(source.id)
        if above and above.place == self.place:
            what = Wording(
                f"the source {source.id} is also in {above.file}", f"数据来源 {source.id} 已在 {above.file} 中"
            )
            self.notes.add(item, what, Wording("keep one of them", "请只保留一处"))
        self.gathered.sources[source.id] = amended(above, source)

    def _fact(self, path: Path) -> None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            self.notes.add(
                (self._name(path), 1),
                Wording(f"cannot be read: {error}", f"无法读取：{error}"),
                Wording("save it as UTF-8", "请以 UTF-8 保存"),
            )
            return
        before = len(self.notes.problems)
        fact = read_fact(text, self._name(path), self.notes, place=self.place)
        if fact:
            self.gathered.facts[fact.id] = fact
        if len(self.notes.problems) > before:
            self.gathered.doubt.words |= {path.stem, *([fact.id] if fact else [])}


def _in_order(gathered: _Gathered, rosters: dict[str, RosterTable], notes: Notes) -> dict[str, Fact]:
    """Facts in the order in which they build on each other."""
    facts = gathered.facts = {id_: over_rosters(fact, rosters) for id_, fact in gathered.facts.items()}
    check_tables(list(facts.values()), rosters, notes, gathered.doubt)
    # in lists, since the order of a set is another in each process
    graph = {id_: sorted(set(fact.facts) & facts.keys()) for id_, fact in sorted(facts.items())}
    try:
        return {name: facts[name] for name in TopologicalSorter(graph).static_order()}
    except CycleError as error:
        ring = " → ".join(error.args[1])
        first = facts[error.args[1][0]]
        gathered.doubt.words |= set(error.args[1])
        what = Wording(f"facts build on each other in a ring: {ring}", f"事实互相引用成环：{ring}")
        notes.add(
            (first.file, first.sql_line), what, Wording("read ledgers in one of them", "请让其中一个直接读取台账")
        )
        return facts


def _surroundings(
    gathered: _Gathered, facts: dict[str, Fact], rosters: dict[str, RosterTable], notes: Notes
) -> Surroundings:
    """What rules and schemes may speak of."""
    return Surroundings(
        facts=facts,
        vocabularies={fact.id: _vocabulary(fact, gathered, notes) for fact in facts.values()},
        parameters=gathered.parameters,
        code_lists=gathered.code_lists,
        doubt=gathered.doubt,
        rosters=rosters,
    )


def _rules(gathered: _Gathered, around: Surroundings, notes: Notes) -> tuple[dict[str, Rule], dict[str, str]]:
    rules, off = {}, {}
    for entry in gathered.rules.values():
        if entry.off:
            why = entry.item.entries.get("why")
            off[entry.id] = why.raw if why else ""
            continue
        before = len(notes.problems)
        if rule := read_rule(entry, around, notes):
            rules[rule.id] = rule
        if rule is None or len(notes.problems) > before:
            gathered.doubt.words.add(entry.id)
    _check_mentions(gathered, around.facts, notes)
    return rules, off


def _indicators(
    gathered: _Gathered, facts: dict[str, Fact], notes: Notes
) -> tuple[dict[str, Indicator], dict[str, PublishedFigure], dict[str, Template]]:
    around = Setting(
        facts=facts,
        parameters=gathered.parameters,
        code_lists=gathered.code_lists,
        entries=gathered.indicators,
        doubt=gathered.doubt,
    )
    found = (read_indicator(entry, around, notes) for entry in gathered.indicators.values() if not entry.off)
    indicators = {indicator.id: indicator for indicator in found if indicator}
    mapped = (read_figure(entry, around, indicators, notes) for entry in gathered.figures.values())
    templates = read_templates(gathered.templates, around, notes, gathered.mechanisms)
    return indicators, {figure.id: figure for figure in mapped if figure}, templates


def _mechanisms(gathered: _Gathered, notes: Notes) -> dict[str, Mechanism]:
    mentioned = Mentioned(
        parameters=gathered.parameters,
        rules=gathered.rules,
        indicators=gathered.indicators,
        mechanisms=gathered.mechanisms,
        code_lists=gathered.code_lists,
        doubt=gathered.doubt,
    )
    return {id_: read_mechanism(entry, mentioned, notes) for id_, entry in gathered.mechanisms.items()}


def _chains(gathered: _Gathered, notes: Notes) -> dict[str, Chain]:
    around = Around(gathered.mechanisms, gathered.parameters, gathered.code_lists)
    return {id_: read_duty_chain(entry, around, notes) for id_, entry in gathered.chains.items()}


def _forms(gathered: _Gathered, processes: Mapping[str, Process], notes: Notes) -> dict[str, OfficialForm]:
    steps = [step for process in processes.values() for step in process.steps.values()]
    ground = FormGround(
        fields={
            id_: frozenset(str(f.get("id")) for f in source.mapping.get("fields") or ())
            for id_, source in gathered.sources.items()
        },
        processes=frozenset(processes),
        steps=frozenset(step.id for step in steps),
        entries=frozenset(name for process in processes.values() for name in process.fields),
    )
    return {id_: read_form(entry, ground, notes) for id_, entry in gathered.forms.items()}


def _processes(gathered: _Gathered, facts: dict[str, Fact], notes: Notes) -> dict[str, Process]:
    around = ProcessSetting(
        facts=facts,
        parameters=gathered.parameters,
        code_lists=gathered.code_lists,
        entries=gathered.processes,
        doubt=gathered.doubt,
    )
    found = (read_process(entry, around, notes) for entry in gathered.processes.values() if not entry.off)
    return {process.id: process for process in found if process}


def _vocabulary(fact: Fact, gathered: _Gathered, notes: Notes) -> Vocabulary:
    try:
        return vocabulary_of(fact, gathered.parameters, gathered.code_lists)
    except ValueError as error:
        what = Wording(f"in {fact.id}, {error}", f"在 {fact.id} 中名称重复：{error}")
        notes.add((fact.file, 1), what, Wording("give one of them another name", "请更换其中一个名称"))
        gathered.doubt.everything = True  # no rule over this fact can be read
        return Vocabulary([c.as_name for c in fact.columns[:0]])


def _check_mentions(gathered: _Gathered, facts: Mapping[str, Fact], notes: Notes) -> None:
    """Code lists that ledgers, facts and parameters name must be there."""
    lists = gathered.code_lists
    wanted = [(f.file, c.line, c.type.codes) for f in facts.values() for c in f.columns if c.type.codes]
    wanted += [(p.file, p.line, p.type.codes) for p in gathered.parameters.values() if p.type.codes]
    for file, line, codes in wanted:
        if codes and codes not in lists:
            guess = nearest(codes, lists)
            remedy = did_you_mean(guess) or Wording("add it under codes/", "请在 codes/ 中补充")
            notes.add((file, line), Wording(f"there is no code list {codes}", f"没有代码表 {codes}"), remedy)
    for parameter in gathered.parameters.values():
        listed = lists.get(parameter.type.codes or "")
        for value in parameter.values if listed else ():
            if listed and value.value not in listed.codes:
                what = Wording(
                    f"'{value.value}' is not in the code list {listed.id}", f"“{value.value}”不在代码表 {listed.id} 中"
                )
                notes.add(
                    (value.file, value.line),
                    what,
                    Wording(f"it has {', '.join(listed.codes)}", f"可用：{'、'.join(listed.codes)}"),
                )


def _holidays(gathered: _Gathered) -> Holidays:
    years = gathered.years.values()
    return Holidays(
        years=tuple(sorted(gathered.years)),
        off=frozenset().union(*(off for off, _ in years)),
        work=frozenset().union(*(work for _, work in years)),
    )


def missing_lists(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Code lists that ledgers name and the policy does not have: (list, ledger.column)."""
    named = ((c.codes, f"{spec.name}.{c.name}") for spec in SPECS.values() for c in spec.columns if c.codes)
    return tuple((codes, where) for codes, where in named if codes not in policy.code_lists)
