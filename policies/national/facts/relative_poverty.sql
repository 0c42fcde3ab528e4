-- fact:    relative_poverty
-- zh:      相对贫困试点户
-- en:      Households of a pilot area and their income
-- grain:   household_id
-- subject: household
-- columns:
--   pilot            boolean                 | 试点地区 | In a pilot area
--   net_income_yuan  decimal(14,2)  CNY      | 纯收入 | Net income | NULL where no account is known
--   account_members  integer  person         | 核算人口 | Members counted
--   measures         integer  measure        | 现有措施数 | Measures in force
WITH pilot AS (
  SELECT t.code FROM area_listing AS l JOIN area_spells AS t ON t.id = l.area_id WHERE l.listing = 'relative_poverty_pilot' GROUP BY t.code
),
helped AS (
  SELECT household_id, count(*) AS measures FROM measure WHERE household_id IS NOT NULL GROUP BY household_id
)
SELECT
  y.household_id,
  y.area_code,
  pilot.code IS NOT NULL AS pilot,
  y.net_income_yuan,
  y.account_members,
  coalesce(helped.measures, 0) AS measures
FROM household_year AS y
LEFT JOIN pilot ON pilot.code = y.area_code
LEFT JOIN helped ON helped.household_id = y.household_id
