"""``fangpin backup`` and ``fangpin restore``: an installation into one encrypted file, and back."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.installation import environment, open_database, ready
from fangpin_web.command.processes import AlreadyServing, ServingLock
from fangpin_web.command.reading import SECRET_FILE, secret_in
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fangpin_web.backup.making import Made, Told
    from fangpin_web.backup.parts import Manifest

_passphrase_file = click.option(
    "--passphrase-file",
    type=SECRET_FILE,
    default=None,
    help="File whose first line is the passphrase, - for standard input; else it is asked for. 口令文件。",
)


@click.group(invoke_without_command=True, short_help="Back up this installation. 备份。")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=None, help="目标目录。")
@_passphrase_file
@machine_readable
@click.pass_context
def backup(context: click.Context, folder: Path | None, passphrase_file: Path | None) -> None:
    """Write database, files, policies and keys of one moment into one encrypted file, and read it back.

    It goes to the folder of ``fangpin backup set-up`` unless --to names another. Serving may go on meanwhile.
    """
    if context.invoked_subcommand is not None:
        return
    from django.utils import timezone

    from fangpin_web.backup.making import make_backup
    from fangpin_web.backup.problems import BackupProblem
    from fangpin_web.backup.standing import record_backup, standing

    teller: Teller = context.obj
    home = environment().home
    target = folder or standing(home).folder
    if target is None:
        raise BackupProblem("no_folder")
    passphrase = _passphrase(teller, passphrase_file, twice=True)
    with open_database() as told, _progress(teller, "备份", "backup") as tell:
        at = timezone.now()
        made = make_backup(environment=told, folder=target, passphrase=passphrase, at=at, told=tell)
        record_backup(home=told.home, file=made.path, at=at)
    _say_made(teller, made)
    teller.give(ok=True, file=made.path, bytes=made.size, **_of(made.manifest))


@backup.command(name="set-up", short_help="Say where backups go. 设定备份目录。")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_passphrase_file
@click.option(
    "--days", type=click.IntRange(1, 366), default=7, show_default=True, help="Warn after. 几天没有备份就提醒。"
)
@machine_readable
@click.pass_obj
def set_up(teller: Teller, folder: Path, passphrase_file: Path | None, days: int) -> None:
    """Say that backups of this home go to FOLDER, best on another disk. Needs no database.

    With --passphrase-file the path, not the passphrase, is remembered, so that a timer can run ``fangpin backup``.
    """
    from fangpin_web.backup.standing import set_up_backup
    from fangpin_web.server.ground import make_home

    home = environment().home
    make_home(home)
    told = set_up_backup(home=home, folder=folder, passphrase_file=passphrase_file, days=days)
    same_disk = told.folder is not None and told.folder.stat().st_dev == home.stat().st_dev
    teller.say(
        f"备份目录：{told.folder}；{days} 天没有备份会提醒。现在运行一次 fangpin backup。",
        f"Backups go to {told.folder}; you are warned after {days} days without one. Now run: fangpin backup",
    )
    if same_disk:
        teller.warn(
            "注意：它和安装目录在同一块磁盘上，磁盘坏了会一起丢失。请再拷贝到别处。",
            "Note: it is on the same disk as the installation and is lost with it. Copy the files elsewhere as well.",
        )
    teller.give(ok=True, folder=told.folder, days=days, same_disk=same_disk)


@backup.command(short_help="Try a restore and take it away again. 恢复演练。")
@_passphrase_file
@click.option("--in", "inside", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None,
              help="Folder with room for a second installation; else the temporary one. 演练用的目录。")  # fmt: skip
@machine_readable
@click.pass_obj
def drill(teller: Teller, passphrase_file: Path | None, inside: Path | None) -> None:
    """Back up, restore into a scratch home, compare rows, keys, files and snapshots, remove both, note the date."""
    from django.utils import timezone

    from fangpin_web.backup.drill import hold_drill

    passphrase = _passphrase(teller, passphrase_file, twice=True)
    with open_database() as told, _progress(teller, "演练", "drill") as tell:
        at = timezone.now()
        held = hold_drill(environment=told, passphrase=passphrase, at=at, inside=inside, told=tell)
    rows = held.made.manifest.rows
    teller.say(
        f"演练成功：{rows:,} 行、密钥、文件和快照恢复后与备份一致，演练内容已删除。",
        f"The drill went well: {rows:,} rows, keys, files and snapshots came back equal; it was removed again.",
    )
    teller.give(ok=True, at=at, bytes=held.made.size, **_of(held.made.manifest))


@click.command(short_help="Bring a backup back, or check one. 恢复。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--verify-only", is_flag=True, help="Read it to its end and write nothing. 只核对，不恢复。")
@_passphrase_file
@machine_readable
@click.pass_obj
def restore(teller: Teller, file: Path, verify_only: bool, passphrase_file: Path | None) -> None:  # noqa: FBT001
    """Bring the backup FILE back into an empty FANGPIN_HOME, compare, and only then say so.

    The file is read to its end before anything is written. A home with anything in it is refused.
    """
    from fangpin_web.backup.restoring import check_backup, check_home

    told = environment()
    if not verify_only:
        check_home(told.home)
    passphrase = _passphrase(teller, passphrase_file, twice=False)
    if verify_only:
        with _progress(teller, "核对", "checking") as tell:
            manifest = check_backup(file, passphrase, told=tell)
        teller.say(
            f"✓ {file.name} 完整：{manifest.made_at}，{manifest.place}，{manifest.rows:,} 行，"
            f"{len(manifest.parts)} 个部分",
            f"✓ {file.name} is whole: {manifest.made_at}, {manifest.place}, {manifest.rows:,} rows, "
            f"{len(manifest.parts)} parts",
        )
        teller.give(ok=True, file=file, **_of(manifest))
        return
    try:
        with ServingLock(told.home, "restore"):
            _restore(teller, file, passphrase)
    except AlreadyServing as taken:
        teller.refuse(taken, taken.zh, str(taken))
        leave(Exit.NOT_RUNNING)


def _restore(teller: Teller, file: Path, passphrase: str) -> None:
    from django.utils import timezone

    from fangpin_web import server
    from fangpin_web.backup.restoring import check_home, restore_backup
    from fangpin_web.backup.standing import is_unfinished
    from fangpin_web.command.installation import hang_up

    told = environment()
    ready()
    check_home(told.home)  # again, now that nobody else begins: the server stopped below is ours
    try:
        with _progress(teller, "恢复", "restoring") as tell:
            restored = restore_backup(environment=told, path=file, passphrase=passphrase, at=timezone.now(), told=tell)
    except KeyboardInterrupt:
        if is_unfinished(told.home):
            teller.warn(
                f"已中断：{told.home} 里的恢复没有完成，不能使用；再运行一次 fangpin restore 会重新开始。",
                f"Interrupted: the restore into {told.home} is unfinished and nothing may use it; "
                "run fangpin restore again, it begins anew.",
            )
            leave(Exit.INTERRUPTED)
        raise
    finally:
        if not told.external:
            hang_up()
            server.stop(told)
    manifest = restored.manifest
    teller.say(
        f"已恢复到 {told.home}：{manifest.rows:,} 行、密钥和 {len(manifest.snapshots)} 个快照与备份一致。"
        "请运行 fangpin backup set-up 设定本机的备份目录。",
        f"Restored into {told.home}: {manifest.rows:,} rows, keys and {len(manifest.snapshots)} snapshots are equal to "
        "the backup. Now say where this machine's backups go: fangpin backup set-up FOLDER",
    )
    for name in restored.damaged:
        teller.warn(f"快照 {name} 在备份前已损坏", f"the snapshot {name} was damaged before it was backed up")
    teller.give(ok=not restored.damaged, home=told.home, damaged=restored.damaged, **_of(manifest))
    leave(Exit.FOUND if restored.damaged else Exit.OK)


def _passphrase(teller: Teller, file: Path | None, *, twice: bool) -> str:
    """From the option, the environment, the file named at set-up, or the person at the terminal."""
    from fangpin_web.backup.problems import BackupProblem
    from fangpin_web.backup.standing import standing

    told = environment()
    remembered = standing(told.home).passphrase_file
    if file is None and told.backup_passphrase:
        return told.backup_passphrase
    if source := file or remembered:
        if secret := secret_in(source):
            return secret
        raise BackupProblem("no_passphrase")
    if not sys.stdin.isatty():
        raise BackupProblem("no_passphrase")
    asked = teller.pick("备份口令", "passphrase of the backup")
    return str(click.prompt(asked, hide_input=True, confirmation_prompt=twice, err=True))


@contextmanager
def _progress(teller: Teller, zh: str, en: str) -> Iterator[Told]:
    with teller.progress(zh, en) as tell:
        yield lambda done, zh, en: tell(done >> 20, 0, zh, en)


def _say_made(teller: Teller, made: Made) -> None:
    manifest, size = made.manifest, made.size / (1 << 20)
    teller.say(
        f"已备份并读回核对：{made.path}（{size:,.1f} MB，{manifest.rows:,} 行，{len(manifest.parts)} 个部分）",
        f"Backed up and read back: {made.path} ({size:,.1f} MB, {manifest.rows:,} rows, {len(manifest.parts)} parts)",
    )
    if manifest.missing_originals:
        teller.warn(
            f"注意：{manifest.missing_originals} 个原始文件在安装目录里已找不到，备份里也没有。",
            f"Note: {manifest.missing_originals} originals are gone from the home, so the backup lacks them too.",
        )


def _of(manifest: Manifest) -> dict[str, object]:
    return {
        "made_at": manifest.made_at,
        "place": manifest.place,
        "demo": manifest.demo,
        "version": manifest.version,
        "fingerprint": manifest.fingerprint,
        "rows": manifest.rows,
        "tables": {name: table.rows for name, table in manifest.tables.items()},
        "snapshots": manifest.snapshots,
        "missing_originals": manifest.missing_originals,
    }
