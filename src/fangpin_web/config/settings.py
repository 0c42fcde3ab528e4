"""Django's settings, derived from the environment. Importing this module starts and writes nothing."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from fangpin_web.config.environment import DatabaseAddress, Environment
from fangpin_web.server.home import ROLES, embedded_address

FANGPIN = Environment.read(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent


def _secret_key() -> str:
    kept = FANGPIN.keys_folder / "django.key"
    try:
        return kept.read_text(encoding="ascii").strip()
    except OSError:  # before the first `prepare_database`, or a tool that only imports us
        return secrets.token_urlsafe(48)


def _database(address: DatabaseAddress, **more: Any) -> dict[str, Any]:
    options = dict(address.options)
    if address.passfile is not None:
        options["passfile"] = str(address.passfile)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": str(address.port),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **more,
    }


SECRET_KEY = _secret_key()
DEBUG = FANGPIN.debug
ALLOWED_HOSTS = list(dict.fromkeys([FANGPIN.host, "127.0.0.1", "localhost", "[::1]"]))
CSRF_TRUSTED_ORIGINS = [FANGPIN.public_url]

# `default` is the web role: it owns nothing and sees what row-level security lets through.
DATABASES = {
    "default": _database(FANGPIN.web or embedded_address(FANGPIN, ROLES.web)),
    "owner": _database(FANGPIN.owner or embedded_address(FANGPIN, ROLES.owner)),
    "seal": _database(FANGPIN.seal or embedded_address(FANGPIN, ROLES.seal)),
}
DATABASE_ROUTERS = ["fangpin_web.config.routing.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_HOUSE_APPS = (
    "accounts",
    "access",
    "records",
    "office",
    "intake",
    "tray",
    "told",
    "publishing",
    "figures",
    "bulletins",
    "entitlements",
    "needs",
    "mechanisms",
    "clues",
    "discrepancies",
    "cases",
    "jobs",
    "demo",
    "backup",
    "founding",
    "rounds",
    "evidence",
    "field",
    "issues",
    "duties",
    "notices",
    "applications",
    "api",
    "pages",
)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton",
    "procrastinate.contrib.django",
    *(f"fangpin_web.{app}" for app in _HOUSE_APPS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fangpin_web.config.headers.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fangpin_web.access.middleware.ScopedRequest",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fangpin_web.config.urls"
WSGI_APPLICATION = "fangpin_web.config.wsgi.application"
ASGI_APPLICATION = "fangpin_web.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "fangpin_web.pages.templatetags.pages",
                "fangpin_web.pages.templatetags.ledgers",
                "fangpin_web.pages.templatetags.policies",
                "fangpin_web.pages.templatetags.duties",
                "fangpin_web.pages.templatetags.discrepancies",
                "fangpin_web.pages.templatetags.imports",
                "fangpin_web.pages.templatetags.tray",
                "fangpin_web.pages.templatetags.rounds",
                "fangpin_web.pages.templatetags.cases",
                "fangpin_web.pages.templatetags.bulletins",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fangpin_web.pages.frame.frame",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.Officer"
AUTHENTICATION_BACKENDS = ["fangpin_web.accounts.backend.OfficerBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"

LANGUAGE_CODE = FANGPIN.language
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "pages" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = FANGPIN.home / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False

SESSION_COOKIE_AGE = 8 * 3600  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fangpin_web.pages.views.csrf_refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = FANGPIN.https
SECURE_HSTS_SECONDS = 31_536_000 if FANGPIN.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if FANGPIN.https else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
