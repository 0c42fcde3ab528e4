"""An indicator with its slots filled: what a figure, a command or a page asks for by name."""

from __future__ import annotations

from collections.abc import Mapping

from fangpin.policy.indicator_entries import Indicator
from fangpin.policy.indicators import Setting, read_indicator
from fangpin.policy.overriding import PlacedEntry
from fangpin.policy.policy import Policy
from fangpin.policy.problems import PolicyError
from fangpin.policy.yaml_reading import Doubt, Item, Notes


def bound(policy: Policy, indicator: str, given: Mapping[str, str]) -> Indicator:
    """The indicator with these values in its slots; several values of one slot stand with commas.

    :class:`~fangpin.policy.NoSuchEntry` if there is no such indicator, :class:`~fangpin.policy.PolicyError` if a value
    does not fit its slot.
    """
    plain = policy.indicator(indicator)
    if not given or plain.entry is None:
        return plain
    notes = Notes()
    found = read_indicator(plain.entry, setting_of(policy), notes, given={n: _item(v) for n, v in given.items()})
    if found is None:
        raise PolicyError(policy.place.id, notes.problems)
    return found


def _item(value: str) -> Item:
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1:
        return Item("scalar", "", 1, 1, raw=value)
    return Item("list", "", 1, 1, items=tuple(Item("scalar", "", 1, 1, raw=part) for part in parts))


def setting_of(policy: Policy) -> Setting:
    """What indicators and templates of this policy may speak of."""
    entries: dict[str, PlacedEntry] = {i.id: i.entry for i in policy.indicators.values() if i.entry is not None}
    return Setting(
        facts=policy.facts,
        parameters=policy.parameters,
        code_lists=policy.code_lists,
        entries=entries,
        doubt=Doubt(),
    )
