-- fact:    listed_benefit_month
-- zh:      待遇名册月核算
-- en:      A listed benefit in a month
-- grain:   benefit_spell_id
-- subject: benefit_spell
-- columns:
--   household_id   integer                       | 户键 | Household key
--   person_id      integer                       | 人口键 | Person key
--   programme      code(benefit_programme)       | 补助项目 | Programme
--   alive          boolean                       | 在世 / 已去世 | Alive / Dead
--   double         boolean                       | 重复列入 / 未重复列入 | Listed twice / Listed once
--   monthly_yuan   decimal(14,2)  CNY per month  | 名册月标准 | Monthly amount of the list
--   paid_yuan      decimal(14,2)  CNY per month  | 当月发放 | Paid for the month | NULL where no payment file covers the village | 没有发放名册的村为空
-- Benefits with a scheme of their own (dibao, tekun, the two for the disabled) are not in it.
WITH listed AS (
  SELECT
    b.*,
    coalesce(b.household_id, m.household_id) AS home,
    row_number() OVER (PARTITION BY b.programme, b.person_id, b.household_id ORDER BY b.from_on DESC, b.id DESC) AS place
  FROM benefit_spell AS b
  LEFT JOIN member_now AS m ON m.person_id = b.person_id
  WHERE b.programme NOT IN ('dibao', 'tekun', 'disability_living', 'disability_nursing') AND b.monthly_yuan IS NOT NULL
),
paid AS (
  SELECT programme, person_id, household_id, sum(amount_yuan) AS yuan
  FROM benefit_payment
  WHERE (returned_on IS NULL OR returned_on > :as_of)
    AND coalesce(period_to_on, paid_on) > :since AND coalesce(period_to_on, paid_on) <= :as_of
  GROUP BY programme, person_id, household_id
),
files AS (
  SELECT DISTINCT area_code, programme FROM payments_told
)
SELECT
  b.id AS benefit_spell_id,
  b.home AS household_id,
  b.person_id,
  b.area_code,
  b.programme,
  q.died_on IS NULL OR q.died_on > :as_of AS alive,
  b.place > 1 AS double,
  b.monthly_yuan,
  CASE
    WHEN paid.programme IS NOT NULL THEN CASE WHEN b.place = 1 THEN paid.yuan ELSE 0 END
    WHEN f.area_code IS NOT NULL OR g.area_code IS NOT NULL THEN 0
  END AS paid_yuan
FROM listed AS b
LEFT JOIN person AS q ON q.id = b.person_id
LEFT JOIN paid
  ON paid.programme = b.programme AND paid.person_id IS NOT DISTINCT FROM b.person_id
  AND (b.person_id IS NOT NULL OR paid.household_id = b.household_id)
LEFT JOIN files AS f ON f.area_code = b.area_code AND f.programme = b.programme
LEFT JOIN files AS g ON g.area_code = b.area_code AND g.programme IS NULL
