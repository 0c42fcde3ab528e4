"""The app of field work."""

from __future__ import annotations

from django.apps import AppConfig


class Field(AppConfig):
    name = "fangpin_web.field"
    label = "field"
    verbose_name = "入户走访"
