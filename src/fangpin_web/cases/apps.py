"""The app of casework."""

from __future__ import annotations

from django.apps import AppConfig


class Cases(AppConfig):
    name = "fangpin_web.cases"
    label = "cases"
    verbose_name = "个案"
