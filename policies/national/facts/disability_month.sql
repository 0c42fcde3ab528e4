-- fact:    disability_month
-- zh:      残疾人两项补贴月核算
-- en:      The two disability subsidies of a person in a month
-- grain:   person_id
-- subject: person
-- columns:
--   household_id    integer                       | 户键 | Household key
--   carded          boolean                       | 持有残疾人证 / 未持残疾人证 | Holds a card / Holds no card
--   category        code(disability_category)     | 残疾类别 | Category
--   grade           code(disability_grade)        | 残疾等级 | Grade
--   dibao           boolean                       | 低保家庭成员 / 非低保家庭成员 | In a dibao household / Not in a dibao household | NULL where no dibao file covers the village | 未收到该村低保名册时为空
--   tekun           boolean                       | 特困供养 / 未特困供养 | On tekun support / Not on tekun support
--   living_yuan     decimal(14,2)  CNY per month  | 当月生活补贴 | Living subsidy of the month | the listed amount where no payment file covers the village; NULL without either | 没有发放名册时取资格名册金额，都没有时为空
--   nursing_yuan    decimal(14,2)  CNY per month  | 当月护理补贴 | Nursing subsidy of the month | as the living subsidy | 同上
-- One row for each living member who holds a card or was paid one of the two in the month.
WITH cards AS (
  SELECT person_id, category, grade
  FROM (
    SELECT person_id, category, grade, row_number() OVER (PARTITION BY person_id ORDER BY from_on DESC, id DESC) AS place
    FROM disability_spell
  )
  WHERE place = 1
),
dibao_homes AS (
  SELECT DISTINCT m.household_id FROM dibao_spell AS s JOIN member_now AS m ON m.person_id = s.person_id
),
reached AS (
  SELECT DISTINCT area_code FROM coverage WHERE ledger = 'dibao_spell' AND period_from_on <= :as_of
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT DISTINCT v.area_code FROM villages AS v JOIN reached AS c ON starts_with(v.area_code, c.area_code)
),
on_tekun AS (
  SELECT DISTINCT person_id FROM tekun_spell
),
listed AS (
  SELECT
    person_id,
    max(CASE WHEN programme = 'disability_living' THEN monthly_yuan END) AS living,
    max(CASE WHEN programme = 'disability_nursing' THEN monthly_yuan END) AS nursing
  FROM benefit_spell
  WHERE programme IN ('disability_living', 'disability_nursing') AND person_id IS NOT NULL
  GROUP BY person_id
),
paid AS (
  SELECT
    person_id,
    sum(CASE WHEN programme = 'disability_living' THEN amount_yuan END) AS living,
    sum(CASE WHEN programme = 'disability_nursing' THEN amount_yuan END) AS nursing
  FROM benefit_payment
  WHERE programme IN ('disability_living', 'disability_nursing') AND person_id IS NOT NULL
    AND (returned_on IS NULL OR returned_on > :as_of)
    AND coalesce(period_to_on, paid_on) > :since AND coalesce(period_to_on, paid_on) <= :as_of
  GROUP BY person_id
),
files AS (
  SELECT area_code, bool_or(coalesce(programme, 'disability_living') = 'disability_living') AS living,
    bool_or(coalesce(programme, 'disability_nursing') = 'disability_nursing') AS nursing
  FROM payments_told
  GROUP BY area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  c.person_id IS NOT NULL AS carded,
  c.category,
  c.grade,
  CASE WHEN d.household_id IS NOT NULL THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS dibao,
  k.person_id IS NOT NULL AS tekun,
  coalesce(paid.living, CASE WHEN f.living THEN 0 END, listed.living) AS living_yuan,
  coalesce(paid.nursing, CASE WHEN f.nursing THEN 0 END, listed.nursing) AS nursing_yuan
FROM member_now AS m
LEFT JOIN cards AS c ON c.person_id = m.person_id
LEFT JOIN dibao_homes AS d ON d.household_id = m.household_id
LEFT JOIN told ON told.area_code = m.area_code
LEFT JOIN on_tekun AS k ON k.person_id = m.person_id
LEFT JOIN listed ON listed.person_id = m.person_id
LEFT JOIN paid ON paid.person_id = m.person_id
LEFT JOIN files AS f ON f.area_code = m.area_code
WHERE c.person_id IS NOT NULL OR paid.person_id IS NOT NULL
