"""Reading schemes: what is wrong in a file is told with its line and what to write."""

from __future__ import annotations

import pytest
from tests.shipped import shipped

from fangpin.expressions import Vocabulary
from fangpin.policy import Policy
from fangpin.policy.overriding import PlacedEntry
from fangpin.policy.rules import Surroundings
from fangpin.policy.schemes import SchemeWorld, read_scheme_entries, read_schemes
from fangpin.policy.yaml_reading import Doubt, Notes, read_yaml_text

SOUND = """schemes:
  - id: grant
    zh: 补助
    en: Grant
    over: loan_quarter
    period: quarter
    entitled: registered
    amount:
      - {id: principal, zh: 本金额, en: Principal, take: balance_yuan}
      - {id: due, zh: 应发额, en: Due, share: rate_percent, of: principal}
    paid: paid_yuan
    source: {document: 示例}
"""


@pytest.fixture(scope="module")
def nation() -> Policy:
    return shipped("national")


def read(text: str, nation: Policy) -> tuple[dict[str, object], list[str]]:
    notes = Notes()
    item = read_yaml_text(text, "national/schemes/a.yaml", notes)
    assert item is not None
    entries: dict[str, PlacedEntry] = {}
    read_scheme_entries(item, notes, "national", entries)
    around = Surroundings(
        facts=nation.facts,
        vocabularies=_Vocabularies(nation),
        parameters=nation.parameters,
        code_lists=nation.code_lists,
        doubt=Doubt(),
    )
    found, _ = read_schemes(entries, SchemeWorld(around, nation.mechanisms), notes)
    return dict(found), [str(problem) for problem in notes.problems]


class _Vocabularies(dict[str, Vocabulary]):
    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __missing__(self, fact: str) -> Vocabulary:
        return self.policy.vocabulary(fact)


def test_a_sound_scheme_is_read_without_a_word(nation: Policy) -> None:
    found, told = read(SOUND, nation)
    assert list(found) == ["grant"]
    assert told == []


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("over: loan_quarter", "over: loan_quater", "did you mean loan_quarter?"),
        ("entitled: registered", "entitled: balance_yuan", "condition"),
        ("period: quarter", "period: quartre", "did you mean quarter?"),
        ("take: balance_yuan", "takes: balance_yuan", "does not say how it is reckoned"),
        ("of: principal", "of: principle", "did you mean principal?"),
        ("share: rate_percent", "share: balance_yuan", "the percentage is in CNY"),
        ("id: principal", "id: balance_yuan", "already taken"),
        ("source: {document: 示例}", "layer: one\n    source: {document: 示例}", "a whole number"),
        ("over: loan_quarter", "mechanisms: [micro-credit]\n    over: loan_quarter", "did you mean microcredit?"),
    ],
)
def test_a_mistake_is_told_with_what_to_write(nation: Policy, wrong: str, right: str, told: str) -> None:
    assert wrong in SOUND
    _, problems = read(SOUND.replace(wrong, right, 1), nation)
    assert any(told in problem for problem in problems), problems
