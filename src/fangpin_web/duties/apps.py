"""The app of duties."""

from __future__ import annotations

from django.apps import AppConfig


class Duties(AppConfig):
    name = "fangpin_web.duties"
    label = "duties"
    verbose_name = "责任帮扶"
