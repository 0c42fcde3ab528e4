"""What is kept of a delivery: the original, what was decided about it, and rows that wait for a match."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pyarrow as pa
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard

if TYPE_CHECKING:
    from fangpin.imports import Known, Plan
    from fangpin.rosters import Envelope, Source


@dataclass(slots=True)
class Held:
    """What one act on a delivery has made and the next of the same call would make again."""

    envelope: Envelope | None = None
    rows: pa.Table | None = None
    known: Known | None = None
    decided: pa.Table | None = None
    source: Source | None = None
    given: Mapping[str, Any] | None = None  # delivery, period, covered
    plan: Plan | None = None


class Original(models.Model):
    """A file as received, kept encrypted under its hash (:mod:`fangpin_web.intake.originals`)."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    sha256: models.CharField[str, str] = models.CharField(_("文件校验值"), max_length=64)
    file_name: models.CharField[str, str] = models.CharField(_("文件名"), max_length=255)
    size: models.BigIntegerField[int, int] = models.BigIntegerField(_("字节数"))
    received_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("收到时间"))
    received_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("接收人"))

    class Meta:
        db_table = "intake_original"
        verbose_name = verbose_name_plural = _("原始文件")
        constraints = (models.UniqueConstraint(fields=["area_code", "sha256"], name="original_once"),)

    def __str__(self) -> str:
        return self.file_name


class Uploads(models.QuerySet["Upload"]):
    """Questions about deliveries."""

    def waiting(self) -> Self:
        """Previewed and not decided."""
        return self.filter(state=Upload.State.PREVIEWED)

    def latest_first(self) -> Self:
        return self.order_by("-received_at", "-id")


