-- fact:    household_water
-- zh:      饮水工程受益户
-- en:      Households that water works serve
-- grain:   household_id
-- subject: household
-- columns:
--   registered          boolean          | 建档立卡户 | On the register | NULL where no register has arrived
--   people              integer  person  | 家庭人口 | People of the household | Counted once however many works serve it | 多处工程受益只计一次
--   problem_found_on    date             | 饮水问题发现日期 | Water problem found on
--   problems_open       integer  item    | 未解决饮水问题数 | Water problems not solved
--   problem_solved_on   date             | 饮水问题解决日期 | Water problem solved on | NULL while one is open | 有问题未解决时为空
--   fluoride_found_on   date             | 氟超标发现日期 | Excess fluoride found on
--   fluoride_open       boolean          | 氟超标未改水 | Fluoride not yet solved | NULL where none was found | 无氟超标时为空
--   fluoride_solved_on  date             | 氟超标改水完成日期 | Fluoride solved on
--   consolidated_on     date             | 巩固提升工程受益日期 | Served by consolidation works from
WITH lines AS (
  SELECT
    s.household_id,
    max(s.people) AS people,
    min(CASE WHEN s.problem IS NOT NULL THEN s.found_on END) AS problem_found_on,
    sum(CASE WHEN s.problem IS NOT NULL AND (s.solved_on IS NULL OR s.solved_on > :as_of) THEN 1 ELSE 0 END) AS problems_open,
    max(CASE WHEN s.problem IS NOT NULL THEN s.solved_on END) AS problem_solved_on,
    min(CASE WHEN s.problem = 'fluoride' THEN s.found_on END) AS fluoride_found_on,
    bool_or(CASE WHEN s.problem = 'fluoride' THEN s.solved_on IS NULL OR s.solved_on > :as_of END) AS fluoride_open,
    max(CASE WHEN s.problem = 'fluoride' THEN s.solved_on END) AS fluoride_solved_on,
    min(CASE WHEN w.kind = 'consolidation' THEN w.completed_on END) AS consolidated_on
  FROM water_service AS s
  LEFT JOIN water_work AS w ON w.id = s.water_work_id
  WHERE s.problem IS NULL OR s.found_on IS NULL OR s.found_on <= :as_of
  GROUP BY s.household_id
),
living AS (
  SELECT household_id, count(*) AS members FROM member_now GROUP BY household_id
)
SELECT
  l.household_id,
  h.area_code,
  r.poverty_registered AS registered,
  coalesce(l.people, m.members) AS people,
  l.problem_found_on,
  l.problems_open,
  CASE WHEN l.problems_open = 0 THEN l.problem_solved_on END AS problem_solved_on,
  l.fluoride_found_on,
  l.fluoride_open,
  l.fluoride_solved_on,
  l.consolidated_on
FROM lines AS l
JOIN household AS h ON h.id = l.household_id
LEFT JOIN household_register AS r ON r.household_id = l.household_id
LEFT JOIN living AS m ON m.household_id = l.household_id
