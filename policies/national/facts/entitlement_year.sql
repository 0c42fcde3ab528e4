-- fact:    entitlement_year
-- zh:      本年待遇享受
-- en:      Entitlements and what was paid on them this year
-- grain:   benefit_spell_id
-- subject: benefit_spell
-- columns:
--   programme  code(benefit_programme)  | 补助项目 | Programme
--   enjoyed    boolean                  | 本年已享受 | Paid this year
WITH paid AS (
  SELECT person_id, programme
  FROM benefit_payment
  WHERE person_id IS NOT NULL AND returned_on IS NULL AND paid_on <= :as_of
    AND extract(YEAR FROM paid_on) = extract(YEAR FROM :as_of)
  GROUP BY person_id, programme
)
SELECT
  b.id AS benefit_spell_id,
  b.area_code,
  b.programme,
  paid.person_id IS NOT NULL AS enjoyed
FROM benefit_spell AS b
LEFT JOIN paid ON paid.person_id = b.person_id AND paid.programme = b.programme
