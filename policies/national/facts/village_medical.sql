-- fact:    village_medical
-- zh:      村级就医条件
-- en:      Medical access of villages
-- grain:   area_id
-- subject: area
-- columns:
--   poor_village  boolean         | 贫困村或重点帮扶村 | Poor or key village
--   own           boolean         | 村村通 | A point of its own
--   nearby        boolean         | 就近通 | A named point nearby
--   reached       boolean         | 就医通达 | Within reach of a point | its own, or a named one nearby, connected to settlement | 本村有点，或就近有指定点，且开通结算
--   points        integer  item   | 医疗点数 | Points
WITH points AS (
  SELECT
    area_code,
    bool_or(mode = 'own' AND settlement) AS own,
    bool_or(mode = 'nearby' AND settlement AND organisation_id IS NOT NULL) AS nearby,
    count(*) AS points
  FROM medical_access
  GROUP BY area_code
),
watched AS (
  SELECT t.code
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  WHERE l.listing IN ('poor_village', 'key_village')
  GROUP BY t.code
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  watched.code IS NOT NULL AS poor_village,
  CASE WHEN points.area_code IS NULL THEN FALSE ELSE points.own END AS own,
  CASE WHEN points.area_code IS NULL THEN FALSE ELSE points.nearby END AS nearby,
  CASE WHEN points.area_code IS NULL THEN FALSE ELSE points.own OR points.nearby END AS reached,
  coalesce(points.points, 0) AS points
FROM area AS a
LEFT JOIN points ON points.area_code = a.code
LEFT JOIN watched ON watched.code = a.code
WHERE a.level = 'village'
