"""All three aliases are one database; only the owner changes its shape."""

from __future__ import annotations

from django.db.models import Model


class OwnerMigrates:
    """Migrations run as the owner; rows are read and written under whichever alias asks."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:  # noqa: ARG002 - Django's signature
        return db == "owner"

    def allow_relation(self, obj1: Model, obj2: Model, **hints: object) -> bool:  # noqa: ARG002 - Django's signature
        return True
