"""Superiors' forms as they were understood: a version for each confirmation and each new file, added, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard

if TYPE_CHECKING:
    from fangpin.bulletins.forms import FormMap


class SuperiorForms(models.QuerySet["SuperiorForm"]):
    """Questions about superiors' forms."""

    def versions(self, area_code: str, name: str) -> Self:
        """All versions of one form of an office, the first first."""
        return self.filter(area_code=area_code, name=name).order_by("version")

    def newest(self, area_code: str) -> Self:
        """The newest version of each form of an office."""
        keys = self.filter(area_code=area_code).order_by("name", "-version").distinct("name").values("pk")
        return self.filter(pk__in=keys).order_by("-at", "-pk")


class SuperiorForm(models.Model):
    """One version: the file as it came (sealed beside the row, under ``file_of``'s number) and what each label asks."""

    guard: ClassVar[TableGuard] = TableGuard(append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code: models.CharField[str, str] = models.CharField(_("区划代码"), max_length=12)
    name: models.CharField[str, str] = models.CharField(_("表名"), max_length=120)
    version: models.IntegerField[int, int] = models.IntegerField(_("版次"))
    file_name: models.CharField[str, str] = models.CharField(_("文件"), max_length=255)
    file_of: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("文件所在版本"), null=True)
    mapping: models.JSONField[Any, Any] = models.JSONField(_("对应关系"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("确认人"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("确认时间"))

    objects = SuperiorForms.as_manager()

    class Meta:
        db_table = "bulletin_superior_form"
        verbose_name = verbose_name_plural = _("上级表格")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["area_code", "name", "version"], name="superior_form_one_version")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    @property
    def map(self) -> FormMap:
        """What was confirmed of it."""
        from fangpin.bulletins.forms import FormMap

        return FormMap.of_json(self.mapping)
