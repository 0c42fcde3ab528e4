"""One export of the national register as counties have it: clean people, planted errors, and the truth about them.

>>> from fangpin.synthesis.register_export import register_export                     # doctest: +SKIP
>>> written = register_export(folder, persons=20_000, policy=policy)                   # doctest: +SKIP
>>> written.register, written.villages, written.truth, written.exemptions, written.issues
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fangpin.policy import Policy
from fangpin.synthesis.register_export.building import Export, Planted, build
from fangpin.synthesis.register_export.columns import COLUMNS_OF_THE_EXPORT, Layout, layout
from fangpin.synthesis.register_export.planting import Change, VillageChange, changes, village_changes
from fangpin.synthesis.register_export.writing import (
    write_exemptions,
    write_issue_list,
    write_register,
    write_truth,
    write_villages,
)

__all__ = [
    "COLUMNS_OF_THE_EXPORT",
    "Change",
    "Export",
    "Layout",
    "Planted",
    "VillageChange",
    "Written",
    "build",
    "changes",
    "layout",
    "register_export",
    "village_changes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of one export, and the export itself."""

    export: Export
    register: Path
    villages: Path
    truth: Path
    exemptions: Path
    issues: Path


def register_export(
    folder: Path, *, policy: Policy, persons: int = 20_000, seed: int = 1, day: date = date(2026, 10, 31),
    layout_name: str = "national", corrected: float = 0.0, copies: int = 1, exempt_until: date = date(2026, 12, 31),
    rules: Sequence[str] | None = None,
) -> Written:  # fmt: skip
    """Write register, villages, exemptions, a province's issue list and ``truth.json`` into ``folder``.

    ``layout_name``: ``national`` (177 columns) or ``elsewhere`` (another province's words and order).
    ``corrected`` is the share of plants put right, for a second round over the same
    households; ``rules`` limits the plants (empty: none).
    """
    folder.mkdir(parents=True, exist_ok=True)
    planted = tuple(policy.rules) if rules is None else rules
    export = build(persons=persons, seed=seed, day=day, copies=copies, corrected=corrected, rules=planted)
    titles = {rule.id: (rule.aliases or (rule.zh,))[0] for rule in policy.rules.values()}
    own = {rule.id: rule.zh for rule in policy.rules.values()}
    register = write_register(export, folder, layout(layout_name))
    villages = write_villages(export, folder)
    return Written(
        export=export,
        register=register,
        villages=villages,
        truth=write_truth(export, folder),
        exemptions=write_exemptions(export, folder, until=exempt_until, titles=own),
        issues=write_issue_list(export, folder, titles=titles),
    )
