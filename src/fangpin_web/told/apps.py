"""The app of what was told."""

from __future__ import annotations

from django.apps import AppConfig


class Told(AppConfig):
    name = "fangpin_web.told"
    label = "told"
    verbose_name = "口头信息"
