-- fact:    village_works
-- zh:      村级供水与双基提升
-- en:      Water supply and the two basics of an area
-- grain:   area_id
-- subject: area
-- columns:
--   level               code(area_level)         | 区划级别 | Level of the area
--   water_unstable      boolean                  | 供水不稳定村 | On the list of unstable water
--   water_plans         integer  item            | 供水应急预案数 | Emergency water plans in force
--   water_surveyed_on   date                     | 最近供水排查日期 | Water supply last surveyed on
--   water_duty          integer  person          | 饮水属地责任人数 | Officials answering for water
--   consolidated_on     date                     | 巩固提升工程完工日期 | Consolidation works completed on
--   population          integer  person          | 常住人口 | Resident population
--   poor_village        boolean                  | 贫困村 | Poor village
--   focus_poor          boolean                  | 双基重点贫困村 | On the focus list of poor villages
--   focus_other         boolean                  | 双基重点非贫困村 | On the focus list of villages not poor
--   incidence           decimal(8,4)  percent    | 贫困发生率 | Incidence of poverty | As recorded before the listing, else the latest | 列入名单前最近一次登记
--   poor_infrastructure boolean                  | 基础设施较差 | Poor infrastructure
--   water_tests         integer  item            | 一年内水质检测数 | Water tests within a year | Of the county | 县级
--   water_reward_yuan   decimal(18,2)  CNY       | 一年内水质检测奖补 | Reward for water tests paid within a year | Of the county | 县级
WITH lists AS (
  SELECT
    t.code,
    bool_or(l.listing = 'water_unstable') AS water_unstable,
    bool_or(l.listing = 'poor_village') AS poor_village,
    bool_or(l.listing = 'focus_poor_village') AS focus_poor,
    bool_or(l.listing = 'focus_other_village') AS focus_other,
    min(CASE WHEN l.listing IN ('focus_poor_village', 'focus_other_village') THEN l.from_on END) AS focus_on
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  GROUP BY t.code
),
plans AS (
  SELECT area_code, count(*) AS number
  FROM plan
  WHERE kind = 'water_emergency' AND approved_on <= :as_of AND (closed_on IS NULL OR closed_on > :as_of)
  GROUP BY area_code
),
surveys AS (
  SELECT area_code, max(filled_on) AS filled_on
  FROM survey_form
  WHERE item = 'water' AND filled_on <= :as_of AND result IN ('passed', 'failed')
  GROUP BY area_code
),
duties AS (
  SELECT t.code, count(DISTINCT x.officer_id) AS number
  FROM assignment AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  WHERE x.layer = 'water_responsibility'
  GROUP BY t.code
),
works AS (
  SELECT area_code, min(completed_on) AS completed_on
  FROM water_work
  WHERE kind = 'consolidation'
  GROUP BY area_code
),
told AS (
  SELECT
    e.area_code,
    e.population,
    e.incidence,
    e.poor_infrastructure,
    row_number() OVER (
      PARTITION BY e.area_code
      ORDER BY CASE WHEN e.recorded_on <= coalesce(l.focus_on, :as_of) THEN 0 ELSE 1 END, e.recorded_on DESC, e.id DESC
    ) AS place
  FROM area_economy AS e
  LEFT JOIN lists AS l ON l.code = e.area_code
  WHERE e.recorded_on <= :as_of
),
tests AS (
  SELECT left(area_code, 6) AS code, count(*) AS number
  FROM water_test
  WHERE sampled_on <= :as_of AND months_between(sampled_on, :as_of) < 12
  GROUP BY left(area_code, 6)
),
rewards AS (
  SELECT left(area_code, 6) AS code, sum(amount_yuan) AS yuan
  FROM fund_transaction
  WHERE purpose = 'water_test_reward' AND state = 'paid' AND length(area_code) >= 6
    AND moved_on <= :as_of AND months_between(moved_on, :as_of) < 12
  GROUP BY left(area_code, 6)
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  a.level,
  coalesce(l.water_unstable, FALSE) AS water_unstable,
  coalesce(pl.number, 0) AS water_plans,
  s.filled_on AS water_surveyed_on,
  coalesce(d.number, 0) AS water_duty,
  w.completed_on AS consolidated_on,
  e.population,
  coalesce(l.poor_village, FALSE) AS poor_village,
  coalesce(l.focus_poor, FALSE) AS focus_poor,
  coalesce(l.focus_other, FALSE) AS focus_other,
  e.incidence,
  e.poor_infrastructure,
  CASE WHEN a.level = 'county' THEN coalesce(t.number, 0) END AS water_tests,
  CASE WHEN a.level = 'county' THEN coalesce(y.yuan, 0) END AS water_reward_yuan
FROM area AS a
LEFT JOIN lists AS l ON l.code = a.code
LEFT JOIN plans AS pl ON pl.area_code = a.code
LEFT JOIN surveys AS s ON s.area_code = a.code
LEFT JOIN duties AS d ON d.code = a.code
LEFT JOIN works AS w ON w.area_code = a.code
LEFT JOIN told AS e ON e.area_code = a.code AND e.place = 1
LEFT JOIN tests AS t ON t.code = a.code
LEFT JOIN rewards AS y ON y.code = a.code
WHERE a.level IN ('county', 'township', 'village')
