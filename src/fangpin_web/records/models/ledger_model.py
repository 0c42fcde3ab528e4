"""Django models from ledger declarations.

    class Loan(LoanLedger, LedgerModel): ...

gives a model whose columns, types, names and constraints are those declared, and whose attributes
are typed for every reader, because the declaration's annotations are inherited. At run time the
declaration is taken out of the bases: migrations must not import the core for ever.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.base import ModelBase

from fangpin.ledgers import Column, Kind, Ledger, LedgerSpec, Privacy
from fangpin_web.access.area_codes import area_code_field, inside
from fangpin_web.access.cipher import blind_index, index_of
from fangpin_web.access.fields import BlindIndexField, EncryptedField
from fangpin_web.access.guard import TableGuard

_PLAIN: dict[Kind, type[models.Field[Any, Any]]] = {
    Kind.TEXT: models.CharField,
    Kind.CODE: models.CharField,
    Kind.INTEGER: models.BigIntegerField,
    Kind.BOOLEAN: models.BooleanField,
    Kind.DATE: models.DateField,
    Kind.INSTANT: models.DateTimeField,
}


def fields_of(column: Column, *, indexed: bool = True, reversible: bool = True) -> dict[str, models.Field[Any, Any]]:
    """The Django fields of a declared column: one, or two for a secret.

    A reference is indexed unless another index begins with it already. Only the first reference of a
    ledger to another can be followed backwards.
    """
    options: dict[str, Any] = {"verbose_name": column.zh, "help_text": column.meaning}
    if not column.required:
        options |= {"null": True, "blank": True}
    if column.privacy is Privacy.SECRET:
        secret = EncryptedField(kind=column.name, **options)
        return {column.name: secret, f"{column.name}_index": BlindIndexField(verbose_name=f"{column.zh}索引")}
    if column.kind is Kind.REFERENCE:
        target = "".join(part.capitalize() for part in str(column.target).split("_"))
        if not reversible:
            options["related_name"] = "+"
        return {
            column.name: models.ForeignKey(f"records.{target}", on_delete=models.PROTECT, db_index=indexed, **options)
        }
    if column.kind is Kind.DECIMAL:
        precision, scale = column.digits or (14, 2)
        return {column.name: models.DecimalField(max_digits=precision, decimal_places=scale, **options)}
    return {column.name: _PLAIN[column.kind](**options)}


class LedgerModelBase(ModelBase):
    """Reads the declaration among the bases and puts Django fields in its place."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> ModelBase:
        declaration = next((base for base in bases if issubclass(base, Ledger)), None)
        if declaration is None:
            return super().__new__(mcs, name, bases, namespace, **options)
        spec = declaration.spec
        met: set[str | None] = set()
        for column in spec.columns:
            fields = fields_of(column, indexed=spec.key[:1] != (column.name,), reversible=column.target not in met)
            namespace |= {n: f for n, f in fields.items() if n not in namespace}
            met |= {column.target} - {None}
        namespace["spec"] = spec
        namespace.setdefault("guard", TableGuard(shared=spec.shared, history=True))
        namespace.setdefault("Meta", _meta(spec))
        kept = tuple(base for base in bases if not issubclass(base, Ledger))
        return super().__new__(mcs, name, kept, namespace, **options)


def _meta(spec: LedgerSpec) -> type:
    return type(
        "Meta",
        (),
        {
            "db_table": f"ledger_{spec.name}",
            "verbose_name": spec.zh,
            "verbose_name_plural": spec.zh,
            "indexes": _indexes(spec),
            "constraints": _constraints(spec),
        },
    )


def _indexes(spec: LedgerSpec) -> list[models.Index]:
    secrets = [c for c in spec.columns if c.privacy is Privacy.SECRET]
    unique = _unique_columns(spec)
    return [
        models.Index(fields=["area_code", "id"], name=f"{_short(spec)}_area"),
        # Rows of a batch lie together, so this costs next to nothing and serves the undoing of a batch.
        BrinIndex(fields=["batch_id"], name=f"{_short(spec)}_batch", autosummarize=True),
        *(
            models.Index(
                fields=[f"{c.name}_index"],
                name=f"{_short(spec)}_{c.name[:8]}",
                condition=Q(**{f"{c.name}_index__isnull": False}),
            )
            for c in secrets
            if f"{c.name}_index" not in unique
        ),
    ]


def _constraints(spec: LedgerSpec) -> list[models.BaseConstraint]:
    found: list[models.BaseConstraint] = []
    if spec.dated:
        found.append(models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name=f"{_short(spec)}_spell_forward"))
    if unique := _unique_columns(spec):
        found.append(models.UniqueConstraint(fields=unique, name=f"{_short(spec)}_key"))
    return found


def _unique_columns(spec: LedgerSpec) -> list[str]:
    """Columns of the natural key as stored. NULL differs from NULL: what is unknown is not the same."""
    return [f"{n}_index" if spec.column(n).privacy is Privacy.SECRET else n for n in spec.key]


def _short(spec: LedgerSpec) -> str:
    return spec.name.replace("_spell", "").replace("_", "")[:16]


class LedgerRows(models.QuerySet[Any]):
    """Questions every ledger answers. Row-level security has narrowed the rows already."""

    def within(self, area_code: str) -> Self:
        """Rows of an area and everything below it; nothing for an empty code."""
        if not area_code:
            return self.none()
        return self.filter(inside(area_code))

    def on(self, day: Any) -> Self:
        """Spells in force on a day: from_on <= day < to_on."""
        return self.filter(Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gt=day)))

    def update(self, **values: Any) -> int:
        """As Django's; a secret takes its blind index along."""
        fields = {f.name: f for f in self.model._meta.local_concrete_fields if isinstance(f, EncryptedField)}  # noqa: SLF001
        indexes = {
            f"{name}_index": index_of(fields[name].kind, value) for name, value in values.items() if name in fields
        }
        return super().update(**values, **indexes)

    def having(self, **secrets: str) -> Self:
        """Rows whose secret column holds exactly this value: ``having(document_number="…")``."""
        return self.filter(**{f"{name}_index": blind_index(name, value) for name, value in secrets.items()})


class LedgerModel(models.Model, metaclass=LedgerModelBase):
    """House columns of every ledger row: where it belongs, which cell it came from, who said so when."""

    spec: ClassVar[LedgerSpec]
    guard: ClassVar[TableGuard] = TableGuard(history=True)

    id: models.BigAutoField[int, int] = models.BigAutoField("内部键", primary_key=True)
    area_code = area_code_field()
    batch_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField("导入批次", null=True, blank=True)
    sheet_no: models.IntegerField[int | None, int | None] = models.IntegerField("工作表序号", null=True, blank=True)
    row_no: models.IntegerField[int | None, int | None] = models.IntegerField("行号", null=True, blank=True)
    entered_at: models.DateTimeField[datetime, datetime] = models.DateTimeField("录入时间")
    entered_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField("录入人", null=True, blank=True)

    objects = LedgerRows.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.spec.zh} {self.pk}"
