"""What a clue rests on, which screening found it, and what each screening counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.guard import TableGuard
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import Clue


class ScreeningRun(models.Model):
    """One run of all rules over one snapshot for one day, or of all schemes. Counts only: every officer may see it.

    ``coverage`` says per ledger how many households the answers could rest on; ``counts`` what
    became of the findings: raised, stepped_up, joined, seen, stayed_closed, elsewhere; of schemes also settled.
    """

    class Kind(models.TextChoices):
        RULES = "rules", _("Rules")
        SCHEMES = "schemes", _("Schemes")

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    kind: models.CharField[str, str] = models.CharField(_("类别"), max_length=10, choices=Kind, default=Kind.RULES)
    seal: models.ForeignKey[Seal, Seal] = models.ForeignKey(Seal, on_delete=models.PROTECT, verbose_name=_("快照"))
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    since: models.DateField[date, date] = models.DateField(_("统计期起"))
    policy_hash: models.CharField[str, str] = models.CharField(_("政策校验值"), max_length=64)
    screened_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("筛查时间"))
    screened_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("筛查人"))
    counts: models.JSONField[Any, Any] = models.JSONField(_("结果"))
    coverage: models.JSONField[Any, Any] = models.JSONField(_("数据覆盖"))

    class Meta:
        db_table = "screening_run"
        verbose_name = verbose_name_plural = _("筛查")

    def __str__(self) -> str:
        return f"{self.as_of} {self.pk}"


class Tally(models.Model):
    """How one rule answered in one village: no personal data, read by the city too.

    ``screened`` = ``yes`` + ``no`` + ``unknown``; unknown is never counted as no.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    run: models.ForeignKey[ScreeningRun, ScreeningRun] = models.ForeignKey(
        ScreeningRun, on_delete=models.CASCADE, related_name="tallies", verbose_name=_("筛查")
    )
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)
    area_code = area_code_field()
    screened: models.BigIntegerField[int, int] = models.BigIntegerField(_("筛查数"))
    yes: models.BigIntegerField[int, int] = models.BigIntegerField(_("是"))
    no: models.BigIntegerField[int, int] = models.BigIntegerField(_("否"))
    unknown: models.BigIntegerField[int, int] = models.BigIntegerField(_("未知"))

    class Meta:
        db_table = "screening_tally"
        verbose_name = verbose_name_plural = _("筛查计数")
        constraints = (
            models.UniqueConstraint(fields=["run", "rule", "area_code"], name="tally_once"),
            models.CheckConstraint(
                condition=Q(screened=models.F("yes") + models.F("no") + models.F("unknown")), name="tally_adds_up"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.area_code}"


class ClueEvidence(models.Model):
    """Why a clue is there: one rule's answer about its household or a person of it.

    ``basis`` is what the rule read, ``run`` the screening that last said so; ``seen_on`` is that
    screening's day. Of a closed clue it is the memory that keeps the same facts from coming again.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("是")
        UNKNOWN = "unknown", _("未知")

    guard: ClassVar[TableGuard] = TableGuard(history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    clue: models.ForeignKey[Clue, Clue] = models.ForeignKey(
        Clue, on_delete=models.CASCADE, related_name="evidences", verbose_name=_("线索")
    )
    area_code = area_code_field()
    rule: models.CharField[str, str] = models.CharField(_("规则"), max_length=80)
    risk: models.CharField[str, str] = models.CharField(_("风险类型"), max_length=40)
    household_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("户"))
    person_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("人口"), null=True, blank=True)
    answer: models.CharField[str, str] = models.CharField(_("判断"), max_length=10, choices=Answer)
    step: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("档"), null=True, blank=True)
    basis: models.JSONField[Any, Any] = models.JSONField(_("依据"))
    sources: models.JSONField[Any, Any] = models.JSONField(_("数据来源"), default=list)
    run: models.ForeignKey[ScreeningRun, ScreeningRun] = models.ForeignKey(
        ScreeningRun, on_delete=models.PROTECT, related_name="+", verbose_name=_("最近筛查")
    )
    first_run: models.ForeignKey[ScreeningRun, ScreeningRun] = models.ForeignKey(
        ScreeningRun, on_delete=models.PROTECT, related_name="+", verbose_name=_("首次筛查")
    )
    seen_on: models.DateField[date, date] = models.DateField(_("最近发现"))

    class Meta:
        db_table = "clue_evidence"
        verbose_name = verbose_name_plural = _("线索依据")
        indexes = (
            models.Index(fields=["area_code", "id"], name="evidence_area"),
            models.Index(fields=["household_id"], name="evidence_household"),
            models.Index(fields=["rule"], name="evidence_rule"),
        )
        constraints = (
            models.UniqueConstraint(fields=["clue", "rule", "person_id"], name="evidence_once", nulls_distinct=False),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.clue_id}"
