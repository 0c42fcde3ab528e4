"""What hung where from when to when, what was objected, and which counts were printed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard
from fangpin_web.records.models import Case


class Notices(models.QuerySet["Notice"]):
    """Questions about notices."""

    def hanging(self) -> Self:
        return self.filter(state=Notice.State.POSTED)

    def to_take_down(self, day: date) -> Self:
        """Hanging longer than they have to."""
        return self.hanging().filter(until_on__lt=day)


class Notice(models.Model):
    """One sheet. ``text`` is what is printed, already masked; ``digest`` stands on the sheet, so that both agree.

    ``until_on`` is the last day it has to hang; from the day after, taking it down is due.
    """

    class State(models.TextChoices):
        MADE = "made", _("made, not hung yet")
        POSTED = "posted", _("hanging")
        TAKEN_DOWN = "taken_down", _("taken down")
        WITHDRAWN = "withdrawn", _("withdrawn")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    kind: models.CharField[str, str] = models.CharField(_("公示类别"), max_length=20)
    text: models.TextField[str, str] = models.TextField(_("公示内容"))
    digest: models.CharField[str, str] = models.CharField(_("校验码"), max_length=16)
    names: models.CharField[str, str] = models.CharField(_("姓名形式"), max_length=10)
    channel: models.CharField[str, str] = models.CharField(_("公示渠道"), max_length=20)
    days: models.IntegerField[int, int] = models.IntegerField(_("公示天数"))
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=12, choices=State, default=State.MADE)
    posted_on: models.DateField[date | None, date | None] = models.DateField(_("张贴日期"), null=True)
    until_on: models.DateField[date | None, date | None] = models.DateField(_("公示至"), null=True)
    taken_down_on: models.DateField[date | None, date | None] = models.DateField(_("取下日期"), null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("生成时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("生成人"))

    objects = Notices.as_manager()

    class Meta:
        db_table = "notice"
        verbose_name = verbose_name_plural = _("公示")
        indexes = (models.Index(fields=["area_code", "state"], name="notice_state"),)

    def __str__(self) -> str:
        return f"{self.area_code} {self.kind} {self.digest}"


class NoticeHousehold(models.Model):
    """Which household a notice is about; the sheet itself does not say it in full."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    notice: models.ForeignKey[Notice, Notice] = models.ForeignKey(
        Notice, on_delete=models.PROTECT, related_name="households"
    )
    household_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("户"))

    class Meta:
        db_table = "notice_household"
        verbose_name = verbose_name_plural = _("公示的户")
        constraints = (models.UniqueConstraint(fields=["notice", "household_id"], name="notice_household_once"),)
        indexes = (models.Index(fields=["household_id"], name="notice_by_household"),)

    def __str__(self) -> str:
        return str(self.household_id)


class Objections(models.QuerySet["Objection"]):
    """Questions about objections."""

    def unanswered(self) -> Self:
        return self.filter(answered_on__isnull=True)


class Objection(models.Model):
    """What somebody objected to a notice, and the answer. Who it was is known to those who answer, and encrypted.

    It is about a sheet made here, or about a ``case`` whose notice was written by hand: one of the two, never both.
    ``household_id`` is whom it is about; None: the whole sheet.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    notice: models.ForeignKey[Notice | None, Notice | None] = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, related_name="objections"
    )
    notice_id: int | None
    case: models.ForeignKey[Case | None, Case | None] = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="+"
    )
    case_id: int | None
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    who = EncryptedField(kind="objection", null=True)
    what = EncryptedField(kind="objection")
    received_on: models.DateField[date, date] = models.DateField(_("收到日期"))
    answer = EncryptedField(_("答复"), kind="objection", null=True)
    answered_on: models.DateField[date | None, date | None] = models.DateField(_("答复日期"), null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("登记时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("登记人"))

    objects = Objections.as_manager()

    class Meta:
        db_table = "notice_objection"
        verbose_name = verbose_name_plural = _("公示异议")
        constraints = (
            models.CheckConstraint(
                condition=Q(notice__isnull=True) ^ Q(case__isnull=True), name="objection_to_one_thing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice_id or self.case_id} {self.received_on}"


class CountNotice(models.Model):
    """A table of counts as printed, with what was hidden; ``true`` is kept encrypted for next month's protection."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    shown: models.JSONField[Any, Any] = models.JSONField(_("公布的数"))  # [[area, class, count or null], …]
    true = EncryptedField(kind="count_notice")
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("生成时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("生成人"))

    class Meta:
        db_table = "count_notice"
        verbose_name = verbose_name_plural = _("公布的统计表")
        indexes = (models.Index(fields=["area_code", "id"], name="count_notice_area"),)

    def __str__(self) -> str:
        return f"{self.area_code} {self.as_of}"
