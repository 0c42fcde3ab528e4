"""Area codes in the database: the column they stand in, and the rows inside an area."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


def area_code_field(**options: Any) -> models.CharField[str, str]:
    """An area code: compared byte by byte, because scope is a range of codes."""
    return models.CharField("行政区划代码", max_length=12, db_collation="C", **options)


def inside(area_code: str) -> Q:
    """Rows of an area and everything below it, by a range that an index answers."""
    return Q(area_code__gte=area_code, area_code__lt=f"{area_code}~")
