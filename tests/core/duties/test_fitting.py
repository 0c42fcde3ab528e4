"""The page and the worklist give one answer about a household's help: the plain version and the SQL agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from tests.shipped import shipped

from fangpin.duties import Help, answers_of, plan_standing
from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2026, 10, 31)
EARLY = date(2026, 1, 1)
KINDS = ("health", "social", "bottom_line", "education", "housing", "relocation", "water", "industry", "post", "other")
RISKS = ("illness", "education", "disability", "housing", "water", "labour")


HOUSES = 60


def _house(random: Random) -> tuple[Any, ...]:
    helps = [
        Help(
            kind=random.choice(KINDS),
            channel=random.choice([None, "other", "own"]),
            from_on=random.choice([EARLY, EARLY, date(2026, 11, 1)]),
            to_on=random.choice([None, None, DAY]),
            due_on=random.choice([None, DAY, date(2026, 10, 30)]),
            implemented_on=random.choice([None, DAY, date(2026, 11, 2)]),
            person=random.choice([None, 1, 2]),
        )
        for _ in range(random.randrange(5))
    ]
    labour = [random.choice(["ordinary", "none", None]) for _ in range(random.randrange(1, 3))]
    risks = {risk for risk in RISKS if random.random() < 0.4}
    identified = random.choice([date(2026, 9, 30), date(2026, 10, 1), None])
    return identified, random.random() < 0.2, risks, helps, labour, random.randrange(3)


def test_what_a_page_says_of_a_household_is_what_the_worklist_says() -> None:
    random = Random("plans and measures")  # noqa: S311 - the same houses each time
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    expected = set()
    rules = [rule for rule in shipped("gejiu").rules.values() if rule.over == "plan_standing"]
    for number in range(1, HOUSES + 1):
        identified, eliminated, risks, helps, labour, plans = _house(random)
        people = [number * 10 + n for n in range(1, len(labour) + 1)]
        able = [None if word is None else word == "ordinary" for word in labour]
        standing = plan_standing(
            identified_on=identified, eliminated=eliminated, risks=risks, plans=plans, on=DAY,
            measures=[_of(h, people) for h in helps], members=zip(people, able, strict=True),
        )  # fmt: skip
        expected |= {
            (id_, number) for id_, (_rule, answer) in answers_of(standing, shipped("gejiu"), on=DAY).items() if answer
        }
        place = {"area_code": f"7701011010{number:02d}"}
        tables["household"].append({"id": number, **place})
        tables["monitoring_spell"].append(
            {"household_id": number, "monitoring_class": "ffzx", "identified_on": identified, "eliminated": eliminated,
             "from_on": EARLY, **place}
        )  # fmt: skip
        for key, word in zip(people, labour, strict=True):
            tables["person"].append({"id": key, "born_on": date(1980, 1, 1), **place})
            tables["membership"].append({"household_id": number, "person_id": key, "from_on": EARLY, **place})
            tables["condition"].append({"person_id": key, "labour": word, "from_on": EARLY, **place})
        tables["risk"] += [{"household_id": number, "risk": risk, "found_on": EARLY, **place} for risk in risks]
        tables["plan"] += [{"kind": "household", "household_id": number, "year": 2026, **place}] * plans
        tables["measure"] += [
            {"household_id": number, "person_id": _of(h, people).person, "kind": h.kind, "channel": h.channel,
             "from_on": h.from_on, "to_on": h.to_on, "due_on": h.due_on, "implemented_on": h.implemented_on, **place}
            for h in helps
        ]  # fmt: skip
    with open_tables({name: rows_of(name, rows) for name, rows in tables.items()}) as connection:
        found = worklist(connection, shipped("gejiu"), rules, as_of=DAY)
    said = {(row["rule"], row["key"]) for row in found.to_pylist() if row["answer"] == "yes"}
    assert said == expected
    assert {rule for rule, _ in said} == {rule.id for rule in rules}, "every rule has a household that breaks it"


def _of(help_: Help, people: list[int]) -> Help:
    return replace(help_, person=people[help_.person - 1] if help_.person and help_.person <= len(people) else None)


@pytest.mark.parametrize(
    ("identified", "answer"), [(date(2026, 9, 30), True), (date(2026, 10, 1), False), (None, None)]
)
def test_exactly_a_month_without_help_is_too_long(identified, answer) -> None:
    standing = plan_standing(
        identified_on=identified, eliminated=False, risks=["illness"], measures=[], members=[(1, True)], plans=1, on=DAY
    )
    assert answers_of(standing, shipped("gejiu"), on=DAY)["monitored_nothing_landed"][1] is answer


def test_social_security_alone_does_not_do_for_somebody_who_can_work() -> None:
    standing = plan_standing(
        identified_on=EARLY, eliminated=False, risks=["disability"], members=[(1, True)], plans=1, on=DAY,
        measures=[Help(kind="bottom_line", from_on=EARLY, implemented_on=EARLY, person=1)],
    )  # fmt: skip
    said = {id_ for id_, (_rule, answer) in answers_of(standing, shipped("gejiu"), on=DAY).items() if answer}
    assert said == {"only_social_security", "development_missing"}
