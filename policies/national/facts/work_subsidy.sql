-- fact:    work_subsidy
-- zh:      就业补助
-- en:      Employment subsidies due and paid
-- grain:   person_id
-- subject: person
-- columns:
--   registered  boolean         | 脱贫户或监测对象 | Of a lifted or monitored household
--   months      integer  month  | 连续务工月数 | Months at work without a break
--   payments    integer  item   | 本年发放次数 | Payments this year | NULL where no file covers the village
WITH spells AS (
  SELECT person_id, max(months_between(from_on, :as_of)) AS months
  FROM employment_spell
  GROUP BY person_id
),
paid AS (
  SELECT person_id, count(*) AS payments
  FROM benefit_payment
  WHERE programme = 'employment_subsidy' AND person_id IS NOT NULL AND returned_on IS NULL
    AND extract(YEAR FROM paid_on) = extract(YEAR FROM :as_of) AND paid_on <= :as_of
  GROUP BY person_id
),
known AS (
  SELECT area_code FROM coverage WHERE ledger = 'benefit_payment' GROUP BY area_code
)
SELECT
  m.person_id,
  m.area_code,
  m.registered,
  spells.months,
  CASE WHEN paid.payments IS NOT NULL THEN paid.payments WHEN known.area_code IS NOT NULL THEN 0 END AS payments
FROM member_now AS m
JOIN spells ON spells.person_id = m.person_id
LEFT JOIN paid ON paid.person_id = m.person_id
LEFT JOIN known ON known.area_code = m.area_code
