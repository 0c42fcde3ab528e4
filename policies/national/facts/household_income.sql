-- fact:    household_income
-- zh:      户收入账
-- en:      Income accounts of households
-- grain:   income_account_id
-- subject: income_account
-- columns:
--   household_id  integer                     | 户键 | Household key
--   in_register   boolean                     | 建档立卡户 | Of the register of poor households
--   monitored     boolean                     | 监测对象 | Monitored
--   account_until date                        | 核算期止 | Account until
--   period_days   integer  day                | 核算天数 | Days of the account
--   latest        boolean                     | 最近一期 | Latest account of the household
--   members       integer  person             | 核算人口 | Members counted
--   net_yuan      decimal(16,2)  CNY per year | 纯收入 | Net income | NULL where no source of income is recorded | 没有任何收入来源记录时为空
--   negative_cost boolean                     | 有负数收支 / 无负数收支 | An amount below zero / No amount below zero
SELECT
  i.id AS income_account_id,
  i.area_code,
  i.household_id,
  h.in_register,
  h.monitoring_class IS NOT NULL AS monitored,
  i.period_to_on AS account_until,
  days_between(i.period_from_on, i.period_to_on) + 1 AS period_days,
  row_number() OVER (PARTITION BY i.household_id ORDER BY i.period_to_on DESC, i.period_from_on DESC, i.id DESC) = 1 AS latest,
  coalesce(i.members, nullif(h.members, 0)) AS members,
  CASE
    WHEN coalesce(i.wage_yuan, i.business_yuan, i.property_yuan, i.transfer_yuan) IS NOT NULL
      THEN coalesce(i.wage_yuan, 0) + coalesce(i.business_yuan, 0) + coalesce(i.property_yuan, 0) + coalesce(i.transfer_yuan, 0)
        + coalesce(i.claim_yuan, 0) - coalesce(i.cost_yuan, 0)
  END AS net_yuan,
  least(coalesce(i.wage_yuan, 0), coalesce(i.property_yuan, 0), coalesce(i.transfer_yuan, 0), coalesce(i.cost_yuan, 0)) < 0 AS negative_cost
FROM income_account AS i
JOIN household_poverty AS h ON h.household_id = i.household_id
WHERE i.period_to_on <= :as_of
