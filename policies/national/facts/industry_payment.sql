-- fact:    industry_payment
-- zh:      产业类补助与分红
-- en:      Payments from industry: subsidies, dividends, photovoltaic shares
-- grain:   benefit_payment_id
-- subject: benefit_payment
-- columns:
--   household_id       integer                  | 户键 | Household key
--   programme          code(benefit_programme)  | 补助项目 | Programme
--   organisation_kind  code(organisation_kind)  | 发放单位类别 | Kind of payer
--   kept               boolean                  | 未退回 / 已退回 | Not come back by the day
--   on_file            boolean                  | 建档立卡户 | Household registered as poor, lifted or not
--   amount_yuan        decimal(14,2)  CNY       | 金额 | Amount
--   paid_on            date                     | 发放日期 | Paid on
SELECT
  b.id AS benefit_payment_id,
  coalesce(b.household_id, m.household_id) AS household_id,
  b.area_code,
  b.programme,
  o.kind AS organisation_kind,
  b.returned_on IS NULL OR b.returned_on > :as_of AS kept,
  r.poverty_registered AS on_file,
  b.amount_yuan,
  b.paid_on
FROM benefit_payment AS b
LEFT JOIN member_now AS m ON m.person_id = b.person_id
LEFT JOIN household_register AS r ON r.household_id = coalesce(b.household_id, m.household_id)
LEFT JOIN organisation AS o ON o.id = b.organisation_id
WHERE b.programme IN ('industry_subsidy', 'epidemic_industry', 'dividend', 'pv_distribution', 'incentive_reward')
