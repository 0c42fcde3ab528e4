"""Where the words of a draft lie: encrypted in the home, beside the row that names them."""

from __future__ import annotations

import json
from typing import Any

from fangpin_web.intake.originals import keep_sealed, read_sealed


def keep_draft(key: int, content: bytes) -> None:
    """Keep a draft as it was given."""
    keep_sealed(f"bulletins/{key}/draft.sm4", "bulletin", content)


def draft_content(key: int) -> bytes:
    """A draft as it was given; raises ``FileNotFoundError`` where the home does not hold it."""
    return read_sealed(f"bulletins/{key}/draft.sm4", "bulletin")


def keep_checked(key: int, checked: dict[str, Any]) -> None:
    """Keep what was found: ``{"text": …, "figures": […], "terms": […], "not_figures": […], "relations": […]}``."""
    keep_sealed(f"bulletins/{key}/checked.sm4", "bulletin", json.dumps(checked, ensure_ascii=False).encode())


def checked_of(key: int) -> dict[str, Any]:
    """What was found in a draft; raises ``FileNotFoundError`` before it was checked."""
    return dict(json.loads(read_sealed(f"bulletins/{key}/checked.sm4", "bulletin")))
