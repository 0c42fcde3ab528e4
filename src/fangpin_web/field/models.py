"""What is kept of a visit beside its ledger rows, and what was handed to a phone."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard


class FieldVisit(models.Model):
    """One visit as it arrived. ``key`` is made on the phone and unique: sent twice, it is here once.

    ``told`` is what was looked at and said. There is no place, no duration and no time of day: only the day of the
    visit and when it came in. ``late``: it came in more days after the visit than the place allows.
    """

    class Means(models.TextChoices):
        PHONE = "phone", _("Phone, without network")
        ONLINE = "online", _("Page")
        PAPER = "paper", _("Paper form")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    key: models.CharField[str, str] = models.CharField(_("走访标识"), max_length=40, unique=True)
    digest: models.CharField[str, str] = models.CharField(_("内容校验值"), max_length=64)
    household_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("户"))
    clue_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("线索"), null=True)
    visit_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("走访台账行"))
    visited_on: models.DateField[date, date] = models.DateField(_("走访日期"))
    means: models.CharField[str, str] = models.CharField(_("登记方式"), max_length=8, choices=Means)
    told = EncryptedField(kind="field_visit")
    photos: models.IntegerField[int, int] = models.IntegerField(_("照片数"), default=0)
    late: models.BooleanField[bool, bool] = models.BooleanField(_("补录"), default=False)
    beside_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("同日另一次走访"), null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("收到时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("走访人"))

    class Meta:
        db_table = "field_visit"
        verbose_name = verbose_name_plural = _("入户走访")
        indexes = (
            models.Index(fields=["household_id", "visited_on"], name="field_visit_household"),
            models.Index(fields=["area_code", "id"], name="field_visit_area"),
        )

    def __str__(self) -> str:
        return f"{self.household_id} {self.visited_on}"

    @property
    def said(self) -> dict[str, Any]:
        """``{"met", "checks": {dimension: status}, "changes": [codes], "note"}``; what is absent was not looked at."""
        found: dict[str, Any] = json.loads(self.told)
        return found


class FieldPackage(models.Model):
    """A village's list handed to a phone: who took it, how many households it named, until when it may be kept."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    households: models.IntegerField[int, int] = models.IntegerField(_("户数"))
    expires_on: models.DateField[date, date] = models.DateField(_("有效期至"))
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("下载时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("下载人"))

    class Meta:
        db_table = "field_package"
        verbose_name = verbose_name_plural = _("入户包")

    def __str__(self) -> str:
        return f"{self.area_code} {self.at:%Y-%m-%d}"


class FieldFeedback(models.Model):
    """What somebody says about this page; ``by`` is empty where he would not give his name."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    text: models.TextField[str, str] = models.TextField(_("意见"), max_length=1000)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("反馈人"), null=True)

    class Meta:
        db_table = "field_feedback"
        verbose_name = verbose_name_plural = _("意见反馈")

    def __str__(self) -> str:
        return self.text[:30]
