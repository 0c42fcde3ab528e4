"""Setting the office up."""

from __future__ import annotations

from datetime import datetime

from fangpin_web.office.models import Office


class OfficeElsewhere(Exception):
    """The installation serves another place already; its rows would be read with the wrong policy."""

    def __init__(self, *, place: str, wanted: str) -> None:
        self.place, self.wanted = place, wanted
        super().__init__(f"this installation serves {place}; for {wanted} choose another FANGPIN_HOME")

    @property
    def zh(self) -> str:
        return f"本安装已用于 {self.place}；{self.wanted} 请另选 FANGPIN_HOME。"


def set_up_office(*, place: str, demo: bool, at: datetime) -> Office:
    """Say which place this installation serves. Saying the same again changes nothing.

    Raises :class:`OfficeElsewhere` for another place, and when real work would become a demonstration
    or a demonstration real.
    """
    office, _made = Office.objects.get_or_create(
        id=Office.ONLY, defaults={"place": place, "demo": demo, "set_up_at": at}
    )
    if (office.place, office.demo) != (place, demo):
        kinds = {True: "演示 demo", False: "正式 real"}
        raise OfficeElsewhere(place=f"{office.place} ({kinds[office.demo]})", wanted=f"{place} ({kinds[demo]})")
    return office
