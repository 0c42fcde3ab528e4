-- fact:    issue_duty
-- zh:      问题办理
-- en:      How an issue stands
-- grain:   issue_id
-- subject: issue
-- columns:
--   owned       boolean  | 有责任单位或责任人 | Has an owner
--   due_on      date     | 整改期限 | Due on
--   closed      boolean  | 已销号 | Closed
--   evidence    boolean  | 有佐证 | Evidence on file
--   second      boolean  | 经第二人复核 | Approved by a second person | NULL where neither the verifier nor a second person is noted
--   returned    boolean  | 已退回未重报 | Returned and not submitted again
--   repeats     boolean  | 重复发生 | Has come back
SELECT
  i.id AS issue_id,
  i.area_code,
  i.organisation_id IS NOT NULL OR i.officer_id IS NOT NULL AS owned,
  i.due_on,
  i.closed_on IS NOT NULL AND i.closed_on <= :as_of AS closed,
  i.evidence,
  CASE WHEN i.second_person IS NOT NULL THEN i.second_person WHEN i.verifier_id IS NULL THEN NULL ELSE i.officer_id IS NULL OR i.verifier_id <> i.officer_id END AS second,
  i.returned_on IS NOT NULL AND (i.submitted_on IS NULL OR i.submitted_on < i.returned_on) AS returned,
  i.repeat_of_id IS NOT NULL AS repeats
FROM issue AS i
WHERE i.opened_on <= :as_of AND (i.voided_on IS NULL OR i.voided_on > :as_of)
