"""Bulletins that were signed, and circulars of them: rows are added, never changed; a correction is a new version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard
from fangpin_web.publishing.models import Seal


class SignedBulletins(models.QuerySet["SignedBulletin"]):
    """Questions about signed bulletins."""

    def newest_first(self) -> Self:
        return self.order_by("-signed_at", "-id")

    def of_same(self, template: str, area_code: str, period: str) -> Self:
        """All versions of one bulletin, the first first."""
        return self.filter(template=template, area_code=area_code, period=period).order_by("version")


class SignedBulletin(models.Model):
    """A bulletin as it was signed: its words, its figures, the snapshot they were counted in, and the very files.

    Holds counts only, so every office of the county may read it. ``changes`` says what a correction changed.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    template: models.CharField[str, str] = models.CharField(_("模板"), max_length=60)
    kind: models.CharField[str, str] = models.CharField(_("种类"), max_length=60)
    area_code: models.CharField[str, str] = models.CharField(_("区划代码"), max_length=12)
    period: models.CharField[str, str] = models.CharField(_("时期"), max_length=10)
    version: models.IntegerField[int, int] = models.IntegerField(_("版次"))
    title: models.CharField[str, str] = models.CharField(_("标题"), max_length=200)
    number: models.CharField[str, str] = models.CharField(_("发文字号"), max_length=60, blank=True, default="")
    dated_on: models.DateField[date | None, date | None] = models.DateField(_("成文日期"), null=True)
    seal: models.ForeignKey[Seal, Seal] = models.ForeignKey(Seal, on_delete=models.PROTECT, verbose_name=_("快照"))
    hash: models.CharField[str, str] = models.CharField(_("核验码"), max_length=64)
    text_hash: models.CharField[str, str] = models.CharField(_("文字校验值"), max_length=64)
    text: models.TextField[str, str] = models.TextField(_("正文"))
    layout: models.JSONField[Any, Any] = models.JSONField(_("版式"), default=list)
    figures: models.JSONField[Any, Any] = models.JSONField(_("数据"))
    changes: models.JSONField[Any, Any] = models.JSONField(_("更正内容"), default=list)
    reason: models.CharField[str, str] = models.CharField(_("更正理由"), max_length=200, blank=True, default="")
    docx: models.BinaryField[bytes, bytes] = models.BinaryField(_("Word 文件"))
    pdf: models.BinaryField[bytes, bytes] = models.BinaryField(_("PDF 文件"))
    xlsx: models.BinaryField[bytes, bytes] = models.BinaryField(_("附件"))
    signed_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("签发人"))
    signed_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("签发时间"))

    objects = SignedBulletins.as_manager()

    class Meta:
        db_table = "bulletin_signed"
        verbose_name = verbose_name_plural = _("已签发文稿")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["template", "area_code", "period", "version"], name="bulletin_one_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def short(self) -> str:
        """The code its sheets print."""
        from fangpin.bulletins.writing import short

        return short(self.hash)


class Circular(models.Model):
    """A signed bulletin sent to offices, with the day an answer is due (none: to be acknowledged only)."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    bulletin: models.ForeignKey[SignedBulletin, SignedBulletin] = models.ForeignKey(
        SignedBulletin, on_delete=models.PROTECT, related_name="circulars", verbose_name=_("文稿")
    )
    note: models.CharField[str, str] = models.CharField(_("要求"), max_length=300, blank=True, default="")
    due_on: models.DateField[date | None, date | None] = models.DateField(_("回复期限"), null=True)
    recipients: models.JSONField[Any, Any] = models.JSONField(_("收文单位"))
    sent_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("发送人"))
    sent_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("发送时间"))

    class Meta:
        db_table = "bulletin_circular"
        verbose_name = verbose_name_plural = _("通报")

    def __str__(self) -> str:
        return f"{self.bulletin_id} → {len(self.recipients)}"


class CircularAnswer(models.Model):
    """What an office did with a circular: took note of it, or answered."""

    class Act(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("已签收")
        REPLIED = "replied", _("已回复")

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    circular: models.ForeignKey[Circular, Circular] = models.ForeignKey(
        Circular, on_delete=models.PROTECT, related_name="answers", verbose_name=_("通报")
    )
    office: models.CharField[str, str] = models.CharField(_("收文单位"), max_length=12)
    act: models.CharField[str, str] = models.CharField(_("办理"), max_length=12, choices=Act)
    text: models.TextField[str, str] = models.TextField(_("回复"), blank=True, default="")
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("办理人"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("办理时间"))

    class Meta:
        db_table = "bulletin_circular_answer"
        verbose_name = verbose_name_plural = _("通报回执")

    def __str__(self) -> str:
        return f"{self.office} {self.act}"
