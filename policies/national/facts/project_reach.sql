-- fact:    project_reach
-- zh:      项目到户到村
-- en:      Households and villages that projects reach
-- grain:   project_link_id
-- subject: project_link
-- columns:
--   household_id      integer                  | 户键 | Household key
--   project_id        integer                  | 项目键 | Project key
--   incentive         boolean                  | 激励性扶贫项目 | Project of incentive assistance
--   counting_level    code(counting_level)     | 统计层级 | Counting level
--   on_file           boolean                  | 建档立卡户 | Household registered as poor, lifted or not
--   enrolled_on       date                     | 参与日期 | Enrolled on
--   milestone_on      date                     | 达标核实日期 | Milestone verified on
--   reached           boolean                  | 达标 / 未达标 | Milestone verified by the day
--   rewarded          boolean                  | 已奖补 / 未奖补 | Rewarded by the day
--   reward_yuan       decimal(14,2)  CNY       | 奖补金额 | Reward
--   rewarded_on       date                     | 奖补日期 | Rewarded on
--   gain_yuan         decimal(14,2)  CNY       | 增收金额 | Gain in income
--   gain_measured_on  date                     | 增收核算日期 | Gain measured on
SELECT
  k.id AS project_link_id,
  k.household_id,
  k.project_id,
  k.area_code,
  coalesce(j.programme = 'incentive', FALSE) AS incentive,
  j.counting_level,
  r.poverty_registered AS on_file,
  k.enrolled_on,
  k.milestone_on,
  coalesce(k.milestone_on <= :as_of, FALSE) AS reached,
  coalesce(k.rewarded_on <= :as_of, FALSE) AS rewarded,
  k.reward_yuan,
  k.rewarded_on,
  k.gain_yuan,
  k.gain_measured_on
FROM project_link AS k
JOIN project AS j ON j.id = k.project_id
LEFT JOIN household_register AS r ON r.household_id = k.household_id
