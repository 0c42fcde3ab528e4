-- fact:    water_body_chiefs
-- zh:      河湖长与巡查
-- en:      Chiefs of rivers and lakes, and their patrols
-- grain:   assignment_id
-- subject: assignment
-- columns:
--   officer_id    integer           | 河湖长键 | Chief
--   since_on      date              | 任职起 | Chief since
--   patrolled_on  date              | 最近巡查日期 | Last patrol | The day of appointment where there was none | 尚未巡查时取任职日
--   issues_open   integer  item     | 未销号河湖问题数 | Open findings of the officer about waters
WITH patrols AS (
  SELECT officer_id, max(visited_on) AS visited_on
  FROM visit
  WHERE kind = 'patrol' AND visited_on <= :as_of
  GROUP BY officer_id
),
issues AS (
  SELECT officer_id, count(*) AS number
  FROM issue
  WHERE kind = 'river' AND opened_on <= :as_of AND (closed_on IS NULL OR closed_on > :as_of)
    AND (voided_on IS NULL OR voided_on > :as_of)
  GROUP BY officer_id
)
SELECT
  x.id AS assignment_id,
  x.area_code,
  x.officer_id,
  x.from_on AS since_on,
  greatest(x.from_on, coalesce(v.visited_on, x.from_on)) AS patrolled_on,
  coalesce(i.number, 0) AS issues_open
FROM assignment AS x
LEFT JOIN patrols AS v ON v.officer_id = x.officer_id
LEFT JOIN issues AS i ON i.officer_id = x.officer_id
WHERE x.layer = 'river_chief'
