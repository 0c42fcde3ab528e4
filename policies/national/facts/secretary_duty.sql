-- fact:    secretary_duty
-- zh:      书记任上超期事项
-- en:      What is overdue in the area of a secretary
-- grain:   officer_id
-- subject: officer
-- columns:
--   post       code(officer_role)  | 岗位角色 | Post | party secretary or government head | 党组织书记或政府主要负责人
--   issues     integer  item       | 超期问题数 | Issues overdue | in the area and in those inside it | 含下级区划
--   tasks      integer  item       | 超期任务数 | Tasks overdue
--   decisions  integer  item       | 超期会议决定数 | Decisions overdue
--   overdue    integer  item       | 超期事项数 | Duty items overdue
WITH late AS (
  SELECT area_code, 1 AS issues, 0 AS tasks, 0 AS decisions FROM issue_duty WHERE NOT closed AND due_on < :as_of
  UNION ALL
  SELECT area_code, 0 AS issues, 1 AS tasks, 0 AS decisions FROM task_duty WHERE NOT done AND due_on < :as_of
  UNION ALL
  SELECT area_code, 0 AS issues, 0 AS tasks, 1 AS decisions FROM decision_duty WHERE NOT done AND due_on < :as_of
),
by_area AS (
  SELECT area_code, sum(issues) AS issues, sum(tasks) AS tasks, sum(decisions) AS decisions FROM late GROUP BY area_code
),
secretaries AS (
  SELECT id, area_code, role
  FROM officer
  WHERE role IN ('party_secretary', 'government_head') AND accountable
    AND (from_on IS NULL OR from_on <= :as_of) AND (to_on IS NULL OR to_on > :as_of)
),
owed AS (
  SELECT s.id, sum(l.issues) AS issues, sum(l.tasks) AS tasks, sum(l.decisions) AS decisions
  FROM secretaries AS s
  JOIN by_area AS l ON left(l.area_code, length(s.area_code)) = s.area_code
  GROUP BY s.id
)
SELECT
  s.id AS officer_id,
  s.area_code,
  s.role AS post,
  coalesce(owed.issues, 0) AS issues,
  coalesce(owed.tasks, 0) AS tasks,
  coalesce(owed.decisions, 0) AS decisions,
  coalesce(owed.issues, 0) + coalesce(owed.tasks, 0) + coalesce(owed.decisions, 0) AS overdue
FROM secretaries AS s
LEFT JOIN owed ON owed.id = s.id
