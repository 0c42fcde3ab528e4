"""``fangpin`` as a process of its own: all it said arrives, with the code the command ended with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fangpin_web.command.codes import Exit


def fangpin(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fangpin_web.command", "--lang", "en", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_it_tells_arrives_whole_and_nothing_else(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("全县共有脱贫户12户、34人。\n" * 400, "utf-8")
    ended = fangpin("bulletin", "read", draft, "--json")
    assert ended.returncode == Exit.OK
    assert len(ended.stdout) > 1 << 16  # more than a pipe holds
    assert len(json.loads(ended.stdout)["figures"]) == 800
    assert ended.stderr.splitlines()[-1].startswith("800 figures")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--help"], Exit.OK, ""),
        (["bulletin", "read"], Exit.USAGE, "Missing argument"),
        (["policies", "check", "--place", "nowhere"], Exit.FOUND, "nowhere"),
    ],
)
def test_the_code_it_ends_with_is_the_commands(arguments: list[str], code: Exit, said: str) -> None:
    ended = fangpin(*arguments)
    assert (ended.returncode, said in ended.stderr) == (code, True)
    assert "Traceback" not in ended.stderr


def test_opening_the_database_reads_nothing_that_only_files_of_others_need() -> None:
    read = "from fangpin_web.command.installation import ready; ready(); import sys; print(*sys.modules, sep='\\n')"
    ended = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    modules = set(ended.stdout.split())
    assert "fangpin_web.intake.models" in modules
    assert not modules & {"openpyxl", "xlsxwriter", "msoffcrypto", "olefile", "pypdfium2", "lxml", "fangpin.rosters"}
