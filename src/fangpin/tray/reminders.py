"""Ready text to copy into a message to a department: which lists, for which period, by when, and how to send them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fangpin.tray.owed import Owed
from fangpin.tray.standing import Standing

_WEEKDAYS = "一二三四五六日"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One message to one department, in both languages. It names lists and days, never a person."""

    department: str
    zh: str
    en: str
    overdue: int
    asked: int


def reminders_for(standings: Iterable[Standing], *, office_zh: str, office_en: str) -> tuple[Reminder, ...]:
    """A message for each department that owes a list or has refused rows to correct; the latest first.

    ``office_zh`` and ``office_en`` sign it. Nothing is asked of a department whose lists are all there.
    """
    by_department: dict[str, list[Standing]] = {}
    for one in standings:
        if _asks(one):
            by_department.setdefault(one.owed.source.department, []).append(one)
    made = [_reminder(name, asked, office_zh, office_en) for name, asked in by_department.items()]
    return tuple(sorted(made, key=lambda r: (-r.overdue, r.department)))


def _asks(one: Standing) -> bool:
    return one.state in ("awaited", "overdue") or bool(one.total("rows_refused"))


def _reminder(department: str, asked: Sequence[Standing], office_zh: str, office_en: str) -> Reminder:
    day = asked[0].as_of
    overdue = [one for one in asked if one.state == "overdue"]
    awaited = [one for one in asked if one.state == "awaited"]
    refused = [one for one in asked if one.total("rows_refused")]
    return Reminder(
        department=department,
        zh=_zh(department, overdue, awaited, refused, office_zh, day),
        en=_en(department, overdue, awaited, refused, office_en, day),
        overdue=len(overdue),
        asked=len(asked),
    )


def _zh(
    department: str,
    overdue: Sequence[Standing],
    awaited: Sequence[Standing],
    refused: Sequence[Standing],
    office: str,
    day: date,
) -> str:
    lines = [f"{department}的同志，您好！"]
    if overdue:
        lines.append("以下名单已过报送日期，还没有收到，麻烦尽快报送：")
        lines += [
            f"{n}.《{o.owed.source.zh}》（{_period_zh(o.owed)}），应于{_day_zh(o.owed.due_on)}前报送，{_late_zh(o)}"
            for n, o in enumerate(overdue, 1)
        ]
    if awaited:
        lines.append("以下名单即将到期，请按时报送：")
        lines += [
            f"{n}.《{o.owed.source.zh}》（{_period_zh(o.owed)}），请于{_day_zh(o.owed.due_on)}前报送"
            for n, o in enumerate(awaited, 1)
        ]
    if overdue or awaited:
        lines.append("如当期没有数据，也请回复“无数据”并告知是谁确认的，我们登记为零报告。")
    if refused:
        lines.append("以下名单已收到，但有几行没有通过核对，退回表另行发送，请更正后发回：")
        lines += [
            f"{n}.《{o.owed.source.zh}》（{_period_zh(o.owed)}），{o.total('rows_refused')}行"
            for n, o in enumerate(refused, 1)
        ]
    lines.append("表中有个人信息，请加密后发送，密码另行告知，不要把表格直接发到群里。有困难请随时联系，谢谢！")
    lines.append(f"{office}　{day.year}年{day.month}月{day.day}日")
    return "\n".join(lines)


def _en(
    department: str,
    overdue: Sequence[Standing],
    awaited: Sequence[Standing],
    refused: Sequence[Standing],
    office: str,
    day: date,
) -> str:
    lines = [f"Dear colleagues of {department},"]
    if overdue:
        lines.append("These lists were due and have not reached us. Please send them as soon as you can:")
        lines += [
            f"{n}. {_name_en(o.owed)} ({_period_en(o.owed)}), due on {_day_en(o.owed.due_on)}, {_late_en(o)}"
            for n, o in enumerate(overdue, 1)
        ]
    if awaited:
        lines.append("These lists are due soon:")
        lines += [
            f"{n}. {_name_en(o.owed)} ({_period_en(o.owed)}), please by {_day_en(o.owed.due_on)}"
            for n, o in enumerate(awaited, 1)
        ]
    if overdue or awaited:
        lines.append('If there is nothing for the period, please answer "no data" and say who confirmed it.')
    if refused:
        lines.append("These lists have arrived, but some rows did not pass; please correct the rows we send back:")
        lines += [
            f"{n}. {_name_en(o.owed)} ({_period_en(o.owed)}), {_rows_en(o.total('rows_refused') or 0)}"
            for n, o in enumerate(refused, 1)
        ]
    lines.append(
        "The lists name people: please protect the file with a password, tell it to us by another way, and do not "
        "post the file in a group. Thank you; call us if anything stands in the way."
    )
    lines.append(f"{office}, {day.isoformat()}")
    return "\n".join(lines)


def _period_zh(owed: Owed) -> str:
    first, last = owed.from_on, owed.to_on
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def _period_en(owed: Owed) -> str:
    first, last = f"{owed.from_on:%Y-%m}", f"{owed.to_on:%Y-%m}"
    return first if first == last else f"{first} to {last}"


def _day_zh(day: date | None) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）" if day else ""


def _day_en(day: date | None) -> str:
    return f"{_DAYS[day.weekday()]} {day.isoformat()}" if day else ""


def _late_zh(one: Standing) -> str:
    working = f"（{one.working_days_late}个工作日）" if one.working_days_late is not None else ""
    return f"已超过{one.days_late}天{working}"


def _late_en(one: Standing) -> str:
    working = "" if one.working_days_late is None else f" ({_several(one.working_days_late, 'working day')})"
    return f"{_several(one.days_late, 'day')} ago{working}"


def _rows_en(count: int) -> str:
    return _several(count, "row")


def _several(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _name_en(owed: Owed) -> str:
    return owed.source.en or owed.source.zh
