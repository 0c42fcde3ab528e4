"""The app of the demonstration."""

from __future__ import annotations

from django.apps import AppConfig


class Demo(AppConfig):
    name = "fangpin_web.demo"
    label = "demo"
    verbose_name = "演示"
