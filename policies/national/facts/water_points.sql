-- fact:    water_points
-- zh:      水质检测
-- en:      Water tests, the latest of each point marked
-- grain:   water_test_id
-- subject: water_test
-- columns:
--   sampled_on  date     | 采样日期 | Sampled on
--   passed      boolean  | 检测合格 | Passed
--   announced   boolean  | 事先通知 | Announced beforehand
--   latest      boolean  | 该点最近一次 | Latest of the point
SELECT
  id AS water_test_id,
  area_code,
  sampled_on,
  passed,
  announced,
  row_number() OVER (PARTITION BY point, area_code ORDER BY sampled_on DESC, id DESC) = 1 AS latest
FROM water_test
WHERE sampled_on <= :as_of
