-- fact:    listed_area_exit
-- zh:      名单内区划退出情况
-- en:      Exit of listed areas
-- grain:   area_listing_id
-- subject: area_listing
-- columns:
--   listing       code(area_listing)  | 名单 | List
--   level         code(area_level)    | 级别 | Level
--   code          text                | 区划代码 | Code of the area
--   exited        boolean             | 已退出 / 未退出 | Exited / Not exited | a passed check that has been announced | 验收合格并已公告
--   exited_on     date                | 退出公告日期 | Announced on
--   unannounced   boolean             | 验收合格未公告 / 无未公告的验收 | Passed and not announced / Nothing waits for announcement
--   passed_on     date                | 验收合格日期 | Passed on
--   unlifted_people integer person    | 未脱贫人口 | Unlifted people
WITH passed AS (
  SELECT
    area_code,
    kind,
    min(CASE WHEN announced_on <= :as_of THEN announced_on END) AS announced_on,
    min(verified_on) AS passed_on
  FROM exit_check
  WHERE kind IN ('village', 'county') AND passed AND verified_on <= :as_of
  GROUP BY area_code, kind
),
poor AS (
  SELECT area_code, count(*) AS people FROM person_poverty WHERE register_type = 'unlifted' GROUP BY area_code
),
unlifted AS (
  SELECT left(area_code, 6) AS code, sum(people) AS people FROM poor GROUP BY left(area_code, 6)
  UNION ALL
  SELECT area_code AS code, people FROM poor
)
SELECT
  l.id AS area_listing_id,
  a.code AS area_code,
  l.listing,
  a.level,
  a.code,
  passed.announced_on IS NOT NULL AS exited,
  passed.announced_on AS exited_on,
  passed.passed_on IS NOT NULL AND passed.announced_on IS NULL AS unannounced,
  passed.passed_on,
  coalesce(unlifted.people, 0) AS unlifted_people
FROM area_listing AS l
JOIN area_spells AS a ON a.id = l.area_id
LEFT JOIN passed ON passed.area_code = a.code AND passed.kind = a.level
LEFT JOIN unlifted ON unlifted.code = a.code
WHERE l.listing IN ('poor_village', 'poor_county_provincial', 'poor_county_national', 'deeply_poor_county', 'deeply_poor_village')
