-- fact:    industry_project
-- zh:      产业扶贫项目状况
-- en:      Standing of industry projects
-- grain:   project_id
-- subject: project
-- columns:
--   counting_level   code(counting_level)  | 统计层级 | Counting level
--   has_parent       boolean               | 有上级项目 | Has a parent
--   investment_yuan  decimal(18,2)  CNY    | 计划投资 | Planned investment
--   started_on       date                  | 开工日期 | Started on
--   completed_on     date                  | 完工日期 | Completed on
--   households       integer  household    | 受益户数 | Households reached
--   villages         integer  item         | 受益村数 | Villages reached
WITH reached AS (
  SELECT project_id, count(DISTINCT household_id) AS households, count(DISTINCT target_area_id) AS villages
  FROM project_link
  WHERE enrolled_on IS NULL OR enrolled_on <= :as_of
  GROUP BY project_id
)
SELECT
  j.id AS project_id,
  j.area_code,
  j.counting_level,
  j.parent_id IS NOT NULL AS has_parent,
  j.investment_yuan,
  j.started_on,
  j.completed_on,
  coalesce(reached.households, 0) AS households,
  coalesce(reached.villages, 0) AS villages
FROM project AS j
LEFT JOIN reached ON reached.project_id = j.id
WHERE j.kind = 'industry'
