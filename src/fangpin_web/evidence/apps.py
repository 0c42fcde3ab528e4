"""The app of evidence."""

from __future__ import annotations

from django.apps import AppConfig


class Evidence(AppConfig):
    name = "fangpin_web.evidence"
    label = "evidence"
    verbose_name = "佐证材料"
