-- fact:    insured_family
-- zh:      深度贫困家庭商业保险
-- en:      Commercial cover of deeply poor families
-- grain:   household_id
-- subject: household
-- columns:
--   deeply_poor   boolean              | 深度贫困家庭 | Deeply poor
--   insured       boolean              | 有补充商业保险 | With a commercial supplement | NULL where no file covers the village | 投保名册未覆盖该村时为空
--   premium_yuan  decimal(14,2)  CNY   | 保费 | Premium | of the cover in force | 有效保单
--   gap           boolean              | 保障期中断 | Gap in cover | an earlier policy ended before the next began | 前一保单止期早于后一保单起期
WITH poor AS (
  SELECT DISTINCT household_id FROM household_listing WHERE listing = 'deeply_poor'
),
cover AS (
  SELECT household_id, sum(premium_yuan) AS premium_yuan
  FROM insurance_policy
  WHERE kind = 'commercial_health' AND household_id IS NOT NULL
  GROUP BY household_id
),
order_of AS (
  SELECT household_id, from_on, lag(to_on) OVER (PARTITION BY household_id ORDER BY from_on, id) AS before_on
  FROM insurance_policy_spells
  WHERE kind = 'commercial_health' AND household_id IS NOT NULL AND from_on <= :as_of
),
gaps AS (
  SELECT household_id, bool_or(before_on < from_on) AS gap FROM order_of GROUP BY household_id
),
told AS (
  SELECT v.area_code
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (SELECT DISTINCT area_code FROM coverage WHERE ledger = 'insurance_policy' AND period_from_on <= :as_of) AS c
    ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  h.id AS household_id,
  h.area_code,
  poor.household_id IS NOT NULL AS deeply_poor,
  CASE WHEN cover.household_id IS NOT NULL THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS insured,
  cover.premium_yuan,
  coalesce(gaps.gap, FALSE) AS gap
FROM household AS h
LEFT JOIN poor ON poor.household_id = h.id
LEFT JOIN cover ON cover.household_id = h.id
LEFT JOIN gaps ON gaps.household_id = h.id
LEFT JOIN told ON told.area_code = h.area_code
WHERE poor.household_id IS NOT NULL OR cover.household_id IS NOT NULL OR gaps.household_id IS NOT NULL
