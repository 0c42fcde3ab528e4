"""A sealed snapshot in a notebook: facts, findings, figures and what-ifs as Arrow tables, without a server.

>>> import fangpin
>>> sealed = fangpin.open("snapshots/2026-10-31")             # doctest: +SKIP
>>> sealed.figures(levels=["township"]).to_pandas()           # doctest: +SKIP
"""

from __future__ import annotations

from fangpin.analysis.opened import Opened, open_folder

__all__ = ["Opened", "open_folder"]
