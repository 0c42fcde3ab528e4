"""SM4 for single values: encrypt, decrypt, and the blind index that finds them.

A value is encrypted in the shape of RFC 5297 (synthetic initial vector) with SM4 inside:

    index      = SM4-CMAC(index key of the kind, value)         16 bytes, equal for equal values
    ciphertext = key number (2) · index (16) · SM4-CTR(field key of the kind, start = index, value)

The blind index, which equality look-ups need anyway, is thus also the start of the key stream and
the authenticator: decrypting recomputes it. Field keys rotate by number; the index key stays.
Why not SM4-GCM with HMAC-SM3: docs/decisions/0002-field-encryption.md. :mod:`.bulk_cipher` does the
same for whole columns, and the tests hold both to the same bytes.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fangpin_web.access.keys import KeyRing, key_ring, mac

KEY_NUMBER_BYTES = 2
INDEX_BYTES = 16
HEADER_BYTES = KEY_NUMBER_BYTES + INDEX_BYTES


class UndecipherableValue(ValueError):
    """A stored ciphertext that its key does not open: changed, cut short, or of another key."""

    def __init__(self, kind: str, why: str) -> None:
        self.kind, self.why = kind, why
        super().__init__(
            f"a stored {kind} cannot be decrypted: {why}. Restore the keys folder that belongs to this database "
            "(fangpin doctor compares them), or restore the row from a backup."
        )


def blind_index(kind: str, value: str, *, ring: KeyRing | None = None) -> bytes:
    """16 bytes that are equal exactly for equal values of one kind ("document_number", "phone" …)."""
    return mac((ring or key_ring()).index_key(kind), value.encode())


def index_of(kind: str, value: str | bytes | None) -> bytes | None:
    """The blind index of a value, or the one that its ciphertext carries."""
    if value is None:
        return None
    return blind_index(kind, value) if isinstance(value, str) else bytes(value[KEY_NUMBER_BYTES:HEADER_BYTES])


def encrypt(kind: str, value: str, *, ring: KeyRing | None = None) -> bytes:
    """Ciphertext of a value under the current field key."""
    ring = ring or key_ring()
    index = blind_index(kind, value, ring=ring)
    stream = Cipher(algorithms.SM4(ring.field_key(kind, ring.current)), modes.CTR(_start(index))).encryptor()
    return ring.current.to_bytes(KEY_NUMBER_BYTES) + index + stream.update(value.encode())


def decrypt(kind: str, stored: bytes, *, ring: KeyRing | None = None) -> str:
    """The value inside; raises :class:`UndecipherableValue` rather than return anything doubtful."""
    ring = ring or key_ring()
    if len(stored) < HEADER_BYTES:
        raise UndecipherableValue(kind, "it is too short")
    number, index = int.from_bytes(stored[:KEY_NUMBER_BYTES]), stored[KEY_NUMBER_BYTES:HEADER_BYTES]
    if number not in ring.fields:
        raise UndecipherableValue(kind, f"its key, number {number}, is not in the key file")
    stream = Cipher(algorithms.SM4(ring.field_key(kind, number)), modes.CTR(_start(index))).decryptor()
    plain = stream.update(stored[HEADER_BYTES:])
    if not hmac.compare_digest(mac(ring.index_key(kind), plain), index):
        raise UndecipherableValue(kind, "its authenticator does not match")
    return plain.decode()


def _start(index: bytes) -> bytes:
    """First counter block: the index with one bit cleared, so that counting never carries past the last word."""
    return index[:12] + bytes([index[12] & 0x7F]) + index[13:]
