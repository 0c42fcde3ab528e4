"""Making a notice, hanging it, noting objections, taking it down; and printing counts that tell of nobody."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from fangpin.ledgers.area_codes import VILLAGE_DIGITS
from fangpin.notices import Counts, NameForm, Shown, name_as, protect, refuse_leaks
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_make_notices
from fangpin_web.notices.models import CountNotice, Notice, NoticeHousehold, Objection
from fangpin_web.notices.problems import NoticeProblem
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.doors import area_names, members_counted, rows_of
from fangpin_web.records.models import Case

_TELEPHONE = re.compile(r"[\d\-+() （）]{5,25}")  # anything else beside the digits goes through the gate like all words
_STATES_ZH = {"made": "未张贴", "posted": "公示中", "taken_down": "已取下", "withdrawn": "已撤回"}
_STATES_EN = {"made": "not hung yet", "posted": "hanging", "taken_down": "taken down", "withdrawn": "withdrawn"}


def make_notice(
    *, village: str, kind: str, households: Collection[int], contact: str = "", days: int | None = None, by: Officer,
    at: datetime,
) -> Notice:  # fmt: skip
    """Make the sheet of some households of a village, masked as the place says.

    Raises ``NoticeRefused`` where the text would hold what may not be published, :class:`NoticeProblem` otherwise.
    ``contact`` is the office's own telephone; ``days`` how long it hangs, where a process says so.
    """
    _allow(by)
    if not households:
        raise NoticeProblem("nobody")
    today, policy = timezone.localdate(at), policy_in_force()
    form = NameForm(policy.value("notice_names", on=today).value)
    days = int(policy.value("publicity_days", on=today).value) if days is None else days
    with acting_as(by, "make notice"):
        rows = list(rows_of("household").within(village).filter(pk__in=list(households)).order_by("id"))
        if len(rows) != len(set(households)) or not village.startswith(by.area_code):
            raise NoticeProblem("outside")
        title = policy.code_list("notice_kind").label(kind, "zh")
        text = _text(rows, title=title, village=village, form=form, days=days, contact=contact, day=today)
        refuse_leaks(text, allowed=(contact,) if _TELEPHONE.fullmatch(contact) else ())
        notice = Notice.objects.create(
            area_code=village, kind=kind, text=text, digest=hashlib.sha256(text.encode()).hexdigest()[:16],
            names=form.value, channel=str(policy.value("notice_channel", on=today).value), days=days, at=at, by=by.pk,
        )  # fmt: skip
        NoticeHousehold.objects.bulk_create(
            NoticeHousehold(area_code=row.area_code, notice=notice, household_id=row.pk) for row in rows
        )
    return notice


def _text(rows: list[Any], *, title: str, village: str, form: NameForm, days: int, contact: str, day: date) -> str:
    members = members_counted([row.pk for row in rows])
    lines = [f"{title}公示", f"{area_names({village}).get(village, village)}", ""]
    for number, row in enumerate(rows, start=1):
        persons = f"家庭人口{members[row.pk]}人" if row.pk in members else "家庭人口未登记"
        lines.append(f"{number}. {name_as(row.head_name or '', form)}　{persons}")
    lines += [
        "",
        f"以上{len(rows)}户{title}，经入户核实和民主评议，现予公示。公示期{days}天，自张贴次日起算。",
        "对公示内容有异议的，请在公示期内向村民委员会或乡镇（街道）反映，反映人信息予以保密。",
    ]
    if contact:
        lines.append(f"反映电话：{contact}")
    return "\n".join([*lines, f"生成日期：{day.year}年{day.month}月{day.day}日"])


def post_notice(*, notice: Notice, posted_on: date, by: Officer, at: datetime) -> Notice:
    """Note that the sheet was hung, on its own day; the days count from the day after."""
    _allow(by)
    with acting_as(by, "hang notice"):
        held = _held(notice, Notice.State.MADE)
        made_on = timezone.localdate(held.at)
        if not made_on <= posted_on <= timezone.localdate(at):
            raise NoticeProblem("backdated", day=made_on.isoformat())
        return _changed(
            held, state=Notice.State.POSTED, posted_on=posted_on, until_on=posted_on + timedelta(days=held.days)
        )


def take_down_notice(*, notice: Notice, taken_down_on: date, by: Officer, at: datetime) -> Notice:
    """Note that the sheet is down; not before its days are over, and not while an objection waits for its answer."""
    _allow(by)
    with acting_as(by, "take notice down"):
        held = _held(notice, Notice.State.POSTED)
        if held.until_on and taken_down_on <= held.until_on:
            raise NoticeProblem("too_early", day=held.until_on.isoformat())
        if taken_down_on > timezone.localdate(at):
            raise NoticeProblem("backdated", day=timezone.localdate(held.at).isoformat())
        if waiting := Objection.objects.filter(notice=held).unanswered().count():
            raise NoticeProblem("answer_first", n=waiting)
        return _changed(held, state=Notice.State.TAKEN_DOWN, taken_down_on=taken_down_on)


def withdraw_notice(*, notice: Notice, by: Officer, at: datetime) -> Notice:  # noqa: ARG001 - every service takes both
    """Withdraw a sheet that was wrong; it stays to be seen."""
    _allow(by)
    with acting_as(by, "withdraw notice"):
        return _changed(_held(notice, Notice.State.MADE, Notice.State.POSTED), state=Notice.State.WITHDRAWN)


def note_objection(
    *, notice: Notice, what: str, received_on: date, by: Officer, at: datetime, who: str = "",
    household_id: int | None = None,
) -> Objection:  # fmt: skip
    """Keep what was objected, against one family of the sheet or all; without a name where none was given."""
    _allow(by)
    with acting_as(by, "objection"):
        held = _held(notice, Notice.State.POSTED)
        return Objection.objects.create(
            area_code=held.area_code, notice=held, household_id=household_id, who=who.strip() or None,
            what=what.strip(), received_on=received_on, at=at, by=by.pk,
        )  # fmt: skip


def note_objection_to_case(
    *, case: Case, what: str, received_on: date, by: Officer, at: datetime, who: str = ""
) -> Objection:
    """Keep what was objected to a notice that was written by hand: it stands against the case it hung for."""
    _allow(by)
    with acting_as(by, "objection"):
        return Objection.objects.create(
            area_code=case.area_code, case=case, household_id=case.household_id, who=who.strip() or None,
            what=what.strip(), received_on=received_on, at=at, by=by.pk,
        )  # fmt: skip


def answer_objection(*, objection: Objection, answer: str, by: Officer, at: datetime) -> Objection:
    """Keep the answer. What was answered stays as it is."""
    _allow(by)
    with acting_as(by, "answer objection"):
        held = Objection.objects.select_for_update().get(pk=objection.pk)
        if held.answered_on is None:
            held.answer, held.answered_on = answer.strip(), timezone.localdate(at)
            held.save(update_fields=["answer", "answered_on"])
    return held


def print_counts(*, area_code: str, by: Officer, at: datetime) -> CountNotice:
    """The monitored households of an area by village and class, as they may be printed after last time's table.

    Raises ``CannotProtect`` where nothing can be printed without giving a small count away.
    """
    _allow(by)
    today, policy = timezone.localdate(at), policy_in_force()
    smallest = int(policy.value("notice_smallest_count", on=today).value)
    with acting_as(by, "print counts"):
        counts = _monitored(area_code)
        last = CountNotice.objects.filter(area_code=area_code).order_by("-id").first()
        shown = protect(counts, smallest=smallest, previous=shown_of(last) if last else None)
        return CountNotice.objects.create(
            area_code=area_code, as_of=today, shown=[[*cell, n] for cell, n in shown.cells.items()],
            true=json.dumps([[*cell, n] for cell, n in shown.true.items()]), at=at, by=by.pk,
        )  # fmt: skip


def shown_of(printed: CountNotice) -> Shown:
    """A printed table as the core protects it."""
    return Shown(
        cells={(area, kind): n for area, kind, n in printed.shown},
        true={(area, kind): n for area, kind, n in json.loads(printed.true)},
    )


def _monitored(area_code: str) -> Counts:
    areas = rows_of("area").within(area_code).filter(to_on__isnull=True)
    codes = sorted({area.code for area in areas} | {area_code})
    parents: dict[str, str | None] = {}
    for code in codes:
        above = [other for other in codes if code != other and code.startswith(other)]
        parents[code] = max(above, key=len) if above else None
    leaves = {code for code in codes if len(code) == VILLAGE_DIGITS} or {area_code}
    rows = rows_of("monitoring_spell").within(area_code).filter(to_on__isnull=True).exclude(eliminated=True)
    found = list(rows.values_list("area_code", "monitoring_class"))
    classes = tuple(sorted({kind for _area, kind in found})) or ("ffzx",)
    counts = {(leaf, kind): 0 for leaf in leaves for kind in classes}
    for area, kind in found:
        if (area, kind) in counts:
            counts[area, kind] += 1
    return Counts(parents=parents, classes=classes, counts=counts)


def _allow(by: Officer) -> None:
    if not may_make_notices(by):
        raise NoticeProblem("not_allowed")


def _held(notice: Notice, *states: str) -> Notice:
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    if held.state not in states:
        raise NoticeProblem("not_in_state", state_zh=_STATES_ZH[held.state], state_en=_STATES_EN[held.state])
    return held


def _changed(held: Notice, **values: Any) -> Notice:
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    return held
