"""The accounts of the demonstration, one for each role; nobody of this name works anywhere."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password

from fangpin.synthesis import World
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.services import make_officer
from fangpin_web.demo import PASSWORD


def make_accounts(world: World, *, at: datetime) -> Officer:
    """Make them all, and give the county officer, who imports, seals and screens."""
    county = world.place.county.code
    town, village = busiest(world)
    accounts = (
        ("county", "演示县专班", "county", county, ""),
        ("township", "演示乡镇干部", "township", town, ""),
        ("village", "演示村干部", "village", village, ""),
        ("department", "演示医保局", "department", county, "医保局"),
        ("city", "演示州专班", "city", county[:4], ""),
        ("auditor", "演示审计员", "auditor", county, ""),
        ("administrator", "演示管理员", "administrator", county, ""),
    )
    hashed = make_password(PASSWORD)
    made = [
        make_officer(
            username=username,
            name=name,
            role=role,
            area_code=area,
            department=department,
            password=None,
            hashed=hashed,
            at=at,
            by=None,
            demo=True,
        )
        for username, name, role, area, department in accounts
    ]
    return made[0]


def busiest(world: World) -> tuple[str, str]:
    """The village with most planted households, and its township: there the to-do list is not empty."""
    planted = [line.household.village.code for line in world.truth]
    village = max(sorted(set(planted)), key=planted.count)
    return village[:9], village
