"""The app of clues."""

from __future__ import annotations

from django.apps import AppConfig


class Clues(AppConfig):
    name = "fangpin_web.clues"
    label = "clues"
    verbose_name = "线索"
