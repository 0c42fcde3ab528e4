"""What the departments' files of a city cover: who was told of what, over which period."""

from __future__ import annotations

from datetime import date

from fangpin.synthesis.records import Row

ROLLS = ("disability_spell", "dibao_spell", "tekun_spell", "enrolment", "employment_spell", "welfare_post", "loan")
CHECKS = ("housing_check", "water_check")
LISTINGS = (
    "大额医疗自付名单",
    "新确诊大病名单",
    "学年费用名单",
    "疑似辍学名单",
    "受灾名单",
    "交通事故名单",
    "刑事案件名单",
    "新增社会救助名单",
    "疑似危房名单",
    "饮水问题名单",
    "失业返乡名单",
    "新办或升级残疾证名单",
    "产业受损名单",
    "信访名单",
)


def coverage(county_code: str, day: date) -> list[Row]:
    """Coverage rows as the files of the month leave them, for the whole county."""
    month = {"period_from_on": day.replace(day=1), "period_to_on": day}
    year = {"period_from_on": date(day.year, 1, 1), "period_to_on": day}
    before = {"period_from_on": date(day.year - 1, 1, 1), "period_to_on": date(day.year - 1, 12, 31)}
    told: list[Row] = [{"ledger": ledger, **month} for ledger in (*ROLLS, *CHECKS)]
    told += [{"ledger": "medical_claim", **period} for period in (before, year)]
    told += [{"ledger": "threshold_listing", "listing": listing, **month} for listing in LISTINGS]
    return [{"area_code": county_code, "listing": None, **row} for row in told]
