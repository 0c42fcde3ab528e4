-- fact:    survey_unit
-- zh:      五看排查单元
-- en:      What a five-look round has to look at
-- grain:   survey_round_id, unit, unit_id, item
-- subject: survey_round
-- columns:
--   unit       text                       | 排查单元 | Unit | village, household or person | 村、户、人
--   unit_id    integer                    | 单元键 | Key of the unit
--   item       code(survey_item)          | 排查项目 | Item
--   filled     boolean                    | 已排查 / 未排查 | Looked at / Not looked at
--   completed_on date                     | 完成日期 | Round completed on
--   this_year  boolean                    | 本年度轮次 | Round of the year of the day
-- Every village; every household not yet lifted or monitored, by its house and its grain; every member once, by what
-- concerns them. A round that is not said to be complete claims nothing.
WITH rounds AS (
  SELECT id, completed_on, extract(YEAR FROM completed_on) = extract(YEAR FROM :as_of) AS this_year
  FROM survey_round
  WHERE kind = 'five_look' AND completed_on <= :as_of
),
homes AS (
  SELECT household_id, area_code
  FROM household_poverty
  WHERE register_type = 'unlifted' OR monitoring_class IS NOT NULL
),
units AS (
  SELECT 'village' AS unit, id AS unit_id, 'whole' AS item, code AS area_code FROM area WHERE level = 'village'
  UNION ALL
  SELECT 'household' AS unit, household_id AS unit_id, 'house' AS item, area_code FROM homes
  UNION ALL
  SELECT 'household' AS unit, household_id AS unit_id, 'grain' AS item, area_code FROM homes
  UNION ALL
  SELECT 'person' AS unit, m.person_id AS unit_id, 'person' AS item, m.area_code
  FROM member_now AS m
  JOIN homes ON homes.household_id = m.household_id
),
forms AS (
  SELECT
    f.round_id,
    CASE WHEN f.person_id IS NOT NULL THEN 'person' WHEN f.household_id IS NOT NULL THEN 'household' ELSE 'village' END AS unit,
    coalesce(f.person_id, f.household_id, a.id) AS unit_id,
    CASE WHEN f.person_id IS NOT NULL THEN 'person' ELSE f.item END AS item
  FROM survey_form AS f
  LEFT JOIN area AS a ON a.code = f.area_code AND a.level = 'village'
  WHERE f.filled_on <= :as_of
  GROUP BY
    f.round_id,
    CASE WHEN f.person_id IS NOT NULL THEN 'person' WHEN f.household_id IS NOT NULL THEN 'household' ELSE 'village' END,
    coalesce(f.person_id, f.household_id, a.id),
    CASE WHEN f.person_id IS NOT NULL THEN 'person' ELSE f.item END
)
SELECT
  r.id AS survey_round_id,
  u.unit,
  u.unit_id,
  CASE WHEN u.item <> 'person' THEN u.item END AS item,
  u.area_code,
  f.unit_id IS NOT NULL AS filled,
  r.completed_on,
  r.this_year
FROM rounds AS r
CROSS JOIN units AS u
LEFT JOIN forms AS f ON f.round_id = r.id AND f.unit = u.unit AND f.unit_id = u.unit_id AND f.item = u.item
