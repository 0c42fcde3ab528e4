-- fact:    insurance_settlement
-- zh:      保险理赔状况
-- en:      Insurance claims and their settlement
-- grain:   insurance_claim_id
-- subject: insurance_claim
-- columns:
--   household_id  integer                | 户键 | Household key
--   on_file       boolean                | 建档立卡户 | Household registered as poor, lifted or not
--   kind          code(insurance_kind)   | 险种 | Kind
--   cause         code(hardship_kind)    | 出险原因 | Cause
--   reported_on   date                   | 报案日期 | Reported on
--   settled_on    date                   | 赔付日期 | Settled on
--   settled       boolean                | 已赔付 / 未赔付 | Paid by the day
--   amount_yuan   decimal(14,2)  CNY     | 赔付金额 | Amount
--   insured       boolean                | 报案时在保 | Insured when it was reported
WITH insured AS (
  SELECT DISTINCT c.id
  FROM insurance_claim AS c
  LEFT JOIN member_now AS m ON m.person_id = c.person_id
  JOIN insurance_policy_spells AS y
    ON y.kind = c.kind AND (y.household_id = coalesce(c.household_id, m.household_id) OR y.person_id = c.person_id)
  WHERE y.from_on <= c.reported_on AND (y.to_on IS NULL OR y.to_on > c.reported_on)
)
SELECT
  c.id AS insurance_claim_id,
  coalesce(c.household_id, m.household_id) AS household_id,
  c.area_code,
  r.poverty_registered AS on_file,
  c.kind,
  c.cause,
  c.reported_on,
  c.settled_on,
  c.settled_on IS NOT NULL AND c.settled_on <= :as_of AS settled,
  c.amount_yuan,
  i.id IS NOT NULL AS insured
FROM insurance_claim AS c
LEFT JOIN member_now AS m ON m.person_id = c.person_id
LEFT JOIN household_register AS r ON r.household_id = coalesce(c.household_id, m.household_id)
LEFT JOIN insured AS i ON i.id = c.id
