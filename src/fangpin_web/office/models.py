"""One row: which place this installation works for."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from fangpin_web.access.guard import TableGuard


class Office(models.Model):
    """What this installation is. ``place`` is the id of a policy folder; ``demo`` marks every page and file."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)
    ONLY = 1

    id: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    place: models.CharField[str, str] = models.CharField("地区", max_length=60)
    demo: models.BooleanField[bool, bool] = models.BooleanField("演示", default=False)
    set_up_at: models.DateTimeField[datetime, datetime] = models.DateTimeField("设立时间")

    class Meta:
        db_table = "office"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_office"),)

    def __str__(self) -> str:
        return str(self.place)
