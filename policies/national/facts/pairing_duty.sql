-- fact:    pairing_duty
-- zh:      结对履约
-- en:      What a pairing rests on
-- grain:   pairing_id
-- subject: pairing
-- columns:
--   kind      code(pairing_kind)  | 结对类别 | Kind
--   agreed    boolean             | 有协议 | Has an agreement
--   villages  integer  item       | 该组织结对村数 | Villages of this organisation
--   projects  integer  item       | 该组织实施项目数 | Projects of this organisation
WITH busy AS (
  SELECT organisation_id, kind, count(DISTINCT target_area_id) AS villages
  FROM pairing
  WHERE organisation_id IS NOT NULL
  GROUP BY organisation_id, kind
),
works AS (
  SELECT organisation_id, count(*) AS projects FROM project WHERE organisation_id IS NOT NULL GROUP BY organisation_id
)
SELECT
  x.id AS pairing_id,
  x.area_code,
  x.kind,
  x.agreement_on IS NOT NULL AND x.agreement_on <= :as_of AS agreed,
  coalesce(busy.villages, 0) AS villages,
  coalesce(works.projects, 0) AS projects
FROM pairing AS x
LEFT JOIN busy ON busy.organisation_id = x.organisation_id AND busy.kind = x.kind
LEFT JOIN works ON works.organisation_id = x.organisation_id
