"""A reckoning of a seal: how each scheme counted in each village, and every row that was found."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.guard import TableGuard
from fangpin_web.publishing.models import Seal


def _money(label: Any, digits: int = 18) -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(label, max_digits=digits, decimal_places=2, null=True)


class Reckoning(models.Model):
    """All schemes over one snapshot; a seal has one, which a later run replaces.

    ``windows`` are the periods asked: scheme -> its eve and last day. ``left_out`` are schemes that lacked a value,
    with the reason in both languages. No personal data.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    seal: models.OneToOneField[Seal, Seal] = models.OneToOneField(
        Seal, on_delete=models.PROTECT, related_name="reckoning", verbose_name=_("快照")
    )
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    policy_hash: models.CharField[str, str] = models.CharField(_("政策校验值"), max_length=64)
    reckoned_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("核算时间"))
    reckoned_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("核算人"))
    windows: models.JSONField[Any, Any] = models.JSONField(_("所属期"))
    left_out: models.JSONField[Any, Any] = models.JSONField(_("未核算"), default=list)

    class Meta:
        db_table = "entitlement_reckoning"
        verbose_name = verbose_name_plural = _("待遇核算")

    def __str__(self) -> str:
        return f"{self.as_of} {self.pk}"

    def last_day(self, scheme: str) -> date:
        """The last day of the period the scheme was asked for."""
        return date.fromisoformat(self.windows[scheme]["until"])


class SchemeTally(models.Model):
    """How one scheme came out in one village: counts and sums, read by every role that sees counts."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    reckoning: models.ForeignKey[Reckoning, Reckoning] = models.ForeignKey(
        Reckoning, on_delete=models.CASCADE, related_name="tallies", verbose_name=_("待遇核算")
    )
    scheme: models.CharField[str, str] = models.CharField(_("政策"), max_length=80)
    area_code = area_code_field()
    asked: models.BigIntegerField[int, int] = models.BigIntegerField(_("核对数"))
    entitled: models.BigIntegerField[int, int] = models.BigIntegerField(_("应享数"))
    missing: models.BigIntegerField[int, int] = models.BigIntegerField(_("应享未享"))
    short: models.BigIntegerField[int, int] = models.BigIntegerField(_("少发"))
    over: models.BigIntegerField[int, int] = models.BigIntegerField(_("多发"))
    not_due: models.BigIntegerField[int, int] = models.BigIntegerField(_("不应享已享"))
    agrees: models.BigIntegerField[int, int] = models.BigIntegerField(_("一致"))
    nothing: models.BigIntegerField[int, int] = models.BigIntegerField(_("不涉及"))
    unknown: models.BigIntegerField[int, int] = models.BigIntegerField(_("未知"))
    due_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("应发"), 38)
    paid_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("已发"), 38)
    owed_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("少付"), 38)
    excess_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("多付"), 38)

    class Meta:
        db_table = "entitlement_tally"
        verbose_name = verbose_name_plural = _("待遇核算计数")
        constraints = (models.UniqueConstraint(fields=["reckoning", "scheme", "area_code"], name="scheme_tally_once"),)

    def __str__(self) -> str:
        return f"{self.scheme} {self.area_code}"


class EntitlementItem(models.Model):
    """One row under one scheme: what is due, what was paid, what to make of it, and what both rest on.

    ``difference_yuan`` is due less paid; empty where one of the two is unknown.
    """

    class Verdict(models.TextChoices):
        MISSING = "missing", _("Due, not paid")
        SHORT = "short", _("Paid too little")
        OVER = "over", _("Paid too much")
        NOT_DUE = "not_due", _("Paid, not due")
        UNKNOWN = "unknown", _("Unknown")
        AGREES = "agrees", _("Agrees")
        NOTHING = "nothing", _("Nothing due")

    OPEN: ClassVar = (Verdict.MISSING, Verdict.SHORT, Verdict.OVER, Verdict.NOT_DUE)
    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    reckoning: models.ForeignKey[Reckoning, Reckoning] = models.ForeignKey(
        Reckoning, on_delete=models.CASCADE, related_name="items", verbose_name=_("待遇核算")
    )
    area_code = area_code_field()
    scheme: models.CharField[str, str] = models.CharField(_("政策"), max_length=80)
    subject: models.CharField[str, str] = models.CharField(_("台账"), max_length=60)
    key: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("记录"), null=True)
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    person_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("人口"), null=True)
    entitled: models.BooleanField[bool | None, bool | None] = models.BooleanField(_("应享"), null=True)
    due_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("应发"))
    paid_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("已发"))
    difference_yuan: models.DecimalField[Decimal | None, Decimal | None] = _money(_("差额"))
    verdict: models.CharField[str, str] = models.CharField(_("结论"), max_length=10, choices=Verdict)
    basis: models.JSONField[Any, Any] = models.JSONField(_("依据"))

    class Meta:
        db_table = "entitlement_item"
        verbose_name = verbose_name_plural = _("待遇核算明细")
        indexes = (
            models.Index(fields=["area_code", "id"], name="entitlement_area"),
            models.Index(fields=["household_id"], name="entitlement_household"),
            models.Index(fields=["reckoning", "scheme", "verdict"], name="entitlement_worklist"),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.subject} {self.key}"
