-- fact:    decision_duty
-- zh:      会议决定办理
-- en:      What became of a decision
-- grain:   decision_id
-- subject: decision
-- columns:
--   owned   boolean  | 有责任人 | Has an owner
--   due_on  date     | 完成期限 | Due on
--   done    boolean  | 已办结 | Done | the decision, or the task it became
SELECT
  d.id AS decision_id,
  d.area_code,
  d.organisation_id IS NOT NULL OR d.officer_id IS NOT NULL AS owned,
  d.due_on,
  (d.done_on IS NOT NULL AND d.done_on <= :as_of) OR (t.done_on IS NOT NULL AND t.done_on <= :as_of) AS done
FROM decision AS d
LEFT JOIN campaign_task AS t ON t.id = d.task_id
