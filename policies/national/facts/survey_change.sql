-- fact:    survey_change
-- zh:      两轮五看排查对照
-- en:      What changed between two five-look rounds
-- grain:   survey_round_id, unit, unit_id, item
-- subject: survey_round
-- columns:
--   unit         text                  | 排查单元 | Unit | village, household or person | 村、户、人
--   unit_id      integer               | 单元键 | Key of the unit
--   item         code(survey_item)     | 排查项目 | Item
--   result       code(survey_result)   | 本轮结果 | Result of this round
--   before       code(survey_result)   | 上轮结果 | Result of the round before
--   looked_both  boolean               | 两轮都有结果 | Looked at in both rounds
--   worse        boolean               | 由无问题变为有问题 | No problem before, a problem now
--   better       boolean               | 由有问题变为无问题 | A problem before, none now
-- The last round and the one before it, both said to be complete. A unit where nobody was met has no result.
WITH rounds AS (
  SELECT id, row_number() OVER (ORDER BY completed_on DESC, id DESC) AS place
  FROM survey_round
  WHERE kind = 'five_look' AND completed_on <= :as_of
),
forms AS (
  SELECT
    r.place,
    CASE WHEN f.person_id IS NOT NULL THEN 'person' WHEN f.household_id IS NOT NULL THEN 'household' ELSE 'village' END AS unit,
    coalesce(f.person_id, f.household_id, a.id) AS unit_id,
    f.item,
    f.area_code,
    max(CASE WHEN f.result = 'failed' THEN 1 ELSE 0 END) AS failed
  FROM survey_form AS f
  JOIN rounds AS r ON r.id = f.round_id
  LEFT JOIN area AS a ON a.code = f.area_code AND a.level = 'village'
  WHERE f.result IN ('passed', 'failed') AND f.filled_on <= :as_of AND r.place <= 2
  GROUP BY
    r.place,
    CASE WHEN f.person_id IS NOT NULL THEN 'person' WHEN f.household_id IS NOT NULL THEN 'household' ELSE 'village' END,
    coalesce(f.person_id, f.household_id, a.id),
    f.item,
    f.area_code
),
latest AS (
  SELECT id FROM rounds WHERE place = 1
)
SELECT
  latest.id AS survey_round_id,
  n.unit,
  n.unit_id,
  n.item,
  n.area_code,
  CASE WHEN n.failed = 1 THEN 'failed' ELSE 'passed' END AS result,
  CASE WHEN b.failed = 1 THEN 'failed' WHEN b.failed = 0 THEN 'passed' END AS before,
  b.failed IS NOT NULL AS looked_both,
  n.failed = 1 AND b.failed = 0 AS worse,
  n.failed = 0 AND b.failed = 1 AS better
FROM forms AS n
CROSS JOIN latest
LEFT JOIN forms AS b ON b.place = 2 AND b.unit = n.unit AND b.unit_id = n.unit_id AND b.item IS NOT DISTINCT FROM n.item
WHERE n.place = 1
