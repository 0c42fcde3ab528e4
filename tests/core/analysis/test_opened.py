"""An analyst opens a sealed folder and asks; the example of the documentation runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.core.rules.families import DAY, Families
from tests.shipped import shipped

import fangpin
from fangpin.snapshots import write

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    known = Families().registered(1).monitored(2).account(1, "40000").account(2, "9000", members=1)
    path = tmp_path_factory.mktemp("office") / "snapshots" / "2026-10-31"
    path.parent.mkdir()
    write(
        path,
        ledgers=known.tables,
        policy=shipped("gejiu"),
        as_of=DAY,
        sealed_at=datetime(2026, 11, 1, tzinfo=UTC),
        label="2026年10月",
        demo=True,
        previous=None,
    )
    return path


def test_facts_and_figures_come_as_tables(folder: Path) -> None:
    sealed = fangpin.open(folder)
    assert sealed.facts("household_standing").column("registered").to_pylist() == [True, True]
    county = sealed.figures(["registered_households", "risk_eliminated_share"], levels=["county"]).to_pylist()
    assert [(row["indicator"], row["area_code"], row["value"]) for row in county] == [
        ("registered_households", "532501", 2),
        ("risk_eliminated_share", "532501", 0),
    ]


def test_a_higher_line_finds_more(folder: Path) -> None:
    sealed = fangpin.open(folder)
    by_rule = {row["rule"]: row["more"] for row in sealed.what_if({"income_line": "12000"}).to_pylist()}
    assert max(by_rule.values()) > 0
    assert sealed.findings().num_rows <= sealed.with_parameters({"income_line": "12000"}).findings().num_rows


def test_what_an_analyst_mistypes_is_answered_in_words(folder: Path) -> None:
    sealed = fangpin.open(folder)
    assert sealed.facts("household_standing", as_of=str(sealed.as_of)).equals(sealed.facts("household_standing"))
    with pytest.raises(ValueError, match="no level town; the levels are nation, province"):
        sealed.figures(levels=["town"])
    with pytest.raises(ValueError, match=r"income_line is .* now; 'much' is not such a value"):
        sealed.with_parameters({"income_line": "much"})
    with pytest.raises(LookupError, match="did you mean household_standing"):
        sealed.facts("household_standin")


def test_the_example_of_the_documentation_runs_without_the_web_framework(folder: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "analyse-a-snapshot.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    last = "\nimport sys\nassert 'django' not in sys.modules\n"
    done = subprocess.run(
        [sys.executable, "-c", example + last], cwd=folder.parents[1], env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 ")
