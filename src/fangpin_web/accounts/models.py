"""Accounts. An account is an officer with a role in an area; people with duties are a ledger of their own."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangpin_web.access.guard import TableGuard
from fangpin_web.records.models.ledger_model import area_code_field


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
