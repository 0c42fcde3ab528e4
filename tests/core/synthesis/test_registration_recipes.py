"""Register, exit and monitoring of the five cities: the built records, counted by plain SQL, give the targets."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from tests.core.indicators.built import built, targets_of

from fangpin.synthesis.recipes import City

SEEDS = (None, 1, 2)


def counted(city: City, sql: str) -> int:
    """The one number a query over the city's tables gives; ``day`` is the report's day."""
    connection = duckdb.connect()
    for name in city.ledgers:
        connection.register(name, city.table(name))
    connection.register("areas", city.areas())
    (number,) = connection.execute(sql.replace(":day", f"DATE '{city.day}'")).fetchone()
    return int(number)


PEOPLE_OF_TYPE = """
SELECT count(*) FROM register_spell r JOIN membership m USING (household_id)
WHERE r.register_type = '{kind}' AND r.from_on <= {on} AND (r.to_on IS NULL OR r.to_on > {on})
  AND m.from_on <= {on} AND (m.to_on IS NULL OR m.to_on > {on})
"""


@pytest.mark.parametrize("seed", SEEDS)
def test_wuhu_lifts_in_the_year_everybody_who_was_poor_when_it_began(seed):
    targets = targets_of("wuhu", seed)
    city = built("wuhu", seed)
    opening = "DATE '2020-01-01'"
    assert counted(city, PEOPLE_OF_TYPE.format(kind="unlifted", on=opening)) == targets["wuhu-005"].aim
    homes = "SELECT count(*) FROM register_spell WHERE register_type = 'unlifted' AND to_on > DATE '2020-01-01'"
    assert counted(city, homes) == targets["wuhu-006"].aim
    assert counted(city, PEOPLE_OF_TYPE.format(kind="unlifted", on=":day")) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_wuhu_watches_both_classes_and_rows_beside_are_over_by_the_day(seed):
    targets = targets_of("wuhu", seed)
    city = built("wuhu", seed)
    in_force = (
        "SELECT count(DISTINCT household_id) FROM monitoring_spell WHERE to_on IS NULL AND monitoring_class = '{}'"
    )
    assert counted(city, in_force.format("unstable")) == targets["wuhu-013"].aim
    assert counted(city, in_force.format("marginal")) == targets["wuhu-014"].aim
    assert counted(city, "SELECT count(*) FROM monitoring_spell WHERE to_on <= :day") > 0
    assert counted(city, "SELECT count(*) FROM monitoring_spell WHERE NOT eliminated OR eliminated_on > :day") == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_huainan_lists_as_many_villages_and_townships_as_pass_the_thresholds(seed):
    targets = targets_of("huainan", seed)
    city = built("huainan", seed)
    per = """
    SELECT count(*) FROM (
      SELECT left(r.area_code, {digits}) AS area, count(*) AS people
      FROM register_spell r JOIN membership m USING (household_id)
      WHERE r.register_type = 'unlifted' AND r.to_on IS NULL AND m.to_on IS NULL AND r.area_code LIKE '340422%'
      GROUP BY 1 HAVING people >= {least})
    """
    assert counted(city, per.format(digits=9, least=targets["huainan-049"].aim)) == targets["huainan-050"].aim
    assert counted(city, per.format(digits=12, least=targets["huainan-051"].aim)) == targets["huainan-052"].aim
    listed = "SELECT count(*) FROM area_listing WHERE listing = 'supervised_county' AND length(area_code) = {}"
    assert counted(city, listed.format(12)) == targets["huainan-052"].aim
    assert counted(city, listed.format(9)) == targets["huainan-050"].aim


@pytest.mark.parametrize("seed", SEEDS)
def test_gejiu_has_the_registered_people_that_its_share_on_dibao_implies(seed):
    targets = targets_of("gejiu", seed)
    city = built("gejiu", seed)
    people = counted(city, PEOPLE_OF_TYPE.format(kind="lifted", on=":day"))
    assert targets["gejiu-054"].holds(targets["gejiu-053"].aim * 100 / people)


@pytest.mark.parametrize("seed", [1])  # the largest: as published, other tests count it back
def test_zhangjiakou_lifts_people_and_villages_of_the_year_and_no_others(seed):
    targets = targets_of("zhangjiakou", seed)
    city = built("zhangjiakou", seed)
    lifted = """
    SELECT count(*) FROM register_spell r JOIN membership m USING (household_id)
    WHERE r.register_type = 'lifted' AND r.from_on BETWEEN DATE '2019-01-01' AND :day AND m.to_on IS NULL
    """
    assert counted(city, lifted) == targets["zhangjiakou-002"].aim
    exits = """
    SELECT count(DISTINCT area_code) FROM exit_check
    WHERE kind = 'village' AND passed AND verified_on BETWEEN DATE '2019-01-01' AND :day
    """
    assert counted(city, exits) == targets["zhangjiakou-001"].aim
    assert counted(city, "SELECT count(*) FROM exit_check WHERE kind = 'village' AND year(verified_on) < 2019") > 0
    able = """
    SELECT count(*) FROM condition JOIN membership USING (person_id) JOIN register_spell r USING (household_id)
    WHERE labour IN ('ordinary', 'skilled') AND r.register_type IN ('lifted', 'unlifted') AND r.to_on IS NULL
      AND membership.to_on IS NULL
    """
    assert counted(city, able) == targets["zhangjiakou-042"].aim


@pytest.mark.parametrize("seed", SEEDS)
def test_nanping_delists_its_key_counties_and_all_its_poor_villages(seed):
    targets = targets_of("nanping", seed)
    city = built("nanping", seed)
    listed = "SELECT count(DISTINCT area_code) FROM area_listing WHERE listing = '{}' AND to_on IS NULL"
    assert counted(city, listed.format("poor_county_provincial")) == targets["nanping-028"].aim
    assert counted(city, listed.format("poor_village")) == targets["nanping-007"].aim
    assert counted(city, "SELECT count(*) FROM areas WHERE level = 'village'") == targets["nanping-006"].aim
    exits = "SELECT count(DISTINCT area_code) FROM exit_check WHERE kind = '{}' AND passed AND announced_on <= :day"
    assert counted(city, exits.format("village")) == targets["nanping-061"].aim
    assert counted(city, exits.format("county")) == targets["nanping-028"].aim
    (zhenghe,) = [a.code for a in city.settled.ground.areas if a.name == "政和县"]
    on = "SELECT count(*) FROM exit_check WHERE area_code = '{}' AND announced_on = DATE '2020-04-28'"
    assert counted(city, on.format(zhenghe)) == 1


def test_a_city_is_sealed_for_the_last_day_of_its_report():
    assert built("wuhu", None).day == date(2020, 12, 30)
