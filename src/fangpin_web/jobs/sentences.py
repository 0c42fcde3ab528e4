"""The sentences of an error: every room words its own, in one of a few forms."""

from __future__ import annotations


def sentences_of(error: Exception) -> tuple[str, str] | None:
    """Chinese and English of an error that has words for its reader, else None: then it is a fault of the program."""
    both = getattr(error, "both", None)
    if isinstance(both, dict):
        return str(both["zh"]), str(both["en"])
    zh = getattr(error, "zh", None)
    if zh is None:
        return None
    return str(zh() if callable(zh) else zh), str(error)
