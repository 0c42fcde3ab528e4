"""A .zip of files, such as one workbook from each township: read member by member, never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from fangpin.rosters.detection import Content, detect
from fangpin.rosters.problems import FileTooLarge, PasswordNeeded, UnreadableFile
from fangpin.rosters.sheets import MEBIBYTE, Limits

UTF8_FLAG = 0x800
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_archive(
    content: bytes, *, file: str, password: str | None, limits: Limits, depth: int = 1
) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file inside, archives in archives included down to ``limits.nesting``."""
    budget = limits.unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not _is_litter(member_name(m))]
        _check(members, file=file, limits=limits)
        for member in members:
            name = member_name(member)
            inner = _read_member(archive, member, file=file, password=password, budget=min(budget, limits.file_bytes))
            budget -= len(inner)
            if detect(inner) is not Content.ARCHIVE:
                yield name, inner
                continue
            if depth >= limits.nesting:
                raise UnreadableFile("nested", file=f"{file}/{name}")
            for deeper, body in read_archive(inner, file=name, password=password, limits=limits, depth=depth + 1):
                budget -= len(body)
                if budget < 0:
                    raise _too_large(file, limits.unpacked_bytes, deeper)
                yield f"{name}/{deeper}", body


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as its sender wrote it: Windows packers write GBK where zip says code page 437."""
    if member.flag_bits & UTF8_FLAG:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_litter(name: str) -> bool:
    return name.startswith(IGNORED) or PurePosixPath(name).name.startswith(("~$", "._")) or name.endswith(IGNORED)


def _check(members: list[zipfile.ZipInfo], *, file: str, limits: Limits) -> None:
    if len(members) > limits.members:
        raise FileTooLarge("too_many_files", file=file, limit=str(limits.members), detail=str(len(members)))
    for member in members:
        name = member_name(member).replace("\\", "/")
        if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":":
            raise UnreadableFile("unsafe_name", file=file, detail=name[:80])
    declared = sum(m.file_size for m in members)
    if declared > limits.unpacked_bytes:
        raise _too_large(file, limits.unpacked_bytes, f"{declared // MEBIBYTE} MB")


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, file: str, password: str | None, budget: int
) -> bytes:
    name = member_name(member)
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member, pwd=password.encode() if password else None) as stream:
            while chunk := stream.read(MEBIBYTE):
                size += len(chunk)
                if size > budget:  # the declared size was a lie, or the members together are too much
                    raise _too_large(file, budget, name)
                parts.append(chunk)
    except RuntimeError as error:  # zipfile's word for "encrypted" and "bad password"
        kind = "wrong_password" if password else "password_needed"
        raise PasswordNeeded(kind, file=f"{file}/{name}") from error
    except NotImplementedError as error:
        raise UnreadableFile("unsupported_encryption", file=f"{file}/{name}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise UnreadableFile("damaged", file=f"{file}/{name}", detail=str(error)[:80]) from error
    return b"".join(parts)


def _too_large(file: str, limit: int, detail: str) -> FileTooLarge:
    return FileTooLarge("too_large", file=file, limit=f"{max(limit, 0) // MEBIBYTE} MB", detail=detail)
