"""A disagreement of two records as an item of its own, what was done with it, and the comparisons it comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin.discrepancies import CLOSED, OPEN
from fangpin_web.access.area_codes import area_code_field, inside
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard
from fangpin_web.intake.models import Upload
from fangpin_web.publishing.models import Seal


class ComparisonRun(models.Model):
    """One comparison of all records over one snapshot. Counts only: every officer may see it.

    ``counts`` holds per rule ``found``, ``unknown``, ``screened``, and what came of it: ``opened``, ``returned``,
    ``agreed``, ``untold``.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    seal: models.ForeignKey[Seal, Seal] = models.ForeignKey(Seal, on_delete=models.PROTECT, verbose_name=_("快照"))
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    policy_hash: models.CharField[str, str] = models.CharField(_("政策校验值"), max_length=64)
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("比对时间"))
    made_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("比对人"))
    counts: models.JSONField[Any, Any] = models.JSONField(_("结果"), default=dict)

    class Meta:
        db_table = "discrepancy_run"
        verbose_name = verbose_name_plural = _("数据比对")

    def __str__(self) -> str:
        return f"{self.as_of} {self.pk}"


class Circular(models.Model):
    """A list of discrepancies as it was sent to the department that corrects them; rows are added, never changed."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    department: models.CharField[str, str] = models.CharField(_("核对部门"), max_length=60)
    due_on: models.DateField[date, date] = models.DateField(_("反馈期限"))
    items: models.IntegerField[int, int] = models.IntegerField(_("条数"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("发出时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("发出人"))

    class Meta:
        db_table = "discrepancy_circular"
        verbose_name = verbose_name_plural = _("核对通知")

    def __str__(self) -> str:
        return f"{self.department} {self.due_on}"


class Discrepancies(models.QuerySet["Discrepancy"]):
    """Questions about discrepancies."""

    def waiting(self) -> Self:
        """Those that wait for the source: not looked at, or said to be corrected."""
        return self.filter(state__in=OPEN)

    def overdue(self, day: date) -> Self:
        return self.waiting().filter(due_on__lt=day)

    def within(self, area_code: str) -> Self:
        return self.filter(inside(area_code))


class Discrepancy(models.Model):
    """Two records about one household or person that cannot both be right, under one rule.

    ``basis`` is what was compared when it was last found (``seen_run``); ``department`` looks first. ``returns`` counts
    how often it came back after it had been put right. A decision (explained, exempted) stands with its person, reason
    and day until a person takes it back, or an exemption's ``until``, the first day on which it no longer holds;
    ``changed`` says that the records disagree otherwise since. ``closed_batch`` is the delivery with which they agreed.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待核对")
        ANSWERED = "answered", _("已报更正")
        EXPLAINED = "explained", _("说明成立")
        EXEMPTED = "exempted", _("已豁免")
        AGREED = "agreed", _("已一致")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)  # its events are its history

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)
    subject: models.CharField[str, str] = models.CharField(_("对象"), max_length=60)
    key: models.BigIntegerField[int, int] = models.BigIntegerField(_("记录"))
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    department: models.CharField[str, str] = models.CharField(_("核对部门"), max_length=60)
    severity: models.SmallIntegerField[int, int] = models.SmallIntegerField(_("程度"))
    basis: models.JSONField[Any, Any] = models.JSONField(_("依据"))
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    told: models.BooleanField[bool, bool] = models.BooleanField(_("本次可判断"), default=True)
    changed: models.BooleanField[bool, bool] = models.BooleanField(_("决定后有变化"), default=False)
    agrees: models.BooleanField[bool, bool] = models.BooleanField(_("现已一致"), default=False)
    returns: models.IntegerField[int, int] = models.IntegerField(_("再次出现次数"), default=0)
    opened_on: models.DateField[date, date] = models.DateField(_("发现日期"))
    due_on: models.DateField[date, date] = models.DateField(_("核对期限"))
    seen_run: models.ForeignKey[ComparisonRun, ComparisonRun] = models.ForeignKey(
        ComparisonRun, on_delete=models.PROTECT, related_name="+", verbose_name=_("最近比对")
    )
    seen_run_id: int
    circular: models.ForeignKey[Circular | None, Circular | None] = models.ForeignKey(
        Circular, on_delete=models.PROTECT, null=True, related_name="discrepancies"
    )
    circular_id: int | None
    reason: models.CharField[str, str] = models.CharField(_("理由"), max_length=40, blank=True, default="")
    until: models.DateField[date | None, date | None] = models.DateField(_("豁免失效日"), null=True)
    decided_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("决定人"), null=True)
    decided_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("决定时间"), null=True)
    closed_on: models.DateField[date | None, date | None] = models.DateField(_("一致日期"), null=True)
    closed_batch: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("一致批次"), null=True)

    objects = Discrepancies.as_manager()

    class Meta:
        db_table = "discrepancy"
        verbose_name = verbose_name_plural = _("数据打架")
        constraints = (
            models.UniqueConstraint(fields=["rule", "key"], name="discrepancy_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("explained", "exempted")) | (~Q(reason="") & Q(decided_by__isnull=False)),
                name="discrepancy_decision_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=["area_code", "state", "due_on"], name="discrepancy_area"),
            models.Index(fields=["household_id"], name="discrepancy_household"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} {self.key}"


class DiscrepancyEvent(models.Model):
    """What happened to a discrepancy, never changed: found, answered, decided, agreed with which delivery."""

    class Act(models.TextChoices):
        FOUND = "found", _("发现")
        RETURNED = "returned", _("再次出现")
        LAPSED = "lapsed", _("豁免到期")
        CIRCULATED = "circulated", _("发出核对通知")
        ANSWERED = "answered", _("部门反馈")
        EXPLAINED = "explained", _("认定说明成立")
        EXEMPTED = "exempted", _("豁免")
        TAKEN_BACK = "taken_back", _("撤回决定")
        AGREED = "agreed", _("记录已一致")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    discrepancy: models.ForeignKey[Discrepancy, Discrepancy] = models.ForeignKey(
        Discrepancy, on_delete=models.PROTECT, related_name="events"
    )
    discrepancy_id: int
    area_code = area_code_field()
    act: models.CharField[str, str] = models.CharField(_("事项"), max_length=12, choices=Act)
    reason: models.CharField[str, str] = models.CharField(_("理由"), max_length=40, blank=True, default="")
    note = EncryptedField(_("说明"), kind="discrepancy_note", null=True)
    batch_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("导入批次"), null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))

    class Meta:
        db_table = "discrepancy_event"
        verbose_name = verbose_name_plural = _("数据打架办理记录")

    def __str__(self) -> str:
        return f"{self.discrepancy_id} {self.act}"


