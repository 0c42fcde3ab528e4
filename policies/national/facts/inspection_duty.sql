-- fact:    inspection_duty
-- zh:      暗访督查
-- en:      How an unannounced inspection was made
-- grain:   visit_id
-- subject: visit
-- columns:
--   announced  boolean  | 事先通知 | Announced beforehand
SELECT v.id AS visit_id, v.area_code, v.announced
FROM visit AS v
WHERE v.kind = 'covert_inspection' AND v.visited_on <= :as_of
