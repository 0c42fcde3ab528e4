-- fact:    sales_point_standing
-- zh:      消费扶贫网点状况
-- en:      Standing of sales points
-- grain:   sales_point_id
-- subject: sales_point
-- columns:
--   kind      code(sales_point_kind)  | 网点类别 | Kind
--   open      boolean                 | 启用 / 未启用 | Open on the day
--   products  integer  item           | 在售认定产品数 | Valid products on display
--   invalid   integer  item           | 在售未认定产品数 | Products on display without a valid certificate
WITH shown AS (
  SELECT
    d.sales_point_id,
    count(DISTINCT CASE WHEN p.valid THEN d.product_id END) AS products,
    count(DISTINCT CASE WHEN p.valid THEN NULL ELSE d.product_id END) AS invalid
  FROM product_display AS d
  JOIN product_standing AS p ON p.product_id = d.product_id
  GROUP BY d.sales_point_id
)
SELECT
  s.id AS sales_point_id,
  s.area_code,
  s.kind,
  coalesce(s.opened_on <= :as_of, FALSE) AND (s.closed_on IS NULL OR s.closed_on > :as_of) AS open,
  coalesce(shown.products, 0) AS products,
  coalesce(shown.invalid, 0) AS invalid
FROM sales_point AS s
LEFT JOIN shown ON shown.sales_point_id = s.id
