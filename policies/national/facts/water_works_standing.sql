-- fact:    water_works_standing
-- zh:      饮水工程进度与水质
-- en:      Water works and their tests
-- grain:   water_work_id
-- subject: water_work
-- columns:
--   kind             code(water_work_kind)  | 工程类别 | Kind
--   started_on       date                   | 开工日期 | Started on
--   completed_on     date                   | 完工日期 | Completed on
--   accepted_on      date                   | 验收日期 | Accepted on
--   completed        boolean                | 已完工 | Completed by the day
--   accepted         boolean                | 已验收 | Accepted by the day
--   invested_yuan    decimal(18,2)  CNY     | 完成投资 | Investment completed
--   responsible_id   integer                | 责任单位键 | Responsible body
--   tested_on        date                   | 最近水质检测日期 | Last tested on | After completion; NULL where never | 完工后从未检测为空
--   test_passed      boolean                | 最近水质检测合格 | The last test passed
--   fluoride_mg      decimal(8,3)           | 最近氟化物检测值（毫克每升） | Fluoride in the last test
--   households_open  integer  household     | 未解决受益户数 | Listed households not yet solved
WITH tests AS (
  SELECT
    t.water_work_id,
    t.sampled_on,
    t.passed,
    t.fluoride,
    row_number() OVER (PARTITION BY t.water_work_id ORDER BY t.sampled_on DESC, t.id DESC) AS place
  FROM water_test AS t
  JOIN water_work AS w ON w.id = t.water_work_id
  WHERE t.sampled_on <= :as_of AND (w.completed_on IS NULL OR t.sampled_on >= w.completed_on)
),
lines AS (
  SELECT
    water_work_id,
    sum(CASE WHEN problem IS NOT NULL AND (solved_on IS NULL OR solved_on > :as_of) THEN 1 ELSE 0 END) AS households_open
  FROM water_service
  WHERE water_work_id IS NOT NULL
  GROUP BY water_work_id
)
SELECT
  w.id AS water_work_id,
  w.area_code,
  w.kind,
  w.started_on,
  w.completed_on,
  w.accepted_on,
  w.completed_on IS NOT NULL AND w.completed_on <= :as_of AS completed,
  w.accepted_on IS NOT NULL AND w.accepted_on <= :as_of AS accepted,
  w.invested_yuan,
  w.responsible_id,
  t.sampled_on AS tested_on,
  t.passed AS test_passed,
  t.fluoride AS fluoride_mg,
  coalesce(l.households_open, 0) AS households_open
FROM water_work AS w
LEFT JOIN tests AS t ON t.water_work_id = w.id AND t.place = 1
LEFT JOIN lines AS l ON l.water_work_id = w.id
