"""The app of issues and campaigns."""

from __future__ import annotations

from django.apps import AppConfig


class Issues(AppConfig):
    name = "fangpin_web.issues"
    label = "issues"
    verbose_name = "问题整改"
