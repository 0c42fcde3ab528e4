"""The app of accounts."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "fangpin_web.accounts"
    label = "accounts"
    verbose_name = "账号"
