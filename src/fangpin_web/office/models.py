"""Which place this installation works for, and the values its officers enter."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from fangpin_web.access.guard import TableGuard


class Office(models.Model):
    """What this installation is. ``place`` is the id of a policy folder; ``demo`` marks every page and file."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)
    ONLY = 1

    id: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    place: models.CharField[str, str] = models.CharField("地区", max_length=60)
    demo: models.BooleanField[bool, bool] = models.BooleanField("演示", default=False)
    set_up_at: models.DateTimeField[datetime, datetime] = models.DateTimeField("设立时间")

    class Meta:
        db_table = "office"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_office"),)

    def __str__(self) -> str:
        return str(self.place)


class TwoOfficerEntry(models.Model):
    """What one officer enters and another confirms or sends back. Rows are never removed.

    The second is not the first: each table that inherits this holds it as a constraint of its own.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "待确认"
        CONFIRMED = "confirmed", "已确认"
        SENT_BACK = "sent_back", "已退回"

    state: models.CharField[str, str] = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    proposed_by: models.BigIntegerField[int, int] = models.BigIntegerField("录入人")
    proposed_at: models.DateTimeField[datetime, datetime] = models.DateTimeField("录入时间")
    decided_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField("确认人", null=True)
    decided_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField("确认时间", null=True)

    class Meta:
        abstract = True


class ParameterEntry(TwoOfficerEntry):
    """A value, or the withdrawal of one, that one officer entered and another confirms or sends back.

    Confirmed, it is a line of the place's own policy folder; this row says who did it.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    parameter: models.CharField[str, str] = models.CharField("参数", max_length=100)
    since: models.DateField[date, date] = models.DateField("自何日起")
    value: models.CharField[str, str] = models.CharField("取值", max_length=200, blank=True, default="")
    withdraws: models.BooleanField[bool, bool] = models.BooleanField("撤回", default=False)
    document: models.CharField[str, str] = models.CharField("文件", max_length=200)
    clause: models.CharField[str, str] = models.CharField("条款", max_length=500, blank=True, default="")
    why: models.CharField[str, str] = models.CharField("退回原因", max_length=200, blank=True, default="")

    class Meta:
        db_table = "parameter_entry"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="sent_back")
                | models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="second_person_confirms",
            ),
            models.CheckConstraint(
                condition=models.Q(withdraws=True, value="") | (models.Q(withdraws=False) & ~models.Q(value="")),
                name="value_or_withdrawal",
            ),
            models.UniqueConstraint(
                fields=["parameter", "since"], condition=models.Q(state="proposed"), name="one_entry_waits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.parameter} {self.since} {self.value or 'withdrawn'} ({self.state})"
