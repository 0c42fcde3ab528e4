"""Matching a need with an offer, and closing a need with a reason. The rows are locked: nothing is given twice."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_correct
from fangpin_web.needs.problems import NeedProblem
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Need, NeedMatch, Offer

MATCHED = "matched"
PUBLIC_KIND = "online"


def met_by(kind: str) -> tuple[str, ...]:
    """The kinds of offer that meet a kind of need, as the code list ``need_kind`` says."""
    code = policy_in_force().code_list("need_kind").codes.get(kind)
    word = code.external.get("met_by", "") if code else ""
    return tuple(word.split())


@transaction.atomic
def accept_match(
    *, need_id: int, offer_id: int, quantity: Decimal | None, channel: str, by: Officer, at: datetime
) -> NeedMatch:
    """Record that an offer meets a need, wholly or in part; a need that is met in full is closed.

    Needs and offers without a quantity are met at once. Raises :class:`NeedProblem`, ``Http404`` for rows that are
    absent or outside the officer's area.
    """
    if not may_correct(by):
        raise NeedProblem("may_not")
    with acting_as(by, "match of a need"):
        need = Need.objects.select_for_update().filter(pk=need_id).first()
        offer = Offer.objects.select_for_update().filter(pk=offer_id).first()
        if need is None or offer is None:
            raise Http404(f"need {need_id}, offer {offer_id}")
        _refuse(need, offer)
        wanted, offered = left_of_need(need), left_of_offer(offer)
        quantity = _checked(quantity, wanted, offered)
        day = timezone.localdate(at)
        match = NeedMatch.objects.create(
            area_code=need.area_code,
            need=need,
            offer=offer,
            organisation=offer.organisation,
            channel=channel or None,
            quantity=quantity,
            matched_on=day,
            entered_at=at,
            entered_by=by.pk,
        )
        if wanted is None or quantity == wanted:
            Need.objects.filter(pk=need.pk).update(closed_on=day, close_reason=MATCHED, entered_at=at, entered_by=by.pk)
    return match


@transaction.atomic
def close_need(*, need_id: int, reason: str, by: Officer, at: datetime) -> Need:
    """Close a need without a match; the reason is a code of ``need_close``."""
    if not may_correct(by):
        raise NeedProblem("may_not")
    if reason not in policy_in_force().code_list("need_close").codes or reason == MATCHED:
        raise NeedProblem("no_reason")
    with acting_as(by, f"need closed: {reason}"):
        need: Need | None = Need.objects.select_for_update().filter(pk=need_id).first()
        if need is None:
            raise Http404(f"need {need_id}")
        if need.closed_on is not None:
            raise NeedProblem("need_closed")
        need.closed_on, need.close_reason = timezone.localdate(at), reason
        need.entered_at, need.entered_by = at, by.pk
        need.save(update_fields=["closed_on", "close_reason", "entered_at", "entered_by"])
    return need


def left_of_need(need: Need) -> Decimal | None:
    """What no match has met yet; None where no quantity was said."""
    return _left(need.quantity, NeedMatch.objects.filter(need=need).aggregate(n=Sum("quantity"))["n"])


def left_of_offer(offer: Offer) -> Decimal | None:
    return _left(offer.quantity, NeedMatch.objects.filter(offer=offer).aggregate(n=Sum("quantity"))["n"])


def _left(whole: Decimal | None, matched: Decimal | None) -> Decimal | None:
    return None if whole is None else whole - (matched or Decimal(0))


def _refuse(need: Need, offer: Offer) -> None:
    if need.closed_on is not None:
        raise NeedProblem("need_closed")
    if offer.closed_on is not None:
        raise NeedProblem("offer_closed")
    if offer.kind not in met_by(need.kind):
        raise NeedProblem("does_not_meet")
    if need.kind == PUBLIC_KIND and need.verified_on is None:
        raise NeedProblem("not_verified")


def _checked(quantity: Decimal | None, wanted: Decimal | None, offered: Decimal | None) -> Decimal | None:
    if quantity is None and wanted is None:
        return None
    if quantity is None or quantity <= 0:
        raise NeedProblem("no_quantity")
    if any(left is not None and quantity > left for left in (wanted, offered)):
        raise NeedProblem("too_much")
    return quantity
