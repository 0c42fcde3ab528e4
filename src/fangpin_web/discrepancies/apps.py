"""The app of discrepancies."""

from __future__ import annotations

from django.apps import AppConfig


class Discrepancies(AppConfig):
    name = "fangpin_web.discrepancies"
    label = "discrepancies"
    verbose_name = "数据打架台账"
