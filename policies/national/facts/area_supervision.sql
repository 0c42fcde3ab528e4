-- fact:    area_supervision
-- zh:      挂牌督战对象
-- en:      Areas by unlifted people, and their supervision
-- grain:   area_id
-- subject: area
-- columns:
--   level            code(area_level)  | 级别 | Level
--   unlifted_people  integer  person   | 未脱贫人口 | Unlifted people | NULL where no register has arrived | 没有登记数据时为空
--   provincial       boolean           | 省级挂牌 / 未省级挂牌 | On the province's list / Not on the province's list
--   county           boolean           | 县级挂牌 / 未县级挂牌 | On the county's list / Not on the county's list
--   supervisors      integer  person   | 督战责任人数 | Supervisors
--   visited_on       date              | 最近督战日期 | Last supervised on
WITH poor AS (
  SELECT area_code, count(*) AS people FROM person_poverty WHERE register_type = 'unlifted' GROUP BY area_code
),
unlifted AS (
  SELECT left(area_code, 9) AS code, sum(people) AS people FROM poor GROUP BY left(area_code, 9)
  UNION ALL
  SELECT area_code AS code, people FROM poor
),
listed AS (
  SELECT t.code, bool_or(l.listing = 'supervised_provincial') AS provincial, bool_or(l.listing = 'supervised_county') AS county
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  WHERE l.listing IN ('supervised_provincial', 'supervised_county')
  GROUP BY t.code
),
leads AS (
  SELECT t.code, count(DISTINCT x.officer_id) AS officers
  FROM assignment AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  WHERE x.layer = 'supervisor'
  GROUP BY t.code
),
seen AS (
  SELECT area_code, max(visited_on) AS visited_on FROM visit WHERE kind = 'supervision' AND visited_on <= :as_of GROUP BY area_code
),
registers AS (
  SELECT count(*) > 0 AS there FROM register_spell_spells
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  a.level,
  CASE WHEN registers.there THEN coalesce(unlifted.people, 0) END AS unlifted_people,
  coalesce(listed.provincial, FALSE) AS provincial,
  coalesce(listed.county, FALSE) AS county,
  coalesce(leads.officers, 0) AS supervisors,
  seen.visited_on
FROM area AS a
CROSS JOIN registers
LEFT JOIN unlifted ON unlifted.code = a.code
LEFT JOIN listed ON listed.code = a.code
LEFT JOIN leads ON leads.code = a.code
LEFT JOIN seen ON seen.area_code = a.code
WHERE a.level IN ('township', 'village')
