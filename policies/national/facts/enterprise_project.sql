-- fact:    enterprise_project
-- zh:      民营企业帮村项目
-- en:      Projects of enterprises paired with villages
-- grain:   project_id
-- subject: project
-- columns:
--   investment_yuan  decimal(18,2)  CNY  | 计划投资 | Planned investment
--   started          boolean             | 已开工 | Started
WITH firms AS (
  SELECT organisation_id FROM pairing WHERE kind = 'enterprise_village' AND organisation_id IS NOT NULL GROUP BY organisation_id
)
SELECT
  j.id AS project_id,
  j.area_code,
  j.investment_yuan,
  coalesce(j.started_on <= :as_of, FALSE) AS started
FROM project AS j
JOIN firms ON firms.organisation_id = j.organisation_id
