"""The same encryption as :mod:`.cipher`, for a whole column at once.

A single value costs some 30 µs in calls alone, so 3.5 million would take minutes. Here every step of CMAC
and of the key stream is one SM4 pass over all rows (docs/decisions/0002-field-encryption.md has the numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from numpy.typing import NDArray

from fangpin_web.access.cipher import HEADER_BYTES, INDEX_BYTES, KEY_NUMBER_BYTES
from fangpin_web.access.keys import KeyRing, key_ring

BLOCK = 16
_ROWS_AT_ONCE = 65_536  # keeps the working set in a few megabytes
INDEX_TYPE = pa.binary(INDEX_BYTES)

_Bytes = NDArray[np.uint8]
_Lengths = NDArray[np.int64]
_Made = Callable[[tuple[_Bytes, _Lengths]], pa.Array]


def index_column(kind: str, values: pa.Array | pa.ChunkedArray, *, ring: KeyRing | None = None) -> pa.Array:
    """Blind index of each value, as ``binary(16)``; NULL stays NULL."""
    ring = ring or key_ring()
    coded = (values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values).dictionary_encode()
    parts = [
        _gathered(chunk, lambda group: _packed(_cmac(ring.index_key(kind), *group), INDEX_TYPE), INDEX_TYPE)
        for chunk in _chunks(coded.dictionary)  # a list names its people over and over
    ]
    return (pa.concat_arrays(parts) if parts else pa.array([], INDEX_TYPE)).take(coded.indices)


def encrypt_column(
    kind: str, values: pa.Array | pa.ChunkedArray, *, ring: KeyRing | None = None
) -> tuple[pa.Array, pa.Array]:
    """Ciphertext (``binary``) and blind index (``binary(16)``) of each value; NULL stays NULL."""
    ring = ring or key_ring()
    sealed = [_gathered(chunk, lambda group: _encrypted(kind, ring, *group), pa.binary()) for chunk in _chunks(values)]
    ciphertext = pa.concat_arrays(sealed) if sealed else pa.array([], pa.binary())
    return ciphertext, indexes_of(ciphertext)


def indexes_of(ciphertext: pa.Array) -> pa.Array:
    """The blind index that each ciphertext carries in its header."""
    import pyarrow.compute as pc

    return pc.binary_slice(ciphertext, KEY_NUMBER_BYTES, HEADER_BYTES).cast(INDEX_TYPE)


def _chunks(values: pa.Array | pa.ChunkedArray) -> Iterator[pa.Array]:
    for chunk in values.chunks if isinstance(values, pa.ChunkedArray) else [values]:
        text = chunk.cast(pa.string())
        for start in range(0, len(text), _ROWS_AT_ONCE):
            yield text.slice(start, _ROWS_AT_ONCE)


def _gathered(values: pa.Array, made: _Made, kind: pa.DataType) -> pa.Array:
    """Apply ``made`` to the rows of each number of blocks, and put the results back in order."""
    known = np.asarray(values.is_valid())
    starts, lengths, text = _buffers(values)
    blocks = np.where(known, np.maximum(1, -(-lengths // BLOCK)), 0)
    order, parts = [], []
    for count in np.unique(blocks):
        rows = np.flatnonzero(blocks == count)
        order.append(rows)
        if count == 0:
            parts.append(pa.nulls(len(rows), kind))
        else:
            parts.append(made(_matrix(text, starts[rows], lengths[rows], int(count) * BLOCK)))
    if len(parts) == 1:
        return parts[0]
    back = np.argsort(np.concatenate(order)) if order else np.array([], dtype=np.int64)
    return pa.concat_arrays(parts).take(pa.array(back)) if parts else pa.array([], kind)


def _buffers(values: pa.Array) -> tuple[_Lengths, _Lengths, _Bytes]:
    """Where each value starts, how many bytes it has, and the bytes."""
    _valid, offsets, content = values.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int32)[values.offset : values.offset + len(values) + 1].astype(np.int64)
    text = np.frombuffer(content, dtype=np.uint8) if content is not None else np.zeros(0, np.uint8)
    return bounds[:-1], np.diff(bounds), text


def _matrix(text: _Bytes, starts: _Lengths, lengths: _Lengths, width: int) -> tuple[_Bytes, _Lengths]:
    """Rows of bytes, zero-padded to ``width``, with their lengths."""
    padded = np.zeros((len(starts), width), np.uint8)
    same = len(lengths) > 0 and lengths.min() == lengths.max()
    longest = int(lengths.max()) if len(lengths) else 0
    if longest == 0:
        return padded, lengths
    places = starts[:, None] + np.arange(longest)
    if same:
        padded[:, :longest] = text[places]
    else:
        inside = np.arange(longest) < lengths[:, None]
        padded[:, :longest] = np.where(inside, text[np.minimum(places, len(text) - 1)], 0)
    return padded, lengths


def _cmac(key: bytes, padded: _Bytes, lengths: _Lengths) -> _Bytes:
    """SM4-CMAC of every row (all rows have the same number of blocks): n × 16 bytes."""
    width = padded.shape[1]
    whole, partial = _subkeys(key)
    last = padded[:, -BLOCK:].copy()
    full = lengths == width
    last[full] ^= whole
    last[~full] ^= partial
    places = (lengths - (width - BLOCK))[~full]
    last[np.flatnonzero(~full), places] ^= 0x80
    state = np.zeros((len(padded), BLOCK), np.uint8)
    for block in range(0, width - BLOCK, BLOCK):
        state = _ecb(key, state ^ padded[:, block : block + BLOCK])
    return _ecb(key, state ^ last)


def _encrypted(kind: str, ring: KeyRing, padded: _Bytes, lengths: _Lengths) -> pa.Array:
    index = _cmac(ring.index_key(kind), padded, lengths)
    width = padded.shape[1]
    counters = np.repeat(index[:, None, :], width // BLOCK, axis=1)
    counters[:, :, 12] &= 0x7F
    words = np.ascontiguousarray(counters[:, :, 12:]).view(">u4")
    words += np.arange(width // BLOCK, dtype=np.uint32)[None, :, None]
    counters[:, :, 12:] = words.view(np.uint8).reshape(len(padded), width // BLOCK, 4)
    stream = _ecb(ring.field_key(kind, ring.current), counters.reshape(-1, BLOCK)).reshape(len(padded), width)
    sealed = np.empty((len(padded), HEADER_BYTES + width), np.uint8)
    sealed[:, :KEY_NUMBER_BYTES] = np.frombuffer(ring.current.to_bytes(KEY_NUMBER_BYTES), np.uint8)
    sealed[:, KEY_NUMBER_BYTES:HEADER_BYTES] = index
    sealed[:, HEADER_BYTES:] = stream ^ padded
    return _cut(sealed, lengths + HEADER_BYTES)


def _cut(rows: _Bytes, lengths: _Lengths) -> pa.Array:
    """A binary array of the first ``lengths`` bytes of each row."""
    longest = int(lengths.max())
    content = rows[:, :longest] if lengths.min() == longest else rows[np.arange(rows.shape[1]) < lengths[:, None]]
    offsets = np.zeros(len(rows) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return pa.Array.from_buffers(
        pa.binary(), len(rows), [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(content))]
    )


def _packed(rows: _Bytes, kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, len(rows), [None, pa.py_buffer(np.ascontiguousarray(rows))])


def _ecb(key: bytes, blocks: _Bytes) -> _Bytes:
    """The bare block cipher over many blocks; a mode is built from it above, never used as one."""
    cipher = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()  # noqa: S305 - building block of CMAC and CTR
    return np.frombuffer(cipher.update(np.ascontiguousarray(blocks).data), np.uint8).reshape(blocks.shape)


def _subkeys(key: bytes) -> tuple[_Bytes, _Bytes]:
    """The two subkeys of CMAC: for a full last block and for a padded one."""
    start = int.from_bytes(_ecb(key, np.zeros((1, BLOCK), np.uint8)).tobytes())
    whole = _doubled(start)
    return tuple(np.frombuffer(k.to_bytes(BLOCK), np.uint8) for k in (whole, _doubled(whole)))  # type: ignore[return-value]


def _doubled(value: int) -> int:
    """Doubling in GF(2^128), as CMAC defines it."""
    return ((value << 1) & ((1 << 128) - 1)) ^ (0x87 if value >> 127 else 0)
