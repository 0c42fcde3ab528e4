-- fact:    task_force_duty
-- zh:      工作专班
-- en:      Plan and lead of a task force
-- grain:   organisation_id
-- subject: organisation
-- columns:
--   plans  integer  item    | 行业方案数 | Plans of its sector
--   leads  integer  person  | 市级牵头领导数 | Leaders in charge
WITH made AS (
  SELECT organisation_id, count(*) AS plans FROM plan WHERE kind = 'sector' AND organisation_id IS NOT NULL GROUP BY organisation_id
),
led AS (
  SELECT target_organisation_id AS organisation_id, count(DISTINCT officer_id) AS leads
  FROM assignment
  WHERE layer = 'task_force_lead' AND target_organisation_id IS NOT NULL
  GROUP BY target_organisation_id
)
SELECT
  o.id AS organisation_id,
  o.area_code,
  coalesce(made.plans, 0) AS plans,
  coalesce(led.leads, 0) AS leads
FROM organisation AS o
LEFT JOIN made ON made.organisation_id = o.id
LEFT JOIN led ON led.organisation_id = o.id
WHERE o.kind = 'task_force' AND (o.closed_on IS NULL OR o.closed_on > :as_of)
