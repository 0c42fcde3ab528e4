-- fact:    claims_in_window
-- zh:      近十二个月医保结算
-- en:      Claims settled in the window
-- grain:   medical_claim_id
-- subject: person
-- columns:
--   medical_claim_id  integer              | 结算键 | Claim key
--   person_id         integer              | 人口键 | Person key
--   household_id      integer              | 户键 | Household key
--   settled_on        date                 | 结算日期 | Settled on
--   outpatient        boolean              | 门诊 | Outpatient | NULL where the kind of care is not said | 未注明诊疗类别时为未知
--   own_pay_yuan      decimal(14,2)  CNY   | 本笔合规自付 | Own payment of the claim
SELECT
  c.id AS medical_claim_id,
  c.person_id,
  m.household_id,
  c.settled_on,
  c.kind IN ('outpatient', 'outpatient_special', 'outpatient_chronic') AS outpatient,
  c.own_pay_yuan
FROM medical_claim AS c
JOIN member_now AS m ON m.person_id = c.person_id
WHERE c.settled_on > :since AND c.settled_on <= :as_of
