"""A note of what was told. It stands in no ledger and enters no snapshot, so that no rule can take it for a fact."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard


class ToldNote(models.Model):
    """Who told what about a household, when and how; not verified. ``text`` may name illness or need: it is encrypted.

    A note is never changed, only taken back, and stays to be seen with who took it back.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    household_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("户"))
    clue_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("线索"), null=True)
    told_by: models.CharField[str, str] = models.CharField(_("谁说的"), max_length=60)
    how: models.CharField[str, str] = models.CharField(_("方式"), max_length=10)
    told_on: models.DateField[date, date] = models.DateField(_("哪天说的"))
    text = EncryptedField(kind="told_note")
    entered_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("登记时间"))
    entered_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("登记人"))
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        _("撤回时间"), null=True
    )
    withdrawn_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("撤回人"), null=True)

    class Meta:
        db_table = "told_note"
        verbose_name = verbose_name_plural = _("口头信息")
        indexes = (models.Index(fields=["household_id", "id"], name="told_household"),)

    def __str__(self) -> str:
        return f"{self.household_id} {self.told_on}"
