"""What others state, as the check of a draft needs it."""

from __future__ import annotations

from fangpin.bulletins.checking import StatedNumber
from fangpin.policy import Policy
from fangpin_web.figures.doors import stated_in


def stated_for(policy: Policy) -> dict[str, StatedNumber]:
    """The newest stated number of each indicator of the place: a department's, or an override."""
    return {
        key: StatedNumber(
            value=stated.value, kind=stated.kind, source=stated.department or stated.reason, as_of=stated.as_of
        )
        for key, stated in stated_in(policy.place.area_code).items()
    }
