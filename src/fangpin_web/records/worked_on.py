"""Ledgers that have a page where they are worked on, beside the list every ledger has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

PAGES: dict[str, tuple[str, Any]] = {
    "need": ("needs:list", _("Needs and offers")),
    "offer": ("needs:list", _("Needs and offers")),
    "need_match": ("needs:list", _("Needs and offers")),
    "product_sale": ("needs:sales", _("Sales by unit")),
    "sales_point": ("needs:sales", _("Sales by unit")),
    "award": ("records:honours", _("Awards and model cases")),
    "model_case": ("records:honours", _("Awards and model cases")),
    "product": ("records:certificates", _("Look up a certificate")),
    "training_participant": ("records:certificates", _("Look up a certificate")),
}


def pages_of(ledgers: Iterable[str]) -> list[tuple[str, Any]]:
    """The pages on which these ledgers are worked on, each once."""
    return list(dict.fromkeys(PAGES[name] for name in ledgers if name in PAGES))
