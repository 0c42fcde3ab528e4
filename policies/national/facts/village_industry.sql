-- fact:    village_industry
-- zh:      村产业与集体经济
-- en:      Industry and collective income of villages
-- grain:   area_id
-- subject: area
-- columns:
--   poor_village     boolean             | 贫困村 | Poor village
--   demonstration    boolean             | 产业扶贫示范村 | Demonstration village
--   village_projects integer  item       | 到村产业项目数 | Village-level industry projects begun
--   collective_year  integer             | 集体经济年度 | Year of the collective income
--   collective_yuan  decimal(14,2)  CNY  | 村集体经济收入 | Collective income | NULL where nobody reported it
WITH listed AS (
  SELECT t.code, bool_or(l.listing = 'poor_village') AS poor, bool_or(l.listing = 'demonstration_village') AS demonstration
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  WHERE l.listing IN ('poor_village', 'demonstration_village')
  GROUP BY t.code
),
begun AS (
  SELECT id, area_code
  FROM project
  WHERE kind = 'industry' AND counting_level = 'village' AND started_on <= :as_of
),
reached AS (
  SELECT DISTINCT id, area_code FROM begun WHERE length(area_code) = 12
  UNION
  SELECT DISTINCT b.id, t.code
  FROM begun AS b
  JOIN project_link AS k ON k.project_id = b.id
  JOIN area_spells AS t ON t.id = k.target_area_id
  WHERE t.level = 'village'
),
projects AS (
  SELECT area_code, count(DISTINCT id) AS projects FROM reached GROUP BY area_code
),
accounts AS (
  SELECT area_code, year, collective_yuan
  FROM (
    SELECT
      area_code,
      year,
      collective_yuan,
      row_number() OVER (PARTITION BY area_code ORDER BY year DESC, recorded_on DESC, id DESC) AS place
    FROM area_economy
    WHERE recorded_on <= :as_of AND collective_yuan IS NOT NULL
  )
  WHERE place = 1
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  coalesce(listed.poor, FALSE) AS poor_village,
  coalesce(listed.demonstration, FALSE) AS demonstration,
  coalesce(projects.projects, 0) AS village_projects,
  accounts.year AS collective_year,
  accounts.collective_yuan
FROM area AS a
LEFT JOIN listed ON listed.code = a.code
LEFT JOIN projects ON projects.area_code = a.code
LEFT JOIN accounts ON accounts.area_code = a.code
WHERE a.level = 'village'
