"""Values entered by page: the same dated files, checked before they count, withdrawn by a further line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.shipped import small_folder

from fangpin.policy import (
    Citation,
    DeclaredByHand,
    Line,
    OwnPlace,
    PolicyError,
    check,
    enter,
    load,
    make_place,
    places_in,
    policy_with,
)

PLACE = OwnPlace(id="shilixian", zh="示例县", en="Shili", inherits="yunnan", area_code="770101")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    small_folder(tmp_path / "shipped", "national", "yunnan")
    make_place(tmp_path / "own", PLACE)
    return tmp_path / "own"


def shipped(own: Path) -> Path:
    return own.parent / "shipped"


def line(since: str, value: str | None, parameter: str = "income_line", clause: str = "第三条") -> Line:
    source = Citation("示例县〔2026〕2号", clause)
    return Line(parameter=parameter, since=date.fromisoformat(since), value=value, source=source)


def put(own: Path, *lines: Line) -> None:
    for one in lines:
        enter(one, own=own, shipped=shipped(own), place="shilixian")


def value_on(own: Path, day: str) -> Decimal:
    return load("shilixian", (own, shipped(own))).value("income_line", on=date.fromisoformat(day)).value


def test_an_own_place_inherits_from_the_shipped_ones(own: Path) -> None:
    policy = load("shilixian", (own, shipped(own)))
    assert [p.id for p in policy.chain] == ["national", "yunnan", "shilixian"]
    assert value_on(own, "2026-05-01") == Decimal(8700)
    assert set(places_in((own, shipped(own)))) == {"shilixian", *places_in(shipped(own))}
    assert check((own, shipped(own)), "shilixian") == []


def test_a_line_counts_from_its_day_and_not_before(own: Path) -> None:
    put(own, line("2026-04-01", "8900"))
    assert value_on(own, "2026-03-31") == Decimal(8700)
    assert value_on(own, "2026-04-01") == Decimal(8900)
    assert check((own, shipped(own)), "shilixian") == []


def test_a_wrong_line_is_withdrawn_by_another_and_stays_in_the_file(own: Path) -> None:
    put(own, line("2026-04-01", "89000"), line("2026-04-01", None, clause="多打了一个零"), line("2026-04-01", "8900"))
    policy = load("shilixian", (own, shipped(own)))
    assert value_on(own, "2026-04-01") == Decimal(8900)
    (wrong,) = policy.parameters["income_line"].withdrawn
    assert (wrong.value, wrong.withdrawn) == (Decimal(89000), Citation("示例县〔2026〕2号", "多打了一个零"))
    assert '"89000"' in (own / "shilixian/parameters/entered.yaml").read_text(encoding="utf-8")


def test_after_a_withdrawal_alone_the_earlier_value_goes_on(own: Path) -> None:
    put(own, line("2026-04-01", "8900"), line("2026-04-01", None))
    assert value_on(own, "2026-04-01") == Decimal(8700)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (line("2026-04-01", "八千"), "entered.yaml"),
        (line("2026-04-01", None), "withdraw"),
        (line("2026-04-01", "1", parameter="no_such_line"), "no_such_line"),
        (line("2026-04-01", "99999999999999999"), "fit"),
    ],
)
def test_a_line_that_would_spoil_the_policy_is_not_written(own: Path, wrong: Line, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        put(own, wrong)
    assert not (own / "shilixian/parameters/entered.yaml").exists()


def test_the_same_day_twice_is_refused_and_the_first_line_stays(own: Path) -> None:
    put(own, line("2026-04-01", "8900"))
    with pytest.raises(PolicyError, match="two values since"):
        put(own, line("2026-04-01", "8950"))
    assert value_on(own, "2026-04-01") == Decimal(8900)


def test_a_parameter_that_people_write_in_a_file_is_left_to_them(own: Path) -> None:
    (own / "shilixian/parameters/income.yaml").write_text(
        'parameters:\n  - id: income_line\n    values:\n      - since: 2026-01-01\n        value: "8800"\n'
        "        source: {document: 示例县〔2026〕1号}\n",
        encoding="utf-8",
    )
    with pytest.raises(DeclaredByHand, match=r"income\.yaml"):
        put(own, line("2026-04-01", "8900"))


def test_every_kind_of_value_can_be_entered(own: Path) -> None:
    parameters = load("shilixian", (own, shipped(own))).parameters.values()
    kinds = {p.type.kind: p for p in parameters if p.values}
    for kind, parameter in kinds.items():
        value = str(parameter.values[-1].value)
        value = value.lower() if kind == "boolean" else value
        put(own, line("2030-01-01", value, parameter=parameter.id))
        entered = load("shilixian", (own, shipped(own))).parameters[parameter.id].values[-1]
        assert (entered.value, entered.since) == (parameter.values[-1].value, date(2030, 1, 1)), kind


def test_words_with_quotation_marks_and_colons_come_back_as_they_were(own: Path) -> None:
    clause = '第三条："低于" {线} # 备注: \\ 完'
    put(own, line("2026-04-01", "8900", clause=clause), line("2026-07-01", "9000"))
    values = load("shilixian", (own, shipped(own))).parameters["income_line"].values
    assert [v.source.clause for v in values if v.since.year == 2026] == [clause, "第三条"]


def test_a_trial_leaves_the_folder_as_it_was(own: Path) -> None:
    tried = policy_with(line("2026-04-01", "8900"), own=own, shipped=shipped(own), place="shilixian")
    assert tried.value("income_line", on=date(2026, 4, 1)).value == Decimal(8900)
    assert value_on(own, "2026-04-01") == Decimal(8700)
