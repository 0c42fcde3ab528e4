"""The app of backups; it has a page and no table."""

from __future__ import annotations

from django.apps import AppConfig


class Backup(AppConfig):
    name = "fangpin_web.backup"
    label = "backup"
    verbose_name = "备份"
