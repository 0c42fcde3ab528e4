-- fact:    tekun_month
-- zh:      特困供养月核算
-- en:      Tekun support of a person in a month
-- grain:   person_id
-- subject: person
-- columns:
--   household_id   integer                                        | 户键 | Household key
--   on_tekun       boolean                                        | 特困供养 / 未特困供养 | On tekun support / Not on tekun support
--   mode           code(tekun_mode)                               | 供养方式 | Mode
--   care_level     code(care_level)                               | 照料护理等级 | Level of care
--   standard_yuan  decimal(14,2)  CNY per month                   | 低保标准 | Dibao standard | of the smallest area that has one on the day; NULL where none has | 取所在最小区划的现行标准，没有时为空
--   paid_yuan      decimal(14,2)  CNY per month                   | 当月发放 | Paid for the month | the monthly amount granted where no payment file covers the village | 没有发放名册的村取核定金额
-- One row for each living member who is on tekun support or was paid it in the month.
WITH granted AS (
  SELECT person_id, max(mode) AS mode, max(care_level) AS care_level, sum(monthly_yuan) AS monthly_yuan
  FROM tekun_spell
  GROUP BY person_id
),
paid AS (
  SELECT person_id, sum(amount_yuan) AS yuan
  FROM benefit_payment
  WHERE programme = 'tekun' AND person_id IS NOT NULL AND (returned_on IS NULL OR returned_on > :as_of)
    AND coalesce(period_to_on, paid_on) > :since AND coalesce(period_to_on, paid_on) <= :as_of
  GROUP BY person_id
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
standards AS (
  SELECT area_code, monthly_yuan
  FROM (
    SELECT
      v.area_code,
      s.monthly_yuan,
      row_number() OVER (PARTITION BY v.area_code ORDER BY length(s.area_code) DESC, s.from_on DESC, s.id DESC) AS place
    FROM villages AS v
    JOIN standard AS s ON starts_with(v.area_code, s.area_code)
    WHERE s.programme = 'dibao' AND coalesce(s.residence, 'rural') = 'rural'
  )
  WHERE place = 1
),
files AS (
  SELECT DISTINCT area_code FROM payments_told WHERE programme IS NULL OR programme = 'tekun'
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  g.person_id IS NOT NULL AS on_tekun,
  g.mode,
  g.care_level,
  s.monthly_yuan AS standard_yuan,
  CASE WHEN paid.person_id IS NOT NULL THEN paid.yuan WHEN f.area_code IS NOT NULL THEN 0 ELSE g.monthly_yuan END AS paid_yuan
FROM member_now AS m
LEFT JOIN granted AS g ON g.person_id = m.person_id
LEFT JOIN paid ON paid.person_id = m.person_id
LEFT JOIN standards AS s ON s.area_code = m.area_code
LEFT JOIN files AS f ON f.area_code = m.area_code
WHERE g.person_id IS NOT NULL OR paid.person_id IS NOT NULL
