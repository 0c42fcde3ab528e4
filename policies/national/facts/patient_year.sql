-- fact:    patient_year
-- zh:      本年就医负担
-- en:      What a patient paid this year
-- grain:   person_id
-- subject: person
-- columns:
--   person_id     integer              | 人口键 | Person key
--   household_id  integer              | 户键 | Household key
--   area_code     text                 | 村代码 | Village code
--   registered    boolean              | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   visits        integer  item        | 本年结算次数 | Claims this year
--   tier_rank     integer  item        | 最高就医级别 | Highest tier | 3 county or below, 4 city, 5 province or outside | 3为县级及以下，4为市级，5为省级及省外
--   own_pay_yuan  decimal(14,2)  CNY   | 本年合规自付 | Own payment this year | NULL where a claim does not say it | 有结算未注明时为空
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.poverty_registered AS registered,
  count(*) AS visits,
  max(CASE WHEN c.tier IN ('province', 'outside') THEN 5 WHEN c.tier = 'city' THEN 4 WHEN c.tier IS NOT NULL THEN 3 END)
    AS tier_rank,
  CASE WHEN count(c.own_pay_yuan) = count(*) THEN sum(c.own_pay_yuan) END AS own_pay_yuan
FROM medical_claim AS c
JOIN member_now AS m ON m.person_id = c.person_id
WHERE c.settled_on <= :as_of AND extract(YEAR FROM c.settled_on) = extract(YEAR FROM :as_of)
GROUP BY m.person_id, m.household_id, m.area_code, m.poverty_registered
