"""What the pages ask about the installation: its policy, its place's name, whether it is a demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fangpin_web.office.policy import NoOffice, is_demo, policy_in_force
from fangpin_web.pages.wording import named

if TYPE_CHECKING:
    from fangpin.policy import Policy


def policy() -> Policy:
    """The policy in force. A view asks once and hands it on: each call looks whether a file has changed."""
    return policy_in_force()


def place_name() -> str:
    """The place's name in the reader's language, or nothing before set-up."""
    try:
        return named(policy_in_force().place)
    except (NoOffice, ValueError, OSError):
        return ""


__all__ = ["is_demo", "place_name", "policy"]
