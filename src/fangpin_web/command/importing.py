"""``fangpin import``: departments' files into the ledgers, with a preview before anything lands."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.installation import officer_named, open_database
from fangpin_web.command.reading import PASSWORD
from fangpin_web.command.telling import Teller, leave, machine_readable, words_of

if TYPE_CHECKING:
    from fangpin.imports import Period
    from fangpin_web.accounts.models import Officer
    from fangpin_web.intake.models import Upload


class Month(click.ParamType[Any]):
    """A month, written 2026-10; becomes the period from its first to its last day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        from datetime import timedelta

        try:
            first = date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is no month; write it like 2026-10", param, ctx)
        after = (first + timedelta(days=31)).replace(day=1)
        return first, after - timedelta(days=1)


@click.command(name="import", short_help="Import departments' files. 导入文件。")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--accept", is_flag=True, help="Let what was previewed land; else nothing does. 确认入库。")
@click.option(
    "--period", type=Month(), default=None, help="The month the files are about, if they do not say. 数据期。"
)
@click.option(
    "--missing",
    type=click.Choice(["ended", "not_sent", "ask"]),
    default="ask",
    show_default=True,
    help="What rows no longer in the file mean. 不再出现的行。",
)
@PASSWORD
@click.option(
    "--returned",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder for the rows in doubt, in their senders' own layout, under the password of the file. 退回表。",
)
@click.option("--by", "username", default=None, help="The officer who imports; the only county officer unless given.")
@machine_readable
@click.pass_obj
def import_files(
    teller: Teller,
    files: tuple[Path, ...],
    accept: bool,  # noqa: FBT001 - a switch of the command line
    period: tuple[date, date] | None,
    missing: str,
    password: str | None,
    returned: Path | None,
    username: str | None,
) -> None:
    """Preview FILES and say what would change; with --accept, let it land.

    Each file is received, recognised and planned on its own; one that cannot be read keeps no other back.
    The password of a protected one is asked for where no --password-file is given and somebody sits at a terminal.
    """
    with open_database():
        from fangpin.imports import Period
        from fangpin_web.backup.standing import refuse_without_backup

        refuse_without_backup()
        desk = _Desk(teller, officer_named(username), Period(*period) if period else None, missing, password)
        desk.returned = returned
        results = [result for file in files for result in desk.bring(file, accept=accept)]
    ok = all(result["problem"] is None and not (result["counts"] or {}).get("unread") for result in results)
    teller.give(ok=ok, uploads=results)
    leave(Exit.OK if ok else Exit.FOUND)


