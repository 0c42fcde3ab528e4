"""Letters as they came, applications as officers work on them, and how far each is, for who holds its number."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import BlindIndexField, EncryptedField
from fangpin_web.access.guard import TableGuard


class Letter(models.Model):
    """What somebody without an account sent: written by nobody's request, read inside its area only, never changed."""

    guard: ClassVar[TableGuard] = TableGuard(append_only=True, open_insert=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    status_key: models.CharField[str, str] = models.CharField(_("查询键"), max_length=32, unique=True)
    content = EncryptedField(kind="application")  # JSON: name, phone, document_number, hardship, risk
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("提交时间"))

    class Meta:
        db_table = "application_letter"
        verbose_name = verbose_name_plural = _("网页申报")

    def __str__(self) -> str:
        return f"{self.area_code} {self.at:%Y-%m-%d}"


class Applications(models.QuerySet["Application"]):
    """Questions about applications."""

    def unsettled(self) -> Self:
        return self.filter(state__in=(Application.State.WAITING, Application.State.CLUE))


class Application(models.Model):
    """One application with its clock: a visit by ``visit_due_on``, an answer by ``total_due_on``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("household to be found")
        CLUE = "clue", _("became a clue")
        MERGED = "merged", _("merged with an earlier one")
        DISMISSED = "dismissed", _("not pursued")
        SETTLED = "settled", _("settled")

    class Origin(models.TextChoices):
        PAGE = "page", _("our page")
        PROVINCE = "province", _("the province's list")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    origin: models.CharField[str, str] = models.CharField(_("来源"), max_length=10, choices=Origin)
    number: models.CharField[str, str] = models.CharField(_("申报编号"), max_length=60)
    head_name: models.CharField[str, str] = models.CharField(_("户主姓名"), max_length=60)
    phone = EncryptedField(kind="phone", null=True)
    document_number = EncryptedField(kind="document_number", null=True)
    document_number_index = BlindIndexField()
    hardship = EncryptedField(kind="application", null=True)
    risk: models.CharField[str, str] = models.CharField(_("风险类型"), max_length=40)
    applied_on: models.DateField[date, date] = models.DateField(_("申报日期"))
    visit_due_on: models.DateField[date, date] = models.DateField(_("入户期限"))
    total_due_on: models.DateField[date, date] = models.DateField(_("办结期限"))
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=10, choices=State)
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    clue_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("线索"), null=True)
    merged_into: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("并入"), null=True)
    status_key: models.CharField[str, str] = models.CharField(_("查询键"), max_length=32, blank=True, default="")
    why: models.CharField[str, str] = models.CharField(_("说明"), max_length=200, blank=True, default="")
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("接收时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("接收人"))

    objects = Applications.as_manager()

    class Meta:
        db_table = "application"
        verbose_name = verbose_name_plural = _("自主申报")
        constraints = (models.UniqueConstraint(fields=["origin", "number"], name="application_once"),)
        indexes = (
            models.Index(fields=["area_code", "state"], name="application_state"),
            models.Index(
                fields=["document_number_index"], name="application_person",
                condition=Q(document_number_index__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number


class ApplicationStatus(models.Model):
    """How far a letter is, found by the keyed hash of its number and the last digits of the phone. Names nobody."""

    class Stage(models.TextChoices):
        RECEIVED = "received", _("received")
        VERIFYING = "verifying", _("being verified")
        SETTLED = "settled", _("settled; the village tells you the result")

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    key: models.CharField[str, str] = models.CharField(primary_key=True, max_length=32)
    stage: models.CharField[str, str] = models.CharField(_("进度"), max_length=10, choices=Stage)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))

    class Meta:
        db_table = "application_status"
        verbose_name = verbose_name_plural = _("申报进度")

    def __str__(self) -> str:
        return self.stage


class PublicAttempt(models.Model):
    """That somebody used the public page, for the limit: a keyed hash of the address, removed after a day."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    source: models.CharField[str, str] = models.CharField(_("来源键"), max_length=32)
    act: models.CharField[str, str] = models.CharField(_("动作"), max_length=8)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))

    class Meta:
        db_table = "application_attempt"
        verbose_name = verbose_name_plural = _("申报网页访问")
        indexes = (models.Index(fields=["source", "act", "at"], name="application_attempt_of"),)

    def __str__(self) -> str:
        return self.act
