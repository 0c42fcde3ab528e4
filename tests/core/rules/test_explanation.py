"""A finding explains itself: values, parameters with their days, and what is unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fangpin.policy import Policy
from fangpin.rules import explain, trace
from fangpin.rules.answers import basis_columns

from .families import DAY, Families

MEDICAL = {
    "own_pay_seen_yuan": "23411.00",
    "own_pay_yuan": "23411.00",
    "own_pay_ruled_out": False,
    "own_pay_unstated": False,
    "claims": 3,
    "claims_until": "2026-10-31",
    "own_pay_listed_on": None,
    "register_type": "general",
}


@pytest.mark.parametrize(
    ("rule", "basis", "zh"),
    [
        (
            "medical_other",
            MEDICAL,
            (
                "合规自付医疗费 23,411.00 元 ≥ 20,000.00 元（大额自付线，2020-03-20 起）；"
                "结算笔数 3 笔，最近结算日期 2026-10-31，户类型 一般农户"
            ),
        ),
        (
            "missed_income",
            {"unmonitored": True, "net_income_yuan": "34799.99", "account_members": 4},
            (
                "未纳入监测；家庭纯收入 34,799.99 元/年 < 34,800.00 元/年"
                "（核算人口 4 人 × 监测收入线 8,700.00 元/人/年〔2025-01-01 起〕）"
            ),
        ),
        (
            "housing_unsafe",
            {"grade": "D", "only_housing": True, "works_accepted": False},
            "鉴定等级为D级；唯一住房；改造未竣工验收",
        ),
        (
            "medical_shock",
            {"account_own_pay_yuan": "30000.00", "net_income_yuan": "40000.00"},
            (
                "收入账合规自付 30,000.00 元/年 ≥ 20,000.00 元/年"
                "（家庭纯收入 40,000.00 元/年 × 支出占收入警戒比例 50%〔2020-03-20 起〕）"
            ),
        ),
        ("elimination_incomplete", {"eliminated": True, "eliminated_on": None}, "风险已消除；风险消除时间未填写"),
    ],
)
def test_the_sentence_says_what_was_compared(policy: Policy, rule: str, basis: dict[str, object], zh: str) -> None:
    assert explain(policy.rule(rule), basis, policy, on=DAY).sentence.startswith(zh)


def test_the_english_sentence_is_complete(policy: Policy) -> None:
    told = explain(policy.rule("medical_other"), MEDICAL, policy, on=DAY, language="en")
    assert told.sentence == (
        "Eligible own medical payment 23,411.00 CNY ≥ 20,000.00 CNY "
        "(High own payment, other rural households, since 2020-03-20); "
        "Claims 3 claims, Last claim on 2026-10-31, Register type General rural household"
    )


def test_an_old_finding_keeps_the_line_of_its_day(policy: Policy) -> None:
    basis = {"unmonitored": True, "net_income_yuan": "20000.00", "account_members": 4}
    told = explain(policy.rule("missed_income"), basis, policy, on=date(2024, 5, 31))
    assert "24,000.00 元/年（核算人口 4 人 × 监测收入线 6,000.00 元/人/年〔2020-03-20 起〕）" in told.sentence


def test_an_unknown_names_what_could_not_be_said(policy: Policy) -> None:
    basis = {"eliminated": True, "elimination_kind": "assisted", "dwell_months": None, "identified_on": "2026-04-01"}
    told = explain(policy.rule("eliminated_too_soon"), basis, policy, on=DAY)
    assert told.unknown == ("识别至消除整月数",)
    assert told.sentence.endswith("未知：识别至消除整月数")
    assert [s.text for s in told.shown if not s.known] == ["未知", "未知"]


def test_every_stored_finding_can_be_explained_in_both_languages(policy: Policy) -> None:
    told = {"eliminated": True, "eliminated_on": date(2026, 2, 1), "elimination_kind": "assisted"}
    lin = Families().registered().covered("medical_claim").covered("enrolment").monitored(2, **told)
    lin.claim(11, "9000", kind="outpatient").account(1, "20000").account(2, "3000", members=1)
    findings = lin.screened(policy).findings.to_pylist()
    assert len(findings) > 5
    for finding in findings:
        for language in ("zh", "en"):
            rule = policy.rule(finding["rule"])
            explained = explain(rule, finding["basis"], policy, on=DAY, language=language)  # type: ignore[arg-type]
            assert explained.sentence
            assert finding["answer"] == "yes" or explained.unknown


def test_a_finding_is_traced_to_the_rows_it_rests_on_and_no_others(policy: Policy) -> None:
    lin = Families().covered("medical_claim").claim(11, "15000").claim(12, "9000").claim(21, "100")
    lin.claim(11, "7000", on=date(2024, 1, 1)).account(1, "20000")
    rule = policy.rule("medical_other")
    with lin.opened() as connection:
        traced = trace(connection, policy, rule.over, 1, as_of=DAY, columns=basis_columns(rule))
        whole = trace(connection, policy, rule.over, 1, as_of=DAY)
    assert {t.ledger: t.ids for t in traced}["medical_claim"] == (1, 2)
    assert "income_account" not in {t.ledger for t in traced}
    assert "income_account" in {t.ledger for t in whole}


def test_a_person_is_traced_to_their_own_rows(policy: Policy) -> None:
    lin = Families().covered("medical_claim").claim(11, "800", kind="outpatient").claim(12, "900", kind="outpatient")
    lin.add(
        "threshold_listing",
        person_id=11,
        listing="outpatient_month",
        period_from_on=date(2026, 10, 1),
        period_to_on=DAY,
    )
    lin.rows["threshold_listing"][0]["amount_yuan"] = Decimal(800)
    rule = policy.rule("outpatient_month_high")
    with lin.opened() as connection:
        traced = {
            t.ledger: t.ids for t in trace(connection, policy, rule.over, 11, as_of=DAY, columns=basis_columns(rule))
        }
    assert traced["medical_claim"] == (1,)
    assert traced["threshold_listing"] == (1,)
