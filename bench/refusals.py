"""Every guard of the processes refused once in the browser, and the reason a clerk reads there.

    python bench/refusals.py [--places shaanxi anhui xinjiang] [--pictures FOLDER] [--json]

As ``bench/provinces.py``, in the small world of the tests: but at each step everything is filled in except one thing,
the button is pressed, the case has to stay where it is, and what the page says is read. Tried one by one are each
field, each paper, each guard of the step, votes (none, too few present, voted down), the notice (none, still hanging,
an objection not answered), another role, and a second step by the officer who did the first. After the three
provinces' identification comes the elimination of a risk with its own guards: months under monitoring, a measure that
landed, somebody who can work, the line of this year, an account of the last twelve months, guarantees, risks.
"""

# ruff: noqa: S101 - a walk asserts what it sees

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from playwright.sync_api import Page
from provinces import OFFICERS, at_their_desks, fill, press, standing, tell

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - the bench runs where it is
# What makes each guard of a form say no, everything else being right; words of selects by their value.
AGAINST: dict[str, dict[str, str]] = {
    "two_visitors": {"visitors": "1"},
    "within_scope": {"net_income_yuan": "90000"},
    "authorisation_valid": {"authorisation_until": "2020-01-01"},
    "hits_looked_into": {"negative_hits": "1", "hits_reviewed": "false"},
    "line_of_this_year": {"net_income_yuan": "34799.99"},
    "account_fresh": {"account_until": (YESTERDAY - timedelta(days=370)).isoformat()},
    "guarantees_met": {"housing": "unmet"},
    "risks_settled": {"new_risk": "true"},
}
ELIMINATION = {
    "elimination_kind": "assisted", "visitors": "2", "account_members": "4", "net_income_yuan": "34800",
    "account_until": YESTERDAY.isoformat(), "spending_solved": "true", "risks_gone": "true", "new_risk": "false",
} | dict.fromkeys(("food", "clothing", "education", "medical", "housing", "water"), "met")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One thing that is not as it must be, how it is brought about on a page filled in, and the way back."""

    name: str
    change: Callable[[Page], None]
    papers: bool = True
    warns: bool = False  # the place only warns: the case would go on


def put(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        box = page.locator(f"[name={name}]")
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def trials_of(step: Any, process: Any, today: date) -> Iterator[Trial]:
    """Everything the step asks for, one thing at a time.

    What a refused press brought is kept: votes, a notice, papers. So first come those without them.
    """
    if step.votes:
        none = {"due": "", "present": "", "votes_for": ""}
        yield Trial(name="没有票数", change=lambda page: put(page, none), papers=False)
    if step.publicity:
        yield Trial(name="没有张贴", change=lambda page: put(page, {"hung_on": ""}), papers=False)
    if step.evidence:
        yield Trial(name="没有佐证", change=lambda _page: None, papers=False)
    for field in step.form:
        if field.required:
            yield Trial(name=f"{field.zh}没有填", change=lambda page, name=field.id: put(page, {name: ""}))
    for id_ in step.move("forward").guards:
        if id_ in AGAINST and all(any(f.id == name for f in step.form) for name in AGAINST[id_]):
            guard = process.guards[id_]
            yield Trial(name=guard.zh, change=lambda page, id_=id_: put(page, AGAINST[id_]), warns=guard.no != "refuse")
    if step.votes:
        yield Trial(name="到会不足", change=lambda page: put(page, {"due": "30", "present": "19", "votes_for": "19"}))
        yield Trial(name="同意不过半", change=lambda page: put(page, {"due": "30", "present": "28", "votes_for": "14"}))
    if step.publicity:
        yield Trial(
            name="公示未满", change=lambda page: put(page, {"hung_on": (today - timedelta(days=1)).isoformat()})
        )


def pressed(page: Page) -> str:
    """Press the button of the step and give what the page says against it; empty where it went on."""
    if not page.locator("button[name=move][value=forward]").count():
        return page.locator("#step").inner_text()
    press(page)
    told = page.locator(".notice.stop, .field .wrong").all_inner_texts()
    return "；".join(" ".join(text.split()) for text in told)


def tried(page: Page, key: int, step: Any, trial: Trial, filled: Callable[[Page, bool], None]) -> dict[str, Any]:
    page.goto(f"/cases/{key}/")
    filled(page, trial.papers)
    trial.change(page)
    said = pressed(page)
    assert standing(page) == step.zh, f"{step.zh}: {trial.name} was not refused"
    assert said, f"{step.zh}: {trial.name} was refused without a word"
    print(f"{step.zh} · {trial.name}: {said}", file=sys.stderr)
    return {"step": step.zh, "tried": trial.name, "said": said}


def go_on(page: Page, key: int, step: Any, filled: Callable[[Page, bool], None]) -> None:
    page.goto(f"/cases/{key}/")
    filled(page, True)  # noqa: FBT003
    said = pressed(page)
    assert standing(page) != step.zh, f"{step.zh} did not go on: {said}"


def by_somebody_else(pages: dict[str, Page], key: int, step: Any) -> Iterator[dict[str, Any]]:
    """Officers of another role: the page has no button for them and says whose step it is."""
    for role, name in (("village", "wang"), ("township", "lin"), ("county", "zhou")):
        if role not in step.who:
            page = pages[name]
            page.goto(f"/cases/{key}/")
            summary = page.locator("#step summary").first
            if summary.count():
                summary.click()
            lines = [t for t in page.locator("#step li, #step p").all_inner_texts() if "办理" in t]
            assert lines, f"{step.zh}: {role} is told nothing"
            yield {"step": step.zh, "tried": f"{role} 来办", "said": lines[0].strip()}
            return


def objected(page: Page, key: int, step: Any, filled: Callable[[Page, bool], None]) -> Iterator[dict[str, Any]]:
    """An objection that nobody has answered keeps a case whose notice has hung long enough."""
    page.goto(f"/cases/{key}/")
    page.locator("#objections summary").last.click()
    page.fill("#objections [name$=what]", "有人反映该户有车")
    page.locator("#objections form button").last.click()
    yield tried(page, key, step, Trial(name="异议未答复", change=lambda _page: None), filled)
    page.goto(f"/cases/{key}/")
    page.fill("#objections [name$=answer]", "已核实，车辆已过户")
    page.locator("#objections form:has([name$=answer]) button").click()


def carry(pages: dict[str, Page], key: int, process: Any, paper: Path, picture: Path | None) -> list[dict[str, Any]]:
    """One case through a place's identification, everything refused on the way."""
    from django.utils import timezone

    seen: list[dict[str, Any]] = []
    today = timezone.localdate()
    day = today - timedelta(days=14)
    for name in process.order:
        step = process.steps[name]
        other = step.publicity and "county" in step.who  # where a county may, it is the county that does it
        page = pages["zhou" if other or ("county" in step.who and step.other_than == ()) else OFFICERS[step.owner]]

        def filled(page: Page, papers: bool, step: Any = step, day: date = day) -> None:  # noqa: FBT001
            fill(page, step if papers else replace(step, evidence=()), day.isoformat(), paper)
            if step.publicity:
                put(page, {"hung_on": day.isoformat(), "happened_on": (day + timedelta(days=6)).isoformat()})

        seen += by_somebody_else(pages, key, step)
        for trial in trials_of(step, process, today):
            if trial.warns:
                continue
            seen.append(tried(page, key, step, trial, filled))
        if step.publicity:
            seen += objected(page, key, step, filled)
            day += timedelta(days=6)
        if step.other_than:
            seen += second_person(pages, key, process, step, filled)
        if picture:
            page.screenshot(path=str(picture / f"{process.place}-{name}.png"), full_page=True)
        go_on(pages["zheng"] if step.other_than else page, key, step, filled)
    return seen


