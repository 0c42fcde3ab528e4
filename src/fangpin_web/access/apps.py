"""The app of access control; it puts the walls up after every migrate."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Access(AppConfig):
    name = "fangpin_web.access"
    label = "access"
    verbose_name = "访问"

    def ready(self) -> None:
        post_migrate.connect(_put_up_walls, sender=self, dispatch_uid="fangpin.walls")


def _put_up_walls(*, using: str, **_rest: Any) -> None:
    from fangpin_web.access.walls import install

    if using == "owner":
        install(using)
