"""The app of data-check rounds."""

from __future__ import annotations

from django.apps import AppConfig


class Rounds(AppConfig):
    name = "fangpin_web.rounds"
    label = "rounds"
    verbose_name = "筛查整改"
