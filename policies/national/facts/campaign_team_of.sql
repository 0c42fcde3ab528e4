-- fact:    campaign_team_of
-- zh:      行动小分队
-- en:      Teams of a campaign
-- grain:   campaign_team_id
-- subject: campaign_team
-- columns:
--   campaign  code(campaign_kind)  | 行动类别 | Kind of campaign
--   formed    boolean              | 已组建 | Formed
SELECT
  t.id AS campaign_team_id,
  t.area_code,
  c.kind AS campaign,
  t.formed_on IS NOT NULL AND t.formed_on <= :as_of AS formed
FROM campaign_team AS t
LEFT JOIN campaign AS c ON c.id = t.campaign_id
