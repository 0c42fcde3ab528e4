"""Commands speak the reader's language, answer machines in JSON, and exit with documented codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import click
import msoffcrypto
import openpyxl
import pytest
from click.testing import CliRunner

from fangpin.identity import check_character
from fangpin_web.access.scope import acting_as
from fangpin_web.command import COMMANDS, main
from fangpin_web.command.codes import Exit
from fangpin_web.command.telling import language_of_environment
from fangpin_web.records.models import ThresholdListing

DOCUMENT = Path(__file__).parents[3] / "docs/reference/commands.md"


@pytest.fixture
def run(monkeypatch):
    """Run ``fangpin`` in this process; gives exit code, standard output, standard error."""

    def run(*arguments: str, lang: str = "en") -> tuple[int, str, str]:
        result = CliRunner().invoke(main, ["--lang", lang, *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.fixture
def opened(office_world, monkeypatch):
    """The commands use the test's own database instead of starting one."""
    from contextlib import contextmanager

    @contextmanager
    def open_database(*, prepare: bool = False):
        yield None

    for module in ("sealing", "importing"):
        monkeypatch.setattr(f"fangpin_web.command.{module}.open_database", open_database)
    return office_world


def all_commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": command.commands[inner] for inner in command.commands}
            if command.invoke_without_command:
                found[name] = command
        else:
            found[name] = command
    return found


