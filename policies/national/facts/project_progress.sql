-- fact:    project_progress
-- zh:      项目进度
-- en:      Progress of projects
-- grain:   project_id
-- subject: project
-- columns:
--   counting_level   code(counting_level)     | 统计层级 | Counting level
--   programme        code(project_programme)  | 项目来源 | Programme
--   has_parent       boolean                  | 有上级项目 | Has a parent
--   in_year_plan     boolean                  | 本年度计划项目 | A parent project in the plan of the year
--   partner_named    boolean                  | 已注明结对地区 | The paired area whose money pays is named
--   investment_yuan  decimal(18,2)  CNY       | 计划投资 | Planned investment
--   paid_yuan        decimal(18,2)  CNY       | 累计支出 | Paid by the day, its lines included
--   households       integer  household       | 受益户数 | Households reached
--   planned_on       date                     | 入库日期 | Entered the library on
--   due_on           date                     | 计划完工日期 | Due on
--   started_on       date                     | 开工日期 | Started on
--   completed_on     date                     | 完工日期 | Completed on
--   started          boolean                  | 已开工 / 未开工 | Started by the day
--   completed        boolean                  | 已完工 / 未完工 | Completed by the day
--   accepted         boolean                  | 已验收 / 未验收 | Accepted by the day
-- The plan of the year is that of the special funds: projects of departments and of partners stand beside it.
WITH paid AS (
  SELECT coalesce(j.parent_id, j.id) AS project_id, sum(f.amount_yuan) AS paid_yuan
  FROM fund_transaction AS f
  JOIN project AS j ON j.id = f.project_id
  WHERE f.state = 'paid' AND f.moved_on <= :as_of
  GROUP BY coalesce(j.parent_id, j.id)
),
reached AS (
  SELECT project_id, count(DISTINCT household_id) AS households
  FROM project_link
  WHERE household_id IS NOT NULL AND (enrolled_on IS NULL OR enrolled_on <= :as_of)
  GROUP BY project_id
)
SELECT
  j.id AS project_id,
  j.area_code,
  j.counting_level,
  j.programme,
  j.parent_id IS NOT NULL AS has_parent,
  j.counting_level = 'parent' AND j.plan_year = extract(YEAR FROM :as_of)
    AND (j.pillar IS NULL OR j.pillar = 'special')
    AND (j.programme IS NULL OR j.programme NOT IN ('designated', 'county_pairing', 'east_west', 'enterprise_village'))
    AS in_year_plan,
  j.pairing_area_id IS NOT NULL AS partner_named,
  j.investment_yuan,
  coalesce(paid.paid_yuan, 0) AS paid_yuan,
  coalesce(reached.households, 0) AS households,
  j.planned_on,
  j.due_on,
  j.started_on,
  j.completed_on,
  j.started_on IS NOT NULL AND j.started_on <= :as_of AS started,
  j.completed_on IS NOT NULL AND j.completed_on <= :as_of AS completed,
  j.accepted_on IS NOT NULL AND j.accepted_on <= :as_of AS accepted
FROM project AS j
LEFT JOIN paid ON paid.project_id = j.id
LEFT JOIN reached ON reached.project_id = j.id
