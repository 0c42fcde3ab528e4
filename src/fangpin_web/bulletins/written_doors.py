"""The doors to signed bulletins and circulars: an office reads those of the areas around it, and those sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from fangpin.ledgers.area_codes import AREA_DIGITS, TOWNSHIP_DIGITS
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_check_bulletins
from fangpin_web.bulletins.written_models import Circular, CircularAnswer, SignedBulletin
from fangpin_web.records.doors import area_names, areas_inside

FILES = ("bulletin__docx", "bulletin__pdf", "bulletin__xlsx", "bulletin__text")


def bulletins_for(officer: Officer) -> QuerySet[SignedBulletin]:
    """Signed bulletins of the officer's area, of those inside it and of those above it, the newest first."""
    above = [officer.area_code[:digits] for digits in AREA_DIGITS.values() if digits <= len(officer.area_code)]
    found = SignedBulletin.objects.all().newest_first().select_related("seal").defer("docx", "pdf", "xlsx", "text")
    return found.filter(Q(area_code__startswith=officer.area_code) | Q(area_code__in=above))


def bulletin_or_404(officer: Officer, key: int) -> SignedBulletin:
    """A signed bulletin the officer may read; another and none look the same."""
    found = bulletins_for(officer).filter(pk=key).first()
    if found is None or not may_check_bulletins(officer):
        raise Http404(f"bulletin {key}")
    return found


def versions_of(bulletin: SignedBulletin) -> list[SignedBulletin]:
    """All versions of the same bulletin, the first first."""
    listed = SignedBulletin.objects.all().of_same(bulletin.template, bulletin.area_code, bulletin.period)
    return list(listed.defer("docx", "pdf", "xlsx", "text"))


def signed_before(template: str, area_code: str, period: str) -> SignedBulletin | None:
    """The last version signed, if there is one."""
    return SignedBulletin.objects.all().of_same(template, area_code, period).defer("docx", "pdf", "xlsx").last()


def offices_below(officer: Officer) -> list[tuple[str, str]]:
    """Area codes and names of the townships an officer may send to."""
    return [(area.code, area.name) for area in areas_inside(officer.area_code, level_digits=(TOWNSHIP_DIGITS,))]


@dataclass(frozen=True, slots=True)
class Standing:
    """What one office has done with a circular. ``late``: an answer was due and has not come."""

    office: str
    name: str
    acknowledged: CircularAnswer | None
    replied: CircularAnswer | None
    late: bool


def circulars_of(bulletin: SignedBulletin, today: date) -> list[tuple[Circular, list[Standing]]]:
    """Circulars of a bulletin with how each office stands, those to be chased first."""
    found = Circular.objects.filter(bulletin=bulletin).prefetch_related("answers").order_by("-id")
    return [(one, standing_of(one, today)) for one in found]


def standing_of(circular: Circular, today: date) -> list[Standing]:
    """Each recipient: whether it took note, whether it answered, whether it is late."""
    names = area_names(set(circular.recipients))
    answers = sorted(circular.answers.all(), key=lambda answer: answer.pk)  # as fetched with it
    told = []
    for office in circular.recipients:
        own = [a for a in answers if a.office == office]
        replied = next((a for a in own if a.act == CircularAnswer.Act.REPLIED), None)
        noted = own[0] if own else None
        late = circular.due_on is not None and replied is None and circular.due_on < today
        told.append(Standing(office, names.get(office, office), noted, replied, late))
    return sorted(told, key=lambda s: (not s.late, s.replied is not None, s.acknowledged is not None, s.office))


def circular_or_404(officer: Officer, key: int) -> Circular:
    """A circular sent to the officer's office."""
    found = Circular.objects.select_related("bulletin").filter(pk=key).first()
    if found is None or officer.area_code not in found.recipients:
        raise Http404(f"circular {key}")
    return found


def circulars_waiting(officer: Officer) -> list[Circular]:
    """Circulars sent to the officer's office that it has not answered, or not taken note of where none is due."""
    found = Circular.objects.filter(recipients__contains=[officer.area_code]).select_related("bulletin").order_by("-id")
    waiting = []
    for one in found.defer(*FILES).prefetch_related("answers"):
        acts = {a.act for a in one.answers.all() if a.office == officer.area_code}
        if CircularAnswer.Act.REPLIED not in acts and (one.due_on or not acts):
            waiting.append(one)
    return waiting


def circulars_to_chase(officer: Officer, today: date) -> list[tuple[Circular, int]]:
    """Circulars of the officer's office past their day, with how many offices have not answered."""
    sent = Circular.objects.filter(bulletin__area_code=officer.area_code, due_on__lt=today)
    replied = set(
        CircularAnswer.objects.filter(circular__in=sent, act=CircularAnswer.Act.REPLIED).values_list(
            "circular_id", "office"
        )
    )
    counted = [
        (one, sum((one.pk, office) not in replied for office in one.recipients))
        for one in sent.select_related("bulletin").defer(*FILES).order_by("due_on", "id")
    ]
    return [(one, number) for one, number in counted if number]