def test_every_command_and_option_is_documented():
    text = DOCUMENT.read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z-]+(?: [a-z-]+)?)[ `]", text, flags=re.MULTILINE))
    assert listed == set(all_commands())
    for name, command in all_commands().items():
        (row,) = [line for line in text.splitlines() if re.match(rf"\| `{name}(?: [^a-z][^`]*)?`", line)]
        assert command.short_help
        for option in command.params:
            if isinstance(option, click.Option) and option.name not in {"machine", "host", "port", "administrator"}:
                assert option.opts[0] in row, f"{name} {option.opts[0]}"


def test_help_is_given_without_reading_what_the_commands_need():
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fangpin_web.command", "--help"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert "bulletin" in told.stdout
    read = {line.rsplit("|", 1)[-1].strip() for line in told.stderr.splitlines()}
    assert not read & {"django", "duckdb", "pyarrow", "sqlglot", "fangpin.policy"}


def test_every_exit_code_is_documented():
    text = DOCUMENT.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([A-Z_]+) \|", text, flags=re.MULTILINE)
    assert {(int(code), name) for code, name in rows} == {(int(code), code.name) for code in Exit}


def test_every_command_answers_machines_except_the_worker():
    for name, command in all_commands().items():
        has = any(parameter.name == "machine" for parameter in command.params)
        assert has is (name != "worker"), name


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
        ({"LANG": "en_US", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "en_US", "FANGPIN_LANGUAGE": "zh-hans"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_environment(environ, language):
    assert language_of_environment(environ) == language


def test_a_seal_and_a_screening_from_the_command_line(run, opened):
    with acting_as(opened.zhou):
        ThresholdListing.objects.create(
            area_code=opened.village_a, person=opened.person_a, listing="medical_own_pay",
            period_from_on=date(2026, 1, 1), period_to_on=date(2026, 10, 31), amount_yuan=Decimal(23411),
            listed_on=date(2026, 10, 31), entered_at=opened.now,
        )  # fmt: skip
    code, out, _ = run("seal", "--as-of", "2026-10-31", "--label", "2026年10月", "--json")
    sealed = json.loads(out)
    assert (code, sealed["ok"], sealed["label"], sealed["as_of"]) == (0, True, "2026年10月", "2026-10-31")
    code, out, _ = run("screen", lang="zh")
    assert code == 0
    assert "新线索" in out
    code, out, _ = run("screen", "--seal", sealed["hash"][:12], "--json")
    assert (code, json.loads(out)["raised"]) == (0, 0)
    code, out, _ = run("snapshot", "list", "--json")
    assert [one["hash"] for one in json.loads(out)["snapshots"]] == [sealed["hash"]]
    code, out, _ = run("snapshot", "verify", sealed["folder"], "--anchor", sealed["hash"][:16])
    assert (code, "as it was sealed" in out) == (0, True)


def medical_list(folder: Path, *rows: tuple[str, ...]) -> Path:
    """A list of the health-insurance office as it is exported: CSV in GBK."""
    heads = ("县", "乡镇", "行政村", "姓名", "身份证号码", "累计合规自付金额（元）")
    path = folder / "2026年10月大额医疗自付预警名单.csv"
    path.write_text("\r\n".join(",".join(line) for line in (heads, *rows)), encoding="gbk")
    return path


@pytest.fixture
def listed(opened):
    """The small world with a person whose number is right to its last character."""
    seventeen = "77010119800506001"
    number = seventeen + check_character(seventeen)
    with acting_as(opened.zhou):
        opened.person_a.document_number = number
        opened.person_a.save()
    return opened, ("示例县", "甲镇", "甲一村", "张三", number, "23411.00")


def test_a_file_is_previewed_and_lands_only_when_told_to(run, listed, tmp_path):
    world, row = listed
    path = medical_list(tmp_path, row)
    code, out, _ = run("import", path, "--json")
    (preview,) = json.loads(out)["uploads"]
    assert (code, preview["source"], preview["state"]) == (0, "medical_threshold", "previewed")
    with acting_as(world.zhou):
        assert not ThresholdListing.objects.exists()
    code, out, _ = run("import", path, "--accept")
    assert code == 0
    assert "1 new" in out
    with acting_as(world.zhou):
        assert ThresholdListing.objects.get().amount_yuan == Decimal("23411.00")
    code, out, _ = run("import", path, "--accept", "--json")
    (again,) = json.loads(out)["uploads"]
    assert again["counts"]["changes_nothing"] is True


def test_rows_in_doubt_go_back_under_the_password_of_the_file_or_nothing_is_done(run, listed, tmp_path):
    _, row = listed
    path = medical_list(tmp_path, row, ("示例县", "甲镇", "甲一村", "无此人", "770101********001X", "9000"))
    folder = tmp_path / "returned"
    code, out, _ = run("import", path, "--accept", "--returned", folder, "--json")
    (refused,) = json.loads(out)["uploads"]
    assert (code, refused["batch"], folder.exists()) == (Exit.FOUND, None, False)
    (tmp_path / "password").write_text("told-by-phone\n")
    code, _, _ = run("import", path, "--returned", folder, "--password-file", tmp_path / "password", "--json")
    (written,) = folder.iterdir()
    assert (code, written.name) == (0, f"{path.stem}-returned-medical_threshold.xlsx")
    locked = msoffcrypto.OfficeFile(BytesIO(written.read_bytes()))
    locked.load_key(password="told-by-phone")
    plain = BytesIO()
    locked.decrypt(plain)
    cells = {c.value for line in openpyxl.load_workbook(plain).worksheets[0].iter_rows() for c in line}
    assert "无此人" in cells
    assert "张三" not in cells


def test_a_file_that_cannot_be_read_is_named_and_keeps_no_other_back(run, listed, tmp_path):
    _, row = listed
    broken = tmp_path / "名单.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    code, out, err = run("import", broken, medical_list(tmp_path, row), "--accept", "--json", lang="zh")
    first, second = json.loads(out)["uploads"]
    assert code == Exit.FOUND
    assert first["problem"]["zh"] in err
    assert second["state"] == "landed"


def test_a_password_file_without_a_first_line_is_said_before_anything_is_read(run, listed, tmp_path):
    (tmp_path / "password").write_text("\ntold-by-phone\n")
    code, _, err = run("import", medical_list(tmp_path, listed[1]), "--password-file", tmp_path / "password")
    assert (code, "first line is empty" in err) == (Exit.USAGE, True)


def test_a_month_is_written_as_year_and_month(run, listed, tmp_path):
    code, _, err = run("import", medical_list(tmp_path, listed[1]), "--period", "October")
    assert (code, "2026-10" in err) == (Exit.USAGE, True)
    code, _, _ = run("import", medical_list(tmp_path, listed[1]), "--period", "2026-02", "--accept", "--json")
    assert code == 0
    with acting_as(listed[0].zhou):
        assert ThresholdListing.objects.get().period_to_on == date(2026, 2, 28)


def test_a_changed_byte_is_named_with_exit_code_one(run, opened):
    _, out, _ = run("seal", "--as-of", "2026-10-31", "--json")
    folder = Path(json.loads(out)["folder"])
    path = folder / "ledgers/household.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(bytes(content))
    code, out, err = run("snapshot", "verify", folder, lang="zh")
    assert (code, "household.parquet" in err, "被改动过" in err) == (Exit.FOUND, True, True)
    code, out, _ = run("snapshot", "verify", folder, "--json")
    (one,) = json.loads(out)["snapshots"]
    assert (code, one["problems"][0]["kind"], one["problems"][0]["file"]) == (
        1,
        "file_changed",
        "ledgers/household.parquet",
    )
    code, _, err = run("snapshot", "verify", folder, "--anchor", "0" * 16)
    assert "is not the snapshot asked for" in err or "not the snapshot asked for" in err


def test_a_broken_chain_is_found_from_the_folder_and_from_the_snapshot(run, opened):
    import shutil

    hashes = []
    for month in ("08", "09", "10"):
        _, out, _ = run("seal", "--as-of", f"2026-{month}-28", "--json")
        hashes.append(json.loads(out))
    shutil.rmtree(hashes[1]["folder"])
    parent = Path(hashes[0]["folder"]).parent
    for asked in (parent, hashes[2]["folder"]):
        code, out, _ = run("snapshot", "verify", asked, "--json")
        kinds = [p["kind"] for one in json.loads(out)["snapshots"] for p in one["problems"]]
        assert (code, kinds) == (1, ["chain_broken"])


def test_what_is_refused_says_why_and_exits_three(run, opened):
    code, _, err = run("screen")
    assert (code, "there is no snapshot yet" in err) == (Exit.REFUSED, True)
    code, out, err = run("seal", "--by", "lin", "--json", lang="zh")
    assert (code, json.loads(out)["problem"]) == (Exit.REFUSED, "MayNotSeal")
    assert "没有封存权限" in err
    code, _, err = run("seal", "--by", "nobody")
    assert (code, "zhou" in err) == (Exit.REFUSED, True)


def test_a_command_written_wrong_exits_two(run):
    assert run("seal", "--as-of", "yesterday")[0] == Exit.USAGE
    assert run("no-such-command")[0] == Exit.USAGE
    assert run("snapshot", "verify")[0] == Exit.USAGE


def test_a_folder_that_is_no_snapshot_is_found_wrong(run, tmp_path):
    code, _, err = run("snapshot", "verify", tmp_path)
    assert (code, "no snapshot" in err) == (Exit.FOUND, True)


def test_a_mistake_in_a_policy_is_found_with_file_and_line(run, tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here/place.yaml").write_text("id: here\nzh: 此地\nen: Here\nlevel: nation\narea_code: '1'\nwrong: 1\n")
    code, out, err = run("policies", "check", tmp_path, "--json")
    (first, *_) = json.loads(out)["problems"]
    assert (code, first["file"]) == (Exit.FOUND, "here/place.yaml")
    assert "here/place.yaml:" in err


def test_a_place_of_the_homes_own_folder_is_checked_and_counted_like_those_that_came_with_the_program(
    run, tmp_path, monkeypatch
):
    import shutil

    own = Path(__file__).parents[2] / "core" / "sixth" / "policies"
    shutil.copytree(own, tmp_path / "home" / "policies")
    monkeypatch.setenv("FANGPIN_HOME", str(tmp_path / "home"))
    assert run("policies", "check", "--place", "yunqi")[0] == Exit.OK
    assert run("policies", "check", own)[0] == Exit.OK, "the nation stands behind a folder that has none"
    code, out, _ = run("figures", "list", "--place", "yunqi", "--json")
    assert (code, len(json.loads(out)["figures"])) == (Exit.OK, 8)


def test_a_snapshot_is_checked_without_server_or_database(tmp_path):
    """An auditor has a folder and this program: no home, no PostgreSQL, not even Django is touched."""
    import subprocess
    import sys

    script = f"""
import sys
from fangpin_web.command import main
try:
    main(["snapshot", "verify", {str(tmp_path)!r}])
except SystemExit as end:
    assert end.code == 1, end.code
assert "django" not in sys.modules
"""
    source = str(Path(__file__).parents[3] / "src")
    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": source}, check=True, timeout=60)


def test_a_draft_is_read_without_a_database(tmp_path, run):
    draft = tmp_path / "draft.txt"
    draft.write_text("截至目前,监测对象2,345户,“四个不摘”。", encoding="utf-8")
    code, out, _ = run("bulletin", "read", draft, "--json")
    answer = json.loads(out)
    assert code == 0
    (figure,) = answer["figures"]
    assert (figure["value"], figure["unit"], figure["bound"]) == ("2345", "household", "=")
    assert [term["text"] for term in answer["terms"]] == ["四个不摘"]


def test_a_draft_that_is_no_text_is_refused(tmp_path, run):
    draft = tmp_path / "draft.docx"
    draft.write_bytes(b"\x00\x01\x02\xff" * 9)
    code, out, _ = run("bulletin", "read", draft, "--json")
    assert code == Exit.REFUSED
    assert json.loads(out)["problem"] == "UnreadableDraft"
