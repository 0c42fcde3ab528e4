-- fact:    event_reach
-- zh:      活动成效
-- en:      What an event rests on and whom it reached
-- grain:   publicity_event_id
-- subject: publicity_event
-- columns:
--   kind        code(event_kind)    | 活动类别 | Kind
--   documented  boolean             | 有文件 | Has a document
--   households  integer  household  | 惠及户数 | Households reached
WITH reached AS (
  SELECT event_id, count(DISTINCT household_id) AS households FROM event_household GROUP BY event_id
)
SELECT
  e.id AS publicity_event_id,
  e.area_code,
  e.kind,
  e.document_id IS NOT NULL AS documented,
  coalesce(reached.households, 0) AS households
FROM publicity_event AS e
LEFT JOIN reached ON reached.event_id = e.id
WHERE e.held_on <= :as_of
