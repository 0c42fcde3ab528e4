"""The app of imports."""

from __future__ import annotations

from django.apps import AppConfig


class Intake(AppConfig):
    name = "fangpin_web.intake"
    label = "intake"
    verbose_name = "数据导入"
