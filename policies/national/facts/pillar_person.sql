-- fact:    pillar_person
-- zh:      格局受益人口
-- en:      People a pillar reaches
-- grain:   pillar, person_id
-- subject: person
-- columns:
--   pillar  code(pillar)  | 三位一体 | Pillar
-- By the projects of the pillar that reach their household, and by measures under a scheme or project of it.
WITH reached AS (
  SELECT j.pillar, m.person_id
  FROM project_link AS k
  JOIN project AS j ON j.id = k.project_id
  JOIN membership AS m ON m.household_id = k.household_id
  WHERE j.pillar IS NOT NULL AND (k.enrolled_on IS NULL OR k.enrolled_on <= :as_of)
  UNION ALL
  SELECT coalesce(s.pillar, j.pillar) AS pillar, coalesce(g.person_id, m.person_id) AS person_id
  FROM measure AS g
  LEFT JOIN scheme AS s ON s.id = g.scheme_id
  LEFT JOIN project AS j ON j.id = g.project_id
  LEFT JOIN membership AS m ON m.household_id = g.household_id AND g.person_id IS NULL
  WHERE coalesce(s.pillar, j.pillar) IS NOT NULL
)
SELECT r.pillar, r.person_id, p.area_code
FROM reached AS r
JOIN person AS p ON p.id = r.person_id
GROUP BY r.pillar, r.person_id, p.area_code
