-- fact:    medical_visit
-- zh:      就医结算（逐笔）
-- en:      Medical visits with the bill's layers
-- grain:   medical_claim_id
-- subject: medical_claim
-- columns:
--   registered      boolean              | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   kind            code(care_kind)      | 就医类别 | Kind
--   tier            code(hospital_tier)  | 医疗机构级别 | Tier
--   referral        code(referral)       | 转诊情况 | Referral
--   disease         code(disease)        | 病种 | Disease
--   on_programme    boolean              | 属集中救治病种 | Disease of the programme | on the list on the day of settlement | 结算日在目录内
--   designated      boolean              | 定点医院 | Designated hospital | on the day of settlement; NULL where no hospital is named | 结算日在名单内；未注明医院时为空
--   settled_on      date                 | 结算日期 | Settled on
--   total_yuan      decimal(14,2)  CNY   | 总费用 | Total
--   in_policy_yuan  decimal(14,2)  CNY   | 政策范围内费用 | In-policy cost
--   basic_yuan      decimal(14,2)  CNY   | 基本医保支付 | Basic insurance
--   aid_yuan        decimal(14,2)  CNY   | 医疗救助支付 | Medical aid
--   three_yuan      decimal(14,2)  CNY   | 三重保障支付 | Paid by the three layers
--   paid_yuan       decimal(14,2)  CNY   | 各层合计支付 | Paid by all layers | NULL where basic insurance is not said; a layer not named paid nothing | 未注明基本医保时为空；未列的层为零
--   own_pay_yuan    decimal(14,2)  CNY   | 合规自付 | Eligible own payment
--   comprehensive_yuan  decimal(14,2)  CNY | 综合医疗保障支付 | Comprehensive cover
--   chronic_yuan    decimal(14,2)  CNY   | 慢性病补充支付 | Chronic supplement
--   government_yuan decimal(14,2)  CNY   | 政府兜底支付 | Government backstop
--   subsidy_yuan    decimal(14,2)  CNY   | 医保扶贫补助 | Medical-insurance subsidy
--   chronic_known   boolean              | 登记有慢性病 | On the register of chronic diseases
--   deposit_waived  boolean              | 先诊疗后付费 | Treated before paying
--   unpaid_yuan     decimal(14,2)  CNY   | 未结清金额 | Not yet settled
--   bills           integer  item        | 结算单张数 | Bills
--   windows         integer  item        | 办理窗口数 | Windows
WITH programme AS (
  SELECT DISTINCT disease, from_on, to_on FROM programme_disease_spells WHERE disease IS NOT NULL
),
hospitals AS (
  SELECT organisation_id, from_on, to_on FROM organisation_listing_spells WHERE listing = 'designated_hospital'
),
listed AS (
  SELECT c.id FROM medical_claim AS c
  JOIN programme AS d
    ON d.disease = c.disease AND d.from_on <= c.settled_on AND (d.to_on IS NULL OR d.to_on > c.settled_on)
  GROUP BY c.id
),
designated AS (
  SELECT c.id FROM medical_claim AS c
  JOIN hospitals AS h
    ON h.organisation_id = c.hospital_id AND h.from_on <= c.settled_on AND (h.to_on IS NULL OR h.to_on > c.settled_on)
  GROUP BY c.id
),
chronic AS (
  SELECT person_id FROM condition WHERE chronic_disease
  UNION
  SELECT person_id FROM disease_spell
  WHERE disease IN ('hypertension', 'diabetes', 'tuberculosis', 'severe_mental', 'other_chronic')
)
SELECT
  c.id AS medical_claim_id,
  c.person_id,
  m.household_id,
  coalesce(m.area_code, c.area_code) AS area_code,
  m.poverty_registered AS registered,
  c.kind,
  c.tier,
  c.referral,
  c.disease,
  CASE WHEN listed.id IS NOT NULL THEN TRUE WHEN c.disease IS NOT NULL THEN FALSE END AS on_programme,
  CASE WHEN designated.id IS NOT NULL THEN TRUE WHEN c.hospital_id IS NOT NULL THEN FALSE END AS designated,
  c.settled_on,
  c.total_yuan,
  c.in_policy_yuan,
  c.basic_yuan,
  c.aid_yuan,
  c.basic_yuan + coalesce(c.serious_yuan, 0) + coalesce(c.aid_yuan, 0) AS three_yuan,
  c.basic_yuan + coalesce(c.serious_yuan, 0) + coalesce(c.aid_yuan, 0) + coalesce(c.comprehensive_yuan, 0)
    + coalesce(c.chronic_yuan, 0) + coalesce(c.government_yuan, 0) + coalesce(c.stacked_yuan, 0)
    + coalesce(c.commercial_yuan, 0) + coalesce(c.subsidy_yuan, 0) AS paid_yuan,
  c.own_pay_yuan,
  c.comprehensive_yuan,
  c.chronic_yuan,
  c.government_yuan,
  c.subsidy_yuan,
  chronic.person_id IS NOT NULL AS chronic_known,
  c.deposit_waived,
  c.unpaid_yuan,
  c.bills,
  c.windows
FROM medical_claim AS c
LEFT JOIN member_now AS m ON m.person_id = c.person_id
LEFT JOIN listed ON listed.id = c.id
LEFT JOIN designated ON designated.id = c.id
LEFT JOIN chronic ON chronic.person_id = c.person_id
WHERE c.settled_on <= :as_of