class Reconciliation(models.Model):
    """A list that is a register of households held against our own ledgers on a day. Counts only."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    upload: models.ForeignKey[Upload, Upload] = models.ForeignKey(
        Upload, on_delete=models.PROTECT, related_name="+", verbose_name=_("导入")
    )
    day: models.DateField[date, date] = models.DateField(_("比对日"))
    households: models.IntegerField[int, int] = models.IntegerField(_("名单户数"))
    counts: models.JSONField[Any, Any] = models.JSONField(_("结果"), default=dict)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("比对时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("比对人"))

    class Meta:
        db_table = "reconciliation"
        verbose_name = verbose_name_plural = _("名单对账")

    def __str__(self) -> str:
        return f"{self.upload_id} {self.day}"


class ReconciliationLine(models.Model):
    """One household that is on one side only, or told of differently; ``fields`` are [field, ours, theirs].

    Of names and numbers it is said that they differ, not what they are. ``unclear``: a row that names nobody.
    """

    class Kind(models.TextChoices):
        HERE = "here", _("本地有、名单无")
        THERE = "there", _("名单有、本地无")
        DIFFERS = "differs", _("两边不一致")
        UNCLEAR = "unclear", _("名单没有写明是谁")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    reconciliation: models.ForeignKey[Reconciliation, Reconciliation] = models.ForeignKey(
        Reconciliation, on_delete=models.CASCADE, related_name="lines"
    )
    area_code = area_code_field()
    kind: models.CharField[str, str] = models.CharField(_("类别"), max_length=8, choices=Kind)
    because: models.CharField[str, str] = models.CharField(_("本地依据"), max_length=40, blank=True, default="")
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    sheet_no: models.IntegerField[int | None, int | None] = models.IntegerField(_("工作表序号"), null=True)
    row_no: models.IntegerField[int | None, int | None] = models.IntegerField(_("行号"), null=True)
    fields: models.JSONField[Any, Any] = models.JSONField(_("不一致的项"), default=list)

    class Meta:
        db_table = "reconciliation_line"
        verbose_name = verbose_name_plural = _("对账差异")
        indexes = (models.Index(fields=["reconciliation", "kind", "area_code"], name="reconciliation_kind"),)
        constraints = (
            models.UniqueConstraint(
                fields=["reconciliation", "household_id"],
                condition=Q(household_id__isnull=False),
                name="reconciled_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.household_id or self.row_no}"


__all__ = [
    "CLOSED",
    "Circular",
    "ComparisonRun",
    "Discrepancy",
    "DiscrepancyEvent",
    "Reconciliation",
    "ReconciliationLine",
]
