-- fact:    water_standing
-- zh:      最近一次饮水核查
-- en:      Latest water check
-- grain:   household_id
-- subject: household
-- columns:
--   household_id    integer                      | 户键 | Household key
--   area_code       text                         | 村代码 | Village code
--   checked_on      date                         | 核查日期 | Checked on
--   litres          decimal(8,1)  L per person per day | 人均日水量 | Water per person and day
--   quality_passed  boolean                      | 水质达标 | Water quality passed | NULL where nobody has checked | 未核查时为空
--   piped           boolean                      | 自来水入户 | Piped
--   fetch_minutes   integer  minute              | 取水往返时间 | Minutes to fetch
--   outage_days     integer  day                 | 年停水天数 | Days without water in the year
WITH newest AS (
  SELECT household_id, max(checked_on) AS checked_on FROM water_check WHERE checked_on <= :as_of GROUP BY household_id
),
latest AS (
  SELECT
    c.household_id,
    c.checked_on,
    min(c.litres) AS litres,
    bool_and(c.quality_passed) AS quality_passed,
    bool_and(c.piped) AS piped,
    max(c.fetch_minutes) AS fetch_minutes,
    max(c.outage_days) AS outage_days
  FROM water_check AS c
  JOIN newest AS n ON n.household_id = c.household_id AND n.checked_on = c.checked_on
  GROUP BY c.household_id, c.checked_on
)
SELECT
  h.id AS household_id,
  h.area_code,
  l.checked_on,
  l.litres,
  l.quality_passed,
  l.piped,
  l.fetch_minutes,
  l.outage_days
FROM household AS h
LEFT JOIN latest AS l ON l.household_id = h.id
