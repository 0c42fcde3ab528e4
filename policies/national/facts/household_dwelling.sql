-- fact:    household_dwelling
-- zh:      农户住房与饮水
-- en:      House and water of a household
-- grain:   household_id
-- subject: household
-- columns:
--   registered          boolean                  | 建档立卡户 | On the register | NULL where no register has arrived
--   key_group_known     boolean                  | 已知属四类重点对象 | Known to be in the key groups | On one of the rolls: registered, dibao, dispersed tekun, disabled family
--   grade               code(housing_grade)      | 住房鉴定等级 | Grade of the house
--   housing_checked_on  date                     | 住房鉴定日期 | House checked on
--   housing_screened_on date                     | 最近住房排查日期 | House last screened on | NULL where nobody has come | 无人排查时为空
--   housing_issues      integer  item            | 未销号住房问题数 | Open findings about the house
--   housing_works_open  integer  item            | 未排除危险的改造任务数 | Works not yet made safe
--   unsafe              boolean                  | 存量危房 | Unsafe and not renovated | NULL where nobody has checked | 未鉴定时为空
--   housing_open        boolean                  | 住房问题未清零 | Open problem with the house | NULL where nobody has checked | 未鉴定时为空
--   water_checked_on    date                     | 饮水核查日期 | Water checked on
--   litres              decimal(8,1)  L per person per day | 人均日水量 | Water per person and day
--   fetch_minutes       integer  minute          | 取水往返时间 | Minutes to fetch
--   outage_days         integer  day             | 年停水天数 | Days without water in the year
--   quality_passed      boolean                  | 水质达标 | Quality passed
--   water_safe          boolean                  | 饮水安全 | All four points of safe water pass | NULL where one of them is not known and none fails | 有一项不明且没有不合格时为空
--   water_unstable      boolean                  | 所在村供水不稳定 | The village is on the list of unstable water
--   water_surveyed_on   date                     | 最近供水排查日期 | Water supply last surveyed on | NULL where nobody has come | 无人排查时为空
WITH groups AS (
  SELECT household_id FROM register_spell WHERE register_type IN ('unlifted', 'lifted', 'lifted_no_policy')
  UNION
  SELECT household_id FROM dibao_spell WHERE household_id IS NOT NULL
  UNION
  SELECT household_id FROM tekun_spell WHERE mode = 'dispersed' AND household_id IS NOT NULL
  UNION
  SELECT household_id FROM household_listing WHERE listing = 'disabled_family'
),
forms AS (
  SELECT
    f.household_id,
    max(CASE WHEN f.item = 'housing' THEN f.filled_on END) AS housing_on,
    max(CASE WHEN f.item = 'water' THEN f.filled_on END) AS water_on
  FROM survey_form AS f
  WHERE f.household_id IS NOT NULL AND f.filled_on <= :as_of
    AND f.result IN ('passed', 'failed') AND f.item IN ('housing', 'water')
  GROUP BY f.household_id
),
issues AS (
  SELECT household_id, count(*) AS number
  FROM issue
  WHERE kind = 'housing_unsafe' AND household_id IS NOT NULL
    AND opened_on <= :as_of AND (closed_on IS NULL OR closed_on > :as_of) AND (voided_on IS NULL OR voided_on > :as_of)
  GROUP BY household_id
),
works AS (
  SELECT
    household_id,
    sum(CASE WHEN made_safe THEN 0 ELSE 1 END) AS open_works,
    sum(CASE WHEN made_safe THEN 1 ELSE 0 END) AS safe_works
  FROM housing_works
  WHERE found_on <= :as_of
  GROUP BY household_id
),
unstable AS (
  SELECT DISTINCT area_code FROM area_listing WHERE listing = 'water_unstable'
)
SELECT
  h.id AS household_id,
  h.area_code,
  r.poverty_registered AS registered,
  g.household_id IS NOT NULL AS key_group_known,
  s.grade,
  s.checked_on AS housing_checked_on,
  greatest(coalesce(s.checked_on, f.housing_on), coalesce(f.housing_on, s.checked_on)) AS housing_screened_on,
  coalesce(i.number, 0) AS housing_issues,
  coalesce(w.open_works, 0) AS housing_works_open,
  s.unsafe,
  CASE
    WHEN coalesce(i.number, 0) > 0 OR coalesce(w.open_works, 0) > 0 THEN TRUE
    WHEN coalesce(w.safe_works, 0) > 0 THEN FALSE
    ELSE s.unsafe
  END AS housing_open,
  c.checked_on AS water_checked_on,
  c.litres,
  c.fetch_minutes,
  c.outage_days,
  c.quality_passed,
  c.quality_passed
    AND c.litres >= p.water_litres_min
    AND (c.piped OR c.fetch_minutes <= p.water_fetch_minutes_max)
    AND c.outage_days <= p.water_outage_days_max AS water_safe,
  u.area_code IS NOT NULL AS water_unstable,
  f.water_on AS water_surveyed_on
FROM household AS h
CROSS JOIN p
LEFT JOIN household_register AS r ON r.household_id = h.id
LEFT JOIN groups AS g ON g.household_id = h.id
LEFT JOIN housing_standing AS s ON s.household_id = h.id
LEFT JOIN water_standing AS c ON c.household_id = h.id
LEFT JOIN forms AS f ON f.household_id = h.id
LEFT JOIN issues AS i ON i.household_id = h.id
LEFT JOIN works AS w ON w.household_id = h.id
LEFT JOIN unstable AS u ON u.area_code = h.area_code
