"""The operations: list the ledgers, read a page of one. Scope, masking and the log are those of the pages."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from fangpin.ledgers import SPECS, Kind, LedgerSpec, Privacy
from fangpin_web.access import masked_name, record_read
from fangpin_web.accounts.permissions import may_export, scope_of
from fangpin_web.api.schemas import given_out, page_model
from fangpin_web.records import models
from fangpin_web.records.models import LedgerModel

LARGEST_PAGE = 1000

api = NinjaAPI(
    title="fangpin 防贫",
    version="1",
    description="The ledgers within the reader's area. Personal columns are masked; each page read is logged.",
    auth=django_auth,
    docs_url=None,  # the stock viewer loads its scripts from elsewhere
    urls_namespace="api",
)


class LedgerEntry(Schema):
    """One ledger of the list."""

    name: str
    zh: str
    en: str
    rows: str


@api.get("/ledgers", response=list[LedgerEntry], summary="台账目录 The ledgers")
def ledgers(request: HttpRequest) -> list[LedgerEntry]:  # noqa: ARG001 - ninja names it
    return [
        LedgerEntry(name=s.name, zh=s.zh, en=s.en, rows=f"/api/ledgers/{s.name}")
        for s in SPECS.values()
        if not s.internal
    ]


def rows_of(spec: LedgerSpec, rows: QuerySet[Any], *, after: int, limit: int) -> dict[str, Any]:
    """A page of ``limit`` rows with keys above ``after``, masked, in key order."""
    columns = given_out(spec)
    names = [c.stored_name for c in columns]
    found = list(rows.filter(pk__gt=after).order_by("pk").values_list(*names)[:limit])
    page = [
        {c.stored_name: _shown(c.kind, c.privacy, value) for c, value in zip(columns, row, strict=True)}
        for row in found
    ]
    return {"rows": page, "next_after": page[-1]["id"] if len(page) == limit else None}


def _shown(kind: Kind, privacy: Privacy, value: Any) -> Any:
    if privacy is Privacy.PERSONAL:
        return masked_name(value)
    return str(value) if kind is Kind.DECIMAL and value is not None else value


def _offer(spec: LedgerSpec, model: type[LedgerModel]) -> None:
    def read(
        request: HttpRequest,
        purpose: Annotated[str, Query(min_length=2, description="用途 What it is for; goes into the log")],
        after: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 100,
    ) -> dict[str, Any]:
        officer: Any = request.user
        if not may_export(officer):
            raise HttpError(
                403,
                "您的角色不能批量取数；请联系县级用户。 Your role may not read rows in bulk; ask the county office.",
            )
        page = rows_of(spec, model.objects.all(), after=after, limit=limit)
        record_read(
            by=officer,
            at=timezone.now(),
            act="export",
            purpose=purpose,
            area_code=scope_of(officer),
            ledger=spec.name,
            rows=len(page["rows"]),
            ip=request.META.get("REMOTE_ADDR"),
        )
        return page

    api.get(
        f"/ledgers/{spec.name}",
        response=page_model(spec),
        operation_id=f"read_{spec.name}",
        summary=f"{spec.zh} {spec.en}",
        description=spec.meaning or None,
    )(read)


for _spec in SPECS.values():
    if not _spec.internal:
        _offer(_spec, getattr(models, "".join(part.capitalize() for part in _spec.name.split("_"))))
