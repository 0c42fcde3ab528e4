"""A round from its export to the zip: open, recognise, ask or check, compare, write. One transaction, or nothing."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db import connection
from django.db.models import Max

from fangpin.policy import Policy
from fangpin.quality import Exemption, QualityFindings, check, tolerant
from fangpin.quality.workbooks import About, Line, Parcel, lines_of, token_of, write_parcel
from fangpin.rosters import PasswordNeeded, Reading, RosterError, Source, read_sheet
from fangpin_web.access.keys import key_ring
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.deliveries import Recognised, open_stored, recognise_sheets, sources_of
from fangpin_web.intake.originals import keep_sealed, read_sealed
from fangpin_web.office.policy import is_demo, policy_in_force
from fangpin_web.rounds.asking import likely, questions
from fangpin_web.rounds.models import QualityExemption, Round, RoundFinding
from fangpin_web.rounds.places import Places, places_of
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.storing import keep_findings, settle_previous, times_found

Tell = Callable[[int, int, str, str], None]
_STEPS = 6
_NOTES_KEPT = 200
_UNFINISHED = (Round.State.READY, Round.State.ASKS, Round.State.LOCKED)


def parcel_place(key: int) -> str:
    """Where the zip of a round is kept, encrypted; it can be made again from the original."""
    return f"rounds/{key}/parcel.sm4"


def _findings_place(key: int) -> str:
    return f"rounds/{key}/findings.sm4"


def secret() -> bytes:
    """Keys the hashes of persons, so that they mean nothing outside this installation."""
    return key_ring().index_key("quality")


def run_round(*, round_id: int, by: Officer, at: datetime, tell: Tell | None = None) -> Round:
    """Check the export of a round and make its workbooks, as far as it goes without somebody's answer.

    Ends with the round done, or asking for a password or for columns, or unreadable with the reason. Rounds of
    an installation run one after the other; a round that is done already is left as it is.
    """
    tell = tell or _silent
    with acting_as(by, "check an export"):
        _one_at_a_time()
        found = Round.objects.select_for_update().get(pk=round_id)
        if found.state not in _UNFINISHED:
            return found
        tell(0, _STEPS, "打开导出表", "opening the export")
        policy = policy_in_force()
        try:
            readings = _readings(found, policy, tell)
        except PasswordNeeded:
            found.state = Round.State.LOCKED
        except (RosterError, RoundProblem) as problem:
            found.state, found.problem = Round.State.UNREADABLE, _both(problem)
        else:
            if readings is None:
                found.state = Round.State.ASKS
            else:
                _check(found, readings, policy, at=at, tell=tell)
        found.save()
    return found


def _silent(_done: int, _of: int, _zh: str, _en: str) -> None:
    """Nobody waits for it."""


def _both(problem: RosterError | RoundProblem) -> dict[str, str]:
    if isinstance(problem, RoundProblem):
        return problem.both
    return {"zh": problem.zh(), "en": problem.en()}


def _one_at_a_time() -> None:
    """Two rounds at once would get one number and be compared with the same round before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('fangpin.rounds'))")


def checked_sources(policy: Policy) -> dict[str, Source]:
    """The sources that data-quality rules ask about."""
    wanted = {table.source for table in policy.rosters.values()}
    return {key: source for key, source in sources_of(policy).items() if key in wanted}


def _readings(found: Round, policy: Policy, tell: Tell) -> list[Reading] | None:
    """Every sheet that is an export, read so that no row is refused; None while somebody has to explain columns."""
    envelope = open_stored(found.original.sha256, found.file_name, None)
    if envelope.problems and not envelope.sheets:
        raise envelope.problems[0]
    sources = checked_sources(policy)
    tell(1, _STEPS, "认列", "recognising columns")
    recognised = [r for r in recognise_sheets(envelope, sources) if likely(r, sources) is not None]
    if not recognised:
        raise RoundProblem("not_recognised", file=found.file_name)
    if found.state != Round.State.ASKS:
        found.asks = questions(recognised, sources)
        if found.asks:
            return None
    tell(2, _STEPS, "读取各行", "reading the rows")
    return [_read(one, sources, found, policy) for one in recognised]


