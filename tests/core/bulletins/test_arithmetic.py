"""Arithmetic inside a text: what holds is told, what does not is found, what the text leaves open is not accused."""

from __future__ import annotations

import pytest

from fangpin.bulletins import read, relations

WHOLE = "全县共纳入监测对象2345户8912人,其中:不稳定户812户3056人、边缘户1103户4218人、突发户430户1638人。"


def judged(text: str) -> list[tuple[str, bool, str]]:
    reading = read(text)
    return [(one.kind, one.holds, reading.figures[one.figures[0]].text) for one in relations(reading)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WHOLE, [("sum", True, "2345户"), ("sum", True, "8912人")]),
        (WHOLE.replace("430户", "340户"), [("sum", False, "2345户"), ("sum", True, "8912人")]),
        ("签约11989人,履约服务11964人,履约率达99.79%。", [("share", True, "99.79%")]),
        ("签约11989人,履约服务11964人,履约率达97.79%。", [("share", False, "97.79%")]),
        ("已有5821名贫困劳动力外出务工,比2019年增加1649人,增长39.53%。", [("growth", True, "39.53%")]),
        ("已有5821名贫困劳动力外出务工,比2019年增加1649人,增长28.33%。", [("growth", False, "28.33%")]),
        ("发现问题126个,已整改119个,剩余7个。", [("rest", True, "7个")]),
        ("发现问题126个,已整改119个,剩余9个。", [("rest", False, "9个")]),
        ("发放贷款1.5亿元,惠及3200户,户均4.69万元。", [("mean", True, "4.69万元")]),
        ("发放贷款1.5亿元,惠及3200户,户均4.96万元。", [("mean", False, "4.96万元")]),
        ("投入资金2.35亿元(中央1.1亿元、省级8000万元、市县4500万元)。", [("sum", True, "2.35亿元")]),
        ("投入资金4.96亿元,支出2.82亿元、支出进度56.9%。", [("share", True, "56.9%")]),
        (
            "监测对象160户(一类50户、二类110户),消除风险80户(一类20户、二类60户),消除率50%,未消除80户。",
            [("sum", True, "160户"), ("sum", True, "80户"), ("share", True, "50%"), ("rest", True, "80户")],
        ),
    ],
)
def test_a_relation_of_the_text_is_judged_within_its_rounding(text: str, told: list[tuple[str, bool, str]]) -> None:
    assert judged(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "农村低保对象4456户6536人,其中建档立卡1406户2353人,占全市贫困人口的17%。",  # the whole is not in the text
        "救助848户1612人,其中脱贫户133户375人。",  # one part of several
        "共有监测对象900户,其中因病200户、因残150户。",  # a list that does not claim to be complete
        "今年务工5000人,比去年增长3.2%。",
        "全年生产总值613.5亿元,增长3.1%。其中,第一产业增加值58.2亿元,增长4.8%。",  # 增加值 is no increase
        "追回资金36.7万元。清收逾期贷款117万元,逾期率由0.86%降至0.12%。",
        "安排4127万元(其中发展集体经济资金100万元),省级356万元,市级200万元,共计4683万元。",  # the 100 is in the 4127
        "贫困人口246万人,比上年减少95万人,减贫速度为27.8%。",  # of the year before
        "脱贫户342户,监测户44户(其中未消除风险的13户)。",  # a part of the 44, no rest of the 342
        "1936万人纳入低保,6098万人参加养老保险,累计解决2889万人饮水安全。",  # 累计: over years
        "到位资金1.36亿元,安排项目112个,完工74个,资金支出进度71.05%。",
    ],
)
def test_what_the_text_leaves_open_is_not_accused(text: str) -> None:
    assert not [one for one in judged(text) if not one[1]]
