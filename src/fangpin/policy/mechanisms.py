"""Mechanisms as data: national files define them, all off; a place switches on what it uses, from a day if it says one.

A mechanism names the ledgers it keeps, its parameters, its rules and its indicators; whatever it names must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.ledgers import SPECS
from fangpin.policy.entries import CodeList
from fangpin.policy.fields import Fields
from fangpin.policy.overriding import LayeredEntry
from fangpin.policy.yaml_reading import Doubt, Item, Notes

MECHANISM_KEYS = (
    "id", "zh", "en", "family", "definition", "ledgers", "parameters", "rules", "indicators", "process", "documents",
    "proposal", "on", "why", "switched",
)  # fmt: skip
_LISTS = ("ledgers", "parameters", "rules", "indicators", "documents")
_DEFINING = ("zh", "en", "family", "definition")
_FAMILIES = "mechanism_family"
SWITCH_KEYS = ("since", "on", "document", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """From ``since`` on a mechanism is in use at a place, or no longer; by which document or for which reason."""

    since: date
    on: bool
    document: str
    why: str
    place: str
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """One way of working that has a name. ``proposal``: its procedure is our design, no document states it.

    ``general`` is its name where it is defined, in ``place``; ``switched_by`` the place that last said whether it is
    in use. ``always`` is what was said without a day, ``switches`` what was said with one, from early to late.
    """

    id: str
    zh: str
    en: str
    general: Wording
    family: str
    definition: Wording
    ledgers: tuple[str, ...]
    parameters: tuple[str, ...]
    rules: tuple[str, ...]
    indicators: tuple[str, ...]
    process: str
    documents: tuple[str, ...]
    proposal: bool
    always: bool
    switches: tuple[Switch, ...]
    place: str
    switched_by: str
    file: str
    line: int

    @property
    def on(self) -> bool:
        """Whether it is in use, as last said, whatever the day."""
        return self.switches[-1].on if self.switches else self.always

    def on_day(self, day: date) -> bool:
        """Whether it is in use on a day."""
        return next((s.on for s in reversed(self.switches) if s.since <= day), self.always)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What a mechanism may name."""

    parameters: Iterable[str]
    rules: Iterable[str]
    indicators: Iterable[str]
    mechanisms: Iterable[str]
    code_lists: Mapping[str, CodeList]
    doubt: Doubt


def read_mechanism_entries(root: Item, notes: Notes, place: str, known: dict[str, LayeredEntry]) -> None:
    """Add the mechanisms of a file; a place below adds to one, renames it, or switches it on or off."""
    fields = Fields(root, notes, keys=("mechanisms",), what=Wording("a mechanisms file", "工作机制文件"))
    for item in fields.listed("mechanisms", required=True):
        id_ = _slug(Fields(item, notes, keys=MECHANISM_KEYS, what=Wording("a mechanism", "工作机制")), notes)
        if id_:
            known.setdefault(id_, LayeredEntry(id_)).add(place, item, notes)


def read_mechanism(entry: LayeredEntry, mentioned: Mentioned, notes: Notes) -> Mechanism:
    """The mechanism as its places say together: lists add up, words of a place below replace those above."""
    place, item = entry.parts[0]
    first = _fields(entry, item, notes)
    if not (first.get("family") or first.get("definition")):  # it switches or renames what is defined above
        _no_such_mechanism(entry, mentioned, notes)
        first.meant.update(_DEFINING)
    said: dict[str, str] = {key: first.text(key) for key in ("zh", "en", "family")}
    general = Wording(en=said["en"], zh=said["zh"])
    said["process"] = first.text("process", default="")
    definition = _definition(first, notes)
    lists = {key: first.words(key) for key in _LISTS}
    on, switched_by = first.truth("on"), place
    switches = {s.since: s for s in _switches(first, notes, place)}
    for below, part in entry.parts[1:]:
        fields = _fields(entry, part, notes)
        said = {key: fields.text(key, default=word) for key, word in said.items()}
        definition = _definition(fields, notes) if fields.get("definition") else definition
        lists = {key: tuple(dict.fromkeys((*words, *fields.words(key)))) for key, words in lists.items()}
        if fields.get("on"):  # a place below that says it without a day overrules what was said above
            on, switched_by, switches = fields.truth("on"), below, {}
        for switch in _switches(fields, notes, below):
            switches[switch.since], switched_by = switch, below
    _check(entry, lists, said["family"], mentioned, notes)
    return Mechanism(
        id=entry.id,
        zh=said["zh"],
        en=said["en"],
        general=general,
        family=said["family"],
        definition=definition,
        ledgers=lists["ledgers"],
        parameters=lists["parameters"],
        rules=lists["rules"],
        indicators=lists["indicators"],
        process=said["process"],
        documents=lists["documents"],
        proposal=first.truth("proposal"),
        always=on,
        switches=tuple(switches[day] for day in sorted(switches)),
        place=place,
        switched_by=switched_by,
        file=item.file,
        line=item.line,
    )


