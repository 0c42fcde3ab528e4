"""How long the codes of places are: each level's begins with that of the level above (GB/T 2260, 统计用区划代码)."""

from __future__ import annotations

COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS = 6, 9, 12
COUNTY_AND_BELOW = (COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS)
AREA_DIGITS = {
    "province": 2,
    "city": 4,
    "county": COUNTY_DIGITS,
    "township": TOWNSHIP_DIGITS,
    "village": VILLAGE_DIGITS,
}
