-- fact:    post_standing
-- zh:      岗位开发与在岗
-- en:      Posts developed and held
-- grain:   job_post_id
-- subject: job_post
-- columns:
--   category      code(post_category)  | 岗位类别 | Category
--   in_estate     boolean              | 安置点岗位 | Post of a resettlement site
--   developed_on  date                 | 开发日期 | Developed on
--   developed     boolean              | 已开发 | Developed by the day | NULL without a date | 开发日期不明时为空
--   in_being      boolean              | 存续 / 已撤销 | In being on the day
--   holders       integer  person      | 在岗人数 | Holders on the day
WITH held AS (
  SELECT job_post_id, count(DISTINCT person_id) AS holders FROM welfare_post GROUP BY job_post_id
)
SELECT
  j.id AS job_post_id,
  j.area_code,
  j.category,
  j.site_id IS NOT NULL AS in_estate,
  j.developed_on,
  j.developed_on <= :as_of AS developed,
  j.developed_on <= :as_of AND (j.withdrawn_on IS NULL OR j.withdrawn_on > :as_of) AS in_being,
  coalesce(held.holders, 0) AS holders
FROM job_post AS j
LEFT JOIN held ON held.job_post_id = j.id
