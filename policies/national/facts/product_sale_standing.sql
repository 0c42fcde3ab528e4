-- fact:    product_sale_standing
-- zh:      产品销售
-- en:      Sales of produce, with what stands behind them
-- grain:   product_sale_id
-- subject: product_sale
-- columns:
--   household_id  integer                | 户键 | Household key
--   need_id       integer                | 滞销需求键 | Unsold report it clears
--   goods         code(goods)            | 品类 | Goods
--   channel       code(sales_channel)    | 销售渠道 | Channel
--   buyer_kind    code(buyer_kind)       | 购买主体 | Kind of buyer
--   at_centre     boolean                | 在展销中心销售 | Sold at an exhibition centre
--   certified     boolean                | 认定产品 | Of a product certified on the day of the sale
--   from_poor     boolean                | 建档立卡户供货 | Supplied by a household registered as poor, lifted or not
--   assisted      boolean                | 帮销 | Sold with help
--   sold_on       date                   | 销售日期 | Sold on
--   tonnes        decimal(14,3)  tonne   | 销售数量 | Quantity
--   value_yuan    decimal(16,2)  CNY     | 销售金额 | Value
--   returned_yuan decimal(14,2)  CNY     | 退货金额 | Value returned | 0 where no return was entered
--   net_yuan      decimal(16,2)  CNY     | 销售净额 | Value less returns
SELECT
  s.id AS product_sale_id,
  s.household_id,
  s.need_id,
  s.area_code,
  s.goods,
  s.channel,
  s.buyer_kind,
  coalesce(t.kind = 'centre', FALSE) AS at_centre,
  coalesce(p.certified_on <= s.sold_on, FALSE)
    AND (p.expires_on IS NULL OR p.expires_on > s.sold_on)
    AND (p.revoked_on IS NULL OR p.revoked_on > s.sold_on) AS certified,
  CASE WHEN s.household_id IS NULL THEN FALSE ELSE r.poverty_registered END AS from_poor,
  coalesce(s.assisted, FALSE) AS assisted,
  s.sold_on,
  s.tonnes,
  s.value_yuan,
  coalesce(s.returned_yuan, 0) AS returned_yuan,
  s.value_yuan - coalesce(s.returned_yuan, 0) AS net_yuan
FROM product_sale AS s
LEFT JOIN product AS p ON p.id = s.product_id
LEFT JOIN sales_point AS t ON t.id = s.sales_point_id
LEFT JOIN household_register AS r ON r.household_id = s.household_id
