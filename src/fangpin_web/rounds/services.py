"""What is done with a round: an export is received, opened with its password, explained, checked once more.

Each service takes who acts and when. The check itself is :func:`fangpin_web.rounds.running.run_round`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fangpin.rosters import PasswordNeeded, RosterError
from fangpin.rosters.protection import unprotect
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_check_quality
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.models import ColumnMemory, Original
from fangpin_web.intake.originals import keep_original, read_original
from fangpin_web.rounds.models import Round
from fangpin_web.rounds.problems import RoundProblem


def begin_round(
    *,
    name: str,
    content: bytes,
    as_of: date,
    language: str,
    by: Officer,
    at: datetime,
    password: str | None = None,
) -> tuple[Round, bool]:
    """Keep an export for a check; gives the round and whether it is new.

    The same file for the same day as the newest round is that round. A protected file waits for its password.
    No ledger is written, so no backup is asked for. Raises :class:`RoundProblem` or ``RosterError``.
    """
    _refuse_others(by)
    name = readable_name(name)
    state = Round.State.READY
    try:
        content = unprotect(content, file=name, password=password)
    except PasswordNeeded:
        if password is not None:
            raise
        state = Round.State.LOCKED
    sha256 = keep_original(content)
    with acting_as(by, "receive an export"):
        newest = Round.objects.filter(area_code=by.area_code).latest_first().first()
        if newest and newest.original.sha256 == sha256 and newest.as_of == as_of and newest.state not in _FAILED:
            return newest, False
        original = _original(sha256, name, len(content), by=by, at=at)
        made = Round.objects.create(
            area_code=by.area_code, state=state, original=original, file_name=name[:255], as_of=as_of,
            language=language, made_at=at, made_by=by.pk,
        )  # fmt: skip
        return made, True


_FAILED = (Round.State.UNREADABLE,)


def _refuse_others(by: Officer) -> None:
    if not may_check_quality(by):
        raise RoundProblem("not_allowed", what_zh="筛查导出表", what_en="check exports")


def _original(sha256: str, name: str, size: int, *, by: Officer, at: datetime) -> Original:
    original, _made = Original.objects.get_or_create(
        area_code=by.area_code,
        sha256=sha256,
        defaults={"file_name": name[:255], "size": size, "received_at": at, "received_by": by.pk},
    )
    return original


def unlock_round(*, found: Round, password: str, by: Officer, at: datetime) -> Round:
    """Open a protected export. What is kept from here on is its content, under our own encryption; the password is
    kept nowhere. Raises ``PasswordNeeded`` for a wrong one."""
    _refuse_others(by)
    with acting_as(by, "unlock an export"):
        found = Round.objects.select_for_update().get(pk=found.pk)
        if found.state != Round.State.LOCKED:
            return found
        content = unprotect(read_original(found.original.sha256), file=found.file_name, password=password)
        sha256 = keep_original(content)
        if sha256 == found.original.sha256:  # an archive: its members are protected, not it
            raise RoundProblem("unpack_first", file=found.file_name)
        found.original = _original(sha256, found.file_name, len(content), by=by, at=at)
        found.state = Round.State.READY
        found.save()
    return found


def answer_columns(*, found: Round, chosen: Mapping[tuple[int, str], int | None], by: Officer, at: datetime) -> Round:
    """Keep what somebody said of the columns in question, and remember it for the next file.

    ``chosen`` maps (sheet, field) to the number of its column, None where the file has none.
    """
    _refuse_others(by)
    with acting_as(by, "explain columns"):
        found = Round.objects.select_for_update().get(pk=found.pk)
        if found.state != Round.State.ASKS:
            return found
        columns: dict[str, dict[str, str | None]] = {}
        for asked in found.asks:
            column = chosen.get((asked["sheet"], asked["field"]))
            labels = dict(asked["choices"])
            if column is not None and column in labels:
                columns.setdefault(str(asked["sheet"]), {})[str(column)] = asked["field"]
                _remember(asked["source"], labels[column], asked["field"], by=by, at=at)
            elif not asked["needed"] and asked["column"] is not None:
                _remember(asked["source"], labels[asked["column"]], None, by=by, at=at)
        found.columns = columns
        found.save()
    return found


def _remember(source: str, label: str, field: str | None, *, by: Officer, at: datetime) -> None:
    ColumnMemory.objects.update_or_create(
        source=source, label=label[:200], defaults={"field": field, "at": at, "by": by.pk}
    )


def check_again(*, found: Round, as_of: date, language: str, by: Officer, at: datetime) -> Round:
    """The same export once more, with the rules, exemptions and day of now: a new round."""
    _refuse_others(by)
    with acting_as(by, "check an export again"):
        made = Round.objects.create(
            area_code=by.area_code, state=Round.State.READY, original=found.original, file_name=found.file_name,
            as_of=as_of, language=language, made_at=at, made_by=by.pk,
        )  # fmt: skip
        if found.columns:
            made.columns, made.state, made.asks = found.columns, Round.State.ASKS, found.asks
            made.save()
        return made


__all__ = ["RosterError", "answer_columns", "begin_round", "check_again", "unlock_round"]
