-- fact:    household_year
-- zh:      农户年度情况
-- en:      Household over twelve months
-- grain:   household_id
-- subject: household
-- columns:
--   net_income_yuan  decimal(14,2)  CNY     | 纯收入 | Net income | NULL where there is no account
--   own_pay_yuan     decimal(14,2)  CNY     | 自付医疗费 | Own payment
--   members          integer        person  | 家庭人口 | Members
--   eldest_years     integer        year    | 最长者周岁 | Age of the eldest
--   on_dibao         boolean                | 低保 | Dibao
--   risk             code(risk)             | 风险 | Risk
-- What stands below the columns with one blank is for readers.
WITH account AS (
  SELECT household_id, SUM(wage_yuan) AS wage_yuan, SUM(own_pay_yuan) AS own_pay_yuan
  FROM income_account
  WHERE period_to_on > :since AND period_to_on <= :as_of
  GROUP BY household_id
)
SELECT
  m.household_id,
  MIN(m.area_code) AS area_code,
  MAX(a.wage_yuan) AS net_income_yuan,
  MAX(a.own_pay_yuan) AS own_pay_yuan,
  COUNT(*) AS members,
  MAX(years_between(s.born_on, :as_of)) AS eldest_years,
  bool_or(d.id IS NOT NULL) AS on_dibao,
  CAST(NULL AS TEXT) AS risk
FROM membership AS m
JOIN person AS s ON s.id = m.person_id
LEFT JOIN account AS a ON a.household_id = m.household_id
LEFT JOIN dibao_spell AS d ON d.person_id = m.person_id
GROUP BY m.household_id
