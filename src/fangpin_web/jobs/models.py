"""How far a piece of background work is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_watch_timetable


class ProgressRows(models.QuerySet["Progress"]):
    """Questions about background work."""

    def unfinished(self) -> Self:
        return self.filter(state__in=Progress.UNFINISHED)

    def watched_by(self, officer: Officer) -> Self:
        """What he started himself; the county also what begins by itself in its area."""
        mine = models.Q(officer_id=officer.pk)
        if may_watch_timetable(officer):
            mine |= ~models.Q(once="") & models.Q(arguments__area=officer.area_code)
        return self.filter(mine)


class Progress(models.Model):
    """One piece of background work and how far it is. Holds counts and file names, no person.

    ``once`` names the occasion of work that begins by itself, so that it begins once; empty for what somebody started.
    ``of`` is 0 while the amount is not known. ``result`` is what the work gave, such as the key of a
    seal; ``problem_zh`` and ``problem_en`` say why it failed and what to do.
    """

    class Kind(models.TextChoices):
        IMPORT_PREVIEW = "import_preview", _("Reading a file")
        IMPORT_ACCEPT = "import_accept", _("Import")
        SEAL = "seal", _("Seal")
        SCREEN = "screen", _("Screening")
        ROUND = "round", _("Data check")
        CLOCKS = "clocks", _("Terms and day's sheets")
        BULLETIN_CHECK = "bulletin_check", _("Check of a draft")
        ENTITLEMENTS = "entitlements", _("Entitlements")
        WORKLISTS = "worklists", _("Worklists")
        FIGURES = "figures", _("Figures")
        RESTATEMENT = "restatement", _("Comparison of two snapshots")

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("进行中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("失败")
        STOPPED = "stopped", _("已停止")

    UNFINISHED: ClassVar = (State.WAITING, State.RUNNING)
    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    kind: models.CharField[str, str] = models.CharField(_("任务"), max_length=20)
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    arguments: models.JSONField[Any, Any] = models.JSONField(_("参数"), default=dict)
    done: models.BigIntegerField[int, int] = models.BigIntegerField(_("已完成"), default=0)
    of: models.BigIntegerField[int, int] = models.BigIntegerField(_("总数"), default=0)
    message_zh: models.CharField[str, str] = models.CharField(max_length=200, blank=True, default="")
    message_en: models.CharField[str, str] = models.CharField(max_length=200, blank=True, default="")
    stop_requested: models.BooleanField[bool, bool] = models.BooleanField(_("要求停止"), default=False)
    officer_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("发起人"))
    once: models.CharField[str, str] = models.CharField(_("定时"), max_length=60, blank=True, default="")
    attempts: models.IntegerField[int, int] = models.IntegerField(_("次数"), default=0)
    job_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    queued_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("提交时间"))
    started_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("开始时间"), null=True)
    finished_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("结束时间"), null=True)
    result: models.JSONField[Any, Any] = models.JSONField(_("结果"), null=True)
    problem_zh: models.TextField[str, str] = models.TextField(blank=True, default="")
    problem_en: models.TextField[str, str] = models.TextField(blank=True, default="")

    objects = ProgressRows.as_manager()

    class Meta:
        db_table = "progress"
        verbose_name = verbose_name_plural = _("任务")
        constraints = (models.UniqueConstraint(fields=["once"], condition=~models.Q(once=""), name="begun_once"),)
        indexes = (
            models.Index(fields=["officer_id", "-id"], name="progress_officer"),
            models.Index(fields=["state"], name="progress_state", condition=models.Q(state__in=["waiting", "running"])),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.pk}"

    @property
    def kind_label(self) -> str:
        """What is done, in the reader's language. The column lists no choices: a new kind changes no table."""
        return str(self.Kind(self.kind).label)

    @property
    def percent(self) -> int | None:
        """Whole percent done, None while the amount is not known."""
        if self.state == self.State.DONE:
            return 100
        return min(100, self.done * 100 // self.of) if self.of else None
