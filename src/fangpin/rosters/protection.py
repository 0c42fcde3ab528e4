"""Passwords of Office files, both ways and in memory only."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import msoffcrypto
from msoffcrypto import exceptions
from msoffcrypto.format.ooxml import OOXMLFile

from fangpin.rosters.problems import PasswordNeeded, UnreadableFile

SHORTEST = 4096


def unprotect(content: bytes, *, file: str, password: str | None) -> bytes:
    """The file without its protection; the content itself where it had none. ``PasswordNeeded`` asks for one."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not office.is_encrypted():
            return content
    except Exception:  # noqa: BLE001 - a damaged container is the reader's finding, not ours
        return content
    if password is None:
        raise PasswordNeeded("password_needed", file=file)
    opened = io.BytesIO()
    try:
        _load_key(office, password)
        office.decrypt(opened)
    except exceptions.InvalidKeyError as error:
        raise PasswordNeeded("wrong_password", file=file) from error
    except exceptions.DecryptionError as error:
        raise UnreadableFile("unsupported_encryption", file=file) from error
    except Exception as error:
        raise UnreadableFile("damaged", file=file, detail=type(error).__name__) from error
    return opened.getvalue()


def _load_key(office: Any, password: str) -> None:
    """Newer formats check the password only when asked to; older ones always do."""
    try:
        office.load_key(password=password, verify_password=True)
    except TypeError:
        office.load_key(password=password)


def protect(content: bytes, *, password: str) -> bytes:
    """An .xlsx under an opening password (agile encryption, as Excel and WPS write it)."""
    protected = io.BytesIO()
    OOXMLFile(io.BytesIO(_long_enough(content))).encrypt(password, protected)
    return protected.getvalue()


def _long_enough(content: bytes) -> bytes:
    """The same workbook, not shorter than the container's smallest stream, which the library writes wrongly."""
    if len(content) >= SHORTEST:
        return content
    longer = io.BytesIO(content)
    with zipfile.ZipFile(longer, "a") as archive:
        archive.comment = b" " * (SHORTEST - len(content))
    return longer.getvalue()
