"""What each kind of job does. Listed here, not discovered; every one runs inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fangpin.expressions import Wording
from fangpin_web.accounts.models import Officer
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.reporting import Reporter

# Arguments as stored, who asked, when it runs, whom to tell; gives what is kept as the result.
Work = Callable[[Mapping[str, Any], Officer, datetime, Reporter], Mapping[str, Any]]


def do_seal(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.publishing.services import seal

    def tell(name: str, done: int, of: int) -> None:
        reporter.tell(done, of, f"导出 {name}", f"exporting {name}")

    made = seal(
        as_of=date.fromisoformat(arguments["as_of"]),
        label=arguments.get("label", ""),
        purpose=arguments.get("purpose", "sealed"),
        by=by,
        at=at,
        progress=tell,
    )
    return {"seal": made.pk, "hash": made.hash, "rows": made.rows}


def do_screen(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.clues.screening import run_screening
    from fangpin_web.publishing.models import Seal

    def tell(done: int, of: int, what: Wording) -> None:
        reporter.tell(done, of, what.zh, what.en)

    run = run_screening(seal=Seal.objects.get(pk=arguments["seal"]), by=by, at=at, progress=tell)
    return {"run": run.pk, **run.counts}


WORK: dict[str, Work] = {
    Progress.Kind.SEAL: do_seal,
    Progress.Kind.SCREEN: do_screen,
}
