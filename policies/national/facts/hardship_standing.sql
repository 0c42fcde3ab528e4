-- fact:    hardship_standing
-- zh:      灾害疫情影响处置
-- en:      Hardship events and what was done
-- grain:   hardship_event_id
-- subject: hardship_event
-- columns:
--   days_since   integer  day               | 发生至今天数 | Days since it happened
--   verified     boolean                    | 已核实 / 未核实 | Verified / Not verified
--   assisted     boolean                    | 已帮扶 / 未帮扶 | Assisted / Not assisted
--   loss_yuan    decimal(14,2)  CNY         | 核实损失 | Verified loss
SELECT
  e.id AS hardship_event_id,
  e.area_code,
  days_between(e.happened_on, :as_of) AS days_since,
  e.verified_on IS NOT NULL AND e.verified_on <= :as_of AS verified,
  e.assisted_on IS NOT NULL AND e.assisted_on <= :as_of AS assisted,
  e.loss_yuan
FROM hardship_event AS e
WHERE e.happened_on <= :as_of
