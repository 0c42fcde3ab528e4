"""What browsers load is what was vendored, byte by byte, and comes from us alone."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "src/fangpin_web/pages/static"
FOLDERS = sorted(folder for folder in (STATIC / "vendor").iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_vendored_files_are_those_recorded(folder: Path) -> None:
    record = tomllib.loads((folder / "vendor.toml").read_text())
    assert folder.name == f"{record['name']}-{record['version']}"
    assert record["licence"]
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != "vendor.toml"}
    assert found == record["sha256"], "run tools/refresh_vendor.py"


@pytest.mark.parametrize("sheet", sorted((STATIC / "pages").glob("*.css")), ids=lambda path: path.name)
def test_our_styles_load_nothing_from_elsewhere(sheet: Path) -> None:
    assert not re.search(r"https?://|@import", sheet.read_text())


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    source = Path(__file__).parents[3] / "src/fangpin_web"
    sprite = next((STATIC / "vendor").glob("lucide-*")) / "sprite.svg"
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite.read_text()))
    named = set()
    for template in source.rglob("*.html"):
        text = template.read_text("utf-8")
        named |= set(re.findall(r'{% icon "([^"]+)"', text)) | set(re.findall(r'<c-empty icon="([^"{]+)"', text))
    assert named <= known, f"add to ICONS in tools/refresh_vendor.py: {sorted(named - known)}"
