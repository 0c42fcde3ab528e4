"""Where a case stands, what was done with it, and the meetings and notices that many cases share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard
from fangpin_web.evidence.models import Evidence
from fangpin_web.notices.models import Notice
from fangpin_web.records.models import Case


class Occasion(models.Model):
    """A meeting, a notice or a round of visits that serves many cases: minutes once, seven votes.

    Of a meeting ``due`` and ``present`` are those of the whole evening. ``held_on`` is its day, or the day a notice
    went up. ``notice``: the sheet, where it was made here.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("评议会")
        NOTICE = "notice", _("公示")
        VISITS = "visits", _("入户走访")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    kind: models.CharField[str, str] = models.CharField(_("类别"), max_length=10, choices=Kind)
    held_on: models.DateField[date, date] = models.DateField(_("日期"))
    due: models.IntegerField[int | None, int | None] = models.IntegerField(_("应到"), null=True)
    present: models.IntegerField[int | None, int | None] = models.IntegerField(_("实到"), null=True)
    notice: models.OneToOneField[Notice | None, Notice | None] = models.OneToOneField(
        Notice, on_delete=models.PROTECT, null=True, related_name="+"
    )
    notice_id: int | None
    key: models.CharField[str, str] = models.CharField(_("提交标识"), max_length=40)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("登记时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("登记人"))

    class Meta:
        db_table = "case_occasion"
        verbose_name = verbose_name_plural = _("会议与公示")
        indexes = (models.Index(fields=["area_code", "id"], name="occasion_area"),)
        constraints = (
            models.UniqueConstraint(fields=["area_code", "key"], name="occasion_once"),
            models.CheckConstraint(
                condition=Q(kind="meeting", due__isnull=False, present__isnull=False, present__lte=models.F("due"))
                | ~Q(kind="meeting"),
                name="occasion_meeting_counts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class CaseDesk(models.Model):
    """Where a case stands beside its row of the ledger; the row everybody who moves it locks.

    ``moves_made`` counts its moves: who saw another number saw another case. ``shown_to`` is the level a late step
    has climbed to. The database lets a household or person have one open case of a process.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)  # its moves are its history

    case: models.OneToOneField[Case, Case] = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="desk"
    )
    case_id: int
    area_code = area_code_field()
    household_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("户"))
    person_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("人口"), null=True)
    process: models.CharField[str, str] = models.CharField(_("办理流程"), max_length=40)
    step: models.CharField[str, str] = models.CharField(_("当前环节"), max_length=40)
    step_on: models.DateField[date, date] = models.DateField(_("本环节开始日期"))
    is_open: models.BooleanField[bool, bool] = models.BooleanField(_("办理中"), default=True)
    moves_made: models.IntegerField[int, int] = models.IntegerField(_("已办步数"), default=0)
    risk: models.CharField[str, str] = models.CharField(_("风险类型"), max_length=40, blank=True, default="")
    subject_row: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("贷款"), null=True)
    shown_to: models.CharField[str, str] = models.CharField(_("已提级"), max_length=12, blank=True, default="")
    opened_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("立案人"))
    opened_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("立案时间"))

    class Meta:
        db_table = "case_desk"
        verbose_name = verbose_name_plural = _("个案办理")
        constraints = (
            models.UniqueConstraint(
                fields=["household_id", "process", "person_id", "subject_row"],
                condition=Q(is_open=True),
                nulls_distinct=False,
                name="case_open_once",
            ),
            models.CheckConstraint(condition=Q(is_open=True) ^ Q(step="closed"), name="case_closed_is_not_open"),
        )
        indexes = (
            models.Index(fields=["area_code", "is_open", "step"], name="case_desk_area"),
            models.Index(fields=["household_id"], name="case_desk_household"),
        )

    def __str__(self) -> str:
        return f"{self.process} {self.case_id} {self.step}"


class CaseMove(models.Model):
    """One move of a case, never changed: what was entered, voted, shown as warning, by whom, when and for which day.

    ``happened_on`` is the day of the act, ``made_at`` when it was entered; ``late`` if too many days lie between.
    ``key`` comes with the form, so that the same press of a button twice is one move.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case: models.ForeignKey[Case, Case] = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    case_id: int
    area_code = area_code_field()
    no: models.IntegerField[int, int] = models.IntegerField(_("序号"))
    key: models.CharField[str, str] = models.CharField(_("提交标识"), max_length=40)
    move: models.CharField[str, str] = models.CharField(_("操作"), max_length=40)
    kind: models.CharField[str, str] = models.CharField(_("方向"), max_length=10)
    from_step: models.CharField[str, str] = models.CharField(_("原环节"), max_length=40)
    to_step: models.CharField[str, str] = models.CharField(_("去向"), max_length=40)
    happened_on: models.DateField[date, date] = models.DateField(_("办理日期"))
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("录入时间"))
    made_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))
    role: models.CharField[str, str] = models.CharField(_("角色"), max_length=12)
    reason: models.CharField[str, str] = models.CharField(_("原因"), max_length=40, blank=True, default="")
    note = EncryptedField(_("说明"), kind="case_note", null=True)
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("表单"), default=dict)
    votes: models.JSONField[dict[str, int] | None, dict[str, int] | None] = models.JSONField(_("表决"), null=True)
    warnings: models.JSONField[list[str], list[str]] = models.JSONField(_("提醒"), default=list)
    occasion: models.ForeignKey[Occasion | None, Occasion | None] = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, related_name="moves"
    )
    late: models.BooleanField[bool, bool] = models.BooleanField(_("补录"), default=False)

    class Meta:
        db_table = "case_move"
        verbose_name = verbose_name_plural = _("办理记录")
        constraints = (
            models.UniqueConstraint(fields=["case", "no"], name="case_move_in_order"),
            models.UniqueConstraint(fields=["case", "key"], name="case_move_once"),
        )
        indexes = (models.Index(fields=["area_code", "made_at"], name="case_move_area"),)

    def __str__(self) -> str:
        return f"{self.case_id}.{self.no} {self.move}"


