"""The app of the ledgers' tables."""

from __future__ import annotations

from django.apps import AppConfig


class Records(AppConfig):
    name = "fangpin_web.records"
    label = "records"
    verbose_name = "台账"
