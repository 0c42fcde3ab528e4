-- fact:    household_checks
-- zh:      两不愁三保障与饮水核查
-- en:      Checks of guarantees, housing and water
-- grain:   household_id
-- subject: household
-- columns:
--   household_id       integer                    | 户键 | Household key
--   food               code(guarantee_status)     | 不愁吃情况 | Food
--   clothing           code(guarantee_status)     | 不愁穿情况 | Clothing
--   education          code(guarantee_status)     | 义务教育保障情况 | Compulsory education | the worst finding of its children | 取家中子女中最差的一项
--   medical            code(guarantee_status)     | 基本医疗保障情况 | Basic medical care | the worst finding of its members | 取家庭成员中最差的一项
--   housing            code(guarantee_status)     | 住房安全保障情况 | Safe housing
--   water              code(guarantee_status)     | 饮水安全保障情况 | Safe water
--   checked_on         date                       | 核查日期 | Checked on | last finding of any kind | 各项中最近一次核查
--   unmet              integer  item              | 不达标项数 | Guarantees not met
--   grade              code(housing_grade)        | 鉴定等级 | Grade
--   housing_checked_on date                       | 住房鉴定日期 | Housing checked on
--   works_accepted     boolean                    | 改造已竣工验收 / 改造未竣工验收 | Works accepted / Works not accepted | after the check | 鉴定之后
--   only_housing       boolean                    | 唯一住房 / 另有住房 | Only housing / Other housing | TRUE where nothing else is said | 没有其他说明时视为唯一住房
--   litres             decimal(8,1)  L per person per day | 人均日水量 | Water per person and day
--   quality_passed     boolean                    | 水质达标 / 水质不达标 | Water quality passed / Water quality failed
--   piped              boolean                    | 自来水入户 / 自来水未入户 | Piped / Not piped
--   fetch_minutes      integer  minute            | 取水往返时间 | Minutes to fetch
--   outage_days        integer  day               | 年停水天数 | Days without water in the year
--   water_checked_on   date                       | 饮水核查日期 | Water checked on
WITH newest AS (
  SELECT household_id, dimension, status, checked_on
  FROM (
    SELECT
      household_id,
      dimension,
      status,
      checked_on,
      expires_on,
      row_number() OVER (PARTITION BY household_id, person_id, dimension ORDER BY checked_on DESC, id DESC) AS place
    FROM guarantee_finding
    WHERE checked_on <= :as_of
  )
  WHERE place = 1 AND (expires_on IS NULL OR expires_on > :as_of)
),
worst AS (
  SELECT
    household_id,
    dimension,
    CASE
      WHEN bool_or(status = 'unmet') THEN 'unmet'
      WHEN bool_or(status = 'doubtful') THEN 'doubtful'
      WHEN bool_or(status = 'met') THEN 'met'
      ELSE 'not_applicable'
    END AS status,
    max(checked_on) AS checked_on
  FROM newest
  GROUP BY household_id, dimension
),
found AS (
  SELECT
    household_id,
    max(status) FILTER (WHERE dimension = 'food') AS food,
    max(status) FILTER (WHERE dimension = 'clothing') AS clothing,
    max(status) FILTER (WHERE dimension = 'education') AS education,
    max(status) FILTER (WHERE dimension = 'medical') AS medical,
    max(status) FILTER (WHERE dimension = 'housing') AS housing,
    max(status) FILTER (WHERE dimension = 'water') AS water,
    max(checked_on) AS checked_on,
    count(*) FILTER (WHERE status = 'unmet') AS unmet,
    count(*) FILTER (WHERE status IN ('met', 'not_applicable')) AS settled
  FROM worst
  GROUP BY household_id
),
house AS (
  SELECT
    household_id, grade, checked_on, works_accepted_on, only_housing,
    row_number() OVER (PARTITION BY household_id ORDER BY checked_on DESC, id DESC) AS place
  FROM housing_check
  WHERE checked_on <= :as_of
),
well AS (
  SELECT
    household_id, checked_on, litres, quality_passed, piped, fetch_minutes, outage_days,
    row_number() OVER (PARTITION BY household_id ORDER BY checked_on DESC, id DESC) AS place
  FROM water_check
  WHERE checked_on <= :as_of
)
SELECT
  h.id AS household_id,
  f.food,
  f.clothing,
  f.education,
  f.medical,
  f.housing,
  f.water,
  f.checked_on,
  CASE WHEN f.unmet > 0 THEN f.unmet WHEN f.settled = 6 THEN 0 END AS unmet,
  s.grade,
  s.checked_on AS housing_checked_on,
  CASE WHEN s.household_id IS NOT NULL THEN coalesce(s.works_accepted_on >= s.checked_on AND s.works_accepted_on <= :as_of, FALSE) END AS works_accepted,
  CASE WHEN s.household_id IS NOT NULL THEN coalesce(s.only_housing, TRUE) END AS only_housing,
  w.litres,
  w.quality_passed,
  w.piped,
  w.fetch_minutes,
  w.outage_days,
  w.checked_on AS water_checked_on
FROM household AS h
LEFT JOIN found AS f ON f.household_id = h.id
LEFT JOIN house AS s ON s.household_id = h.id AND s.place = 1
LEFT JOIN well AS w ON w.household_id = h.id AND w.place = 1
