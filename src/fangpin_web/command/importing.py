"""``fangpin import``: departments' files into the ledgers, with a preview before anything lands."""

from __future__ import annotations

from pathlib import Path

import click

from fangpin_web.command.telling import Teller, machine_readable


@click.command(name="import", short_help="Import departments' files. 导入文件。")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "username", default=None, help="The officer who imports; the only county officer unless given.")
@machine_readable
@click.pass_obj
def import_files(teller: Teller, files: tuple[Path, ...], username: str | None) -> None:
    """Preview FILES and, with --accept, let them land."""
    raise click.ClickException("not yet")
