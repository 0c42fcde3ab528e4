"""The app of the month tray."""

from __future__ import annotations

from django.apps import AppConfig


class Tray(AppConfig):
    name = "fangpin_web.tray"
    label = "tray"
    verbose_name = "月度数据盘"
