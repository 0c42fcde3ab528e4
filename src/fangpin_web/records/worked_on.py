"""Ledgers that have a page where they are worked on, beside the list every ledger has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

PAGES: dict[str, tuple[str, Any]] = {
    "area_listing": ("duties:area-lists", _("Lists of areas")),
    "officer": ("duties:leaders", _("Secretaries and leaders")),
    "assignment": ("duties:coverage", _("Who answers for what")),
    "pairing": ("duties:pairings", _("Pairings")),
    "visit": ("duties:visits", _("Visit plan")),
    "survey_round": ("duties:draws", _("Draws and calls")),
    "plan": ("duties:plans", _("Plans and measures")),
    "measure": ("duties:plans", _("Plans and measures")),
    "campaign": ("issues:campaigns", _("Campaigns")),
    "campaign_task": ("issues:tasks", _("Tasks")),
    "issue": ("issues:list", _("Issues")),
    "meeting": ("issues:meetings", _("Meetings")),
    "decision": ("issues:meetings", _("Meetings")),
    "cycle_product": ("issues:cycle", _("Month's cycle")),
    "clue": ("clues:list", _("Clues")),
    "monitoring_spell": ("cases:list", _("Cases")),
    "household": ("records:households", _("Households")),
    "document": ("mechanisms:library", _("Document library")),
    "document_article": ("mechanisms:library", _("Document library")),
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
