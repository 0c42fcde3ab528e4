"""The app of a county's first day."""

from __future__ import annotations

from django.apps import AppConfig


class Founding(AppConfig):
    name = "fangpin_web.founding"
    label = "founding"
    verbose_name = "建县"
