-- fact:    household_need
-- zh:      户需求落实
-- en:      Needs of households
-- grain:   need_id
-- subject: need
-- columns:
--   settled  boolean  | 已落实或已办结 | Met, or closed with a reason
SELECT d.need_id, d.area_code, d.settled
FROM need_duty AS d
JOIN need AS n ON n.id = d.need_id
WHERE n.household_id IS NOT NULL
