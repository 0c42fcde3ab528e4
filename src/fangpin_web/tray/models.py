"""What is kept for the tray beyond the deliveries themselves: that somebody said there is nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.guard import TableGuard


class ZeroReports(models.QuerySet["ZeroReport"]):
    """Questions about reports of nothing."""

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


class ZeroReport(models.Model):
    """Somebody said that a source has nothing for a period. It lands in no ledger: what was said by word of mouth
    makes no absent row a zero. A list without rows, stamped and imported, does."""

    class How(models.TextChoices):
        PHONE = "phone", _("电话")
        MESSAGE = "message", _("短信或微信")
        PAPER = "paper", _("书面")
        MEETING = "meeting", _("当面或会上")
        SYSTEM = "system", _("本系统")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    source: models.CharField[str, str] = models.CharField(_("数据来源"), max_length=60)
    department: models.CharField[str, str] = models.CharField(_("报送部门"), max_length=60)
    period_from_on: models.DateField[date, date] = models.DateField(_("数据期起"))
    period_to_on: models.DateField[date, date] = models.DateField(_("数据期止"))
    said_by: models.CharField[str, str] = models.CharField(_("谁说的"), max_length=60)
    how: models.CharField[str, str] = models.CharField(_("方式"), max_length=10, choices=How)
    said_on: models.DateField[date, date] = models.DateField(_("哪天说的"))
    note: models.CharField[str, str] = models.CharField(_("说明"), max_length=200, blank=True, default="")
    entered_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("登记时间"))
    entered_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("登记人"))
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        _("撤回时间"), null=True
    )
    withdrawn_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("撤回人"), null=True)

    objects = ZeroReports.as_manager()

    class Meta:
        db_table = "zero_report"
        verbose_name = verbose_name_plural = _("零报告")
        indexes = (models.Index(fields=["area_code", "source", "period_to_on"], name="zero_report_period"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period_from_on__lte=models.F("period_to_on")), name="zero_report_period_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.period_to_on}"
