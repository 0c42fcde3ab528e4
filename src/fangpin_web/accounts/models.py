"""Accounts. An account is an officer with a role in an area; people with duties are a ledger of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.area_codes import area_code_field
from fangpin_web.access.fields import EncryptedField
from fangpin_web.access.guard import TableGuard


class Role(models.TextChoices):
    VILLAGE = "village", _("村级")
    TOWNSHIP = "township", _("乡镇")
    DEPARTMENT = "department", _("县级部门")
    COUNTY = "county", _("县专班")
    CITY = "city", _("州市")
    AUDITOR = "auditor", _("审计")
    ADMINISTRATOR = "administrator", _("系统管理")


class Officers(BaseUserManager["Officer"]):
    """Accounts by name; written only by :mod:`fangpin_web.accounts.services`."""

    def get_by_natural_key(self, username: str | None) -> Officer:
        return self.get(username=username)


class Officer(AbstractBaseUser):
    """One account. ``area_code`` is the area served; ``department`` the id of a source's department, for that role."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    username: models.CharField[str, str] = models.CharField(_("账号"), max_length=60, unique=True)
    name: models.CharField[str, str] = models.CharField(_("姓名"), max_length=60)
    role: models.CharField[str, str] = models.CharField(_("角色"), max_length=20, choices=Role)
    area_code = area_code_field()
    department: models.CharField[str, str] = models.CharField(_("部门"), max_length=60, blank=True, default="")
    organisation: models.CharField[str, str] = models.CharField(_("单位"), max_length=100, blank=True, default="")
    post: models.CharField[str, str] = models.CharField(_("职务"), max_length=60, blank=True, default="")
    phone = EncryptedField(_("联系电话"), kind="phone", null=True)
    left_on: models.DateField[date | None, date | None] = models.DateField(_("离任日期"), null=True)
    is_active: models.BooleanField[bool, bool] = models.BooleanField(_("启用"), default=True)
    demo: models.BooleanField[bool, bool] = models.BooleanField(_("演示账号"), default=False)
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("建立时间"))

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role", "area_code"]

    objects = Officers()

    class Meta:
        db_table = "officer_account"
        verbose_name = verbose_name_plural = _("账号")
        constraints = (
            models.CheckConstraint(condition=~Q(area_code=""), name="officer_has_area"),
            models.CheckConstraint(
                condition=~Q(role="department") | ~Q(department=""), name="department_officer_has_department"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.username})"

    @property
    def is_staff(self) -> bool:
        """Nobody enters Django's own administration: it is not installed."""
        return False


class SignInThrottle(models.Model):
    """Failed sign-ins of one user name, known or not, since the last success."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    username: models.CharField[str, str] = models.CharField(max_length=60, primary_key=True)
    failures: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(default=0)
    locked_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        db_table = "sign_in_throttle"

    def __str__(self) -> str:
        return f"{self.username}: {self.failures}"


class SignInSlip(models.Model):
    """A code handed over on paper, with which an officer sets a password once. Only its print is kept."""

    guard: ClassVar[TableGuard] = TableGuard(scoped=False)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    officer: models.ForeignKey[Officer, Officer] = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="slips"
    )
    code_print: models.CharField[str, str] = models.CharField(max_length=64)
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("建立时间"))
    made_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    expires_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("有效期至"))
    used_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        db_table = "sign_in_slip"
        constraints = (
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_slip",
            ),
        )

    def __str__(self) -> str:
        return f"slip {self.pk} of {self.officer_id}"


class AccountEvent(models.Model):
    """One act on an account. The web role adds lines and cannot change them."""

    class Act(models.TextChoices):
        MADE = "made", _("建立账号")
        CHANGED = "changed", _("修改")
        SLIP = "slip", _("发登录条")
        PASSWORD = "password", _("设置密码")
        LOCKED = "locked", _("停用")
        UNLOCKED = "unlocked", _("恢复")
        LEFT = "left", _("离任")
        EXPORTED = "exported", _("导出名单")

    guard: ClassVar[TableGuard] = TableGuard(scoped=False, append_only=True)

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    officer: models.ForeignKey[Officer, Officer] = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="events"
    )
    act: models.CharField[str, str] = models.CharField(_("操作"), max_length=10, choices=Act)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(_("时间"))
    by_id: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    by_name: models.CharField[str, str] = models.CharField(_("经办人"), max_length=60, blank=True, default="")
    was: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    became: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    why: models.CharField[str, str] = models.CharField(_("原因"), max_length=200, blank=True, default="")

    class Meta:
        db_table = "account_event"
        indexes = (models.Index(fields=["officer", "id"], name="account_event_officer"),)

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"
