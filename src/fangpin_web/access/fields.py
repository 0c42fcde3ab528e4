"""Columns that hold what could open other doors: document numbers and phones.

A declared secret column becomes two: ``phone`` (ciphertext) and ``phone_index`` (blind index, 16
bytes, equal for equal values) by which it is found. Reading the attribute decrypts; loading a row does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from fangpin_web.access.cipher import decrypt, encrypt, index_of

if TYPE_CHECKING:  # Django's fields take type arguments only in their stubs
    _Field = models.Field[Any, Any]
    _BinaryField = models.BinaryField[Any, Any]
else:
    _Field, _BinaryField = models.Field, models.BinaryField


class _Lazily:
    """Keeps what the database gave, or what was assigned, until somebody reads it."""

    def __init__(self, field: EncryptedField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Self | str | None:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        kept = instance.__dict__[name]
        return decrypt(self.field.kind, bytes(kept)) if isinstance(kept, bytes | memoryview) else kept

    def __set__(self, instance: models.Model, value: str | bytes | None) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(_Field):
    """Text, encrypted with SM4; see :mod:`fangpin_web.access.cipher`.

    ``kind`` names the kind of value, so that equal document numbers in different tables have
    equal indexes while a phone never equals a document number.
    """

    descriptor_class = _Lazily

    def __init__(self, *args: Any, kind: str = "", **options: Any) -> None:
        self.kind = kind
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "kind": self.kind}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        super().contribute_to_class(cls, name, private_only)
        self.kind = self.kind or name
        setattr(cls, self.attname, _Lazily(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: ARG002, FBT001 - Django's signature
        kept = model_instance.__dict__.get(self.attname)
        return encrypt(self.kind, kept) if isinstance(kept, str) else kept

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(self.kind, value) if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        value = super().get_db_prep_value(value, connection, prepared)
        return value if value is None else connection.Database.Binary(value)


class BlindIndexField(_BinaryField):
    """The 16 bytes by which an encrypted value is found. It follows the value when a row is saved; nobody sets it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: ARG002, FBT001 - Django's signature
        fields = model_instance._meta.local_concrete_fields  # noqa: SLF001 - Django's public name
        secret = next(f for f in fields if isinstance(f, EncryptedField) and f"{f.attname}_index" == self.attname)
        index = index_of(secret.kind, model_instance.__dict__.get(secret.attname))
        model_instance.__dict__[self.attname] = index
        return index

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("editable", False)
        options.setdefault("null", True)
        super().__init__(*args, **options)
