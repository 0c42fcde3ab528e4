"""The environment of an installation, read once and typed.

Every setting an installation can have is a field of :class:`Environment` and is written down in
``docs/reference/environment.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import platformdirs

LANGUAGES = {"zh": "zh-hans", "en": "en", "zh-hans": "zh-hans"}  # as written, as Django names them


class EnvironmentProblem(ValueError):
    """A variable of the environment that cannot be used; says which, what it holds and what would do."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        self.name, self.value, self.remedy = name, value, remedy
        super().__init__(f"{name}={value!r} cannot be used. {remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseAddress:
    """Where one role logs in. An empty password means that libpq looks it up in ``passfile``."""

    host: str
    port: int
    database: str
    user: str
    password: str = ""
    passfile: Path | None = None
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, name: str, url: str) -> DatabaseAddress:
        parts = urlsplit(url)
        if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or not parts.username:
            raise EnvironmentProblem(
                name, _without_password(url), "Write postgresql://user:password@host:5432/database."
            )
        return cls(
            host=unquote(parts.hostname or ""),
            port=parts.port or 5432,
            database=unquote(parts.path.strip("/")),
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            options=tuple(parse_qsl(parts.query)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What an installation is told from outside. ``home`` holds all its files.

    ``web``, ``owner`` and ``seal`` are given together or not at all; without them the embedded
    PostgreSQL under ``home`` is used.
    """

    home: Path
    public_url: str
    language: str
    debug: bool
    field_keys: str
    server_user: str
    web: DatabaseAddress | None
    owner: DatabaseAddress | None
    seal: DatabaseAddress | None
    backup: DatabaseAddress | None = None  # reads every row of an external database, for its backup
    backup_passphrase: str = field(default="", repr=False)

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @property
    def external(self) -> bool:
        """Whether somebody else runs the database."""
        return self.web is not None

    @property
    def keys_folder(self) -> Path:
        return self.home / "keys"

    @property
    def place_file(self) -> Path:
        """Says which place the installation serves, to commands that open no database."""
        return self.home / "place"

    @property
    def place(self) -> str:
        """The place the installation serves; empty before it was set up."""
        try:
            return self.place_file.read_text("utf-8").strip()
        except FileNotFoundError:
            return ""

    def figures_file(self, snapshot: str) -> Path:
        """Where the figures of the snapshot of this hash are kept, counted yet or not."""
        return self.home / "figures" / f"{snapshot}.parquet"

    @property
    def policy_folders(self) -> tuple[Path, ...]:
        """Where the policies lie: the installation's own folder first, where there is one, then the shipped one."""
        from fangpin.policy import shipped_folder

        own = self.home / "policies"
        return (own, shipped_folder()) if own.is_dir() else (shipped_folder(),)

    @property
    def passfile(self) -> Path:
        return self.keys_folder / "pgpass"

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Environment:
        """Read and check the ``FANGPIN_*`` variables; raises :class:`EnvironmentProblem`."""
        web, owner, seal = (
            DatabaseAddress.from_url(name, environ[name]) if environ.get(name) else None
            for name in ("FANGPIN_DATABASE_URL", "FANGPIN_DATABASE_URL_OWNER", "FANGPIN_DATABASE_URL_SEAL")
        )
        if len({web is None, owner is None, seal is None}) > 1:
            raise EnvironmentProblem(
                "FANGPIN_DATABASE_URL",
                _without_password(environ.get("FANGPIN_DATABASE_URL", "")),
                "Give FANGPIN_DATABASE_URL, …_OWNER and …_SEAL together: three roles log in.",
            )
        more = environ.get("FANGPIN_DATABASE_URL_BACKUP")
        return cls(
            home=_home(environ.get("FANGPIN_HOME", "")),
            public_url=_public_url(environ.get("FANGPIN_PUBLIC_URL", "http://127.0.0.1:8000")),
            language=LANGUAGES[_choice(environ, "FANGPIN_LANGUAGE", tuple(LANGUAGES))],
            debug=_choice(environ, "FANGPIN_DEBUG", ("0", "1")) == "1",
            field_keys=environ.get("FANGPIN_FIELD_KEYS", ""),
            server_user=environ.get("FANGPIN_SERVER_USER", "fangpin-postgres"),
            web=web,
            owner=owner,
            seal=seal,
            backup=DatabaseAddress.from_url("FANGPIN_DATABASE_URL_BACKUP", more) if more else None,
            backup_passphrase=environ.get("FANGPIN_BACKUP_PASSPHRASE", ""),
        )


def kept_policies() -> Path:
    """Where policies read once are kept ready for this user's next command; whatever is there can be made again."""
    return Path(platformdirs.user_cache_dir("fangpin", appauthor=False)) / "policies"


def _home(value: str) -> Path:
    folder = Path(value).expanduser() if value else Path(platformdirs.user_data_dir("fangpin", appauthor=False))
    if folder.exists() and not folder.is_dir():
        raise EnvironmentProblem("FANGPIN_HOME", value, "It must be a folder, or a path where one can be made.")
    return folder.absolute()


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EnvironmentProblem(
            "FANGPIN_PUBLIC_URL", value, "Write the address users type, such as https://fangpin.example.cn."
        )
    return value.rstrip("/")


def _choice(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name) or allowed[0]
    if value not in allowed:
        raise EnvironmentProblem(name, value, f"Use one of {', '.join(allowed)}.")
    return value


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":…@") if password else url
