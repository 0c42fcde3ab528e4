-- fact:    award_standing
-- zh:      评选表彰
-- en:      Awards from nomination to grant
-- grain:   award_id
-- subject: award
-- columns:
--   award         code(award)       | 奖项 | Award
--   winners       integer  item     | 获奖对象数 | Winners named in the row
--   times         integer  item     | 同奖同年度次数 | Times the winner got it this year
--   nominated_on  date              | 提名日期 | Nominated on
--   reviewed_on   date              | 评审日期 | Reviewed on
--   noticed_on    date              | 公示日期 | Public notice on
--   granted_on    date              | 授予日期 | Granted on
--   notice_days   integer  day      | 公示天数 | Days of notice before the grant | NULL where there was no notice | 未公示时为空
--   noticed       boolean           | 授予前已公示 | Public notice before the grant
--   withdrawn     boolean           | 已撤销 | Withdrawn
WITH twins AS (
  SELECT award, year, person_id, household_id, organisation_id, count(*) AS times
  FROM award
  WHERE granted_on <= :as_of AND (withdrawn_on IS NULL OR withdrawn_on > :as_of)
  GROUP BY award, year, person_id, household_id, organisation_id
)
SELECT
  a.id AS award_id,
  a.area_code,
  a.award,
  CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN a.household_id IS NULL THEN 0 ELSE 1 END
    + CASE WHEN a.organisation_id IS NULL THEN 0 ELSE 1 END AS winners,
  t.times,
  a.nominated_on,
  a.reviewed_on,
  a.noticed_on,
  a.granted_on,
  days_between(a.noticed_on, a.granted_on) AS notice_days,
  a.noticed_on IS NOT NULL AND a.noticed_on < a.granted_on AS noticed,
  a.withdrawn_on IS NOT NULL AND a.withdrawn_on <= :as_of AS withdrawn
FROM award AS a
LEFT JOIN twins AS t
  ON t.award = a.award AND t.year = a.year
 AND coalesce(t.person_id, -1) = coalesce(a.person_id, -1)
 AND coalesce(t.household_id, -1) = coalesce(a.household_id, -1)
 AND coalesce(t.organisation_id, -1) = coalesce(a.organisation_id, -1)
WHERE a.granted_on <= :as_of
