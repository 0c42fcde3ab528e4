-- fact:    enterprise_household
-- zh:      民营企业联系户
-- en:      Households that paired enterprises link to
-- grain:   household_id
-- subject: household
-- columns:
--   projects  integer  item  | 参与企业项目数 | Projects of paired enterprises it takes part in
--   measures  integer  item  | 企业带动措施数 | Measures that link it to a paired enterprise
WITH firms AS (
  SELECT organisation_id FROM pairing WHERE kind = 'enterprise_village' AND organisation_id IS NOT NULL GROUP BY organisation_id
),
linked AS (
  SELECT k.household_id, 1 AS projects, 0 AS measures
  FROM project_link AS k
  JOIN project AS j ON j.id = k.project_id
  JOIN firms ON firms.organisation_id = j.organisation_id
  WHERE k.household_id IS NOT NULL AND (k.enrolled_on IS NULL OR k.enrolled_on <= :as_of)
  UNION ALL
  SELECT m.household_id, 0 AS projects, 1 AS measures
  FROM measure AS m
  JOIN firms ON firms.organisation_id = m.organisation_id
  WHERE m.household_id IS NOT NULL
)
SELECT l.household_id, h.area_code, sum(l.projects) AS projects, sum(l.measures) AS measures
FROM linked AS l
JOIN household AS h ON h.id = l.household_id
GROUP BY l.household_id, h.area_code
