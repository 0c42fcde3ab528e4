-- fact:    task_duty
-- zh:      行动任务办理
-- en:      How a task of a campaign stands
-- grain:   campaign_task_id
-- subject: campaign_task
-- columns:
--   owned     boolean              | 有责任人 | Has an owner
--   due_on    date                 | 完成期限 | Due on
--   done_on   date                 | 完成日期 | Done on
--   done      boolean              | 已完成 | Done
--   evidence  boolean              | 有佐证 | Evidence on file
--   campaign  code(campaign_kind)  | 行动类别 | Kind of campaign
--   key_task  boolean              | 重点任务 | Key task
--   line      code(campaign_line)  | 清零事项 | Line to bring to zero
SELECT
  t.id AS campaign_task_id,
  t.area_code,
  t.organisation_id IS NOT NULL OR t.officer_id IS NOT NULL AS owned,
  t.due_on,
  t.done_on,
  t.done_on IS NOT NULL AND t.done_on <= :as_of AS done,
  t.evidence,
  c.kind AS campaign,
  t.key_task,
  t.line
FROM campaign_task AS t
LEFT JOIN campaign AS c ON c.id = t.campaign_id
WHERE t.voided_on IS NULL OR t.voided_on > :as_of
