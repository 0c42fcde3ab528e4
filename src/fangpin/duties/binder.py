"""Whether a household's file is complete: which papers belong into it at its stage, and which are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderItem:
    """A paper that belongs into the file from a stage on: ``identified``, ``planned``, ``eliminated``."""

    code: str
    from_stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """``present`` of ``of``; ``missing`` in the order of the list; ``extra`` held although not asked
    for yet; ``here`` all that is held."""

    of: int
    present: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    here: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.missing


STAGES = ("identified", "planned", "eliminated")


def completeness(items: Iterable[BinderItem], held: Mapping[str, date | None], *, stage: str) -> Completeness:
    """What is there of what belongs into a file at a stage. A paper that was seen counts, also without a date."""
    listed = list(items)
    reached = STAGES[: STAGES.index(stage) + 1]
    wanted = [item.code for item in listed if item.from_stage in reached]
    missing = tuple(code for code in wanted if code not in held)
    extra = tuple(item.code for item in listed if item.code not in wanted and item.code in held)
    here = [item.code for item in listed if item.code in held]
    return Completeness(
        of=len(wanted), present=len(wanted) - len(missing), missing=missing, extra=extra, here=tuple(here)
    )
