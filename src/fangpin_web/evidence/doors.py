"""The doors to evidence: what a row has, and what stands in several households."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.module_loading import import_string

from fangpin_web.evidence.models import Evidence, EvidenceLink, EvidenceLinks
from fangpin_web.records.doors import row_for, spec_or_404

NEAR_BITS = 3  # the same picture saved twice differs in no more of its 64 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPhoto:
    """Pictures that are the same, attached to several households: by the same bytes, or by the look of them."""

    evidence: tuple[Evidence, ...]
    households: tuple[int, ...]
    same_bytes: bool


# Rows of other rooms that files may prove, and the door that knows their reader.
_ELSEWHERE = {"notice": "fangpin_web.notices.doors.notice_or_404"}
_KNOWING = {  # ledgers of which a role sees some rows only
    "issue": "fangpin_web.issues.doors.issue_or_404",
    "campaign_task": "fangpin_web.issues.doors.task_or_404",
}


def row_about(officer: Any, about: str, key: int) -> Any:
    """The row a file is to prove, inside the officer's area, or 404: of a ledger, or of a room listed above."""
    if about in _ELSEWHERE:
        return import_string(_ELSEWHERE[about])(key)
    if about in _KNOWING:
        return import_string(_KNOWING[about])(officer, key)
    return row_for(officer, spec_or_404(about).name, key)


def evidence_or_404(key: int) -> Evidence:
    """A file inside the officer's area."""
    found = Evidence.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"evidence {key}")
    return found


def link_or_404(key: int) -> EvidenceLink:
    """A link inside the officer's area."""
    found = EvidenceLink.objects.select_related("evidence").filter(pk=key).first()
    if found is None:
        raise Http404(f"evidence link {key}")
    return found


def links_of(about: str, row_id: int, *, kinds: Collection[str] = ()) -> list[EvidenceLink]:
    """What stands as proof of a row, oldest first."""
    return links_of_rows(about, [row_id], kinds=kinds).get(row_id, [])


def links_of_rows(about: str, row_ids: Iterable[int], *, kinds: Collection[str] = ()) -> dict[int, list[EvidenceLink]]:
    """The same for many rows at once, by row."""
    rows = EvidenceLink.objects.standing().filter(about=about, row_id__in=list(row_ids)).select_related("evidence")
    if kinds:
        rows = rows.filter(evidence__kind__in=list(kinds))
    found: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in rows.order_by("id"):
        found[link.row_id].append(link)
    return dict(found)


def shared_photos(*, evidence: Collection[int] | None = None) -> list[SharedPhoto]:
    """Photos, signed forms and letters that stand in more than one household of the officer's area.

    ``evidence`` narrows to groups that hold one of these. A village sees its own only; the county sees all.
    """
    links = EvidenceLink.objects.standing().filter(household_id__isnull=False, evidence__kind__in=Evidence.OF_ONE)
    if evidence is None:
        return _shared(_groups(links))
    asked = set(evidence)
    while asked:  # a picture like one that is like one of these belongs to the group too
        groups = [group for group in _groups(links.filter(_might_be(asked))) if asked & {one.pk for one, _h in group}]
        reached = {one.pk for group in groups for one, _h in group}
        if reached <= asked:
            return _shared(groups)
        asked |= reached
    return []


_Group = list[tuple[Evidence, set[int]]]  # the same picture, each time with the households it is attached to


def _groups(links: EvidenceLinks) -> list[_Group]:
    files: dict[int, Evidence] = {}
    owners: dict[int, set[int]] = defaultdict(set)
    for link in links.select_related("evidence").order_by("id"):
        files[link.evidence_id] = link.evidence
        owners[link.evidence_id].add(link.household_id or 0)
    return [[(one, owners[one.pk]) for one in group] for group in _alike(list(files.values()))]


def _shared(groups: Iterable[_Group]) -> list[SharedPhoto]:
    shared = []
    for group in groups:
        files, households = tuple(one for one, _h in group), sorted(set().union(*(h for _one, h in group)))
        if len(households) > 1:
            same = len({one.received_sha256 for one in files}) == 1
            shared.append(SharedPhoto(evidence=files, households=tuple(households), same_bytes=same))
    return shared


def _might_be(keys: Collection[int]) -> Q:
    """Links to a picture that could be one of these: with their bytes, or with a quarter of their fingerprint.

    A page that shows three files does not read every photo of the county.
    """
    files = list(Evidence.objects.filter(pk__in=keys))
    alike = Q(evidence__in=files) | Q(evidence__received_sha256__in=[file.received_sha256 for file in files])
    for file in files:
        for n, quarter in _quarters(file):
            alike |= Q(evidence__likeness__regex=f"^.{{{n * 4}}}{quarter}")
    return alike


def _quarters(file: Evidence) -> list[tuple[int, str]]:
    return [(n, file.likeness[n * 4 : n * 4 + 4]) for n in range(4)] if file.likeness else []


def time_unknown() -> tuple[EvidenceLinks, int]:
    """Photos and signed papers without the camera's time in the officer's area, newest first, and of how many."""
    links = EvidenceLink.objects.standing().of_a_moment()
    return links.time_unknown().select_related("evidence").order_by("-id"), links.count()


def is_shared(evidence: Evidence) -> bool:
    """Whether the picture also stands in another household that this officer sees."""
    return bool(shared_photos(evidence={evidence.pk}))


def _alike(files: list[Evidence]) -> list[list[Evidence]]:
    """Groups of the same picture: equal bytes, or a fingerprint at most ``NEAR_BITS`` away.

    Two 64-bit words that differ in three bits agree in one of their four quarters; only such pairs are compared.
    """
    group_of: dict[int, int] = {file.pk: file.pk for file in files}

    def root(key: int) -> int:
        while group_of[key] != key:
            key = group_of[key]
        return key

    seen: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
    for file in files:
        for place in [*_quarters(file), (-1, file.received_sha256)]:
            for other in seen[place]:
                if place[0] < 0 or _bits_apart(file, other) <= NEAR_BITS:
                    group_of[root(file.pk)] = root(other.pk)
            seen[place].append(file)
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for file in files:
        groups[root(file.pk)].append(file)
    return list(groups.values())


def _bits_apart(one: Evidence, other: Evidence) -> int:
    return (int(one.likeness, 16) ^ int(other.likeness, 16)).bit_count()
