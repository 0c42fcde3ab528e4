-- fact:    housing_standing
-- zh:      最近一次住房鉴定
-- en:      Latest housing check
-- grain:   household_id
-- subject: household
-- columns:
--   household_id    integer              | 户键 | Household key
--   area_code       text                 | 村代码 | Village code
--   grade           code(housing_grade)  | 鉴定等级 | Grade | NULL where nobody has checked | 未鉴定时为空
--   checked_on      date                 | 鉴定日期 | Checked on
--   accepted_on     date                 | 改造竣工验收日期 | Works accepted on
--   unsafe          boolean              | 存量危房 | Unsafe and not renovated | NULL where nobody has checked | 未鉴定时为空
WITH newest AS (
  SELECT household_id, max(checked_on) AS checked_on FROM housing_check WHERE checked_on <= :as_of GROUP BY household_id
),
latest AS (
  SELECT
    c.household_id,
    c.checked_on,
    max(c.grade) AS grade,
    max(CASE WHEN c.works_accepted_on <= :as_of THEN c.works_accepted_on END) AS accepted_on
  FROM housing_check AS c
  JOIN newest AS n ON n.household_id = c.household_id AND n.checked_on = c.checked_on
  GROUP BY c.household_id, c.checked_on
)
SELECT
  h.id AS household_id,
  h.area_code,
  l.grade,
  l.checked_on,
  l.accepted_on,
  CASE
    WHEN l.grade IN ('A', 'B') THEN FALSE
    WHEN l.grade IN ('C', 'D') THEN l.accepted_on IS NULL
  END AS unsafe
FROM household AS h
LEFT JOIN latest AS l ON l.household_id = h.id
