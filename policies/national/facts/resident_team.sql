-- fact:    resident_team
-- zh:      驻村工作队在岗
-- en:      Resident teams on post
-- grain:   organisation_id
-- subject: organisation
-- columns:
--   on_post       boolean  | 在岗 | On post
--   poor_village  boolean  | 派驻贫困村 | Posted to a poor village
WITH posted AS (
  SELECT x.organisation_id
  FROM assignment AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  JOIN area_listing AS l ON l.area_id = t.id
  WHERE x.layer = 'resident_team' AND l.listing = 'poor_village'
  GROUP BY x.organisation_id
),
present AS (
  SELECT organisation_id FROM organisation_status WHERE status = 'on_post' GROUP BY organisation_id
)
SELECT
  o.id AS organisation_id,
  o.area_code,
  present.organisation_id IS NOT NULL AS on_post,
  posted.organisation_id IS NOT NULL AS poor_village
FROM organisation AS o
LEFT JOIN posted ON posted.organisation_id = o.id
LEFT JOIN present ON present.organisation_id = o.id
WHERE o.kind = 'resident_team'
