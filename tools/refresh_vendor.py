# ruff: noqa: INP001, E501 - a script beside the others; the icons stand in one table
"""Refresh the vendored browser assets through npm; for developers only, users need no Node.

    python tools/refresh_vendor.py

Writes ``src/fangpin_web/pages/static/vendor/NAME-VERSION/`` with the files, the licence and a
``vendor.toml`` (name, version, licence, SHA-256 of each file as shipped). The icons are a subset
of lucide, joined into one sprite; add a name to ``ICONS`` and run this again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src/fangpin_web/pages/static/vendor"

BOOTSTRAP, HTMX, LUCIDE = "5.3.9", "2.0.11", "1.62.0"

ICONS = (
    "activity", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "badge-check", "book-open", "box", "calendar", "check",
    "chevron-down", "chevron-right", "circle-alert", "circle-check", "circle-help", "circle-x", "clipboard-list",
    "clock", "database", "download", "eye", "eye-off", "file-spreadsheet", "file-text", "filter", "git-compare",
    "globe", "heart-pulse", "history", "house", "info", "landmark", "languages", "layers", "link", "list-checks",
    "log-in", "log-out", "lock", "map-pin", "menu", "moon", "play", "printer", "refresh-cw", "rotate-ccw", "scale",
    "scroll-text", "search", "send", "settings", "shield", "sliders-horizontal", "square-check", "sun", "table",
    "triangle-alert", "upload", "user", "users", "x",
)  # fmt: skip


def unpack(name: str, version: str, into: Path) -> Path:
    """Download one npm package and give the folder it unpacked to."""
    npm = shutil.which("npm") or "npm"
    subprocess.run([npm, "pack", "--silent", f"{name}@{version}"], cwd=into, check=True, capture_output=True)
    archive = next(into.glob(f"{name}-{version}.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(into / name, filter="data")
    return into / name / "package"


def sprite(icons: Path) -> str:
    """The icons as one SVG of symbols; a page writes ``<use href="…#house">``."""
    symbols = []
    for icon in ICONS:
        body = re.search(r"<svg[^>]*>(.*)</svg>", (icons / f"{icon}.svg").read_text(), re.DOTALL)
        if body is None:
            raise SystemExit(f"{icon}.svg is not an icon; see the lucide list of names")
        symbols.append(f'<symbol id="{icon}" viewBox="0 0 24 24">{" ".join(body[1].split())}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def record(folder: Path, *, name: str, version: str, licence: str, origin: str) -> None:
    """Write ``vendor.toml`` beside the files it lists."""
    lines = [
        f'name = "{name}"',
        f'version = "{version}"',
        f'licence = "{licence}"',
        f'origin = "{origin}"',
        "",
        "[sha256]",
    ]
    files = [path for path in sorted(folder.iterdir()) if path.name != "vendor.toml"]
    lines += [f'"{path.name}" = "{hashlib.sha256(path.read_bytes()).hexdigest()}"' for path in files]
    (folder / "vendor.toml").write_text("\n".join(lines) + "\n")


def fresh(name: str, version: str) -> Path:
    for old in VENDOR.glob(f"{name}-*"):
        shutil.rmtree(old)
    folder = VENDOR / f"{name}-{version}"
    folder.mkdir(parents=True)
    return folder


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        package, folder = unpack("bootstrap", BOOTSTRAP, work), fresh("bootstrap", BOOTSTRAP)
        css = (package / "dist/css/bootstrap.min.css").read_text()
        # The hashed static storage follows a source map comment and fails where the map is not shipped.
        (folder / "bootstrap.min.css").write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css))
        shutil.copy(package / "LICENSE", folder)
        record(
            folder,
            name="bootstrap",
            version=BOOTSTRAP,
            licence="MIT",
            origin="npm bootstrap, source map comment removed",
        )

        package, folder = unpack("htmx.org", HTMX, work), fresh("htmx", HTMX)
        shutil.copy(package / "dist/htmx.min.js", folder)
        shutil.copy(package / "LICENSE", folder)
        record(folder, name="htmx", version=HTMX, licence="0BSD", origin="npm htmx.org")

        package, folder = unpack("lucide-static", LUCIDE, work), fresh("lucide", LUCIDE)
        (folder / "sprite.svg").write_text(sprite(package / "icons"))
        shutil.copy(package / "LICENSE", folder)
        record(folder, name="lucide", version=LUCIDE, licence="ISC", origin="npm lucide-static, a subset as one sprite")


if __name__ == "__main__":
    main()