def _read(one: Recognised, sources: dict[str, Source], found: Round, policy: Policy) -> Reading:
    recognition = likely(one, sources)
    assert recognition is not None  # noqa: S101 - only such sheets are read
    source = sources[recognition.source]
    if chosen := found.columns.get(str(one.sheet.no)):
        recognition = recognition.choose({int(index): field for index, field in chosen.items()}, source)
    return read_sheet(one.sheet, recognition, tolerant(source), policy, day=found.as_of)


def _check(found: Round, readings: Sequence[Reading], policy: Policy, *, at: datetime, tell: Tell) -> None:
    previous = Round.objects.before(found)

    def progress(done: int, of: int, what: Any) -> bool:
        tell(3, _STEPS, f"{what.zh}（{done}/{of}）", f"{what.en} ({done}/{of})")
        return True

    checked = check(
        readings, policy, as_of=found.as_of, previous=_findings_of(previous), exemptions=_exemptions(found),
        secret=secret(), progress=progress,
    )  # fmt: skip
    found.previous, found.policy_hash, found.checked_at = previous, policy.hash, at
    found.no = (Round.objects.filter(area_code=found.area_code).aggregate(last=Max("no"))["last"] or 0) + 1
    found.token = _free_token(f"{found.area_code} {found.no} {found.original.sha256} {found.as_of}")
    times = times_found(checked, previous)
    closed = settle_previous(checked.ended, previous)
    again = _reported_again(checked, previous)
    tell(4, _STEPS, "登记发现", "keeping the findings")
    places = places_of(found.area_code)
    keep_findings(checked, found, times=times, places=places)
    _keep_table(found, checked.findings)
    about = _about(found, readings, checked, policy, closed)
    lines = lines_of(
        checked.findings, readings, policy, token=found.token, as_of=found.as_of, language=_language(found), times=times
    )
    parcel = _parcel(found, lines, about, tell)
    _count(found, checked, parcel, places=places, closed=closed, again=again, policy=policy)
    found.notes = _notes(readings)
    found.state, found.problem = Round.State.DONE, None


def _free_token(seed: str) -> str:
    """Four characters that no round here has, not even one of another area."""
    token = token_of(seed)
    while Round.objects.filter(token=token).exists():
        token = token_of(seed := f"{seed}.")
    return token


def _language(found: Round) -> Any:
    return "en" if found.language == "en" else "zh"


def _findings_of(previous: Round | None) -> pa.Table | None:
    if previous is None:
        return None
    return pa.ipc.open_stream(read_sealed(_findings_place(previous.pk), "round")).read_all()


def _keep_table(found: Round, findings: pa.Table) -> None:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, findings.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(findings)
    keep_sealed(_findings_place(found.pk), "round", sink.getvalue().to_pybytes())


def findings_table(found: Round) -> pa.Table:
    """The findings of a finished round as the check gave them; raises ``FileNotFoundError``."""
    table = _findings_of(found)
    assert table is not None  # noqa: S101 - asked of a round
    return table


def _exemptions(found: Round) -> list[Exemption]:
    rows = QualityExemption.objects.kept().filter(area_code__startswith=found.area_code).order_by("id")
    return [
        Exemption(
            rule=r.rule, subject_key=r.subject, reason=r.reason, author=r.author, since=r.since, expires=r.expires
        )
        for r in rows
    ]


def _reported_again(checked: QualityFindings, previous: Round | None) -> int:
    """How many were reported corrected and are found all the same."""
    if previous is None:
        return 0
    reported = RoundFinding.objects.filter(round=previous, state=RoundFinding.State.REPORTED)
    prints = pa.array(list(reported.values_list("fingerprint", flat=True)), pa.string())
    return int(pc.sum(pc.is_in(checked.findings["fingerprint"], prints)).as_py() or 0)


