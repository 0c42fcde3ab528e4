"""Numbers that were not counted here: a department's, with its source, or an officer's override, with his reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard


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
