"""What was done with issues and tasks, line by line. The issues and tasks themselves are ledgers."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard
from fangpin_web.records.models import Issue


class RectificationAct(models.Model):
    """One act on an issue or a task: who, when, and the words. Nobody changes or removes a line."""

    class Act(models.TextChoices):
        OPENED = "opened", _("登记")
        ASSIGN = "assign", _("交办")
        NOTE = "note", _("进展")
        SUBMIT = "submit", _("提交验收")
        ACCEPT = "accept", _("验收销号")
        RETURN = "return", _("退回")
        REOPEN = "reopen", _("重新打开")
        VOID = "void", _("作废")
        SWEEP = "sweep", _("举一反三")

    class About(models.TextChoices):
        ISSUE = "issue", _("问题")
        TASK = "campaign_task", _("任务")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    about: models.CharField[str, str] = models.CharField(_("对象"), max_length=16, choices=About)
    row_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("对象键"))
    act: models.CharField[str, str] = models.CharField(_("办理"), max_length=8, choices=Act)
    on: models.DateField[date, date] = models.DateField(_("日期"))
    words = EncryptedField(kind="issue_words", null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))

    class Meta:
        db_table = "rectification_act"
        verbose_name = verbose_name_plural = _("整改办理记录")
        indexes = (models.Index(fields=["about", "row_id", "id"], name="rectification_row"),)

    def __str__(self) -> str:
        return f"{self.act} {self.about} {self.row_id}"


class IssueEscalation(models.Model):
    """A late step of an issue was shown to the next level: once for each time the issue stood at the step."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    issue: models.ForeignKey[Issue, Issue] = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="escalations"
    )
    issue_id: int
    step: models.CharField[str, str] = models.CharField(_("环节"), max_length=40)
    since: models.DateField[date, date] = models.DateField(_("本环节开始日期"))
    level: models.CharField[str, str] = models.CharField(_("提至"), max_length=12)
    due_on: models.DateField[date, date] = models.DateField(_("期限"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("提级时间"))

    class Meta:
        db_table = "issue_escalation"
        verbose_name = verbose_name_plural = _("逾期提级")
        constraints = (
            models.UniqueConstraint(fields=["issue", "step", "since", "level"], name="issue_escalation_once"),
        )

    def __str__(self) -> str:
        return f"{self.issue_id} {self.level}"


class IssueCause(models.Model):
    """What an issue was raised for that nobody had to find: a row that shows it, once for ever.

    ``row_id`` is the key of a move, a visit or the link of a file. Closed or voided, the issue does not come again.
    """

    class What(models.TextChoices):
        LATE_ENTRY = "late_entry", _("补录")
        LATE_VISIT = "late_visit", _("走访补录")
        SIGNED_AFTER = "signed_after", _("事后补签")
        SHARED_PHOTO = "shared_photo", _("一照多户")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    what: models.CharField[str, str] = models.CharField(_("起因"), max_length=12, choices=What)
    row_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("起因行"))
    issue: models.ForeignKey[Issue, Issue] = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="causes")
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("发现时间"))

    class Meta:
        db_table = "issue_cause"
        verbose_name = verbose_name_plural = _("系统发现的问题")
        constraints = (models.UniqueConstraint(fields=["what", "row_id"], name="issue_cause_once"),)

    def __str__(self) -> str:
        return f"{self.what} {self.row_id}"
