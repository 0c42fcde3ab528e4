-- fact:    area_answer
-- zh:      区划责任与结对
-- en:      Secretaries, leaders, branches and visits of an area
-- grain:   area_id
-- subject: area
-- columns:
--   level             code(area_level)  | 区划级别 | Level of the area
--   secretaries       integer  person   | 在任书记数 | Secretaries in post | Marked as answering for the area
--   heads             integer  person   | 在任行政首长数 | Government heads in post | Marked as answering for the area
--   key_town          boolean           | 重点镇 | Key town
--   town_leads        integer  person   | 市领导包保人数 | City leaders answering
--   key_village       boolean           | 重点村 | Key village
--   village_leads     integer  person   | 县领导包保人数 | County leaders answering
--   poor_village      boolean           | 贫困村 | Poor village
--   branches          integer  item     | 结对党组织数 | Paired party branches
--   task_township     boolean           | 有扶贫开发任务的乡镇 | Township with a poverty task
--   leader_visits     integer  item     | 本年主要领导走访次数 | Visits of main leaders this year
WITH posts AS (
  SELECT o.area_code,
    count(DISTINCT CASE WHEN o.role = 'party_secretary' THEN o.id END) AS secretaries,
    count(DISTINCT CASE WHEN o.role = 'government_head' THEN o.id END) AS heads
  FROM officer AS o
  WHERE o.accountable AND (o.from_on IS NULL OR o.from_on <= :as_of) AND (o.to_on IS NULL OR o.to_on > :as_of)
  GROUP BY o.area_code
),
listed AS (
  SELECT t.code,
    max(CASE WHEN l.listing = 'key_town' THEN 1 ELSE 0 END) AS key_town,
    max(CASE WHEN l.listing = 'key_village_poverty' THEN 1 ELSE 0 END) AS key_village,
    max(CASE WHEN l.listing = 'poor_village' THEN 1 ELSE 0 END) AS poor_village,
    max(CASE WHEN l.listing = 'task_township' THEN 1 ELSE 0 END) AS task_township
  FROM area_listing AS l
  JOIN area_spells AS t ON t.id = l.area_id
  GROUP BY t.code
),
leads AS (
  SELECT t.code,
    count(DISTINCT CASE WHEN x.layer = 'city_to_key_town' THEN x.officer_id END) AS town_leads,
    count(DISTINCT CASE WHEN x.layer = 'county_to_key_village' THEN x.officer_id END) AS village_leads
  FROM assignment AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  GROUP BY t.code
),
paired AS (
  SELECT t.code, count(DISTINCT x.organisation_id) AS branches
  FROM pairing AS x
  JOIN area_spells AS t ON t.id = x.target_area_id
  WHERE x.kind = 'organ_village'
  GROUP BY t.code
),
visited AS (
  SELECT v.area_code, count(*) AS visits
  FROM visit AS v
  WHERE v.kind = 'leader_visit' AND v.role = 'main_leader'
    AND extract(YEAR FROM v.visited_on) = extract(YEAR FROM :as_of) AND v.visited_on <= :as_of
  GROUP BY v.area_code
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  a.level,
  coalesce(posts.secretaries, 0) AS secretaries,
  coalesce(posts.heads, 0) AS heads,
  coalesce(listed.key_town, 0) > 0 AS key_town,
  coalesce(leads.town_leads, 0) AS town_leads,
  coalesce(listed.key_village, 0) > 0 AS key_village,
  coalesce(leads.village_leads, 0) AS village_leads,
  coalesce(listed.poor_village, 0) > 0 AS poor_village,
  coalesce(paired.branches, 0) AS branches,
  coalesce(listed.task_township, 0) > 0 AS task_township,
  coalesce(visited.visits, 0) AS leader_visits
FROM area AS a
LEFT JOIN posts ON posts.area_code = a.code
LEFT JOIN listed ON listed.code = a.code
LEFT JOIN leads ON leads.code = a.code
LEFT JOIN paired ON paired.code = a.code
LEFT JOIN visited ON visited.area_code = a.code
