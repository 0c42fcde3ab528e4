"""The app of needs and offers."""

from __future__ import annotations

from django.apps import AppConfig


class Needs(AppConfig):
    name = "fangpin_web.needs"
    label = "needs"
    verbose_name = "供需对接"
