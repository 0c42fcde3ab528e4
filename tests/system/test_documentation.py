"""What the documentation tells people to type can be typed; what it links to is there."""

from __future__ import annotations

import re
import shlex
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from click import Command, Context, Group
from click.testing import CliRunner

from fangpin_web.command import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCED = re.compile(r"```(?:sh|console|bash)\n(.*?)```", re.DOTALL)


def typed_lines() -> list[tuple[str, str]]:
    """Each command line of a fenced block, with the page it stands on."""
    found = []
    for page in PAGES:
        for block in FENCED.findall(page.read_text("utf-8")):
            for line in block.splitlines():
                text = line.strip().removeprefix("$ ").split("  #")[0].strip()
                if text and not text.startswith("#"):
                    found.append((str(page.relative_to(ROOT)), text))
    return found


def command_named(words: list[str]) -> tuple[Command, list[str]]:
    """The command that the words name, and the words left over for it."""
    command: Command = main
    while isinstance(command, Group) and words and (below := command.get_command(Context(command), words[0])):
        command, words = below, words[1:]
    return command, words


LINES = typed_lines()


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{p}: {t}" for p, t in LINES])
def test_every_command_in_the_documentation_exists_with_its_options(page: str, line: str) -> None:
    words = [w for w in shlex.split(line) if not re.fullmatch(r"[A-Z_]+=.*", w)]
    program = Path(words[0]).name
    if program == "make":
        subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, check=True, capture_output=True)
    elif program == "fangpin":
        command, rest = command_named(words[1:])
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "--lang", "--json"}
        strange = [w for w in rest if w.startswith("--") and w.split("=")[0] not in known]
        assert not strange, f"{page}: {strange} is no option of fangpin {command.name}; it has {sorted(known)}"
        assert not isinstance(command, Group) or not rest or rest[0].startswith("-"), f"{page}: no command {rest[0]!r}"
    elif program in {"python", "python3"} and words[1:2] == ["-m"]:
        assert find_spec(words[2]), f"{page}: no module {words[2]}"
    elif program in {"python", "python3"}:
        assert (ROOT / words[1]).is_file(), f"{page}: no file {words[1]}"
    else:
        assert (ROOT / words[0]).is_file() or program in {"git", "cd", "export", "apt-get", "sudo"}, (
            f"{page}: say what {program} is, or leave it out"
        )


def test_the_read_only_commands_of_the_readme_work() -> None:
    for words in (["--help"], ["policies", "check"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_every_link_inside_the_documentation_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing, missing
