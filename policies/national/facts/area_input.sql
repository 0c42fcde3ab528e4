-- fact:    area_input
-- zh:      退出后投入与项目
-- en:      Input and projects of a county after its exit
-- grain:   area_id
-- subject: area
-- columns:
--   exited                boolean             | 已摘帽 / 未摘帽 | Delisted / Not delisted | its exit was announced | 退出已公告
--   received_yuan         decimal(18,2)  CNY  | 本年到位资金 | Money received this year
--   received_before_yuan  decimal(18,2)  CNY  | 上年同期到位资金 | Money received by the same day last year | NULL where no money of last year is recorded | 没有上年资金记录时为空
--   projects              integer  item       | 本年计划项目数 | Projects of this year's plan
--   projects_before       integer  item       | 上年计划项目数 | Projects of last year's plan | NULL where last year's plan is not recorded | 没有上年计划时为空
WITH money AS (
  SELECT
    left(area_code, 6) AS code,
    sum(CASE WHEN extract(YEAR FROM moved_on) = extract(YEAR FROM :as_of) THEN amount_yuan ELSE 0 END) AS now_yuan,
    sum(CASE WHEN extract(YEAR FROM moved_on) = extract(YEAR FROM :as_of) - 1 AND years_between(moved_on, :as_of) >= 1 THEN amount_yuan ELSE 0 END) AS before_yuan,
    sum(CASE WHEN extract(YEAR FROM moved_on) = extract(YEAR FROM :as_of) - 1 THEN 1 ELSE 0 END) AS recorded
  FROM fund_transaction
  WHERE state = 'received' AND moved_on <= :as_of AND extract(YEAR FROM moved_on) >= extract(YEAR FROM :as_of) - 1
  GROUP BY left(area_code, 6)
),
works AS (
  SELECT
    left(area_code, 6) AS code,
    sum(CASE WHEN plan_year = extract(YEAR FROM :as_of) THEN 1 ELSE 0 END) AS projects,
    sum(CASE WHEN plan_year = extract(YEAR FROM :as_of) - 1 THEN 1 ELSE 0 END) AS projects_before
  FROM project
  WHERE parent_id IS NULL
  GROUP BY left(area_code, 6)
),
gone AS (
  SELECT left(area_code, 6) AS code FROM exit_check WHERE kind = 'county' AND passed AND announced_on <= :as_of GROUP BY left(area_code, 6)
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  gone.code IS NOT NULL AS exited,
  coalesce(money.now_yuan, 0) AS received_yuan,
  CASE WHEN money.recorded > 0 THEN money.before_yuan END AS received_before_yuan,
  coalesce(works.projects, 0) AS projects,
  CASE WHEN works.projects_before > 0 THEN works.projects_before END AS projects_before
FROM area AS a
LEFT JOIN money ON money.code = a.code
LEFT JOIN works ON works.code = a.code
LEFT JOIN gone ON gone.code = a.code
WHERE a.level = 'county'
