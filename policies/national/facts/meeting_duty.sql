-- fact:    meeting_duty
-- zh:      调度会议
-- en:      Whether a meeting was held
-- grain:   meeting_id
-- subject: meeting
-- columns:
--   due_on   date     | 应召开日期 | Due on
--   held     boolean  | 已召开 | Held
--   minuted  boolean  | 有纪要 | Minuted
SELECT
  m.id AS meeting_id,
  m.area_code,
  m.due_on,
  m.held_on IS NOT NULL AND m.held_on <= :as_of AS held,
  m.minutes_id IS NOT NULL AS minuted
FROM meeting AS m
