-- fact:    signed_patient
-- zh:      家庭医生签约对象
-- en:      Persons to sign with a family doctor
-- grain:   person_id
-- subject: person
-- columns:
--   person_id     integer         | 人口键 | Person key
--   household_id  integer         | 户键 | Household key
--   area_code     text            | 村代码 | Village code
--   registered    boolean         | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   due           boolean         | 应签 | Due to be signed | needs care and is willing | 有诊疗需求且愿意签约
--   signed        boolean         | 已签约 | Signed
--   contracts     integer  item   | 有效签约份数 | Contracts in force
--   teamed        boolean         | 有签约团队 | With a named team
--   served        boolean         | 已履约 | Package delivered in the window | NULL where no file of services covers the village | 服务名册未覆盖该村时为空
WITH listed AS (
  SELECT
    person_id,
    bool_or(care_need AND willing) AS due,
    bool_or(signed_on IS NOT NULL AND signed_on <= :as_of) AS signed,
    sum(CASE WHEN signed_on IS NOT NULL AND signed_on <= :as_of THEN 1 ELSE 0 END) AS contracts,
    bool_or(organisation_id IS NOT NULL) AS teamed
  FROM doctor_contract
  GROUP BY person_id
),
served AS (
  SELECT person_id, bool_or(package_fulfilled) AS fulfilled
  FROM doctor_service
  WHERE served_on > :since AND served_on <= :as_of
  GROUP BY person_id
),
told AS (
  SELECT v.area_code
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (SELECT DISTINCT area_code FROM coverage WHERE ledger = 'doctor_service' AND period_from_on <= :as_of) AS c
    ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.poverty_registered AS registered,
  d.due,
  d.signed,
  d.contracts,
  d.teamed,
  CASE WHEN s.fulfilled THEN TRUE WHEN s.person_id IS NOT NULL OR told.area_code IS NOT NULL THEN FALSE END AS served
FROM listed AS d
JOIN member_now AS m ON m.person_id = d.person_id
LEFT JOIN served AS s ON s.person_id = m.person_id
LEFT JOIN told ON told.area_code = m.area_code
