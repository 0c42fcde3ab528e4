-- fact:    payments_told
-- zh:      补助发放名册覆盖
-- en:      Villages whose payments of the period are on file
-- grain:   area_code, programme
-- subject: area
-- columns:
--   area_code  text                     | 村代码 | Village code
--   programme  code(benefit_programme)  | 补助项目 | Programme | NULL where the file covers them all | 不分项目的名册为空
WITH villages AS (
  SELECT DISTINCT area_code FROM household
)
SELECT DISTINCT v.area_code, c.listing AS programme
FROM villages AS v
JOIN coverage AS c ON starts_with(v.area_code, c.area_code)
WHERE c.ledger = 'benefit_payment' AND c.period_from_on <= :as_of AND c.period_to_on > :since
