"""The app of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class Jobs(AppConfig):
    name = "fangpin_web.jobs"
    label = "jobs"
    verbose_name = "任务"
