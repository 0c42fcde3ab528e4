"""The worked cases of schemes, reckoned by hand, through plain Python and through SQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.shipped import shipped

from fangpin.entitlements import check_schemes
from fangpin.entitlements.worked_cases import work_through
from fangpin.policy import Policy


@pytest.mark.parametrize("place", ["yunnan", "anhui", "fujian"])
def test_every_case_of_a_province_comes_to_its_amount_twice(place: str) -> None:
    policy = shipped(place)
    assert list(check_schemes(policy)) == []
    worked = list(work_through(policy))
    assert worked
    assert [w for w in worked if not w.agrees] == []


def test_every_case_of_the_nation_comes_to_its_amount_twice() -> None:
    policy = shipped("national")
    assert list(check_schemes(policy)) == []
    worked = list(work_through(policy))
    assert len(worked) > 40
    assert [w for w in worked if not w.agrees] == []


def test_a_case_that_comes_to_another_amount_and_a_scheme_without_cases_are_problems(policy: Policy) -> None:
    wrong = [
        replace(case, due={"yulu_grant": "1500.01"}, place="gejiu") for case in policy.cases if "yulu_grant" in case.due
    ]
    only = replace(policy, cases=tuple(wrong[:1]), schemes={"yulu_grant": policy.scheme("yulu_grant")})
    told = [str(problem) for problem in check_schemes(only)]
    assert any("comes to 1500.00, the case states 1500.01" in one for one in told)
    assert any("has no case for: none, unknown" in one for one in told)
