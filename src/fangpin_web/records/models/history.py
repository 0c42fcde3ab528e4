"""What every ledger row was before it was changed or removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.guard import TableGuard


class History(models.Model):
    """One earlier state of one row, written by the database itself.

    An insert is not here: the row itself says which batch, sheet and row brought it, when and by
    whom (docs/decisions/0001-history.md). ``by`` is the key of the officer's account, NULL where the
    change was made outside the application; ``was`` is the whole earlier row, secrets encrypted.
    """

    guard: ClassVar[TableGuard] = TableGuard(written_by_database=True)

    class Op(models.TextChoices):
        UPDATE = "update", "修改"
        DELETE = "delete", "删除"

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    ledger: models.CharField[str, str] = models.CharField("台账", max_length=60)
    row_id: models.BigIntegerField[int, int] = models.BigIntegerField("行")
    area_code = area_code_field()
    op: models.CharField[str, str] = models.CharField("操作", max_length=6, choices=Op)
    was: models.JSONField[Any, Any] = models.JSONField("原值")
    by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField("操作人", null=True)
    why: models.CharField[str, str] = models.CharField("事由")
    batch_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField("导入批次", null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField("时间")

    class Meta:
        db_table = "history"
        verbose_name = verbose_name_plural = "变更历史"
        indexes = (
            models.Index(fields=["ledger", "row_id", "id"], name="history_row"),
            models.Index(fields=["area_code", "id"], name="history_area"),
            models.Index(fields=["batch_id"], name="history_batch", condition=models.Q(batch_id__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.ledger} {self.row_id} {self.op} {self.at:%Y-%m-%d %H:%M}"
