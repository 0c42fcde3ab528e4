-- fact:    workshop_standing
-- zh:      扶贫车间状况
-- en:      Standing of poverty workshops
-- grain:   organisation_id
-- subject: organisation
-- columns:
--   running        boolean          | 已复工 / 未复工 | At work on the day | NULL where no status is kept | 没有运行状态时为空
--   workers        integer  person  | 务工人数 | Workers
--   poor_workers   integer  person  | 贫困劳动力人数 | Poor workers
WITH states AS (
  SELECT organisation_id, bool_or(status = 'working') AS running FROM organisation_status GROUP BY organisation_id
),
staff AS (
  SELECT
    organisation_id,
    count(DISTINCT person_id) AS workers,
    count(DISTINCT CASE WHEN poor THEN person_id END) AS poor_workers
  FROM employment_spell
  GROUP BY organisation_id
)
SELECT
  o.id AS organisation_id,
  o.area_code,
  states.running,
  coalesce(staff.workers, 0) AS workers,
  coalesce(staff.poor_workers, 0) AS poor_workers
FROM organisation AS o
LEFT JOIN states ON states.organisation_id = o.id
LEFT JOIN staff ON staff.organisation_id = o.id
WHERE o.kind = 'workshop' AND (o.established_on IS NULL OR o.established_on <= :as_of)
  AND (o.closed_on IS NULL OR o.closed_on > :as_of)
