"""The app of the office."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeApp(AppConfig):
    name = "fangpin_web.office"
    label = "office"
    verbose_name = "单位"
