"""What others state held against what is counted, and two snapshots held against each other."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard
from fangpin_web.publishing.models import Seal


class StatedComparison(models.Model):
    """A row of the ledger of reported figures beside what was counted for its days and area in a snapshot.

    ``difference`` is stated less counted; of ``unknown`` the count could not tell. A difference of nothing says that
    two numbers are equal, not that either is right. What was compared before the row was last entered is of what it
    was then. The row may be taken back with its batch, so its key is no reference of the database.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    row_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("报送数"))
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
            models.UniqueConstraint(fields=["row_id", "seal"], name="stated_compared_once")
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.seal_id}"


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