class CaseProof(models.Model):
    """A file that proves something of a case at a step, as a kind the process demands."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case: models.ForeignKey[Case, Case] = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proofs")
    case_id: int
    area_code = area_code_field()
    no: models.IntegerField[int, int] = models.IntegerField(_("办理序号"))
    kind: models.CharField[str, str] = models.CharField(_("材料"), max_length=40)
    evidence: models.ForeignKey[Evidence, Evidence] = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="+"
    )
    evidence_id: int
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("上传时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("上传人"))

    class Meta:
        db_table = "case_proof"
        verbose_name = verbose_name_plural = _("个案材料")
        constraints = (models.UniqueConstraint(fields=["case", "no", "kind", "evidence"], name="case_proof_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class CasePause(models.Model):
    """Days on which a case's clocks stand still, with the reason; open while it lasts."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case: models.ForeignKey[Case, Case] = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    case_id: int
    area_code = area_code_field()
    from_on: models.DateField[date, date] = models.DateField(_("暂停自"))
    to_on: models.DateField[date | None, date | None] = models.DateField(_("恢复于"), null=True)
    reason: models.CharField[str, str] = models.CharField(_("原因"), max_length=40)
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("登记人"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("登记时间"))

    class Meta:
        db_table = "case_pause"
        verbose_name = verbose_name_plural = _("暂停计时")
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=Q(to_on__isnull=True), name="case_pause_one_open"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")), name="case_pause_forward"
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_on}–{self.to_on or ''}"


class OccasionCases(models.QuerySet["OccasionCase"]):
    """Questions about what served which case."""

    def counting(self) -> Self:
        """Without notices whose sheet was withdrawn: they hang no more."""
        return self.exclude(occasion__notice__state=Notice.State.WITHDRAWN)


class OccasionCase(models.Model):
    """A case that an occasion serves; of a meeting how many voted for it, of a notice nothing more."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    occasion: models.ForeignKey[Occasion, Occasion] = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="cases"
    )
    occasion_id: int
    case: models.ForeignKey[Case, Case] = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="occasions")
    case_id: int
    area_code = area_code_field()
    votes_for: models.IntegerField[int | None, int | None] = models.IntegerField(_("同意"), null=True)
    no: models.IntegerField[int, int] = models.IntegerField(_("办理序号"))

    objects = OccasionCases.as_manager()

    class Meta:
        db_table = "case_occasion_case"
        verbose_name = verbose_name_plural = _("会议与公示涉及个案")
        constraints = (models.UniqueConstraint(fields=["occasion", "case"], name="occasion_case_once"),)

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.case_id}"


class Escalation(models.Model):
    """A late step was shown to the next level: once for each level of each step."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    case: models.ForeignKey[Case, Case] = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="escalations")
    case_id: int
    area_code = area_code_field()
    no: models.IntegerField[int, int] = models.IntegerField(_("办理序号"))
    step: models.CharField[str, str] = models.CharField(_("环节"), max_length=40)
    level: models.CharField[str, str] = models.CharField(_("提至"), max_length=12)
    due_on: models.DateField[date, date] = models.DateField(_("期限"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("提级时间"))

    class Meta:
        db_table = "case_escalation"
        verbose_name = verbose_name_plural = _("逾期提级")
        constraints = (models.UniqueConstraint(fields=["case", "no", "level"], name="case_escalation_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.level}"


class DaySheet(models.Model):
    """What one village brought on one day, made by the nightly job: a line for every village, those with nothing too.

    ``counts`` holds numbers only. Nothing entered is “no entry (unconfirmed)”: a zero stands only where somebody
    confirmed it.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    day: models.DateField[date, date] = models.DateField(_("日期"))
    counts: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(_("计数"), default=dict)
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("汇总时间"))
    confirmed_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("确认人"), null=True)
    confirmed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        _("确认时间"), null=True
    )

    class Meta:
        db_table = "case_day_sheet"
        verbose_name = verbose_name_plural = _("日汇总")
        constraints = (models.UniqueConstraint(fields=["area_code", "day"], name="day_sheet_once"),)

    def __str__(self) -> str:
        return f"{self.area_code} {self.day}"

    @property
    def empty(self) -> bool:
        return not any(self.counts.values())
