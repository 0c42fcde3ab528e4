-- fact:    area_answer
-- zh:      区划责任与结对
-- en:      Secretaries, leaders, branches and visits of an area
-- grain:   area_id
-- subject: area
-- columns:
--   level             code(area_level)  | 区划级别 | Level of the area
--   secretaries       integer  person   | 在任书记数 | Secretaries in post | Marked as answering for the area; unknown while no secretary is on record anywhere | 标记为负责任的；全域没有书记在册时未知
--   heads             integer  person   | 在任行政首长数 | Government heads in post | Marked as answering for the area; unknown while no head is on record anywhere | 标记为负责任的；全域没有行政首长在册时未知
--   key_town          boolean           | 重点镇 | Key town
--   town_leads        integer  person   | 市领导包保人数 | City leaders answering | unknown while no such answer is on record anywhere | 全域没有这类包保记录时未知
--   key_village       boolean           | 重点村 | Key village
--   village_leads     integer  person   | 县领导包保人数 | County leaders answering | unknown while no such answer is on record anywhere | 全域没有这类包保记录时未知
--   poor_village      boolean           | 贫困村 | Poor village
--   branches          integer  item     | 结对党组织数 | Paired party branches | unknown while no such pairing is on record anywhere | 全域没有这类结对记录时未知
--   task_township     boolean           | 有扶贫开发任务的乡镇 | Township with a poverty task
--   leader_visits     integer  item     | 本年主要领导走访次数 | Visits of main leaders this year | unknown while no such visit is on record anywhere | 全域没有这类走访记录时未知
WITH posts AS (
  SELECT o.area_code,
    count(DISTINCT CASE WHEN o.role = 'party_secretary' THEN o.id END) AS secretaries,
    count(DISTINCT CASE WHEN o.role = 'government_head' THEN o.id END) AS heads
  FROM officer AS o
  WHERE o.accountable AND (o.from_on IS NULL OR o.from_on <= :as_of) AND (o.to_on IS NULL OR o.to_on > :as_of)
  GROUP BY o.area_code
),
-- Whose holders nobody has entered yet is not vacant: a list that is not there says nothing.
kept_posts AS (
  SELECT
    count(CASE WHEN role = 'party_secretary' THEN 1 END) AS secretaries,
    count(CASE WHEN role = 'government_head' THEN 1 END) AS heads
  FROM officer
  WHERE accountable
),
kept_leads AS (
  SELECT
    count(CASE WHEN layer = 'city_to_key_town' THEN 1 END) AS town_leads,
    count(CASE WHEN layer = 'county_to_key_village' THEN 1 END) AS village_leads
  FROM assignment_spells
),
kept_pairings AS (SELECT count(*) AS branches FROM pairing_spells WHERE kind = 'organ_village'),
kept_visits AS (SELECT count(*) AS visits FROM visit WHERE kind = 'leader_visit' AND role = 'main_leader'),
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
  CASE WHEN kept_posts.secretaries > 0 THEN coalesce(posts.secretaries, 0) END AS secretaries,
  CASE WHEN kept_posts.heads > 0 THEN coalesce(posts.heads, 0) END AS heads,
  coalesce(listed.key_town, 0) > 0 AS key_town,
  CASE WHEN kept_leads.town_leads > 0 THEN coalesce(leads.town_leads, 0) END AS town_leads,
  coalesce(listed.key_village, 0) > 0 AS key_village,
  CASE WHEN kept_leads.village_leads > 0 THEN coalesce(leads.village_leads, 0) END AS village_leads,
  coalesce(listed.poor_village, 0) > 0 AS poor_village,
  CASE WHEN kept_pairings.branches > 0 THEN coalesce(paired.branches, 0) END AS branches,
  coalesce(listed.task_township, 0) > 0 AS task_township,
  CASE WHEN kept_visits.visits > 0 THEN coalesce(visited.visits, 0) END AS leader_visits
FROM area AS a
CROSS JOIN kept_posts
CROSS JOIN kept_leads
CROSS JOIN kept_pairings
CROSS JOIN kept_visits
LEFT JOIN posts ON posts.area_code = a.code
LEFT JOIN listed ON listed.code = a.code
LEFT JOIN leads ON leads.code = a.code
LEFT JOIN paired ON paired.code = a.code
LEFT JOIN visited ON visited.area_code = a.code
