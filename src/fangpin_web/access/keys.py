"""The keys of encrypted columns: where they are kept, and how one is made for each kind of value.

They lie in ``$FANGPIN_HOME/keys/fields.json`` (0600) or in ``FANGPIN_FIELD_KEYS`` as the same JSON,
never in the database: ``{"index": hex, "current": 1, "fields": {"1": hex}}``.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.cmac import CMAC

KEY_BYTES = 16


class KeyProblem(RuntimeError):
    """The field keys are absent or unusable; the message says where they are looked for and what now."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """One index key and the numbered field keys; new values are encrypted under ``current``."""

    index: bytes
    current: int
    fields: Mapping[int, bytes]
    _made: dict[tuple[str, str, int], bytes] = field(default_factory=dict, compare=False, repr=False)

    def index_key(self, kind: str) -> bytes:
        return self._derived("index", kind, 0, self.index)

    def field_key(self, kind: str, number: int) -> bytes:
        return self._derived("field", kind, number, self.fields[number])

    @property
    def fingerprint(self) -> str:
        """Tells two index keys apart without giving either away."""
        return mac(self.index, b"fingerprint").hex()

    def _derived(self, use: str, kind: str, number: int, key: bytes) -> bytes:
        wanted = (use, kind, number)
        if wanted not in self._made:
            self._made[wanted] = mac(key, f"{use}:{kind}".encode())
        return self._made[wanted]

    @classmethod
    def parse(cls, text: str, *, where: str) -> KeyRing:
        try:
            told = json.loads(text)
            ring = cls(
                bytes.fromhex(told["index"]),
                int(told["current"]),
                {int(n): bytes.fromhex(k) for n, k in told["fields"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyProblem(f"{where} holds no field keys ({error}). Restore it from its backup.") from error
        if any(len(key) != KEY_BYTES for key in (ring.index, *ring.fields.values())) or ring.current not in ring.fields:
            raise KeyProblem(
                f"{where}: keys have {KEY_BYTES} bytes, and the current one is among them. Restore it from its backup."
            )
        return ring


def mac(key: bytes, message: bytes) -> bytes:
    """SM4-CMAC (GB/T 15852.1): 16 bytes."""
    code = CMAC(algorithms.SM4(key))
    code.update(message)
    return code.finalize()


def keys_file(home: Path) -> Path:
    return home / "keys" / "fields.json"


def make_keys(home: Path) -> bool:
    """Make the key file of a new installation; False if there is one already."""
    path = keys_file(home)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = {"index": secrets.token_hex(KEY_BYTES), "current": 1, "fields": {"1": secrets.token_hex(KEY_BYTES)}}
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(made, file)
    return True


def read_keys(home: Path, from_environment: str) -> KeyRing:
    """The keys of an installation; raises :class:`KeyProblem`."""
    if from_environment:
        return KeyRing.parse(from_environment, where="FANGPIN_FIELD_KEYS")
    path = keys_file(home)
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeyProblem(
            f"There are no field keys in {path}. A new installation gets them from `fangpin demo` or `fangpin serve`; "
            "for an old one restore that file, because nothing else opens its document numbers."
        ) from None
    return KeyRing.parse(text, where=str(path))


@lru_cache(maxsize=1)
def key_ring() -> KeyRing:
    """The keys of this process's installation, read once."""
    from django.conf import settings

    return read_keys(settings.FANGPIN.home, settings.FANGPIN.field_keys)
