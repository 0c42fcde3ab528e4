"""An encrypted file that is written and read as a stream, in blocks of 1 MiB.

    fangpin backup 1 ⏎
    {"cipher": "SM4-GCM", "kdf": "scrypt", "n": …, "salt": …, "place": …}  ⏎   (readable: which backup is this?)
    HMAC-SHA256 of the two lines ⏎
    block · tag (16) · block · tag · …

Key: scrypt of the passphrase and a new salt, 16 bytes for SM4 and 32 for the HMAC, so that a wrong
passphrase is told from a damaged file. Each block is sealed by SM4-GCM (GB/T 32907, GB/T 36624) with a
nonce of its number and, in the last byte, whether it is the last one: the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár (2015), as in age. So no block can be changed, moved, left out or cut off.
A key is used for one file only, hence no nonce comes twice.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fangpin_web.backup.problems import BackupProblem

MAGIC = b"fangpin backup 1\n"
BLOCK = 1 << 20
TAG = 16
_CIPHER_KEY, _MAC_KEY = 16, 32
_SALT = 16
_COST = 1 << 17  # scrypt with r = 8: 128 MiB and half a second for each guess
_HIGHEST_COST = 1 << 20  # a file may not make us take more memory than 1 GiB
_LONGEST_LINE = 4096


class SealedWriter:
    """Write-only stream; what is written is not readable before :meth:`close` has sealed the last block."""

    def __init__(self, file: BinaryIO, *, passphrase: str, about: Mapping[str, Any], cost: int = _COST) -> None:
        salt = secrets.token_bytes(_SALT)
        told = {"cipher": "SM4-GCM", "kdf": "scrypt", "n": cost, "r": 8, "p": 1, "salt": salt.hex(), **about}
        head = MAGIC + json.dumps(told, ensure_ascii=True).encode() + b"\n"
        self._key, mac_key = _keys(passphrase, salt, cost)
        self._head = hashlib.sha256(head).digest()
        self._file, self._waiting, self._number = file, bytearray(), 0
        file.write(head + hmac.new(mac_key, head, hashlib.sha256).hexdigest().encode() + b"\n")

    def write(self, content: bytes) -> None:
        self._waiting += content
        while len(self._waiting) > BLOCK:  # the last block is kept back: it is sealed as the last one
            self._seal(bytes(self._waiting[:BLOCK]), last=False)
            del self._waiting[:BLOCK]

    def close(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, block: bytes, *, last: bool) -> None:
        sealing = Cipher(algorithms.SM4(self._key), modes.GCM(_nonce(self._number, last=last))).encryptor()
        sealing.authenticate_additional_data(self._head)
        self._file.write(sealing.update(block) + sealing.finalize() + sealing.tag)
        self._number += 1


class SealedReader:
    """Read-only stream over what a :class:`SealedWriter` wrote; every byte it gives is authenticated.

    Raises :class:`BackupProblem`: ``not_a_backup``, ``wrong_passphrase``, ``altered``, ``cut_short``.
    """

    def __init__(self, file: BinaryIO, *, passphrase: str, name: str) -> None:
        self.name, self._file = name, file
        head, self.about = _read_head(file, name)
        self._key, mac_key = _keys(passphrase, bytes.fromhex(self.about["salt"]), self.about["n"])
        told = file.readline(_LONGEST_LINE).strip()
        if not hmac.compare_digest(hmac.new(mac_key, head, hashlib.sha256).hexdigest().encode(), told):
            raise BackupProblem("wrong_passphrase", file=name)
        self._head = hashlib.sha256(head).digest()
        self._number = 0
        self._ahead = file.read(BLOCK + TAG)
        self._open, self._at = b"", 0

    def read(self, size: int) -> bytes:
        """Exactly ``size`` bytes; the end of the file before that is ``cut_short``."""
        found = bytearray()
        while len(found) < size:
            if self._at == len(self._open) and not self._next():
                raise BackupProblem("cut_short", file=self.name)
            take = self._open[self._at : self._at + size - len(found)]
            self._at += len(take)
            found += take
        return bytes(found)

    def ended(self) -> bool:
        """Whether the last block has been read out."""
        while self._at == len(self._open):
            if not self._next():
                return True
        return False

    def _next(self) -> bool:
        if not self._ahead and self._number:
            return False
        sealed, self._ahead = self._ahead, self._file.read(BLOCK + TAG)
        self._open, self._at = self._opened(sealed, last=not self._ahead), 0
        self._number += 1
        return True

    def _opened(self, sealed: bytes, *, last: bool) -> bytes:
        if len(sealed) < TAG:
            raise BackupProblem("cut_short", file=self.name)
        try:
            return self._unsealed(sealed, last=last)
        except InvalidTag:
            if last and len(sealed) == BLOCK + TAG and self._is_followed(sealed):
                raise BackupProblem("cut_short", file=self.name) from None
            raise BackupProblem("altered", file=self.name, chunk=self._number + 1) from None

    def _unsealed(self, sealed: bytes, *, last: bool) -> bytes:
        nonce = _nonce(self._number, last=last)
        opening = Cipher(algorithms.SM4(self._key), modes.GCM(nonce, sealed[-TAG:])).decryptor()
        opening.authenticate_additional_data(self._head)
        return opening.update(sealed[:-TAG]) + opening.finalize()

    def _is_followed(self, sealed: bytes) -> bool:
        """Whether the file's last block was sealed as one that others follow."""
        try:
            self._unsealed(sealed, last=False)
        except InvalidTag:
            return False
        return True


def read_about(file: BinaryIO, name: str) -> dict[str, Any]:
    """What stands readable at the head of a backup; nothing of it is proven without the passphrase."""
    return _read_head(file, name)[1]


def _read_head(file: BinaryIO, name: str) -> tuple[bytes, dict[str, Any]]:
    magic, line = file.readline(len(MAGIC)), file.readline(_LONGEST_LINE)
    try:
        about: dict[str, Any] = json.loads(line)
        known = (about["cipher"], about["kdf"], about["r"], about["p"]) == ("SM4-GCM", "scrypt", 8, 1)
        salted = len(bytes.fromhex(about["salt"])) == _SALT
        costs = isinstance(about["n"], int) and 2 <= about["n"] <= _HIGHEST_COST and about["n"].bit_count() == 1  # noqa: PLR2004
    except (ValueError, KeyError, TypeError):
        raise BackupProblem("not_a_backup", file=name) from None
    if magic != MAGIC or not (known and salted and costs):
        raise BackupProblem("not_a_backup", file=name)
    return magic + line, about


def _keys(passphrase: str, salt: bytes, cost: int) -> tuple[bytes, bytes]:
    made = Scrypt(salt=salt, length=_CIPHER_KEY + _MAC_KEY, n=cost, r=8, p=1).derive(passphrase.encode())
    return made[:_CIPHER_KEY], made[_CIPHER_KEY:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
