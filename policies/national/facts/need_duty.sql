-- fact:    need_duty
-- zh:      需求办理
-- en:      What became of a need
-- grain:   need_id
-- subject: need
-- columns:
--   kind      code(need_kind)  | 需求类别 | Kind
--   settled   boolean          | 已对接或已办结 | Matched, or closed with a reason
--   open_days integer  day     | 未办结天数 | Days it has been open
--   verified  boolean          | 村级已核实 | Verified by the village
WITH matched AS (
  SELECT need_id FROM need_match WHERE matched_on <= :as_of GROUP BY need_id
)
SELECT
  n.id AS need_id,
  n.area_code,
  n.kind,
  matched.need_id IS NOT NULL OR n.close_reason IS NOT NULL AS settled,
  days_between(n.posted_on, :as_of) AS open_days,
  n.verified_on IS NOT NULL AND n.verified_on <= :as_of AS verified
FROM need AS n
LEFT JOIN matched ON matched.need_id = n.id
WHERE n.posted_on <= :as_of
