"""What is kept beside the ledgers of duties: draws and whom they drew, calls made, hand-overs, papers seen in files.

A draw and its targets bear the area of whoever drew, not of whom it drew: so the inspected area's own officers are
kept from seeing that they will be inspected by the database itself, until the visit stands in its ledger.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard


class Draw(models.Model):
    """One draw. ``salt`` is shown when it is opened; ``commitment`` is its print, shown at once. ``keys`` are all who
    could have been drawn, so that it can be drawn again."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("电话随访")
        INSPECTION = "inspection", _("四不两直暗访")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    kind: models.CharField[str, str] = models.CharField(_("类别"), max_length=12, choices=Kind)
    among: models.CharField[str, str] = models.CharField(_("抽取范围"), max_length=20)
    within: models.CharField[str, str] = models.CharField(_("抽取区划"), max_length=12)
    salt = EncryptedField(kind="draw_salt")
    commitment: models.CharField[str, str] = models.CharField(_("种子校验值"), max_length=64)
    keys: models.JSONField[Any, Any] = models.JSONField(_("抽取范围名单"), default=list)
    population_print: models.CharField[str, str] = models.CharField(_("名单校验值"), max_length=64)
    size: models.IntegerField[int, int] = models.IntegerField(_("抽取数"))
    drawn_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("抽取时间"))
    drawn_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("抽取人"))
    opened_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("公开时间"), null=True)

    class Meta:
        db_table = "duty_draw"
        verbose_name = verbose_name_plural = _("随机抽取")

    def __str__(self) -> str:
        return f"{self.kind} {self.drawn_at:%Y-%m-%d} {self.size}"


class DrawnTarget(models.Model):
    """Whom a draw drew, in the order of the lots."""

    class State(models.TextChoices):
        OPEN = "open", _("待办")
        DONE = "done", _("已完成")
        TO_VISIT = "to_visit", _("改为入户")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    draw: models.ForeignKey[Draw, Draw] = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="targets")
    no: models.IntegerField[int, int] = models.IntegerField(_("序号"))
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    target_area: models.CharField[str, str] = models.CharField(_("目标区划"), max_length=12)
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    visit_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("走访台账行"), null=True)
    issue_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("问题台账行"), null=True)
    finished_on: models.DateField[date | None, date | None] = models.DateField(_("完成日期"), null=True)

    class Meta:
        db_table = "duty_drawn_target"
        verbose_name = verbose_name_plural = _("抽中对象")
        constraints = (models.UniqueConstraint(fields=["draw", "no"], name="drawn_once"),)

    def __str__(self) -> str:
        return f"{self.draw_id}/{self.no}"


class CallAttempt(models.Model):
    """One call of a call sheet. What the family said is encrypted."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    target: models.ForeignKey[DrawnTarget, DrawnTarget] = models.ForeignKey(
        DrawnTarget, on_delete=models.PROTECT, related_name="calls"
    )
    no: models.IntegerField[int, int] = models.IntegerField(_("第几次"))
    result: models.CharField[str, str] = models.CharField(_("结果"), max_length=20)
    words = EncryptedField(kind="call_words", null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("拨打人"))

    class Meta:
        db_table = "duty_call_attempt"
        verbose_name = verbose_name_plural = _("拨打记录")
        constraints = (models.UniqueConstraint(fields=["target", "no"], name="call_no_once"),)

    def __str__(self) -> str:
        return f"{self.target_id}: {self.no} {self.result}"


class HandoverNote(models.Model):
    """One hand-over: who left, who took over, from which day, how many duties, why."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    leaving_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("移交人"))
    successor_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("接任人"))
    on: models.DateField[date, date] = models.DateField(_("移交日期"))
    taken: models.IntegerField[int, int] = models.IntegerField(_("接续责任数"))
    merged: models.IntegerField[int, int] = models.IntegerField(_("合并责任数"))
    why: models.CharField[str, str] = models.CharField(_("原因"), max_length=200)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))

    class Meta:
        db_table = "duty_handover"
        verbose_name = verbose_name_plural = _("责任移交")

    def __str__(self) -> str:
        return f"{self.leaving_id} → {self.successor_id} {self.on}"


class BinderPaper(models.Model):
    """A paper that somebody saw in a household's file; taken back when it was a mistake."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    household_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("户"))
    item: models.CharField[str, str] = models.CharField(_("材料"), max_length=30)
    seen_on: models.DateField[date, date] = models.DateField(_("查看日期"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("查看人"))

    class Meta:
        db_table = "duty_binder_paper"
        verbose_name = verbose_name_plural = _("户档案材料")
        constraints = (models.UniqueConstraint(fields=["household_id", "item"], name="binder_paper_once"),)

    def __str__(self) -> str:
        return f"{self.household_id} {self.item}"
