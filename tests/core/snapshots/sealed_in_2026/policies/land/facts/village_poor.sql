-- fact:    village_poor
-- zh:      村低收入户
-- en:      Poor households of a village
-- grain:   area_code
-- subject: area
-- columns:
--   households  integer  household | 低收入户数 | Poor households
SELECT h.area_code, COUNT(*) AS households
FROM household_year AS h CROSS JOIN p
WHERE h.net_income_yuan < h.members * p.income_line
GROUP BY h.area_code