def _fields(entry: LayeredEntry, item: Item, notes: Notes) -> Fields:
    # Unknown keys were noted when the entry was read.
    return Fields(item, notes, keys=tuple(item.entries), what=Wording(f"the mechanism {entry.id}", f"机制 {entry.id}"))


def _no_such_mechanism(entry: LayeredEntry, mentioned: Mentioned, notes: Notes) -> None:
    """Note a place that switches what nobody has defined, mostly an id that is spelled otherwise."""
    place, item = entry.parts[0]
    what = Wording(
        f"{place} switches a mechanism {entry.id}, which no place defines", f"{place} 启用的机制 {entry.id} 没有定义"
    )
    remedy = did_you_mean(nearest(entry.id, [one for one in mentioned.mechanisms if one != entry.id])) or Wording(
        "see fangpin mechanisms list, or define it here", "请查 fangpin mechanisms list，或在此定义"
    )
    notes.add(item, what, remedy)


def _switches(fields: Fields, notes: Notes, place: str) -> list[Switch]:
    """What an entry says with a day; of two that begin the same day the later line counts."""
    found: list[Switch] = []
    for item in fields.listed("switched"):
        inner = Fields(item, notes, keys=SWITCH_KEYS, what=Wording("a switch", "启用或停用"))
        inner.need("on")
        since, on = inner.day("since", required=True), inner.truth("on")
        if since is not None:
            document, why = inner.text("document", default=""), inner.text("why", default="")
            found.append(
                Switch(since=since, on=on, document=document, why=why, place=place, file=item.file, line=item.line)
            )
    return found


def _slug(fields: Fields, notes: Notes) -> str:
    """An id as the mission writes it: small letters, digits and hyphens."""
    word = fields.text("id")
    if word and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
        what = Wording(f"{word!r} is no id of a mechanism", f"“{word}”不能作为机制标识")
        notes.add(fields.item, what, Wording("use small letters, digits and hyphens", "请用小写字母、数字和连字符"))
        return ""
    return word


def _definition(fields: Fields, notes: Notes) -> Wording:
    item = fields.part("definition")
    if item is None:
        if fields.get("definition") is None:
            fields.need("definition")
        return Wording("", "")
    inner = Fields(item, notes, keys=("zh", "en"), what=Wording("a definition", "定义"))
    return Wording(en=inner.text("en"), zh=inner.text("zh"))


def _check(
    entry: LayeredEntry, lists: Mapping[str, tuple[str, ...]], family: str, mentioned: Mentioned, notes: Notes
) -> None:
    kinds: dict[str, tuple[Iterable[str], Wording]] = {
        "ledgers": (SPECS, Wording("ledger", "台账")),
        "parameters": (mentioned.parameters, Wording("parameter", "参数")),
        "rules": (mentioned.rules, Wording("rule", "规则")),
        "indicators": (mentioned.indicators, Wording("indicator", "指标")),
    }
    for key, (known, kind) in kinds.items():
        for word in lists[key]:
            if word not in known and word not in mentioned.doubt:
                _unknown(entry, key, word, known, kind, notes)
    families = mentioned.code_lists.get(_FAMILIES)
    if families and family and family not in families.codes and _FAMILIES not in mentioned.doubt:
        _unknown(entry, "family", family, families.codes, Wording("family", "类别"), notes)


def _unknown(entry: LayeredEntry, key: str, word: str, known: Iterable[str], kind: Wording, notes: Notes) -> None:
    """Note the word at the very line where it stands."""
    listed = list(known)
    guess = nearest(word, listed)
    remedy = did_you_mean(guess) or Wording(
        f"correct it, or declare the {kind.en} first", f"请更正，或先声明该{kind.zh}"
    )
    at = next(
        (
            inner
            for _, part in entry.parts
            if (found := part.entries.get(key)) is not None
            for inner in (found.items or (found,))
            if inner.raw.strip() == word
        ),
        entry.parts[0][1],
    )
    notes.add(at, Wording(f"there is no {kind.en} {word}", f"没有{kind.zh} {word}"), remedy)
