"""The environment is read once, typed, and refuses nonsense by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fangpin_web.config.environment import Environment, EnvironmentProblem

ROOT = Path(__file__).parents[2]
THREE = {
    "FANGPIN_DATABASE_URL": "postgresql://web:p%40ss@db.example/fangpin?sslmode=require",
    "FANGPIN_DATABASE_URL_OWNER": "postgresql://owner:s@db.example:6543/fangpin",
    "FANGPIN_DATABASE_URL_SEAL": "postgresql://seal:s@db.example/fangpin",
}


def test_without_any_variable_everything_has_a_value() -> None:
    read = Environment.read({})
    assert read.home.name == "fangpin"
    assert (read.external, read.https, read.debug, read.language) == (False, False, False, "zh-hans")


def test_three_addresses_make_the_database_external() -> None:
    read = Environment.read(THREE)
    assert read.external
    assert read.web is not None
    assert (read.web.user, read.web.password, read.web.port, read.web.options) == (
        "web",
        "p@ss",
        5432,
        (("sslmode", "require"),),
    )
    assert read.owner is not None
    assert read.owner.port == 6543


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"FANGPIN_DEBUG": "yes"}, "FANGPIN_DEBUG='yes'"),
        ({"FANGPIN_LANGUAGE": "fr"}, "Use one of zh, en"),
        ({"FANGPIN_PUBLIC_URL": "fangpin.example.cn"}, "FANGPIN_PUBLIC_URL"),
        ({"FANGPIN_HOME": __file__}, "must be a folder"),
        ({"FANGPIN_DATABASE_URL": "mysql://x@y/z"}, "Write postgresql://"),
        ({"FANGPIN_DATABASE_URL": THREE["FANGPIN_DATABASE_URL"]}, "together"),
    ],
)
def test_nonsense_is_refused_by_name(told: dict[str, str], named: str) -> None:
    with pytest.raises(EnvironmentProblem, match=re.escape(named)):
        Environment.read(told)


def test_a_refusal_does_not_print_the_password() -> None:
    with pytest.raises(EnvironmentProblem) as refused:
        Environment.read({"FANGPIN_DATABASE_URL": "postgresql://web:verysecret@db/fangpin"})
    assert "verysecret" not in str(refused.value)


def test_every_variable_is_in_the_reference() -> None:
    source = (ROOT / "src/fangpin_web/config/environment.py").read_text(encoding="utf-8")
    page = (ROOT / "docs/reference/environment.md").read_text(encoding="utf-8")
    used = set(re.findall(r"FANGPIN_[A-Z_]+[A-Z]", source))
    assert used - set(re.findall(r"FANGPIN_[A-Z_]+[A-Z]", page)) == set()
