-- fact:    site_standing
-- zh:      集中安置点状况
-- en:      Standing of resettlement sites
-- grain:   resettlement_site_id
-- subject: resettlement_site
-- columns:
--   planned_people  integer  person  | 规划安置人数 | People planned
--   people          integer  person  | 安置人数 | People relocated | NULL where no relocation file covers the site | 未收到搬迁名册时为空
--   started_on      date             | 开工日期 | Started on
--   completed_on    date             | 完工日期 | Completed on
--   delivered_on    date             | 交付日期 | Handed over on
--   started         boolean          | 已开工 | Started by the day
--   completed       boolean          | 已完工 | Completed by the day
--   delivered       boolean          | 已交付 | Completed and handed over by the day
--   centres         integer  item    | “四个中心”数 | Service centres of the four kinds
--   parks           integer  item    | 配套园区数 | Parks beside the site
--   surveyed_on     date             | 最近月度监测日期 | Last monthly round
WITH movers AS (
  SELECT site_id, sum(people) AS people FROM relocation
  WHERE relocated_on <= :as_of AND site_id IS NOT NULL
  GROUP BY site_id
),
functions AS (
  SELECT site_id, count(DISTINCT kind) AS centres
  FROM site_function
  WHERE kind IN ('aspiration_centre', 'employment_service', 'policy_publicity', 'service_support')
  GROUP BY site_id
),
parks AS (
  SELECT site_id, count(DISTINCT organisation_id) AS parks FROM site_park GROUP BY site_id
),
rounds AS (
  SELECT f.area_code, max(f.filled_on) AS filled_on
  FROM survey_form AS f
  JOIN survey_round AS r ON r.id = f.round_id
  WHERE r.kind = 'monthly_monitoring' AND f.filled_on <= :as_of
  GROUP BY f.area_code
)
SELECT
  s.id AS resettlement_site_id,
  s.area_code,
  s.planned_people,
  m.people,
  s.started_on,
  s.completed_on,
  s.delivered_on,
  s.started_on IS NOT NULL AND s.started_on <= :as_of AS started,
  s.completed_on IS NOT NULL AND s.completed_on <= :as_of AS completed,
  s.completed_on IS NOT NULL AND s.completed_on <= :as_of
    AND s.delivered_on IS NOT NULL AND s.delivered_on <= :as_of AS delivered,
  coalesce(f.centres, 0) AS centres,
  coalesce(k.parks, 0) AS parks,
  r.filled_on AS surveyed_on
FROM resettlement_site AS s
LEFT JOIN movers AS m ON m.site_id = s.id
LEFT JOIN functions AS f ON f.site_id = s.id
LEFT JOIN parks AS k ON k.site_id = s.id
LEFT JOIN rounds AS r ON r.area_code = s.area_code
