"""Numbers that were not counted here: a department's, with its source, or an officer's override, with his reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard
from fangpin_web.publishing.models import Seal


class StatedFigures(models.QuerySet["StatedFigure"]):
    """Questions about stated figures."""

    def of(self, indicator: str, area_code: str) -> Self:
        """What was stated of an indicator in an area, the newest day first."""
        return self.filter(indicator=indicator, area_code=area_code).order_by("-as_of", "-id")


class StatedFigure(models.Model):
    """A number somebody states. It stands beside the counted one, marked as what it is, and is never shown as agreeing.

    ``indicator`` is an indicator's key, so that a counted figure can be compared when rows arrive. Added only: a
    correction is a new row. Holds no personal data.
    """

    class Kind(models.TextChoices):
        REPORTED = "reported", _("Reported by a department")
        OVERRIDE = "override", _("Overridden by hand")

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    kind: models.CharField[str, str] = models.CharField(_("类别"), max_length=10, choices=Kind)
    indicator: models.CharField[str, str] = models.CharField(_("指标"), max_length=200)
    area_code: models.CharField[str, str] = models.CharField(_("区划代码"), max_length=12)
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    since: models.DateField[date | None, date | None] = models.DateField(_("期初前一日"), null=True)
    value: models.DecimalField[Decimal, Decimal] = models.DecimalField(_("数值"), max_digits=24, decimal_places=6)
    unit: models.CharField[str, str] = models.CharField(_("单位"), max_length=30)
    definition: models.TextField[str, str] = models.TextField(_("口径"), blank=True, default="")
    department: models.CharField[str, str] = models.CharField(_("部门"), max_length=100, blank=True, default="")
    contact: models.CharField[str, str] = models.CharField(_("联系人"), max_length=100, blank=True, default="")
    document: models.CharField[str, str] = models.CharField(_("文件或扫描件"), max_length=200, blank=True, default="")
    stated_on: models.DateField[date, date] = models.DateField(_("报送日期"))
    reason: models.TextField[str, str] = models.TextField(_("理由"), blank=True, default="")
    entered_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("录入人"))
    entered_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("录入时间"))

    objects = StatedFigures.as_manager()

    class Meta:
        db_table = "stated_figure"
        verbose_name = verbose_name_plural = _("报送与更正数据")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["indicator", "area_code"], name="stated_figure_of")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(kind="override") | ~Q(department=""), name="reported_has_department"),
            models.CheckConstraint(condition=Q(kind="reported") | ~Q(reason=""), name="override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.as_of} {self.kind}"


class StatedComparison(models.Model):
    """A stated number beside what was counted for its day and area in a snapshot that has rows of it.

    ``difference`` is stated less counted; of ``unknown`` the count could not tell. A difference of nothing says that
    two numbers are equal, not that either is right.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    stated: models.ForeignKey[StatedFigure, StatedFigure] = models.ForeignKey(
        StatedFigure, on_delete=models.PROTECT, related_name="comparisons", verbose_name=_("报送数据")
    )
    seal: models.ForeignKey[Seal, Seal] = models.ForeignKey(Seal, on_delete=models.PROTECT, verbose_name=_("快照"))
    counted: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        _("统计数"), max_digits=38, decimal_places=6, null=True
    )
    difference: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        _("相差"), max_digits=38, decimal_places=6, null=True
    )
    unknown: models.BigIntegerField[int, int] = models.BigIntegerField(_("无法判断"))
    rows: models.BigIntegerField[int, int] = models.BigIntegerField(_("记录数"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("比较时间"))

    class Meta:
        db_table = "stated_comparison"
        verbose_name = verbose_name_plural = _("报送与统计比较")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["stated", "seal"], name="stated_compared_once")
        ]

    def __str__(self) -> str:
        return f"{self.stated_id} {self.seal_id}"


class Restatement(models.Model):
    """Two snapshots compared for the earlier one's day. Holds counts, no personal data."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    earlier: models.ForeignKey[Seal, Seal] = models.ForeignKey(
        Seal, on_delete=models.PROTECT, related_name="+", verbose_name=_("前一次封存")
    )
    later: models.ForeignKey[Seal, Seal] = models.ForeignKey(
        Seal, on_delete=models.PROTECT, related_name="+", verbose_name=_("后一次封存")
    )
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("比较时间"))
    made_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("比较人"))
    moved: models.IntegerField[int, int] = models.IntegerField(_("变动的数据"))
    indicators: models.IntegerField[int, int] = models.IntegerField(_("涉及指标"))

    class Meta:
        db_table = "restatement"
        verbose_name = verbose_name_plural = _("数据重述")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["earlier", "later"], name="restated_once")]

    def __str__(self) -> str:
        return f"{self.earlier_id} → {self.later_id}"


class MovedFigure(models.Model):
    """One figure that the later snapshot gives otherwise, and why: changed rows by batch, or a change of policy."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    restatement: models.ForeignKey[Restatement, Restatement] = models.ForeignKey(
        Restatement, on_delete=models.CASCADE, related_name="figures", verbose_name=_("数据重述")
    )
    indicator: models.CharField[str, str] = models.CharField(_("指标"), max_length=200)
    area_code: models.CharField[str, str] = models.CharField(_("区划代码"), max_length=12)
    before: models.JSONField[Any, Any] = models.JSONField(_("原为"))
    after: models.JSONField[Any, Any] = models.JSONField(_("现为"))
    moved_by: models.DecimalField[Decimal | None, Decimal | None] = models.DecimalField(
        _("变动"), max_digits=38, decimal_places=6, null=True
    )
    redefined: models.BooleanField[bool, bool] = models.BooleanField(_("口径有变"))
    parameters: models.JSONField[Any, Any] = models.JSONField(_("参数有变"), default=list)
    batches: models.JSONField[Any, Any] = models.JSONField(_("批次"), default=list)

    class Meta:
        db_table = "moved_figure"
        verbose_name = verbose_name_plural = _("变动的数据")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["restatement", "area_code", "indicator"], name="moved_figure_of")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code}"
