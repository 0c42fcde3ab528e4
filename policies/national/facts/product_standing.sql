-- fact:    product_standing
-- zh:      扶贫产品认定与上架
-- en:      Certificates and display of products
-- grain:   product_id
-- subject: product
-- columns:
--   certified_on  date               | 认定日期 | Certified on
--   expires_on    date               | 有效期至 | Valid until
--   valid         boolean            | 认定有效 / 认定无效 | Certified, not expired, not revoked
--   points        integer  item      | 在售网点数 | Open sales points that show it
--   suppliers     integer  household | 带贫户数 | Registered households behind it
WITH shown AS (
  SELECT d.product_id, count(DISTINCT d.sales_point_id) AS points
  FROM product_display AS d
  JOIN sales_point AS s ON s.id = d.sales_point_id
  WHERE s.opened_on <= :as_of AND (s.closed_on IS NULL OR s.closed_on > :as_of)
  GROUP BY d.product_id
),
behind AS (
  SELECT s.product_id, count(DISTINCT s.household_id) AS households
  FROM product_supplier AS s
  JOIN household_register AS r ON r.household_id = s.household_id
  WHERE r.registered
  GROUP BY s.product_id
)
SELECT
  p.id AS product_id,
  p.area_code,
  p.certified_on,
  p.expires_on,
  coalesce(p.certified_on <= :as_of, FALSE)
    AND (p.expires_on IS NULL OR p.expires_on > :as_of)
    AND (p.revoked_on IS NULL OR p.revoked_on > :as_of) AS valid,
  coalesce(shown.points, 0) AS points,
  coalesce(behind.households, 0) AS suppliers
FROM product AS p
LEFT JOIN shown ON shown.product_id = p.id
LEFT JOIN behind ON behind.product_id = p.id
