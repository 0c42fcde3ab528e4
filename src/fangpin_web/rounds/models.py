"""What is kept of a round: which export, what was found where (by hash and row), what townships said, exemptions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin.policy import SEVERITIES
from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard
from fangpin_web.intake.models import Original


class Rounds(models.QuerySet["Round"]):
    """Questions about rounds."""

    def done(self) -> Self:
        return self.filter(state=Round.State.DONE)

    def latest_first(self) -> Self:
        return self.order_by("-made_at", "-id")

    def before(self, found: Round) -> Round | None:
        """The round that this one is compared with: the last finished one of the same office."""
        rows = self.done().filter(area_code=found.area_code, pk__lt=found.pk)
        return rows.order_by("-id").first()


class Round(models.Model):
    """One export, checked once. Holds counts by township and rule, no person.

    ``token`` begins the number of each line of its workbooks. ``asks`` are columns somebody has to
    explain first, at most three; ``columns`` what was answered. ``townships`` and ``rules`` hold the counts.
    """

    class State(models.TextChoices):
        LOCKED = "locked", _("需要密码")
        ASKS = "asks", _("待确认列")
        READY = "ready", _("待筛查")
        DONE = "done", _("已筛查")
        UNREADABLE = "unreadable", _("无法读取")

    guard: ClassVar[TableGuard] = TableGuard(shared=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    no: models.IntegerField[int | None, int | None] = models.IntegerField(_("轮次"), null=True)
    token: models.CharField[str, str] = models.CharField(_("编号前缀"), max_length=4, blank=True, default="")
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=12, choices=State)
    original: models.ForeignKey[Original, Original] = models.ForeignKey(Original, on_delete=models.PROTECT)
    file_name: models.CharField[str, str] = models.CharField(_("文件名"), max_length=255)
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    language: models.CharField[str, str] = models.CharField(max_length=2, default="zh")
    asks: models.JSONField[Any, Any] = models.JSONField(_("待确认列"), default=list)
    columns: models.JSONField[Any, Any] = models.JSONField(_("列对应"), default=dict)  # sheet -> {column: field}
    notes: models.JSONField[Any, Any] = models.JSONField(_("读取说明"), default=list)
    problem: models.JSONField[Any, Any] = models.JSONField(_("问题"), null=True)
    previous: models.ForeignKey[Round | None, Round | None] = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="following"
    )
    counts: models.JSONField[Any, Any] = models.JSONField(_("计数"), default=dict)
    townships: models.JSONField[Any, Any] = models.JSONField(_("分乡镇"), default=list)
    rules: models.JSONField[Any, Any] = models.JSONField(_("分规则"), default=list)
    policy_hash: models.CharField[str, str] = models.CharField(_("政策校验值"), max_length=64, blank=True, default="")
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    made_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("筛查时间"), null=True)

    objects = Rounds.as_manager()

    class Meta:
        db_table = "quality_round"
        verbose_name = verbose_name_plural = _("筛查轮次")
        constraints = (
            models.UniqueConstraint(fields=["area_code", "no"], name="round_no_once", condition=Q(no__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.no or '-'} {self.file_name}"


class Findings(models.QuerySet["RoundFinding"]):
    """Questions about findings."""

    def unsettled(self) -> Self:
        return self.filter(state__in=RoundFinding.UNSETTLED)

    def gravest_first(self, *, last: bool = False) -> Self:
        """Grave, ordinary, hint; or with ``last`` the other way round."""
        ranks = [models.When(severity=severity, then=rank) for rank, severity in enumerate(SEVERITIES)]
        rank = models.Case(*ranks, default=len(SEVERITIES))
        return self.order_by(rank.desc() if last else rank.asc(), "serial")

    def counted_by_state(self) -> dict[str, int]:
        return dict(self.order_by().values_list("state").annotate(n=models.Count("id")))

    def counted_by_rule(self) -> list[tuple[str, int, int]]:
        """(rule, findings, most times running), the most first."""
        counted = self.order_by().values_list("rule").annotate(n=models.Count("id"), most=models.Max("times"))
        return sorted(counted, key=lambda told: (-told[1], told[0]))


class RoundFinding(models.Model):
    """One finding of a round: which rule, whose (by hash), in which row of the export. No name and no number.

    ``basis`` are the values behind the sentence, encrypted. ``times`` is in how many rounds running it was
    found. What a township reports does not close it: the next export does.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待整改")
        REPORTED = "reported", _("已报更正")
        DISPUTED = "disputed", _("申诉待定")
        EXEMPT = "exempt", _("已豁免")
        CLOSED = "closed", _("已销号")
        GONE = "gone", _("不在新表")
        UNASKED = "unasked", _("本轮未查")

    UNSETTLED: ClassVar = (State.OPEN, State.REPORTED, State.DISPUTED)
    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    round: models.ForeignKey[Round, Round] = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="findings")
    serial: models.IntegerField[int, int] = models.IntegerField(_("序号"))
    fingerprint: models.CharField[str, str] = models.CharField(max_length=32)
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)
    group: models.CharField[str, str] = models.CharField(_("分组"), max_length=40)
    severity: models.CharField[str, str] = models.CharField(_("级别"), max_length=10)
    township: models.CharField[str, str] = models.CharField(_("乡镇"), max_length=100, blank=True, default="")
    village: models.CharField[str, str] = models.CharField(_("村"), max_length=100, blank=True, default="")
    file: models.CharField[str, str] = models.CharField(_("文件"), max_length=255, blank=True, default="")
    sheet_no: models.IntegerField[int, int] = models.IntegerField(_("工作表序号"))
    row_no: models.IntegerField[int, int] = models.IntegerField(_("行号"))
    times: models.IntegerField[int, int] = models.IntegerField(_("第几次"), default=1)
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    listed: models.BooleanField[bool, bool] = models.BooleanField(_("在上级清单"), default=False)
    basis = EncryptedField(kind="round_basis", null=True)

    objects = Findings.as_manager()

    class Meta:
        db_table = "quality_round_finding"
        verbose_name = verbose_name_plural = _("筛查发现")
        constraints = (models.UniqueConstraint(fields=["round", "serial"], name="finding_serial_once"),)
        indexes = (
            models.Index(fields=["round", "state"], name="finding_state"),
            models.Index(fields=["round", "fingerprint"], name="finding_print"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.sheet_no}:{self.row_no}"


class Correction(models.Model):
    """What a township wrote about a finding. Values and reasons may say something about a person: encrypted."""

    class Verdict(models.TextChoices):
        VALUE = "value", _("更正为")
        CORRECTED = "corrected", _("已更正")
        NO_ERROR = "no_error", _("不是错误")
        NOT_YET = "not_yet", _("暂未整改")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    finding: models.ForeignKey[RoundFinding, RoundFinding] = models.ForeignKey(
        RoundFinding, on_delete=models.CASCADE, related_name="corrections"
    )
    verdict: models.CharField[str, str] = models.CharField(_("结论"), max_length=10, choices=Verdict)
    value = EncryptedField(kind="round_value", null=True)
    reason = EncryptedField(kind="round_reason", null=True)
    file_name: models.CharField[str, str] = models.CharField(_("文件名"), max_length=255)
    row_no: models.IntegerField[int, int] = models.IntegerField(_("行号"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))

    class Meta:
        db_table = "quality_correction"
        verbose_name = verbose_name_plural = _("整改反馈")
        indexes = (models.Index(fields=["finding", "id"], name="correction_finding"),)

    def __str__(self) -> str:
        return f"{self.verdict} {self.finding_id}"


class Exemptions(models.QuerySet["QualityExemption"]):
    """Questions about exemptions."""

    def kept(self) -> Self:
        """Not withdrawn; whether one is in force depends on the day asked."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force(self, day: date) -> Self:
        return self.kept().filter(since__lte=day).filter(Q(expires__isnull=True) | Q(expires__gt=day))


class QualityExemption(models.Model):
    """What is right as it stands: which rule, whose (a hash or a household code, encrypted), why, until when.

    ``expires`` is the first day on which it no longer holds; from then on the finding comes back.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)  # an id, or * for every rule
    subject = EncryptedField(kind="exemption_subject")
    subject_print: models.BinaryField[bytes, bytes] = models.BinaryField(max_length=16)
    shown: models.CharField[str, str] = models.CharField(_("对象"), max_length=100, blank=True, default="")  # masked
    reason = EncryptedField(kind="exemption_reason")
    author: models.CharField[str, str] = models.CharField(_("批准人"), max_length=100)
    since: models.DateField[date, date] = models.DateField(_("生效日"))
    expires: models.DateField[date | None, date | None] = models.DateField(_("失效日"), null=True)
    origin: models.CharField[str, str] = models.CharField(_("来自"), max_length=255, blank=True, default="")
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("登记时间"))
    made_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("登记人"))
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        _("撤回时间"), null=True
    )
    withdrawn_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("撤回人"), null=True)

    objects = Exemptions.as_manager()

    class Meta:
        db_table = "quality_exemption"
        verbose_name = verbose_name_plural = _("豁免")
        constraints = (
            models.UniqueConstraint(
                fields=["area_code", "rule", "subject_print", "since"],
                name="exemption_once",
                condition=Q(withdrawn_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.shown}"


class IssueList(models.Model):
    """A list of issues that another office sent, held against a round: counts, and rules we do not know."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    round: models.ForeignKey[Round, Round] = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="issue_lists"
    )
    original: models.ForeignKey[Original, Original] = models.ForeignKey(Original, on_delete=models.PROTECT)
    file_name: models.CharField[str, str] = models.CharField(_("文件名"), max_length=255)
    both: models.IntegerField[int, int] = models.IntegerField(_("双方都有"))
    theirs: models.IntegerField[int, int] = models.IntegerField(_("只在对方"))
    ours: models.IntegerField[int, int] = models.IntegerField(_("只在我方"))
    strange: models.JSONField[Any, Any] = models.JSONField(_("认不出的规则"), default=list)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))

    class Meta:
        db_table = "quality_issue_list"
        verbose_name = verbose_name_plural = _("上级问题清单")

    def __str__(self) -> str:
        return self.file_name


class ListedIssue(models.Model):
    """One row of such a list, by its row number there; whom it names stays in the encrypted original."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    issue_list: models.ForeignKey[IssueList, IssueList] = models.ForeignKey(
        IssueList, on_delete=models.CASCADE, related_name="issues"
    )
    rule: models.CharField[str, str] = models.CharField(_("问题"), max_length=200)
    row_no: models.IntegerField[int | None, int | None] = models.IntegerField(_("行号"), null=True)
    matched: models.BooleanField[bool, bool] = models.BooleanField(_("我方也有"))
    known: models.BooleanField[bool, bool] = models.BooleanField(_("规则认得"))

    class Meta:
        db_table = "quality_listed_issue"
        verbose_name = verbose_name_plural = _("上级问题")
        indexes = (models.Index(fields=["issue_list", "matched"], name="listed_issue_matched"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.row_no}"
