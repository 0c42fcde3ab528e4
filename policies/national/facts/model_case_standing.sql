-- fact:    model_case_standing
-- zh:      典型案例
-- en:      Model cases
-- grain:   model_case_id
-- subject: model_case
-- columns:
--   named         boolean  | 涉及个人或农户 | About a person or household
--   published_on  date     | 发布日期 | Published on
--   published     boolean  | 已发布 | Published by the day
--   consented     boolean  | 发布前本人同意且未撤回 | Consent before publication, not taken back by the day
--   verified      boolean  | 发布前已核实 | Verified before publication
--   approved      boolean  | 发布前已审批 | Approved before publication
SELECT
  id AS model_case_id,
  area_code,
  person_id IS NOT NULL OR household_id IS NOT NULL AS named,
  published_on,
  published_on IS NOT NULL AND published_on <= :as_of AS published,
  consented_on IS NOT NULL AND consented_on <= coalesce(published_on, :as_of)
    AND (consent_ended_on IS NULL OR consent_ended_on > :as_of) AS consented,
  verified_on IS NOT NULL AND verified_on <= coalesce(published_on, :as_of) AS verified,
  approved_on IS NOT NULL AND approved_on <= coalesce(published_on, :as_of) AS approved
FROM model_case
