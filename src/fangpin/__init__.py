"""fangpin 防贫: the core. Tables, dates and text in and out; no web framework, no clock, no globals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fangpin.analysis import Opened


def open(folder: str | Path) -> Opened:  # noqa: A001 - fangpin.open(…), as one opens a book
    """Open a sealed snapshot for analysis: facts, findings, figures and what-ifs as Arrow tables."""
    from fangpin.analysis import open_folder  # read only when asked for: importing fangpin stays quick

    return open_folder(folder)


__all__ = ["open"]
