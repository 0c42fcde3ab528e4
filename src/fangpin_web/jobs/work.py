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


def _worded(reporter: Reporter) -> Callable[[int, int, Wording], None]:
    """Progress told in a wording, passed on to the reporter."""
    return lambda done, of, what: reporter.tell(done, of, what.zh, what.en)


def do_seal(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.jobs.services import follow_seal
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
    follow_seal(seal_id=made.pk, by=by, at=at)
    return {"seal": made.pk, "hash": made.hash, "rows": made.rows}


def do_screen(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.clues.screening import run_screening
    from fangpin_web.publishing.models import Seal

    run = run_screening(seal=Seal.objects.get(pk=arguments["seal"]), by=by, at=at, progress=_worded(reporter))
    return {"run": run.pk, **run.counts}


def do_import_preview(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    """``corrections`` are what the page corrected: source, delivery, period (two days), covered, mapping.

    A file with a password is previewed in the request that has it: passwords are kept nowhere.
    """
    from fangpin.imports import Period
    from fangpin_web.intake.models import Upload
    from fangpin_web.intake.services import preview_upload

    corrections = dict(arguments.get("corrections", {}))
    if days := corrections.pop("period", None):
        corrections["period"] = Period(*(date.fromisoformat(day) for day in days))
    reporter.tell(0, 0, "读取文件", "reading the file")
    upload = preview_upload(
        upload=Upload(pk=arguments["upload"]),
        by=by,
        at=at,
        progress=lambda done, of: reporter.tell(done, of, "与台账比对", "comparing with the ledgers"),
        **corrections,
    )
    return {"upload": upload.pk, "state": upload.state}


def do_import_accept(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    """``digest`` is that of the preview the officer saw: if the ledgers have moved on, nothing lands."""
    from fangpin_web.intake.models import Upload
    from fangpin_web.intake.services import accept_upload

    reporter.tell(0, 0, "重新核对", "checking again")
    upload = accept_upload(
        upload=Upload(pk=arguments["upload"]),
        by=by,
        at=at,
        digest=arguments.get("digest"),
        progress=lambda done, of: reporter.tell(done, of, "写入台账", "writing the ledgers"),
    )
    return {"upload": upload.pk, "state": upload.state, "batch": upload.batch_id}


def do_round(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.rounds.running import run_round

    found = run_round(round_id=arguments["round"], by=by, at=at, tell=reporter.tell)
    return {"round": found.pk, "state": found.state}


def do_bulletin_check(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.bulletins.running import run_check

    found = run_check(draft_id=arguments["draft"], by=by, at=at, tell=reporter.tell)
    return {"draft": found.pk, "state": found.state}


def do_entitlements(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.entitlements.services import reckon_entitlements
    from fangpin_web.publishing.models import Seal

    seal = Seal.objects.get(pk=arguments["seal"])
    kept = reckon_entitlements(seal=seal, by=by, at=at, progress=_worded(reporter))
    return {"reckoning": kept.pk, "items": kept.items.count()}


def do_clocks(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    """``through`` is the last day to sum up, with those before it that nobody summed; else today."""
    from fangpin_web.cases.clocks import run_clocks
    from fangpin_web.issues.by_itself import raise_issues
    from fangpin_web.issues.clocks import escalate

    through = arguments.get("through")
    done = run_clocks(by=by, at=at, through=date.fromisoformat(through) if through else None, tell=reporter.tell)
    done |= escalate(by=by, at=at)
    reporter.tell(0, 0, "查找补录、补签和一照多户", "looking for late entries and shared pictures")
    return {**done, "issues": raise_issues(by=by, at=at)}


def do_worklists(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.discrepancies.running import compare_records
    from fangpin_web.discrepancies.running import totals as records_totals
    from fangpin_web.mechanisms.running import totals, work_out
    from fangpin_web.publishing.models import Seal

    seal = Seal.objects.get(pk=arguments["seal"])
    compared = compare_records(seal=seal, by=by, at=at, progress=_worded(reporter))
    return {
        **totals(work_out(seal=seal, by=by, at=at, progress=_worded(reporter))),
        **{f"discrepancies_{what}": number for what, number in records_totals(compared).items()},
    }


def do_figures(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.figures.keeping import count_figures
    from fangpin_web.publishing.models import Seal

    seal = Seal.objects.get(pk=arguments["seal"])
    count_figures(seal=seal, by=by, at=at, progress=_worded(reporter))
    return {"seal": seal.pk}


def do_restatement(arguments: Mapping[str, Any], by: Officer, at: datetime, reporter: Reporter) -> Mapping[str, Any]:
    from fangpin_web.figures.restating import compare_seals
    from fangpin_web.publishing.models import Seal

    earlier, later = (Seal.objects.get(pk=arguments[which]) for which in ("earlier", "later"))
    made = compare_seals(earlier=earlier, later=later, by=by, at=at, progress=_worded(reporter))
    return {"restatement": made.pk, "moved": made.moved}


WORK: dict[str, Work] = {
    Progress.Kind.IMPORT_PREVIEW: do_import_preview,
    Progress.Kind.IMPORT_ACCEPT: do_import_accept,
    Progress.Kind.SEAL: do_seal,
    Progress.Kind.SCREEN: do_screen,
    Progress.Kind.ROUND: do_round,
    Progress.Kind.ENTITLEMENTS: do_entitlements,
    Progress.Kind.WORKLISTS: do_worklists,
    Progress.Kind.FIGURES: do_figures,
    Progress.Kind.RESTATEMENT: do_restatement,
    Progress.Kind.CLOCKS: do_clocks,
    Progress.Kind.BULLETIN_CHECK: do_bulletin_check,
}
