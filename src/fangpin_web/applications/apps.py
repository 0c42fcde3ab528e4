"""The app of self-applications."""

from __future__ import annotations

from django.apps import AppConfig


class Applications(AppConfig):
    name = "fangpin_web.applications"
    label = "applications"
    verbose_name = "自主申报"
