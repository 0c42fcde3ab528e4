"""Files kept encrypted on disk under their hash: originals as received, and readings waiting for a decision.

    $FANGPIN_HOME/originals/ab/abcd….sm4      key number (2) · nonce (16) · SM4-CTR stream · SM4-CMAC (16)
    $FANGPIN_HOME/readings/<upload>.sm4       the typed table, removed once its delivery is decided

The key is the field key of the kind, so the keys folder that opens the database opens these too.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from fangpin_web.access.cipher import KEY_NUMBER_BYTES, UndecipherableValue
from fangpin_web.access.keys import key_ring, mac

_NONCE, _TAG = 16, 16


def keep_original(content: bytes) -> str:
    """Keep a file; returns its SHA-256 in hex. The same content is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    path = _original(digest)
    if not path.exists():
        _write(path, _sealed("original", content))
    return digest


def read_original(sha256: str) -> bytes:
    """The file as received; raises ``FileNotFoundError`` or ``UndecipherableValue``."""
    content = _opened("original", _original(sha256).read_bytes())
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UndecipherableValue("original", "its content is not what was received")
    return content


@contextmanager
def as_file(content: bytes, name: str) -> Iterator[Path]:
    """The content as a file of the installation's own temporary folder, for as long as the block lasts."""
    folder = _folder("tmp")
    handle, path = tempfile.mkstemp(dir=folder, suffix=Path(name).suffix[:10])
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield Path(path)
    finally:
        Path(path).unlink(missing_ok=True)


def keep_reading(upload_id: int, table: pa.Table) -> None:
    sink = pa.BufferOutputStream()
    # Encrypting costs more than packing, and the cells of a column are much alike.
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    _write(_reading(upload_id), _sealed("reading", sink.getvalue().to_pybytes()))


def read_reading(upload_id: int) -> pa.Table:
    """The typed rows of a previewed delivery; raises ``FileNotFoundError`` when it is to be read again."""
    return pa.ipc.open_stream(_opened("reading", _reading(upload_id).read_bytes())).read_all()


def forget_reading(upload_id: int) -> None:
    _reading(upload_id).unlink(missing_ok=True)


def keep_sealed(place: str, kind: str, content: bytes) -> None:
    """Keep bytes encrypted under a name in the home, such as ``rounds/7/parcel.sm4``; whole or not at all."""
    _write(Path(settings.FANGPIN.home) / place, _sealed(kind, content))


def read_sealed(place: str, kind: str) -> bytes:
    """What :func:`keep_sealed` kept; raises ``FileNotFoundError`` or ``UndecipherableValue``."""
    return _opened(kind, (Path(settings.FANGPIN.home) / place).read_bytes())


def _sealed(kind: str, content: bytes) -> bytes:
    ring = key_ring()
    nonce = secrets.token_bytes(_NONCE)
    stream = Cipher(algorithms.SM4(ring.field_key(kind, ring.current)), modes.CTR(nonce)).encryptor()
    body = ring.current.to_bytes(KEY_NUMBER_BYTES) + nonce + stream.update(content)
    return body + mac(ring.index_key(kind), body)


def _opened(kind: str, stored: bytes) -> bytes:
    ring = key_ring()
    body, tag = stored[:-_TAG], stored[-_TAG:]
    number = int.from_bytes(body[:KEY_NUMBER_BYTES])
    if len(stored) < KEY_NUMBER_BYTES + _NONCE + _TAG or number not in ring.fields:
        raise UndecipherableValue(kind, "it is cut short or of another key")
    if not hmac.compare_digest(mac(ring.index_key(kind), body), tag):
        raise UndecipherableValue(kind, "its authenticator does not match")
    nonce, content = body[KEY_NUMBER_BYTES:][:_NONCE], body[KEY_NUMBER_BYTES + _NONCE :]
    return Cipher(algorithms.SM4(ring.field_key(kind, number)), modes.CTR(nonce)).decryptor().update(content)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a killed process leaves no half file under the final name."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(half).replace(path)
    except OSError:
        Path(half).unlink(missing_ok=True)  # a full disk is not filled further
        raise


def _folder(name: str) -> Path:
    folder = Path(settings.FANGPIN.home) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _original(sha256: str) -> Path:
    return _folder("originals") / sha256[:2] / f"{sha256}.sm4"


def _reading(upload_id: int) -> Path:
    return _folder("readings") / f"{upload_id}.sm4"
