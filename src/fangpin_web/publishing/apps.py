"""The app of publishing."""

from __future__ import annotations

from django.apps import AppConfig


class Publishing(AppConfig):
    name = "fangpin_web.publishing"
    label = "publishing"
    verbose_name = "封存"
