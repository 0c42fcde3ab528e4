-- fact:    delivery_state
-- zh:      数据报送
-- en:      Whether data that were owed have come
-- grain:   delivery_duty_id
-- subject: delivery_duty
-- columns:
--   due_on     date     | 应报日期 | Due on
--   delivered  boolean  | 已报送 | Delivered
SELECT
  d.id AS delivery_duty_id,
  d.area_code,
  d.due_on,
  d.delivered_on IS NOT NULL AND d.delivered_on <= :as_of AS delivered
FROM delivery_duty AS d