def second_person(
    pages: dict[str, Page], key: int, process: Any, step: Any, filled: Callable[[Page, bool], None]
) -> Iterator[dict[str, Any]]:
    """Whoever did the step it looks over; where that takes another role, the role is refused and nothing is tried."""
    earlier = [process.step_doing(id_) for id_ in step.other_than]
    if any("county" in process.steps[id_].who for id_ in earlier):
        yield tried(pages["zhou"], key, step, Trial(name="前一环节的人来办", change=lambda _page: None), filled)


def eliminated(pages: dict[str, Page], world: Any, process: Any, paper: Path) -> list[dict[str, Any]]:
    """The guards of an elimination: those of the register by changing it, those of the visit by what is entered."""
    from django.utils import timezone

    from fangpin_web.access.scope import acting_as
    from fangpin_web.cases.services import open_case
    from fangpin_web.records.models import Condition, Membership, MonitoringSpell

    home, seen = world.household_a, []
    today = timezone.localdate()
    here = {"area_code": home.area_code, "entered_at": world.now}
    with acting_as(world.zhou):
        people = list(Membership.objects.filter(household=home, to_on__isnull=True).values_list("person_id", flat=True))
        for person in people:
            Condition.objects.create(person_id=person, labour="ordinary", from_on=date(2020, 1, 1), **here)
        spell = MonitoringSpell.objects.create(
            household=home, monitoring_class="ffzx", identified_on=today - timedelta(days=240), measures=1,
            from_on=today - timedelta(days=240), **here,
        )  # fmt: skip

    def with_spell(**values: Any) -> None:
        with acting_as(world.zhou):
            MonitoringSpell.objects.filter(pk=spell.pk).update(**values)

    def with_labour(code: str) -> None:
        with acting_as(world.zhou):
            Condition.objects.filter(person__in=people).update(labour=code)

    def filled(page: Page, papers: bool) -> None:  # noqa: FBT001
        step = process.steps[name]
        put(page, {"happened_on": today.isoformat()})
        put(page, {f.id: ELIMINATION[f.id] for f in step.form})
        for wanted in step.evidence if papers else ():
            page.set_input_files(f"[name=proof_{wanted.kind}]", str(paper))

    case = open_case(process="elimination", household=home, by=world.lin, at=timezone.now())
    name, page = "elimination_proposed", pages["wang"]
    step = process.steps[name]
    for label, wrong, right in (
        ("监测不满六个月", lambda: with_spell(identified_on=today - timedelta(days=90)),
         lambda: with_spell(identified_on=today - timedelta(days=240))),
        ("没有落实的措施", lambda: with_spell(measures=0), lambda: with_spell(measures=1)),
        ("整户无劳动力", lambda: with_labour("none"), lambda: with_labour("ordinary")),
        ("劳动能力不清楚", lambda: with_labour(None), lambda: with_labour("ordinary")),
    ):  # fmt: skip
        wrong()
        seen.append(tried(page, case.pk, step, Trial(name=label, change=lambda _page: None), filled))
        right()
    go_on(page, case.pk, step, filled)
    name = "visited"
    step = process.steps[name]
    seen += [tried(page, case.pk, step, trial, filled) for trial in trials_of(step, process, today)]
    go_on(page, case.pk, step, filled)
    page.goto(f"/cases/{case.pk}/")
    page.locator("details:has(button[value=income_unstable]) summary").click()
    page.click("button[value=income_unstable]")
    assert standing(page) == "closed"
    with_spell(measures=0)  # a natural elimination asks for no measure
    natural = open_case(process="elimination", household=home, by=world.lin, at=timezone.now())
    name = "elimination_proposed"
    page = pages["wang"]
    page.goto(f"/cases/{natural.pk}/")
    filled(page, True)  # noqa: FBT003
    put(page, {"elimination_kind": "natural"})
    said = pressed(page)
    assert standing(page) == process.steps["visited"].zh, said
    seen.append({"step": process.steps[name].zh, "tried": "自然消除，没有措施", "said": "放行（只有帮扶消除要求措施）"})
    return seen


def walk(world: Any, places: list[str], pictures: Path | None) -> dict[str, list[dict[str, Any]]]:
    from django.utils import timezone

    from fangpin_web.accounts.services import make_officer

    make_officer(
        username="zheng", name="郑二", role="county", area_code=world.county, password=world.password,
        at=timezone.now(), by=None,
    )  # fmt: skip
    with at_their_desks(world, {*OFFICERS.values(), "zheng"}) as desk:
        told = {
            place: carry(desk.pages, case.pk, process, desk.paper, pictures)
            for place, process, case in desk.opened(places)
        }
        told["elimination"] = eliminated(desk.pages, world, desk.office.processes["elimination"], desk.paper)
    return told


def in_words(place: str, tries: list[dict[str, Any]]) -> list[str]:
    return [f"{place}: {len(tries)} refused", *(f"{one['step']} · {one['tried']}: {one['said']}" for one in tries)]


if __name__ == "__main__":
    tell(walk, __doc__, in_words)
