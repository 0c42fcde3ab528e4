"""The app of entitlements."""

from __future__ import annotations

from django.apps import AppConfig


class Entitlements(AppConfig):
    name = "fangpin_web.entitlements"
    label = "entitlements"
    verbose_name = "待遇核算"
