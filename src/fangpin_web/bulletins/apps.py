"""The app of bulletins."""

from __future__ import annotations

from django.apps import AppConfig


class Bulletins(AppConfig):
    name = "fangpin_web.bulletins"
    label = "bulletins"
    verbose_name = "通报"
