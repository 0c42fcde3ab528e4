"""What is open under the mechanisms, as last worked out from a snapshot; and switching a mechanism on or off."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field, inside
from fangpin_web.access.guard import TableGuard
from fangpin_web.office.models import TwoOfficerEntry
from fangpin_web.publishing.models import Seal


class WorklistRun(models.Model):
    """One working out of all worklists over one snapshot. Counts only: every officer may see it.

    ``counts`` holds per rule ``open``, ``unknown``, ``screened``, and against the run before ``come`` and ``gone``.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    seal: models.ForeignKey[Seal, Seal] = models.ForeignKey(Seal, on_delete=models.PROTECT, verbose_name=_("快照"))
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    policy_hash: models.CharField[str, str] = models.CharField(_("政策校验值"), max_length=64)
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("生成时间"))
    made_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("生成人"))
    counts: models.JSONField[Any, Any] = models.JSONField(_("结果"), default=dict)

    class Meta:
        db_table = "worklist_run"
        verbose_name = verbose_name_plural = _("待办清单生成")

    def __str__(self) -> str:
        return f"{self.as_of} {self.pk}"


class WorklistTally(models.Model):
    """How one rule answered in one area, of the newest run only: no personal data, read by the city too."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    run: models.ForeignKey[WorklistRun, WorklistRun] = models.ForeignKey(
        WorklistRun, on_delete=models.CASCADE, related_name="tallies", verbose_name=_("待办清单生成")
    )
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)
    area_code: models.CharField[str, str] = models.CharField(_("区划代码"), max_length=12)
    screened: models.IntegerField[int, int] = models.IntegerField(_("核对"))
    yes: models.IntegerField[int, int] = models.IntegerField(_("是"))
    no: models.IntegerField[int, int] = models.IntegerField(_("否"))
    unknown: models.IntegerField[int, int] = models.IntegerField(_("无法判断"))

    class Meta:
        db_table = "worklist_tally"
        verbose_name = verbose_name_plural = _("待办清单计数")
        indexes = (models.Index(fields=["run", "rule", "area_code"], name="worklist_tally_of"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.area_code}"


class WorklistItems(models.QuerySet["WorklistItem"]):
    """Questions about what is open."""

    def of_rules(self, rules: list[str]) -> Self:
        return self.filter(rule__in=rules)

    def within(self, area_code: str) -> Self:
        return self.filter(inside(area_code))


class WorklistItem(models.Model):
    """Who or what a mechanism's rule found uncovered, overdue, double or short; of the newest run only.

    ``subject`` is the ledger whose row is meant and ``key`` its key; empty where an area is meant by its code.
    ``open_since`` is the day of the first run in a row that found it.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    run: models.ForeignKey[WorklistRun, WorklistRun] = models.ForeignKey(
        WorklistRun, on_delete=models.CASCADE, related_name="items", verbose_name=_("待办清单生成")
    )
    area_code = area_code_field()
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)
    subject: models.CharField[str, str] = models.CharField(_("对象"), max_length=60)
    key: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("记录"), null=True)
    answer: models.CharField[str, str] = models.CharField(_("结果"), max_length=8)
    severity: models.SmallIntegerField[int, int] = models.SmallIntegerField(_("程度"))
    basis: models.JSONField[Any, Any] = models.JSONField(_("依据"))
    open_since: models.DateField[date, date] = models.DateField(_("自何日起"))

    objects = WorklistItems.as_manager()

    class Meta:
        db_table = "worklist_item"
        verbose_name = verbose_name_plural = _("待办事项")
        indexes = (models.Index(fields=["rule", "area_code"], name="worklist_item_of"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} {self.key}"


class MechanismSwitch(TwoOfficerEntry):
    """That a mechanism is in use from a day or no longer, entered by one officer and confirmed by another.

    Confirmed, it is a line of the place's own policy folder; this row says who did it.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    mechanism: models.CharField[str, str] = models.CharField(_("机制"), max_length=100)
    since: models.DateField[date, date] = models.DateField(_("自何日起"))
    on: models.BooleanField[bool, bool] = models.BooleanField(_("启用"))
    why: models.CharField[str, str] = models.CharField(_("理由"), max_length=300)
    document: models.CharField[str, str] = models.CharField(_("文件"), max_length=200, blank=True, default="")
    sent_back_for: models.CharField[str, str] = models.CharField(_("退回原因"), max_length=200, blank=True, default="")

    class Meta:
        db_table = "mechanism_switch"
        verbose_name = verbose_name_plural = _("机制启停")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="sent_back") | Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
                name="second_person_switches",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="switch_has_reason"),
            models.UniqueConstraint(fields=["mechanism"], condition=Q(state="proposed"), name="one_switch_waits"),
        )

    def __str__(self) -> str:
        return f"{self.mechanism} {self.since} {'on' if self.on else 'off'} ({self.state})"
