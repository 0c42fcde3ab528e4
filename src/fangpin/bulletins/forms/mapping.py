"""Which figure a form's label asks for: suggested from words, units and periods; confirmed once, kept by version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from fangpin.bulletins.forms.labels import Blank, Label
from fangpin.policy import Indicator, Policy
from fangpin.policy.template_entries import Over, Scale

LIKELY = 0.55  # from here a suggestion may be offered as the answer to confirm
AHEAD = 0.1  # so far before the next, or neither is the likely one
SHOWN = 5
_UNITS = {
    "万元": ("CNY", "wan"), "亿元": ("CNY", "yi"), "元": ("CNY", "none"), "%": ("percent", "none"),
    "率": ("percent", "none"), "占比": ("percent", "none"), "人次": ("person_time", "none"),
    "户数": ("household", "none"), "户": ("household", "none"), "人数": ("person", "none"), "人口": ("person", "none"),
    "人": ("person", "none"), "条": ("item", "none"), "项": ("item", "none"),
}  # fmt: skip
_OF_YEAR = re.compile(r"今年|本年|累计|年内|1[-—至]\d+月")
_NOISE = re.compile(r"[（(][^（）()]*[)）]|[、，,:：\s/]|其中|情况|数$|数量")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What fills a label: an indicator's key, its scale, over which days. An empty ``indicator``: nothing of ours."""

    indicator: str
    scale: Scale = "none"
    over: Over = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way of reading a label, with how well its words fit."""

    answer: Answer
    zh: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMap:
    """What was confirmed of a form. A change is a new version; ``answers`` are by label, wherever it stands."""

    name: str
    version: int
    answers: Mapping[Label, Answer]

    def with_answers(self, answers: Mapping[Label, Answer]) -> FormMap:
        """The next version, these answers added or replaced."""
        return FormMap(name=self.name, version=self.version + 1, answers={**self.answers, **answers})

    def as_json(self) -> dict[str, Any]:
        listed = [{"heads": k.heads, "row": k.row, **asdict(answer)} for k, answer in self.answers.items()]
        return {"format": "fangpin-form/1", "name": self.name, "version": self.version, "answers": listed}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> FormMap:
        """As it was before :meth:`as_json`; ``KeyError`` if it is no such thing."""
        answers = {
            Label(tuple(one["heads"]), tuple(one["row"])): Answer(
                indicator=one["indicator"], scale=one["scale"], over=one["over"]
            )
            for one in told["answers"]
        }
        return cls(name=told["name"], version=int(told["version"]), answers=answers)


def asked(blanks: Iterable[Blank], known: FormMap | None) -> list[Label]:
    """Labels that nobody has answered yet, each once, in reading order."""
    answered = known.answers if known else {}
    return list(dict.fromkeys(blank.label for blank in blanks if blank.label not in answered))


def suggest(label: Label, policy: Policy) -> list[Reading]:
    """Readings of a label, the best first; indicators that need slots are offered as the place's figures fill them."""
    words = "".join((*label.row, *label.heads))
    unit, scale = _unit_of(words)
    over: Over = "year" if _OF_YEAR.search(words) else "period"
    wanted = _bare(words)
    found = []
    for indicator in candidates(policy):
        score = max(_likeness(wanted, _bare(name)) for name in (indicator.zh, *indicator.aliases))
        if unit and not indicator.unit.startswith(unit):
            score *= 0.5
        answer = Answer(indicator=indicator.key, scale=scale if indicator.unit.startswith("CNY") else "none", over=over)  # type: ignore[arg-type]
        found.append(Reading(answer=answer, zh=indicator.zh, score=round(score, 3)))
    found.sort(key=lambda reading: (-reading.score, reading.answer.indicator))
    return [reading for reading in found[:SHOWN] if reading.score > 0]


def likely(readings: Sequence[Reading]) -> Answer | None:
    """The best of the readings, where it fits well and none fits nearly as well: to be confirmed, not searched."""
    if not readings or readings[0].score < LIKELY:
        return None
    near = len(readings) > 1 and readings[0].score - readings[1].score < AHEAD
    return None if near else readings[0].answer


def candidates(policy: Policy) -> list[Indicator]:
    """What may fill a cell: every indicator the place publishes, those with slots as its figures fill them."""
    plain = {i.key: i for i in policy.indicators.values() if not i.open_slots and i.kind != "date"}
    filled = {f.indicator.key: f.indicator for f in policy.figures.values() if f.indicator.kind != "date"}
    return [i for i in (plain | filled).values() if policy.publishes(i)]


def _unit_of(words: str) -> tuple[str, str]:
    for word, (unit, scale) in _UNITS.items():
        if word in words:
            return unit, scale
    return "", "none"


def _bare(words: str) -> str:
    return _NOISE.sub("", words)


def _likeness(one: str, other: str) -> float:
    """Dice's share of pairs of characters two words have in common; a name wholly inside the label counts more."""
    if not one or not other:
        return 0.0
    pairs, others = _pairs(one), _pairs(other)
    common = 2 * len(pairs & others) / (len(pairs) + len(others))
    inside = 0.6 + 0.4 * len(other) / len(one) if other in one else 0.0
    return max(common, inside)


def _pairs(word: str) -> set[str]:
    return {word[place : place + 2] for place in range(max(1, len(word) - 1))}
