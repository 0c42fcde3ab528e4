"""The app of public notices."""

from __future__ import annotations

from django.apps import AppConfig


class Notices(AppConfig):
    name = "fangpin_web.notices"
    label = "notices"
    verbose_name = "公示"
