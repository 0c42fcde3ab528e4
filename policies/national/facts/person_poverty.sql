-- fact:    person_poverty
-- zh:      人口贫困登记与退出
-- en:      Persons in the register of poor households
-- grain:   person_id
-- subject: person
-- columns:
--   household_id     integer               | 户键 | Household key
--   register_type    code(register_type)   | 户类型 | Register type
--   in_register      boolean               | 建档立卡人口 | Of a household ever entered as poor
--   unlifted_before  boolean               | 上年末未脱贫 | Not lifted at the end of last year
--   lifted           boolean               | 已脱贫 | Lifted
--   lifted_on        date                  | 脱贫日期 | Lifted on
--   verified         boolean               | 脱贫已验收 | Exit verified
--   stable           boolean               | 稳定脱贫 | Stably lifted
--   fell             code(register_entry)  | 本年返贫致贫 | Fell back or into poverty this year
--   fell_because     code(poverty_cause)   | 返贫致贫原因 | Why
--   infected         boolean               | 感染 | Infected | NULL where no file of hardship events covers the village | 未收到该村灾害疫情影响名单时为空
-- A household is lifted with the members it has on the day.
WITH ill AS (
  SELECT person_id FROM hardship_event WHERE infected AND happened_on <= :as_of AND person_id IS NOT NULL GROUP BY person_id
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT v.area_code
  FROM villages AS v
  JOIN coverage AS c ON starts_with(v.area_code, c.area_code)
  WHERE c.ledger = 'hardship_event' AND c.period_from_on <= :as_of
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  h.register_type,
  h.in_register,
  h.unlifted_before,
  h.register_type IN ('lifted', 'lifted_no_policy') AS lifted,
  h.lifted_on,
  h.verified,
  h.stable,
  h.fell,
  h.fell_because,
  CASE WHEN ill.person_id IS NOT NULL THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS infected
FROM member_now AS m
JOIN household_poverty AS h ON h.household_id = m.household_id
LEFT JOIN ill ON ill.person_id = m.person_id
LEFT JOIN told ON told.area_code = m.area_code