class _Desk:
    """One run of the command: files of one officer, with the same answers to the same questions."""

    def __init__(
        self, teller: Teller, officer: Officer, period: Period | None, missing: str, password: str | None
    ) -> None:
        self.teller, self.officer, self.period, self.missing = teller, officer, period, missing
        self.password = password  # asked for where there is none and somebody to ask
        self.returned: Path | None = None  # where rows in doubt are written

    def bring(self, file: Path, *, accept: bool) -> list[dict[str, Any]]:
        from django.utils import timezone

        from fangpin.rosters import FileTooLarge, refuse_oversize
        from fangpin_web.intake.file_names import readable_name
        from fangpin_web.intake.problems import NotKept
        from fangpin_web.intake.services import Incoming, receive_files

        name = readable_name(file.name)
        try:
            refuse_oversize(file=name, size=file.stat().st_size)
            incoming = Incoming(name=name, content=file.read_bytes())
            uploads = receive_files(files=[incoming], by=self.officer, at=timezone.now(), password=self.password)
        except (FileTooLarge, NotKept) as error:
            words = error.say("zh"), error.say("en")
            self.teller.warn(*words)
            return [{"file": name, "upload": None, "source": "", "state": "refused", "counts": None, "batch": None,
                     "problem": {"zh": words[0], "en": words[1]}}]  # fmt: skip
        return [self._work_through(self._opened(upload), accept=accept) for upload in uploads]

    def _opened(self, upload: Upload) -> Upload:
        """Ask for the password of a protected file where there is somebody to ask."""
        from django.utils import timezone

        from fangpin_web.intake.models import Upload
        from fangpin_web.intake.services import unlock_upload

        if upload.state != Upload.State.LOCKED or not sys.stdin.isatty():
            return upload
        asked = self.teller.pick(f"{upload.file_name} 的密码", f"password of {upload.file_name}")
        self.password = click.prompt(asked, hide_input=True, err=True)
        return unlock_upload(upload=upload, password=self.password, by=self.officer, at=timezone.now())[0]

    def _work_through(self, upload: Upload, *, accept: bool) -> dict[str, Any]:
        try:
            if upload.state in ("locked", "unreadable", "unknown"):
                problem = upload.problem or {"zh": upload.get_state_display(), "en": str(upload.state)}
                return self._refused(upload, problem["zh"], problem["en"])
            upload = self._previewed(upload)
            if self.returned and (upload.counts["rows_refused"] or upload.counts["rows_open"]):
                self._return(upload, self.returned)
            if accept:
                upload = self._accepted(upload)
        except Exception as error:
            words = words_of(error)
            if words is None:
                raise
            return self._refused(upload, *words)
        return self._told(upload)

    def _previewed(self, upload: Upload) -> Upload:
        from django.utils import timezone

        from fangpin_web.intake.services import preview_upload

        with self.teller.progress(f"读取 {upload.file_name}", f"reading {upload.file_name}") as tell:
            return preview_upload(
                upload=upload,
                by=self.officer,
                at=timezone.now(),
                password=self.password,
                period=self.period,
                progress=lambda done, of: tell(done, of, f"比对 {upload.file_name}", f"comparing {upload.file_name}"),
            )

    def _return(self, upload: Upload, folder: Path) -> None:
        """Write the rows in doubt as a workbook for their sender; what names people needs a password."""
        from fangpin_web.access.scope import acting_as
        from fangpin_web.intake.returning import returned_workbook

        if self.password is None and sys.stdin.isatty():
            asked = self.teller.pick(
                f"给退回表（{upload.file_name}）设的密码", f"password for what goes back of {upload.file_name}"
            )
            self.password = click.prompt(asked, hide_input=True, confirmation_prompt=True, err=True)
        with acting_as(self.officer, "return rows"):
            content = returned_workbook(
                upload, password=self.password, language=self.teller.language, opens_with=self.password
            )
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{Path(upload.file_name).stem}-returned-{upload.source}.xlsx"
        path.write_bytes(content)
        self.teller.say(f"退回表：{path}", f"rows in doubt: {path}")

    def _accepted(self, upload: Upload) -> Upload:
        from django.utils import timezone

        from fangpin_web.intake.services import accept_upload, decide_missing

        if gone := [name for name, counts in upload.counts["ledgers"].items() if counts.get("missing")]:
            decisions = dict.fromkeys(gone, self.missing)
            decide_missing(upload=upload, decisions=decisions, by=self.officer, at=timezone.now())
        with self.teller.progress(f"入库 {upload.file_name}", f"landing {upload.file_name}") as tell:
            return accept_upload(
                upload=upload,
                by=self.officer,
                at=timezone.now(),
                progress=lambda done, of: tell(done, of, f"入库 {upload.file_name}", f"landing {upload.file_name}"),
            )

    def _told(self, upload: Upload) -> dict[str, Any]:
        counts = upload.counts
        told = [ledger for name, ledger in counts["ledgers"].items() if name != "coverage"]  # ours, not the sender's
        total = {key: sum(ledger.get(key, 0) for ledger in told) for key in _PARTS}
        if upload.problem:
            self.teller.warn(upload.problem["zh"], upload.problem["en"])
        state_zh, state_en = upload.get_state_display(), str(upload.state)
        self.teller.say(
            f"{upload.file_name}：{upload.source}，{state_zh}；读取 {counts['rows_read']} 行，新增 {total['new']}，"
            f"变更 {total['changed']}，不变 {total['unchanged']}，退回 {counts['rows_refused']}，"
            f"待匹配 {counts['rows_open']}，不再出现 {total['missing']}",
            f"{upload.file_name}: {upload.source}, {state_en}; {counts['rows_read']} rows read, {total['new']} new, "
            f"{total['changed']} changed, {total['unchanged']} unchanged, {counts['rows_refused']} refused, "
            f"{counts['rows_open']} open, {total['missing']} no longer in the file",
        )
        return {"file": upload.file_name, "upload": upload.pk, "source": upload.source, "state": upload.state,
                "counts": counts, "batch": upload.batch_id, "problem": None, "warning": upload.problem}  # fmt: skip

    def _refused(self, upload: Upload, zh: str, en: str) -> dict[str, Any]:
        self.teller.warn(f"{upload.file_name}：{zh}", f"{upload.file_name}: {en}")
        return {"file": upload.file_name, "upload": upload.pk, "source": upload.source, "state": upload.state,
                "counts": None, "batch": None, "problem": {"zh": zh, "en": en}}  # fmt: skip


_PARTS = ("new", "changed", "unchanged", "missing")
