"""A snapshot sealed by an earlier release still opens, and says today what it said then.

``sealed_in_2026`` is frozen: a land of one policy file of each kind with no more than the keys each needed then, among
them a publicity from before notices had kinds. When a test here fails, a reader has come to ask for more. Give what is
left out the meaning it had; do not seal the folder anew.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from fangpin.indicators import evaluate
from fangpin.policy.loading import FOLDERS
from fangpin.rules import explain, screen
from fangpin.snapshots import open_snapshot, verify

SEALED = Path(__file__).parent / "sealed_in_2026"
ANCHOR = "3309a44ebd37ffa91deada1b84c73e2cce6e9e48cc2f117626c64134b52a1858"


def test_it_is_whole_and_the_one_that_was_sealed():
    assert verify(SEALED) == []
    assert open_snapshot(SEALED).hash == ANCHOR


def test_a_policy_file_of_every_kind_is_read_with_the_keys_it_needed_then():
    policies = (
        SEALED / "policies"
    )  # without cases, which are for the check; a kind made later has an archive of its own
    there = {folder.name for place in ("land", "vale") for folder in (policies / place).iterdir() if folder.is_dir()}
    assert there == set(FOLDERS) - {"cases"}
    policy = open_snapshot(SEALED).policy
    found = {
        *(*policy.rules, *policy.indicators, *policy.figures, *policy.processes, *policy.chains, *policy.schemes),
        *(*policy.templates, *policy.forms, *policy.sources),
    }
    assert found == {
        *("income_below_line", "members", "dibao_share", "vale-001", "leaving", "helpers", "own_pay_relief"),
        *("monthly", "paper", "roll"),
    }
    assert policy.mechanisms["watch"].on
    publicity = policy.processes["leaving"].steps["publicised"].publicity
    assert (publicity.kind, publicity.days) == ("inclusion", 7)  # there were no others then


def test_its_findings_and_figures_are_what_they_were():
    snapshot = open_snapshot(SEALED)
    policy, day = snapshot.policy, snapshot.manifest.as_of
    findings = screen(snapshot, policy, as_of=day).findings.to_pylist()
    assert [(f["rule"], f["household_id"], f["answer"]) for f in findings] == [
        ("income_below_line", 1, "unknown"),
        ("income_below_line", 2, "yes"),
    ]
    said = explain(policy.rules["income_below_line"], findings[1]["basis"], policy, on=day, language="zh").sentence
    assert "7,999.00 元" in said
    counted = evaluate(snapshot, policy, ["members", "dibao_share"], as_of=day, levels=("county",))
    figures = {f.indicator.id: (f.numerator, f.denominator) for f in counted.in_table_order()}
    assert figures == {"members": (Decimal(3), None), "dibao_share": (Decimal(1), Decimal(2))}