class Upload(models.Model):
    """One delivery: the sheets of one file that are one source (a zip of towns is one delivery).

    ``preview`` holds counts and samples for the page and is encrypted, because samples name persons.
    ``batch_id`` is the import batch whose number every landed row carries.
    """

    class State(models.TextChoices):
        LOCKED = "locked", _("需要密码")
        UNREADABLE = "unreadable", _("无法读取")
        UNKNOWN = "unknown", _("未识别")
        RECEIVED = "received", _("已接收")
        PREVIEWED = "previewed", _("待确认")
        LANDED = "landed", _("已入库")
        UNDONE = "undone", _("已撤销")
        REVERSED = "reversed", _("已冲销")
        WITHDRAWN = "withdrawn", _("已作废")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    original: models.ForeignKey[Original, Original] = models.ForeignKey(Original, on_delete=models.PROTECT)
    file_name: models.CharField[str, str] = models.CharField(_("文件名"), max_length=255)
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=12, choices=State)
    source: models.CharField[str, str] = models.CharField(_("数据来源"), max_length=60, blank=True, default="")
    department: models.CharField[str, str] = models.CharField(_("报送部门"), max_length=60, blank=True, default="")
    sheets: models.JSONField[Any, Any] = models.JSONField(
        _("工作表"), default=list
    )  # numbers, members, candidate sources
    mapping: models.JSONField[Any, Any] = models.JSONField(_("列对应"), default=dict)  # sheet -> {column: field}
    delivery: models.CharField[str, str] = models.CharField(_("报送方式"), max_length=12, blank=True, default="")
    period_from_on: models.DateField[date | None, date | None] = models.DateField(_("数据期起"), null=True)
    period_to_on: models.DateField[date | None, date | None] = models.DateField(_("数据期止"), null=True)
    covered: models.JSONField[Any, Any] = models.JSONField(_("覆盖地区"), null=True)  # codes; null: as the file shows
    decisions: models.JSONField[Any, Any] = models.JSONField(
        _("缺失处理"), default=dict
    )  # ledger -> ended, not_sent, ask
    counts: models.JSONField[Any, Any] = models.JSONField(_("计数"), default=dict)
    preview = EncryptedField(kind="intake_preview", null=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64, blank=True, default="")
    problem: models.JSONField[Any, Any] = models.JSONField(_("问题"), null=True)  # {"zh": …, "en": …}
    progress: models.JSONField[Any, Any] = models.JSONField(_("进度"), default=dict)  # done, of, zh, en
    batch_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("导入批次"), null=True)
    reversal_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("冲销批次"), null=True)
    received_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("收到时间"))
    received_by: models.BigIntegerField[int, int] = models.BigIntegerField(_("接收人"))
    landed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("入库时间"), null=True)
    landed_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("确认人"), null=True)
    undone_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(_("撤销时间"), null=True)
    undone_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("撤销人"), null=True)

    objects = Uploads.as_manager()
    held: Held | None = None  # for as long as this object lives; never stored

    class Meta:
        db_table = "intake_upload"
        verbose_name = verbose_name_plural = _("导入")
        indexes = (
            models.Index(fields=["area_code", "state", "id"], name="upload_state"),
            models.Index(fields=["batch_id"], name="upload_batch", condition=Q(batch_id__isnull=False)),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def shown(self) -> dict[str, Any]:
        """Samples of what would change, for the preview page: see ``fangpin_web.intake.samples``."""
        return json.loads(self.preview) if self.preview else {}


class PendingRows(models.QuerySet["PendingRow"]):
    """Questions about rows that wait."""

    def open(self) -> Self:
        return self.filter(state__in=PendingRow.OPEN)

    def proposed(self) -> Self:
        """One candidate, nothing against it: can be accepted in bulk."""
        return self.filter(state=PendingRow.State.PROPOSED)


class PendingRow(models.Model):
    """A row of a landed delivery whose person is not certain. Its cells wait here; no ledger has them."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("建议匹配")
        AMBIGUOUS = "ambiguous", _("多个候选")
        NONE = "none", _("无候选")
        MATCHED = "matched", _("已匹配")
        DISMISSED = "dismissed", _("不属本地")

    OPEN: ClassVar[tuple[str, ...]] = (State.PROPOSED, State.AMBIGUOUS, State.NONE)
    guard: ClassVar[TableGuard] = TableGuard(scoped=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    upload: models.ForeignKey[Upload, Upload] = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="pending"
    )
    sheet_no: models.IntegerField[int, int] = models.IntegerField(_("工作表序号"))
    row_no: models.IntegerField[int, int] = models.IntegerField(_("行号"))
    cells = EncryptedField(kind="intake_cells")  # JSON of the typed row
    fingerprint: models.BinaryField[bytes, bytes] = models.BinaryField(max_length=16)  # what identified it, keyed
    state: models.CharField[str, str] = models.CharField(_("状态"), max_length=10, choices=State)
    how: models.CharField[str, str] = models.CharField(_("依据"), max_length=30, blank=True, default="")
    score: models.FloatField[float | None, float | None] = models.FloatField(_("把握"), null=True)
    doubt: models.CharField[str, str] = models.CharField(_("证件号疑问"), max_length=20, blank=True, default="")
    candidates: models.JSONField[Any, Any] = models.JSONField(_("候选"), default=list)  # {person_id, how, score}

    objects = PendingRows.as_manager()

    class Meta:
        db_table = "intake_pending_row"
        verbose_name = verbose_name_plural = _("待匹配")
        indexes = (models.Index(fields=["area_code", "state", "id"], name="pending_state"),)
        constraints = (models.UniqueConstraint(fields=["upload", "sheet_no", "row_no"], name="pending_once"),)

    def __str__(self) -> str:
        return f"{self.sheet_no}:{self.row_no}"

    @property
    def row(self) -> dict[str, Any]:
        """The cells as text by field id, for the review page."""
        found: dict[str, Any] = json.loads(self.cells)
        return found


class MatchDecision(models.Model):
    """Who a row is, as an officer decided. Kept for ever: the same evidence is not asked about twice."""

    class Verdict(models.TextChoices):
        PERSON = "person", _("就是此人")
        NEW = "new", _("新增人口")
        NOBODY = "nobody", _("不属本地")

    guard: ClassVar[TableGuard] = TableGuard(scoped=True, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    area_code = area_code_field()
    source: models.CharField[str, str] = models.CharField(_("数据来源"), max_length=60)
    fingerprint: models.BinaryField[bytes, bytes] = models.BinaryField(max_length=16)
    verdict: models.CharField[str, str] = models.CharField(_("结论"), max_length=10, choices=Verdict)
    person_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(_("人口"), null=True)
    how: models.CharField[str, str] = models.CharField(_("依据"), max_length=30, blank=True, default="")
    score: models.FloatField[float | None, float | None] = models.FloatField(_("把握"), null=True)
    why: models.CharField[str, str] = models.CharField(_("说明"), max_length=200, blank=True, default="")
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("决定人"))

    class Meta:
        db_table = "intake_match_decision"
        verbose_name = verbose_name_plural = _("匹配决定")
        indexes = (models.Index(fields=["source", "fingerprint"], name="decision_evidence"),)

    def __str__(self) -> str:
        return f"{self.verdict} {self.person_id or ''}"


class ColumnMemory(models.Model):
    """What a heading means for a source, as an officer said once. ``field`` is empty where it means nothing."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    source: models.CharField[str, str] = models.CharField(_("数据来源"), max_length=60)
    label: models.CharField[str, str] = models.CharField(_("表头"), max_length=200)
    field: models.CharField[str | None, str | None] = models.CharField(_("字段"), max_length=60, null=True)  # noqa: DJ001 - empty is not nothing
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by: models.BigIntegerField[int, int] = models.BigIntegerField(_("设定人"))

    class Meta:
        db_table = "intake_column_memory"
        verbose_name = verbose_name_plural = _("列对应记忆")
        constraints = (models.UniqueConstraint(fields=["source", "label"], name="memory_once"),)

    def __str__(self) -> str:
        return f"{self.label} → {self.field or '—'}"
