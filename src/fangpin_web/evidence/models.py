"""What is kept as evidence, and to which rows it belongs."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.guard import TableGuard


class Evidence(models.Model):
    """One file, kept encrypted under its hash in the home; the same file of an area is kept once.

    ``received_sha256`` is of the bytes as they came, so that the same photo sent twice is known; ``sha256`` of what
    is kept. ``taken_at`` is what the camera wrote; ``at`` when it came here: the two may differ, and that is shown.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo on site")
        SIGNED = "signed", _("Signed form (photo or scan)")
        MINUTES = "minutes", _("Minutes of a meeting")
        LETTER = "letter", _("Letter of authorisation")
        NOTICE = "notice", _("Photo of the posted notice")
        DOCUMENT = "document", _("Document")
        PAYMENT = "payment", _("Proof of payment")
        OTHER = "other", _("Other")

    # What belongs to one household by its nature; minutes and notices speak of many.
    OF_ONE: ClassVar[tuple[str, ...]] = (Kind.PHOTO, Kind.SIGNED, Kind.LETTER)
    # What shows an act, so that the day it was taken can be held against the day of the act.
    OF_A_MOMENT: ClassVar[tuple[str, ...]] = (*OF_ONE, Kind.NOTICE)
    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    kind: models.CharField[str, str] = models.CharField(_("类别"), max_length=12, choices=Kind)
    sha256: models.CharField[str, str] = models.CharField(_("文件校验值"), max_length=64)
    received_sha256: models.CharField[str, str] = models.CharField(_("收到时校验值"), max_length=64)
    name: models.CharField[str, str] = models.CharField(_("文件名"), max_length=200)
    type: models.CharField[str, str] = models.CharField(_("文件类型"), max_length=8)
    size: models.BigIntegerField[int, int] = models.BigIntegerField(_("字节数"))
    likeness: models.CharField[str, str] = models.CharField(_("画面指纹"), max_length=16, blank=True, default="")
    taken_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("拍摄时间"), null=True)
    as_received: models.BooleanField[bool, bool] = models.BooleanField(_("按原样保存"), default=False)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("上传时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("上传人"))

    class Meta:
        db_table = "evidence"
        verbose_name = verbose_name_plural = _("佐证材料")
        constraints = (
            models.UniqueConstraint(fields=["area_code", "received_sha256", "kind"], name="evidence_kept_once"),
        )
        indexes = (
            models.Index(fields=["received_sha256"], name="evidence_received"),
            models.Index(fields=["likeness"], name="evidence_likeness", condition=~Q(likeness="")),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def time_unknown(self) -> bool:
        """Whether it should say when it was taken, and does not: nothing is known then, neither good nor bad."""
        return self.taken_at is None and self.kind in self.OF_A_MOMENT

    @property
    def is_image(self) -> bool:
        return self.type in {"jpeg", "png"}


class EvidenceLinks(models.QuerySet["EvidenceLink"]):
    """Questions about links."""

    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def of_a_moment(self) -> Self:
        return self.filter(evidence__kind__in=Evidence.OF_A_MOMENT)

    def time_unknown(self) -> Self:
        """Photos and signed papers of which the file does not say when they were taken."""
        return self.of_a_moment().filter(evidence__taken_at__isnull=True)


class EvidenceLink(models.Model):
    """Which row a file proves something about. ``about`` is a ledger's name, or the name of another room's table.

    One file may prove several rows: the minutes of one meeting for seven cases. A link is withdrawn, not removed.
    """

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    evidence: models.ForeignKey[Evidence, Evidence] = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="links"
    )
    evidence_id: int
    about: models.CharField[str, str] = models.CharField(_("台账"), max_length=60)
    row_id: models.BigIntegerField[int, int] = models.BigIntegerField(_("行"))
    household_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("户"), null=True)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("关联时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("关联人"))
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        _("撤回时间"), null=True
    )
    withdrawn_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("撤回人"), null=True)

    objects = EvidenceLinks.as_manager()

    class Meta:
        db_table = "evidence_link"
        verbose_name = verbose_name_plural = _("材料关联")
        constraints = (
            models.UniqueConstraint(
                fields=["evidence", "about", "row_id"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_linked_once",
            ),
        )
        indexes = (
            models.Index(fields=["about", "row_id"], name="evidence_link_about"),
            models.Index(
                fields=["household_id"], name="evidence_link_household", condition=Q(household_id__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.about}:{self.row_id}"
