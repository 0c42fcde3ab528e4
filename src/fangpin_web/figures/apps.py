"""The app of figures."""

from __future__ import annotations

from django.apps import AppConfig


class Figures(AppConfig):
    name = "fangpin_web.figures"
    label = "figures"
    verbose_name = "数据"
