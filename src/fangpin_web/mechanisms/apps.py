"""The app of mechanisms."""

from __future__ import annotations

from django.apps import AppConfig


class Mechanisms(AppConfig):
    name = "fangpin_web.mechanisms"
    label = "mechanisms"
    verbose_name = "工作机制"
