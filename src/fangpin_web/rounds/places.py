"""Which area a township or village of a file is, where the installation knows its areas; else the round's own."""

from __future__ import annotations

from dataclasses import dataclass

from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS
from fangpin_web.records.doors import areas_inside


@dataclass(frozen=True, slots=True)
class Places:
    """Area codes by the names that a file uses. Without an area list everything belongs to ``whole``."""

    whole: str
    townships: dict[str, str]
    villages: dict[tuple[str, str], str]

    def of(self, township: str, village: str = "") -> str:
        """Code of the village if it is known, else of the township, else of the whole."""
        town = self.townships.get(_plain(township), "")
        return self.villages.get((town, _plain(village)), town) or self.whole


def places_of(area_code: str) -> Places:
    """The areas inside one, by name as it is and by short name."""
    townships: dict[str, str] = {}
    villages: dict[tuple[str, str], str] = {}
    for area in areas_inside(area_code):
        for name in {_plain(area.name), _plain(area.short_name)}:
            if len(area.code) == TOWNSHIP_DIGITS:
                townships.setdefault(name, area.code)
            else:
                villages.setdefault((area.code[:TOWNSHIP_DIGITS], name), area.code)
    return Places(area_code, townships, villages)


def _plain(name: str | None) -> str:
    """Without blanks and the ending of a village office."""
    text = "".join((name or "").split())
    for ending in ("村民委员会", "居民委员会", "村委会", "居委会"):
        text = text.removesuffix(ending)
    return text
