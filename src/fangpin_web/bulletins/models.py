"""Drafts that were checked, and the readings officers chose. The words of a draft lie encrypted on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard
from fangpin_web.bulletins.superior_models import SuperiorForm
from fangpin_web.bulletins.written_models import Circular, CircularAnswer, SignedBulletin
from fangpin_web.publishing.models import Seal

__all__ = ["Circular", "CircularAnswer", "Draft", "ReadingChoice", "SignedBulletin", "SuperiorForm"]


class Drafts(models.QuerySet["Draft"]):
    """Questions about drafts."""

    def of_office(self, area_code: str) -> Self:
        """Drafts of one office, the newest first; nobody reads another office's unpublished words."""
        return self.filter(area_code=area_code).order_by("-id")


class Draft(models.Model):
    """One draft, checked against one snapshot. Row: names and counts only; the words are kept sealed beside it."""

    class State(models.TextChoices):
        READY = "ready", _("to be checked")
        DONE = "done", _("checked")
        UNREADABLE = "unreadable", _("cannot be read")

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code: models.CharField[str, str] = models.CharField(_("区划代码"), max_length=12)
    file_name: models.CharField[str, str] = models.CharField(_("文件"), max_length=255)
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=12, choices=State, default=State.READY)
    seal: models.ForeignKey[Seal | None, Seal | None] = models.ForeignKey(
        Seal, on_delete=models.PROTECT, null=True, verbose_name=_("快照")
    )
    counts: models.JSONField[Any, Any] = models.JSONField(_("各类数量"), default=dict)
    problem: models.JSONField[Any, Any] = models.JSONField(_("问题"), default=dict)
    asked_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("提交时间"))
    asked_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("提交人"))
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("核对时间"), null=True)

    objects = Drafts.as_manager()

    class Meta:
        db_table = "bulletin_draft"
        verbose_name = verbose_name_plural = _("待核通报")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["area_code", "-id"], name="bulletin_draft_office")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class ReadingChoice(models.Model):
    """“These words mean that figure”: said once by an officer, remembered for every later draft of the place.

    ``words`` is the key the core makes of a figure's clause and unit; ``indicator`` an indicator's key. The newest
    choice of the same words holds. Added only.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    place: models.CharField[str, str] = models.CharField(_("地区"), max_length=60)
    words: models.CharField[str, str] = models.CharField(_("用语"), max_length=200)
    indicator: models.CharField[str, str] = models.CharField(_("指标"), max_length=200)
    chosen_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("选定时间"))
    chosen_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("选定人"))

    class Meta:
        db_table = "bulletin_reading_choice"
        verbose_name = verbose_name_plural = _("用语对应指标")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["place", "words"], name="bulletin_choice_words")]

    def __str__(self) -> str:
        return f"{self.words} → {self.indicator}"
