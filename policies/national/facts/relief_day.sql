-- fact:    relief_day
-- zh:      扶贫日活动开展
-- en:      Poverty Relief Day of an area
-- grain:   area_id
-- subject: area
-- columns:
--   days_due  integer  day    | 扶贫日已过天数 | Days since 17 October of the year | negative before it | 尚未到来时为负
--   events    integer  item   | 当天扶贫日活动数 | Events of the series held on the day itself
WITH held AS (
  SELECT left(area_code, 6) AS code, count(*) AS events
  FROM publicity_event
  WHERE kind = 'poverty_day' AND held_on <= :as_of AND extract(YEAR FROM held_on) = extract(YEAR FROM :as_of)
    AND extract(MONTH FROM held_on) = 10 AND extract(DAY FROM held_on) = 17
  GROUP BY left(area_code, 6)
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  CAST(days_between(CAST(concat(CAST(extract(YEAR FROM :as_of) AS VARCHAR), '-10-17') AS DATE), :as_of) AS INTEGER) AS days_due,
  coalesce(held.events, 0) AS events
FROM area AS a
LEFT JOIN held ON held.code = a.code
WHERE a.level = 'county'
