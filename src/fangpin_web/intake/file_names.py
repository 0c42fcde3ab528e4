"""A file's name as its sender wrote it, made fit to be stored and shown."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255  # characters kept; an ending is kept with them
ENDING = re.compile(r"\.\w{1,9}$")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # and marks that turn the reading direction


def readable_name(name: str) -> str:
    """The last part of ``name``: a name in GBK bytes is read as such, what cannot be shown becomes a box."""
    name = UNPRINTABLE.sub("□", _decoded(name).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    name = unicodedata.normalize("NFC", name).strip() or "□"
    if len(name) <= LONGEST:
        return name
    ending = found.group() if (found := ENDING.search(name)) else ""
    return name[: LONGEST - len(ending) - 1] + "…" + ending


def _decoded(name: str) -> str:
    """Bytes that are no UTF-8 reach Python as lone surrogates; on a Chinese office's disk they are mostly GBK."""
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair, which stands for no byte
        return name.encode("utf-8", "replace").decode()
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
