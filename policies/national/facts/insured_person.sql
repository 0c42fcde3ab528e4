-- fact:    insured_person
-- zh:      参保状况
-- en:      Insurance of persons
-- grain:   person_id
-- subject: person
-- columns:
--   person_id     integer         | 人口键 | Person key
--   household_id  integer         | 户键 | Household key
--   area_code     text            | 村代码 | Village code
--   registered    boolean         | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   basic         boolean         | 参加基本医保 | Basic medical insurance | NULL where no file covers the village | 参保名册未覆盖该村时为空
--   stacked       boolean         | 叠加保险 | Stacked insurance | NULL where no file covers the village | 参保名册未覆盖该村时为空
--   policies      integer  item   | 同险种有效保单数 | Policies of one kind in force | the most of any kind | 取各险种最多
WITH kinds AS (
  SELECT person_id, kind, count(*) AS policies
  FROM insurance_policy
  WHERE person_id IS NOT NULL AND kind IN ('basic_medical', 'stacked')
  GROUP BY person_id, kind
),
covered AS (
  SELECT
    person_id,
    bool_or(kind = 'basic_medical') AS basic,
    bool_or(kind = 'stacked') AS stacked,
    max(policies) AS policies
  FROM kinds
  GROUP BY person_id
),
told AS (
  SELECT v.area_code
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (SELECT DISTINCT area_code FROM coverage WHERE ledger = 'insurance_policy' AND period_from_on <= :as_of) AS c
    ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.poverty_registered AS registered,
  CASE WHEN c.basic THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS basic,
  CASE WHEN c.stacked THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS stacked,
  coalesce(c.policies, 0) AS policies
FROM member_now AS m
LEFT JOIN covered AS c ON c.person_id = m.person_id
LEFT JOIN told ON told.area_code = m.area_code
