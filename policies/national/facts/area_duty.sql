-- fact:    area_duty
-- zh:      区划包保与驻村
-- en:      Who answers for an area
-- grain:   area_id
-- subject: area
-- columns:
--   level        code(area_level)  | 区划级别 | Level of the area
--   layer_leads  integer  person   | 本层包保责任人数 | Officials responsible on its layer | Counties, townships and villages only; unknown while nobody is on record on that layer | 仅县、乡、村；该层全域没有包保记录时未知
--   poor_village boolean           | 贫困村或重点帮扶村 | Poor or key village
--   teams        integer  item     | 在岗驻村工作队数 | Resident teams on post | unknown while no team is on record anywhere | 全域没有驻村工作队记录时未知
WITH layer_leads AS (
  SELECT t.code, t.level, count(DISTINCT x.officer_id) AS leads
  FROM assignment AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  WHERE (t.level = 'county' AND x.layer = 'city_to_county')
     OR (t.level = 'township' AND x.layer = 'county_to_township')
     OR (t.level = 'village' AND x.layer = 'township_to_village')
  GROUP BY t.code, t.level
),
teams AS (
  SELECT t.code, count(DISTINCT x.organisation_id) AS teams
  FROM assignment AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  JOIN organisation_status AS s ON s.organisation_id = x.organisation_id
  WHERE x.layer = 'resident_team' AND s.status = 'on_post'
  GROUP BY t.code
),
-- A layer nobody has entered yet is not uncovered: a list that is not there says nothing.
kept AS (
  SELECT
    count(CASE WHEN layer = 'city_to_county' THEN 1 END) AS county,
    count(CASE WHEN layer = 'county_to_township' THEN 1 END) AS township,
    count(CASE WHEN layer = 'township_to_village' THEN 1 END) AS village,
    count(CASE WHEN layer = 'resident_team' THEN 1 END) AS teams
  FROM assignment_spells
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
  a.level,
  CASE
    WHEN CASE a.level WHEN 'county' THEN kept.county WHEN 'township' THEN kept.township ELSE kept.village END > 0
      THEN coalesce(layer_leads.leads, 0)
  END AS layer_leads,
  watched.code IS NOT NULL AS poor_village,
  CASE WHEN kept.teams > 0 THEN coalesce(teams.teams, 0) END AS teams
FROM area AS a
CROSS JOIN kept
LEFT JOIN layer_leads ON layer_leads.code = a.code AND layer_leads.level = a.level
LEFT JOIN watched ON watched.code = a.code
LEFT JOIN teams ON teams.code = a.code
WHERE a.level IN ('county', 'township', 'village')
