-- fact:    enrolment_case
-- zh:      控辍保学核查对象
-- en:      Children on a list that is checked one by one
-- grain:   enrolment_check_id
-- subject: enrolment_check
-- columns:
--   born_on         date                     | 出生日期 | Born on
--   registered      boolean                  | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   listing         code(enrolment_listing)  | 核查名单 | List
--   listed_on       date                     | 列入日期 | Listed on
--   checked_on      date                     | 核查日期 | Checked on
--   checked         boolean                  | 已核查 | Checked | with a result, by the day | 当日前已有核查结果
--   result          code(enrolment_result)   | 核查结果 | Result
--   absence_reason  code(absence_reason)     | 失学原因 | Reason for not attending
--   settled_on      date                     | 解决日期 | Settled on
--   heads           integer  person          | 七长到位人数 | Heads named | distinct roles for the child or an area it lives in | 按儿童本人或所在区划的不同角色计
WITH roles AS (
  SELECT person_id, role FROM assignment WHERE layer = 'seven_heads' AND person_id IS NOT NULL
  UNION
  SELECT c.person_id, x.role
  FROM enrolment_check AS c
  JOIN member_now AS m ON m.person_id = c.person_id
  JOIN assignment AS x ON x.layer = 'seven_heads' AND x.target_area_id IS NOT NULL
  JOIN area_spells AS t ON t.id = x.target_area_id AND starts_with(m.area_code, t.code)
),
heads AS (
  SELECT person_id, count(DISTINCT role) AS heads FROM roles WHERE role IS NOT NULL GROUP BY person_id
)
SELECT
  c.id AS enrolment_check_id,
  c.person_id,
  m.household_id,
  coalesce(m.area_code, c.area_code) AS area_code,
  m.born_on,
  m.poverty_registered AS registered,
  c.listing,
  c.listed_on,
  c.checked_on,
  c.result IS NOT NULL AND c.checked_on IS NOT NULL AND c.checked_on <= :as_of AS checked,
  c.result,
  c.absence_reason,
  c.settled_on,
  coalesce(heads.heads, 0) AS heads
FROM enrolment_check AS c
LEFT JOIN member_now AS m ON m.person_id = c.person_id
LEFT JOIN heads ON heads.person_id = c.person_id
WHERE c.listed_on <= :as_of
