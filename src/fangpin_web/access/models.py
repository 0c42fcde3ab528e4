"""The log of every read: who opened, showed, exported or printed what, when, from where, and what for."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.guard import TableGuard


class AccessLog(models.Model):
    """One act of reading personal data. The web role can add rows, and no role of the application change them.

    ``area_code`` is where the household or the rows are, so that a county reads the log of its own.
    ``officer_id`` and ``role`` are kept as they were: an account may change later.
    """

    class Act(models.TextChoices):
        READ = "read", _("查看")
        SHOW = "show", _("显示明文")
        EXPORT = "export", _("导出")
        PRINT = "print", _("打印")

    guard: ClassVar[TableGuard] = TableGuard(append_only=True, open_insert=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    officer_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("账号"))
    officer_name: models.CharField[str, str] = models.CharField(_("姓名"), max_length=60)
    role: models.CharField[str, str] = models.CharField(_("角色"), max_length=20)
    act: models.CharField[str, str] = models.CharField(_("操作"), max_length=10, choices=Act)
    area_code = area_code_field()
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    person_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("人口"), null=True)
    ledger: models.CharField[str, str] = models.CharField(_("台账"), max_length=60, blank=True, default="")
    rows: models.IntegerField[int | None, int | None] = models.IntegerField(_("行数"), null=True)
    purpose: models.CharField[str, str] = models.CharField(_("用途"), max_length=200)
    ip: models.GenericIPAddressField[str | None, str | None] = models.GenericIPAddressField(_("地址"), null=True)

    class Meta:
        db_table = "access_log"
        verbose_name = verbose_name_plural = _("访问日志")
        indexes = (
            models.Index(fields=["household_id", "id"], name="access_household"),
            models.Index(fields=["officer_id", "id"], name="access_officer"),
            models.Index(fields=["area_code", "id"], name="access_area"),
        )

    def __str__(self) -> str:
        return f"{self.officer_name} {self.act} {self.at:%Y-%m-%d %H:%M}"


class KeyPrint(models.Model):
    """Fingerprint of the index key this database was written with, so that a wrong key file is noticed at once."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    fingerprint: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "key_print"

    def __str__(self) -> str:
        return self.fingerprint
