"""``fangpin quality check`` and ``fangpin quality return``: exports to workbooks and back, without a database."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import DAY, PASSWORD, policy_of
from fangpin_web.command.telling import Tell, Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.quality import Exemption, QualityFindings
    from fangpin.quality.workbooks import About
    from fangpin.rosters import Reading, Recognition, Sheet, Source


@click.group(short_help="Check exports of the register. 数据筛查。")
def quality() -> None:
    """Check an export of the national register; write a problem workbook per township; read them back.

    Needs no database and keeps nothing. Rounds that are compared with each other are kept by the pages.
    """


@quality.command(short_help="Exports in, problem workbooks out. 筛查。")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder, or a name in .zip. 输出。")
@click.option("--as-of", type=DAY, default=None, help="Day on which ages are reckoned; today. 统计日。")
@click.option("--exemptions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Workbook. 豁免清单。")
@click.option("--place", help="Whose rules: a policy folder; else as 省/市/县 in the file say. 政策地区。")
@PASSWORD
@machine_readable
@click.pass_obj
def check(
    teller: Teller,
    files: tuple[Path, ...],
    out: Path,
    as_of: datetime | None,
    exemptions: Path | None,
    place: str | None,
    password: str | None,
) -> None:
    """Check FILES together and write a workbook per township and a summary to --out.

    Areas are learned from the files. Exit code 1 means that something was found.
    """
    day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - the day on the clerk's wall
    with teller.progress("筛查", "checking") as tell:
        sheets = _sheets(files, password, teller, tell)
        policy = policy_of(place or _place_of(sheets, policy_of(NATION)))
        teller.say(f"按 {policy.place.zh} 的政策筛查。", f"checked by the policy of {policy.place.en}.")
        readings = _readings(sheets, policy, day, teller)
        if not readings:
            leave(Exit.REFUSED)
        checked = _checked(readings, policy, day, _exemptions(exemptions, policy, teller), tell)
        written, told = _write(out, checked, readings, policy, day, teller, tell)
    teller.say(
        f"{sum(checked.rows.values()):,} 人，问题 {checked.findings.num_rows:,} 条，"
        f"豁免 {checked.exempted.num_rows:,} 条："
        f"{out}（{len(written)} 个文件）",
        f"{sum(checked.rows.values()):,} persons, {checked.findings.num_rows:,} findings, "
        f"{checked.exempted.num_rows:,} exempted: {out} ({len(written)} files)",
    )
    teller.give(
        ok=not checked.findings.num_rows, out=out, files=written, persons=sum(checked.rows.values()),
        findings=checked.findings.num_rows, exempted=checked.exempted.num_rows, as_of=day,
        rules=dict(Counter(checked.findings["rule"].to_pylist())), townships=told,
    )  # fmt: skip
    leave(Exit.FOUND if checked.findings.num_rows else Exit.OK)


def _sheets(files: Sequence[Path], password: str | None, teller: Teller, tell: Tell) -> list[Sheet]:
    """Every sheet of the files; a file that cannot be opened is said and left."""
    from fangpin.rosters import RosterError, open_envelope

    sheets: list[Sheet] = []
    for no, file in enumerate(files):
        tell(no, len(files), f"读取 {file.name}", f"reading {file.name}")
        try:
            sheets += open_envelope(file, password=password).sheets
        except RosterError as error:
            teller.warn(error.zh(), error.en())
    return sheets


def _sources(policy: Policy) -> dict[str, Source]:
    """The sources that rules over files as they were sent ask about."""
    from fangpin.rosters import sources_of

    wanted = {table.source for table in policy.rosters.values()}
    return {source.id: source for source in sources_of(policy) if source.id in wanted}


def _known(sheet: Sheet, sources: Mapping[str, Source]) -> Recognition | None:
    from fangpin.rosters import recognise

    return next((r for r in recognise(sheet, sources.values()) if r.score >= _SURE), None)


def _place_of(sheets: Sequence[Sheet], policy: Policy) -> str:
    """The place whose policy fits the province, city and county that most rows name."""
    from fangpin.policy import place_called

    sources = _sources(policy)
    for sheet in sheets:
        if (known := _known(sheet, sources)) is not None:
            names: dict[str, str] = {}
            for level in ("province", "city", "county"):
                if (match := known.fields.get(level)) is not None:
                    told = Counter(sheet.columns[match.index][known.header_bottom + 1 :].drop_null().to_pylist())
                    if told:
                        names[level] = told.most_common(1)[0][0].strip()
            if (place := place_called(names)) != NATION:
                return place
    return NATION


def _readings(sheets: Sequence[Sheet], policy: Policy, day: date, teller: Teller) -> list[Reading]:
    """Every sheet that is an export; a file without one is said and left."""
    from fangpin.quality import tolerant
    from fangpin.rosters import read_sheet

    sources = _sources(policy)
    readings: list[Reading] = []
    for sheet in sheets:
        if (best := _known(sheet, sources)) is not None:
            _say_missing(best, sources[best.source], teller)
            readings.append(read_sheet(sheet, best, tolerant(sources[best.source]), policy, day=day))
    read = {reading.sheet.file for reading in readings}
    for file in dict.fromkeys(sheet.file for sheet in sheets if sheet.file not in read):
        teller.warn(f"“{file}”里没有认出全国防返贫系统的导出表。", f"“{file}” holds no export that is known here.")
    return readings


_SURE = 0.5
NATION = "national"


def _say_missing(best: Any, source: Any, teller: Teller) -> None:
    """Columns that identify rows and were not found; the pages can ask which they are, a command cannot."""
    for field in best.missing_required:
        label = source.by_id[field].zh
        teller.warn(
            f"没有认出“{label}”这一列；有关的规则查不了。可在页面上指定是哪一列。",
            f"no column is known as “{label}”; rules that need it are not asked. On the pages you can say which it is.",
        )


def _exemptions(file: Path | None, policy: Policy, teller: Teller) -> list[Exemption]:
    from fangpin.quality import Exemption, document_key
    from fangpin.quality.workbooks.lists import read_entries
    from fangpin.rosters import open_envelope

    found: list[Exemption] = []
    entries = read_entries(open_envelope(file).sheets, policy) if file else ()
    if file and not entries:
        teller.warn(
            f"“{file.name}”没有采用：没有找到有“规则”和“户编号”（或“证件号码”）两列的表头。",
            f"“{file.name}” was not taken: no heading with a rule and a household code or document number.",
        )
    for entry in entries:
        key = document_key(entry.document_number) or entry.household_code
        if not entry.rules or not entry.reason or entry.unread_day or not key:
            teller.warn(
                f"豁免清单第 {entry.row_no} 行没有采用：规则、原因或日期不全。",
                f"row {entry.row_no} of the exemptions was not taken: rule, reason or day is missing.",
            )
            continue
        found += [
            Exemption(
                rule=rule, subject_key=key, reason=entry.reason, author=entry.author, since=entry.since or date.min,
                expires=entry.expires,
            )
            for rule in entry.rules
        ]  # fmt: skip
    return found


def _checked(
    readings: Sequence[Reading], policy: Policy, day: date, exemptions: Sequence[Exemption], tell: Tell
) -> QualityFindings:
    from fangpin.quality import check as check_quality

    def progress(done: int, of: int, what: Any) -> bool:
        tell(done, of, what.zh, what.en)
        return True

    return check_quality(readings, policy, as_of=day, exemptions=exemptions, progress=progress)


def _write(
    out: Path,
    checked: QualityFindings,
    readings: Sequence[Reading],
    policy: Policy,
    day: date,
    teller: Teller,
    tell: Tell,
) -> tuple[list[str], dict[str, int]]:
    """The zip, or its files in a folder; names of the files, and findings per township."""
    from fangpin.quality.workbooks import lines_of, token_of, write_parcel

    language: Any = teller.language
    token = token_of(f"{day} {' '.join(r.sheet.file for r in readings)} {checked.findings.num_rows}")
    lines = lines_of(checked.findings, readings, policy, token=token, as_of=day, language=language)
    about = _about(checked, readings, policy, day, teller)
    packed = out.suffix.casefold() == ".zip"
    folder = out.parent if packed else out
    folder.mkdir(parents=True, exist_ok=True)
    target = out if packed else out / ".problems.zip"
    try:
        parcel = write_parcel(
            target, lines, about, folder=folder, tell=lambda n, town: tell(n, checked.findings.num_rows, town, town)
        )
        if not packed:
            with zipfile.ZipFile(target) as archive:
                archive.extractall(out)
    finally:
        if not packed:
            target.unlink(missing_ok=True)
    return list(parcel.files), {name: tally.findings for name, tally in parcel.tallies.townships.items()}


def _about(checked: QualityFindings, readings: Sequence[Reading], policy: Policy, day: date, teller: Teller) -> About:
    from fangpin.quality.workbooks import About

    counties = Counter(checked.findings["county"].drop_null().to_pylist())
    pick = teller.pick
    return About(
        county=counties.most_common(1)[0][0] if counties else "",
        round_no=1,
        day=day,
        file="、".join(dict.fromkeys(r.sheet.file for r in readings)),
        language=teller.language,
        groups={c.code: pick(c.zh, c.en) for c in policy.code_list("quality_group").codes.values()},
        counts=Counter(t or "" for t in checked.findings["township"].to_pylist()),
        titles={rule.id: pick(rule.zh, rule.en) for rule in policy.rules.values()},
    )


@quality.command(name="return", short_help="What townships wrote into the workbooks. 读回。")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PASSWORD
@machine_readable
@click.pass_obj
def read_back(teller: Teller, files: tuple[Path, ...], password: str | None) -> None:
    """Read filled-in problem workbooks: how many lines were answered how, and which cannot be read.

    With --json also every answer by the number of its line. Exit code 1 means that rows could not be read.
    """
    from fangpin.quality.workbooks import key_of, read_answers
    from fangpin.rosters import RosterError, open_envelope

    sheets: list[Sheet] = []
    broken: list[dict[str, str]] = []
    for file in files:
        try:
            sheets += open_envelope(file, password=password).sheets
        except RosterError as error:
            teller.warn(error.zh(), error.en())
            broken.append({"file": file.name, "zh": error.zh(), "en": error.en()})
    read = read_answers(sheets)
    counts = Counter(answer.verdict.value for answer in read.answers)
    for row in read.unread:
        where = f"{row.file} {row.sheet} {row.row_no or ''}".strip()
        teller.warn(f"{where}：{row.say('zh')}", f"{where}: {row.say('en')}")
    teller.say(
        f"{len(read.answers)} 行：" + "，".join(f"{_VERDICTS[v][0]} {n}" for v, n in counts.items()),
        f"{len(read.answers)} lines: " + ", ".join(f"{_VERDICTS[v][1]} {n}" for v, n in counts.items()),
    )
    ok = not (read.unread or broken)
    answers = [
        {"no": key_of(a.token, a.serial), "verdict": a.verdict.value, "value": a.value, "reason": a.reason,
         "file": a.file, "row": a.row_no}
        for a in read.written
    ]  # fmt: skip
    unread = [
        {"file": u.file, "sheet": u.sheet, "row": u.row_no, "zh": u.say("zh"), "en": u.say("en")} for u in read.unread
    ]
    teller.give(ok=ok, counts=dict(counts), answers=answers, unread=unread, broken=broken)
    leave(Exit.OK if ok else Exit.FOUND)


_VERDICTS = {
    "value": ("更正", "corrected to a value"),
    "corrected": ("报已更正", "said to be corrected"),
    "no_error": ("不是错误", "no error"),
    "not_yet": ("暂未整改", "not yet"),
    "empty": ("没有填", "left empty"),
}
