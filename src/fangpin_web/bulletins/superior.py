"""A superior's form: taken in, recognised next month, understood label by label, filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.http import Http404

from fangpin.bulletins.forms import Answer, Blank, Filled, FormMap, Label, asked, blanks_of, fill, read_form
from fangpin.bulletins.forms.filling import areas_of
from fangpin.bulletins.writing import Period
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_write_bulletins
from fangpin_web.bulletins.superior_models import SuperiorForm
from fangpin_web.bulletins.written import policy_of
from fangpin_web.bulletins.written_problems import WritingProblem
from fangpin_web.figures.doors import snapshot_of
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.originals import keep_sealed, read_sealed
from fangpin_web.publishing.models import Seal

_DATED = re.compile(r"\d{4}年|\d{1,2}月份?|\d{4}-\d{2}|[（(]\d+[)）]")
_KNOWN_AGAIN = 2  # a form of which one label in two was answered before is that form


class Asked:
    """What a version of a form asks: its cells by label, which of them nobody has answered."""

    def __init__(self, form: SuperiorForm, seal: Seal) -> None:
        self.form, self.cells = form, _blanks(content_of(form), seal, form.area_code)

    @cached_property
    def counts(self) -> Counter[Label]:
        """Labels in reading order, with how many cells each has."""
        return Counter(blank.label for blank in self.cells)

    @cached_property
    def open(self) -> list[Label]:
        return asked(self.cells, self.form.map)


def _blanks(content: bytes, seal: Seal, area_code: str) -> list[Blank]:
    areas = areas_of(snapshot_of(seal), seal.as_of)
    return blanks_of(read_form(content, areas=areas, own_area=area_code))


def forms_of(officer: Officer) -> list[SuperiorForm]:
    """The office's forms, each in its newest version."""
    return list(SuperiorForm.objects.all().newest(officer.area_code))


def form_or_404(officer: Officer, key: int) -> SuperiorForm:
    """A form of the officer's office; another's and none look the same."""
    found = SuperiorForm.objects.filter(pk=key, area_code=officer.area_code).first()
    if found is None:
        raise Http404(f"form {key}")
    return found


def versions_of(form: SuperiorForm) -> list[SuperiorForm]:
    """All versions of a form, the oldest first."""
    return list(SuperiorForm.objects.all().versions(form.area_code, form.name))


def content_of(form: SuperiorForm) -> bytes:
    """The file as it came."""
    try:
        return read_sealed(_place(form.file_of or form.pk), "bulletin")
    except FileNotFoundError:
        raise WritingProblem("form_gone") from None


def _place(key: int) -> str:
    return f"bulletins/forms/{key}.sm4"


def take_in(*, name: str, content: bytes, seal: Seal, by: Officer, at: datetime) -> SuperiorForm:
    """Keep a form: a version of one known before where most of its labels were answered there, else a new one."""
    if not may_write_bulletins(by):
        raise WritingProblem("not_allowed", what_zh="填写上级表格", what_en="fill superiors' forms")
    labels = {blank.label for blank in _blanks(content, seal, by.area_code)}
    if not labels:
        raise WritingProblem("asks_nothing")
    stem = _name(readable_name(name))
    with acting_as(by, "take a superior's form in"):
        before = _known_again(labels, forms_of(by)) or SuperiorForm.objects.all().versions(by.area_code, stem).last()
        known = before.map if before else FormMap(name=stem, version=0, answers={})
        with transaction.atomic():
            made = _add(before, known.with_answers({}), file_name=readable_name(name), file_of=None, by=by, at=at)
            keep_sealed(_place(made.pk), "bulletin", content)
    return made


def _name(file_name: str) -> str:
    """A form's name: its file's, without the month it was sent for."""
    stem = PurePath(file_name).stem
    return (_DATED.sub("", stem).strip(" -_") or stem)[:120]


def _known_again(labels: set[Label], forms: list[SuperiorForm]) -> SuperiorForm | None:
    answered = {form: len(labels & form.map.answers.keys()) for form in forms}
    best = max(forms, key=lambda form: answered[form], default=None)
    return best if best and answered[best] * _KNOWN_AGAIN >= len(labels) else None


def confirm(*, form: SuperiorForm, answers: Mapping[Label, Answer], by: Officer, at: datetime) -> SuperiorForm:
    """The next version with these answers; :class:`WritingProblem` where nothing is new or somebody was faster."""
    known = form.map
    new = {label: answer for label, answer in answers.items() if known.answers.get(label) != answer}
    if not new:
        raise WritingProblem("nothing_confirmed")
    with acting_as(by, "confirm a superior's form"):
        return _add(
            form, known.with_answers(new), file_name=form.file_name, file_of=form.file_of or form.pk, by=by, at=at
        )


def _add(
    before: SuperiorForm | None, known: FormMap, *, file_name: str, file_of: int | None, by: Officer, at: datetime
) -> SuperiorForm:
    try:
        with transaction.atomic():
            return SuperiorForm.objects.create(
                area_code=by.area_code,
                name=before.name if before else known.name,
                version=known.version,
                file_name=file_name[:255],
                file_of=file_of,
                mapping=known.as_json(),
                by=by.pk,
                at=at,
            )
    except IntegrityError:
        raise WritingProblem("confirmed_meanwhile") from None


def filled(*, form: SuperiorForm, period: str, seal: Seal, by: Officer) -> Filled:
    """The form with a period's figures of the officer's area; nothing is kept."""
    if not may_write_bulletins(by):
        raise WritingProblem("not_allowed", what_zh="填写上级表格", what_en="fill superiors' forms")
    snapshot = snapshot_of(seal)
    when = Period.parse(period).until(seal.as_of)
    policy = policy_of(seal, snapshot)
    return fill(content_of(form), form.map, snapshot, policy, area_code=form.area_code, period=when)
