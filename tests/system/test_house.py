"""What a linter cannot say about the repository as a whole."""

import ast
import re
import subprocess
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".md", ".yaml", ".sql", ".toml", ".html", ".txt", ".css", ".js", ".po", ".in"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    return [(p, p.read_text("utf-8")) for p in tracked() if p.suffix in TEXT and "vendor" not in p.parts]


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        p.parent.relative_to(ROOT)
        for p in tracked()
        if p.name == "__init__.py" and "src" in p.parts and not {"migrations", "management", "commands"} & set(p.parts)
        if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert not silent, f"say in a sentence what these folders are for: {silent}"


def test_what_the_benches_import_is_there() -> None:
    """Nobody runs them every day; a name that moved away would be found by the next who wants a number."""
    gone = [
        f"{file.name}: {node.module}.{one.name}"
        for file in sorted((ROOT / "bench").glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("fangpin", "fangpin_web")
        for one in node.names
        if not hasattr(import_module(str(node.module)), one.name) and find_spec(f"{node.module}.{one.name}") is None
    ]
    assert not gone, f"mend what these import: {gone}"


def test_locked_requirements_carry_hashes_and_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "--hash=sha256:" in text, lock.name
        assert "://" not in text, f"{lock.name} names an address"
        assert "index" not in text.split("==", 1)[0], f"{lock.name} names an index"


def checksum_fits(number: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(d) for w, d in zip(weights, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17]


def test_no_document_number_in_the_repository_could_belong_to_a_person() -> None:
    number = re.compile(r"(?<![0-9A-Za-z.])[1-8]\d{16}[0-9X](?![0-9A-Za-z])")
    found = {
        f"{path.relative_to(ROOT)}: {match}"
        for path, text in texts()
        if "requirements" not in path.parts
        for match in number.findall(text)
        if checksum_fits(match) and not match.startswith("770101")
    }
    assert not found, f"use the prefix 770101, which no place has: {sorted(found)}"


@pytest.mark.parametrize("kind", ["clerk", "engineer", "policy"])
def test_change_fragments_are_of_a_known_kind(kind: str) -> None:
    strange = [p.name for p in (ROOT / "changes").glob("*.md") if p.name != "README.md"]
    strange = [n for n in strange if n.split(".")[-2] not in {"clerk", "engineer", "policy"}]
    assert not strange, f"a fragment is named <name>.{kind}.md: {strange}"


def test_decisions_are_numbered_once() -> None:
    numbers = [p.name[:4] for p in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers)), sorted(numbers)


def test_views_ask_for_rows_through_doors_only() -> None:
    """A door knows its reader; a manager in a view does not."""
    views = [
        p for p in (ROOT / "src/fangpin_web").rglob("*.py") if p.stem.endswith("views") or p.parent.name == "pages"
    ]
    assert views
    asking = [p.relative_to(ROOT) for p in views if re.search(r"\.objects\b|get_object_or_404", p.read_text("utf-8"))]
    assert not asking, f"move these reads into a doors.py: {asking}"
