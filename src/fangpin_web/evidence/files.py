"""What a file is, by its bytes and not by its name; and a photo made anew, without where it was taken.

Every image is decoded and written again: location, device and hidden payload go with the old bytes.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PIL import Image, ImageOps, UnidentifiedImageError

from fangpin_web.evidence.problems import EvidenceRefused

LARGEST = 20 * 1024 * 1024
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 2400  # a form photographed whole can be read at this size
_QUALITY = 84
_SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
)
_IMAGES = frozenset({"jpeg", "png", "webp"})
_PACKAGES = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"))
MEDIA = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TAKEN, _EXIF_BLOCK, _GPS_BLOCK = 0x9003, 0x8769, 0x8825
_HASH_SIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A file as it is kept. ``taken_at`` is what the camera wrote, local time without zone; it may be wrong.

    ``likeness`` is equal, or differs in few of its 64 bits, for the same picture saved twice.
    """

    content: bytes
    type: str
    taken_at: datetime | None = None
    had_location: bool = False
    likeness: str = ""


def cleaned(content: bytes, name: str, *, keep_as_is: bool = False) -> Cleaned:
    """The file checked and, if an image, made anew; raises :class:`EvidenceRefused`.

    ``keep_as_is`` keeps the bytes of an image with all that stands in them, where a process demands it.
    """
    if not content:
        raise EvidenceRefused("empty", name=name)
    if len(content) > LARGEST:
        raise EvidenceRefused("too_large", name=name, size=len(content) // 2**20 + 1, limit=LARGEST // 2**20)
    type_ = type_of(content, name)
    return _image(content, name, type_, keep_as_is) if type_ in _IMAGES else Cleaned(content=content, type=type_)


def type_of(content: bytes, name: str) -> str:
    """``jpeg``, ``png``, ``webp``, ``pdf``, ``ofd``, ``docx`` or ``xlsx``; raises :class:`EvidenceRefused`."""
    for start, type_ in _SIGNATURES:
        if content.startswith(start):
            return type_
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        raise EvidenceRefused("heic", name=name)
    if content.startswith(b"PK\x03\x04") and (type_ := _package(content)):
        return type_
    raise EvidenceRefused("strange_type", name=name)


def _package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile:
        return ""
    if any(name.endswith("vbaProject.bin") for name in names):  # a macro proves nothing
        return ""
    return next((type_ for part, type_ in _PACKAGES if part in names), "")


def _image(content: bytes, name: str, type_: str, keep_as_is: bool) -> Cleaned:  # noqa: FBT001
    try:
        with Image.open(io.BytesIO(content), formats=[type_.upper()]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise EvidenceRefused("too_large", name=name, size=opened.width * opened.height // 10**6, limit=60)
            exif = opened.getexif()
            taken, located = _taken(exif), bool(exif.get_ifd(_GPS_BLOCK))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
            plain = _on_white(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise EvidenceRefused("broken_image", name=name) from broken
    likeness = _likeness(plain)
    if keep_as_is and type_ != "webp":
        return Cleaned(content=content, type=type_, taken_at=taken, had_location=located, likeness=likeness)
    written = io.BytesIO()
    if type_ == "png":
        plain.save(written, "PNG", optimize=False)
    else:
        plain.save(written, "JPEG", quality=_QUALITY)
    kept = "png" if type_ == "png" else "jpeg"
    return Cleaned(content=written.getvalue(), type=kept, taken_at=taken, had_location=located, likeness=likeness)


def _on_white(image: Image.Image) -> Image.Image:
    """Pixels alone: no profile, no text chunk, no alpha channel in which something could be hidden."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return Image.frombytes("RGB", image.size, image.convert("RGB").tobytes())


def _taken(exif: Image.Exif) -> datetime | None:
    told = exif.get_ifd(_EXIF_BLOCK).get(_TAKEN)
    try:
        return datetime.strptime(str(told), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - cameras write no zone
    except ValueError:
        return None


def _likeness(image: Image.Image) -> str:
    """64 bits: whether each point of a 9 × 8 picture is darker than its right neighbour. Empty for a blank sheet."""
    small = image.convert("L").resize((_HASH_SIDE + 1, _HASH_SIDE), Image.Resampling.BOX)
    values = small.tobytes()
    if max(values) - min(values) < _HASH_SIDE:
        return ""
    bits = 0
    for row in range(_HASH_SIDE):
        line = values[row * (_HASH_SIDE + 1) : (row + 1) * (_HASH_SIDE + 1)]
        for left, right in pairwise(line):
            bits = bits * 2 + (left < right)
    return f"{bits:016x}"
