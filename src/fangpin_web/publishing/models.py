"""What is known of each snapshot; the snapshot itself is a folder that needs no database."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard


class Seals(models.QuerySet["Seal"]):
    """Questions about seals, newest first."""

    def for_reports(self) -> Self:
        """Sealed for a report date: these make the chain and are never replaced."""
        return self.filter(purpose=Seal.Purpose.SEALED)

    def latest_first(self) -> Self:
        return self.order_by("-sealed_at", "-id")


class Seal(models.Model):
    """One snapshot, as its manifest says. Holds counts only, so every officer may see it."""

    class Purpose(models.TextChoices):
        SEALED = "sealed", _("报告期封存")
        WORKING = "working", _("工作快照")

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    label: models.CharField[str, str] = models.CharField(_("名称"), max_length=100)
    purpose: models.CharField[str, str] = models.CharField(_("用途"), max_length=10, choices=Purpose)
    place: models.CharField[str, str] = models.CharField(_("地区"), max_length=60)
    as_of: models.DateField[date, date] = models.DateField(_("统计日"))
    sealed_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("封存时间"))
    sealed_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("封存人"), null=True)
    demo: models.BooleanField[bool, bool] = models.BooleanField(_("演示"))
    hash: models.CharField[str, str] = models.CharField(_("校验值"), max_length=64, unique=True)
    previous_hash: models.CharField[str, str] = models.CharField(_("上一份"), max_length=64, blank=True, default="")
    policy_hash: models.CharField[str, str] = models.CharField(_("政策校验值"), max_length=64)
    folder_name: models.CharField[str, str] = models.CharField(_("文件夹"), max_length=120, unique=True)
    rows: models.BigIntegerField[int, int] = models.BigIntegerField(_("行数"))
    rows_by_ledger: models.JSONField[Any, Any] = models.JSONField(_("各台账行数"))

    objects = Seals.as_manager()

    class Meta:
        db_table = "seal"
        verbose_name = verbose_name_plural = _("快照")

    def __str__(self) -> str:
        return f"{self.label} {self.hash[:12]}"

    @property
    def folder(self) -> Path:
        """Where the snapshot lies; it may have been removed if it was a working one."""
        return snapshots_folder() / self.folder_name


def snapshots_folder() -> Path:
    """All snapshots of this installation."""
    return Path(settings.FANGPIN.home) / "snapshots"
