-- fact:    need_standing
-- zh:      需求办理情况
-- en:      What became of needs
-- grain:   need_id
-- subject: need
-- columns:
--   household_id  integer             | 户键 | Household key
--   kind          code(need_kind)     | 需求类别 | Kind of need
--   level         code(admin_level)   | 对接层级 | Level of the order book
--   fresh         boolean             | 鲜活农产品 | Fresh produce
--   on_file       boolean             | 建档立卡户 | Household registered as poor, lifted or not | FALSE where no household stands in it
--   posted_on     date                | 提出日期 | Posted on
--   closed_on     date                | 办结日期 | Closed on
--   open          boolean             | 未办结 / 已办结 | Not closed by the day
--   matched       boolean             | 对接办结 | Closed by a match
--   ways          integer  item       | 登记的渠道数 | Matches and sales that name their channel
--   quantity      decimal(14,3)       | 需求数量 | Quantity asked for
--   met           decimal(14,3)       | 已对接数量 | Quantity matched
WITH matches AS (
  SELECT
    need_id,
    sum(CASE WHEN channel IS NOT NULL THEN 1 ELSE 0 END) AS ways,
    sum(quantity) AS quantity
  FROM need_match
  WHERE matched_on <= :as_of
  GROUP BY need_id
),
sales AS (
  SELECT need_id, sum(CASE WHEN channel IS NOT NULL THEN 1 ELSE 0 END) AS ways
  FROM product_sale
  WHERE sold_on <= :as_of AND need_id IS NOT NULL
  GROUP BY need_id
)
SELECT
  n.id AS need_id,
  n.household_id,
  n.area_code,
  n.kind,
  n.level,
  n.fresh,
  CASE WHEN n.household_id IS NULL THEN FALSE ELSE r.poverty_registered END AS on_file,
  n.posted_on,
  n.closed_on,
  n.closed_on IS NULL OR n.closed_on > :as_of AS open,
  coalesce(n.close_reason = 'matched', FALSE) AS matched,
  coalesce(matches.ways, 0) + coalesce(sales.ways, 0) AS ways,
  n.quantity,
  coalesce(matches.quantity, 0) AS met
FROM need AS n
LEFT JOIN matches ON matches.need_id = n.id
LEFT JOIN sales ON sales.need_id = n.id
LEFT JOIN household_register AS r ON r.household_id = n.household_id
WHERE n.posted_on <= :as_of