def _about(
    found: Round, readings: Sequence[Reading], checked: QualityFindings, policy: Policy, closed: Counter[str]
) -> About:
    zh = found.language != "en"
    counties = Counter(county for r in readings for county in _texts(r, "county"))
    groups = policy.code_list("quality_group").codes
    return About(
        county=counties.most_common(1)[0][0] if counties else policy.place.zh if zh else policy.place.en,
        round_no=found.no or 1,
        day=found.as_of,
        file=found.file_name,
        language=found.language,
        demo=is_demo(),
        groups={code: (entry.zh if zh else entry.en) for code, entry in groups.items()},
        closed=dict(closed),
        counts=Counter(t or "" for t in checked.findings["township"].to_pylist()),
        titles={rule.id: (rule.zh if zh else rule.en) for rule in policy.rules.values()},
    )


def _texts(reading: Reading, role: str) -> list[str]:
    field = reading.source.area.get(role)
    if not field or field not in reading.table.schema.names:
        return []
    return [text for text in pc.unique(reading.table[field]).to_pylist() if text]


def _parcel(found: Round, lines: Iterator[Line], about: About, tell: Tell) -> Parcel:
    content = io.BytesIO()
    with _scratch(found.pk) as folder:
        parcel = write_parcel(
            content, lines, about, folder=folder,
            tell=lambda _count, town: tell(5, _STEPS, f"写问题清单：{town}", f"writing workbooks: {town}"),
        )  # fmt: skip
    keep_sealed(parcel_place(found.pk), "round", content.getvalue())
    return parcel


@contextmanager
def _scratch(key: int) -> Iterator[Path]:
    """A folder of the installation's own for rows under way; what a killed run left there goes first."""
    folder = Path(settings.FANGPIN.home) / "tmp" / f"round-{key}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _count(
    found: Round,
    checked: QualityFindings,
    parcel: Parcel,
    *,
    places: Places,
    closed: Counter[str],
    again: int,
    policy: Policy,
) -> None:
    """Everything the pages show without looking at a row."""
    total = parcel.tallies.total
    summed = checked.tallies.group_by("rule").aggregate([("yes", "sum"), ("no", "sum")])
    quiet = summed.filter(pc.equal(pc.add(summed["yes_sum"], summed["no_sum"]), 0))["rule"].to_pylist()
    found.counts = {
        "persons": sum(checked.rows.values()),
        "findings": total.findings, "fresh": total.fresh, "repeated": total.repeated,
        "closed": sum(closed.values()), "exempt": checked.exempted.num_rows, "reported_again": again,
        "gone": sum(1 for why in checked.ended["ended"].to_pylist() if why == "not_in_file"),
        "rules": summed.num_rows, "unasked": sorted(quiet), "severities": dict(total.severities),
        "groups": dict(total.groups), "summary": parcel.files[0], "files": len(parcel.files),
    }  # fmt: skip
    names = list(parcel.tallies.townships)
    found.townships = [
        {
            "name": name, "area_code": places.of(name), "file": file, "findings": tally.findings, "fresh": tally.fresh,
            "repeated": tally.repeated, "closed": closed.get(name, 0), "severities": dict(tally.severities),
            "groups": dict(tally.groups),
        }
        for (name, tally), file in zip(parcel.tallies.townships.items(), parcel.files[1:], strict=True)
    ]  # fmt: skip
    found.townships += [
        {
            "name": name, "area_code": places.of(name), "file": "", "findings": 0, "fresh": 0, "repeated": 0,
            "closed": count, "severities": {}, "groups": {},
        }
        for name, count in closed.items()
        if name not in names
    ]  # fmt: skip
    found.rules = [
        {"rule": rule, "group": policy.rules[rule].group, "severity": policy.rules[rule].severity, "findings": count}
        for rule, count in sorted(parcel.tallies.rules.items(), key=lambda told: (-told[1], told[0]))
    ]


def _notes(readings: Sequence[Reading]) -> list[dict[str, str]]:
    """What was noticed while reading, once each."""
    told = {
        (note.say("zh"), note.say("en")): None
        for reading in readings
        for note in reading.notes
        if note.kind != "dropped"
    }
    return [{"zh": zh, "en": en} for zh, en in list(told)[:_NOTES_KEPT]]
