-- fact:    regular_course
-- zh:      定期诊疗对象
-- en:      Courses of regular treatment
-- grain:   regular_treatment_id
-- subject: regular_treatment
-- columns:
--   registered      boolean        | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   opened_on       date           | 开通日期 | Opened on
--   running         boolean        | 诊疗中 | Running | opened and not closed | 已开通且未结束
--   last_visit_on   date           | 最近诊疗日期 | Last visit
--   interval_days   integer  day   | 诊疗间隔 | Interval
--   interrupted     boolean        | 已记录中断 | Interruption on record
SELECT
  t.id AS regular_treatment_id,
  t.person_id,
  m.household_id,
  coalesce(m.area_code, t.area_code) AS area_code,
  m.poverty_registered AS registered,
  t.opened_on,
  t.closed_on IS NULL OR t.closed_on > :as_of AS running,
  t.last_visit_on,
  t.interval_days,
  t.interrupted_on IS NOT NULL AND t.interrupted_on <= :as_of AS interrupted
FROM regular_treatment AS t
LEFT JOIN member_now AS m ON m.person_id = t.person_id
WHERE t.opened_on <= :as_of
