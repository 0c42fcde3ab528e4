-- fact:    medical_bill
-- zh:      就医结算单（逐层）
-- en:      A medical bill, layer by layer
-- grain:   medical_claim_id
-- subject: medical_claim
-- columns:
--   person_id          integer                | 人口键 | Person key
--   household_id       integer                | 户键 | Household key
--   registered         boolean                | 脱贫户或监测对象成员 | In a lifted or monitored household
--   aid_group          code(aid_group)        | 医疗救助类别 | Group for medical aid | on the day of settlement | 按结算日
--   chronic_known      boolean                | 登记有慢性病 / 未登记慢性病 | On the register of chronic diseases / Not on the register of chronic diseases
--   kind               code(care_kind)        | 就医类别 | Kind
--   large              boolean                | 住院或门诊慢特病 / 普通门诊或购药 | Inpatient or special outpatient / Ordinary outpatient or pharmacy
--   tier               code(hospital_tier)    | 医疗机构级别 | Tier
--   highest_tier       code(hospital_tier)    | 本年最高就医级别 | Highest tier of the year so far
--   in_order           boolean                | 符合转诊规范 / 未经转诊 | By the rules of referral / Not referred
--   settled_on         date                   | 结算日期 | Settled on
--   total_yuan         decimal(14,2)  CNY     | 总费用 | Total
--   in_policy_yuan     decimal(14,2)  CNY     | 政策范围内费用 | In-policy cost
--   basic_yuan         decimal(14,2)  CNY     | 基本医保支付 | Basic insurance
--   serious_yuan       decimal(14,2)  CNY     | 大病保险支付 | Serious-illness insurance | this and all further layers: nothing said is nothing paid, where basic insurance is said | 及以下各层：已注明基本医保而未列的为零
--   aid_yuan           decimal(14,2)  CNY     | 医疗救助支付 | Medical aid
--   comprehensive_yuan decimal(14,2)  CNY     | 综合医疗保障支付 | Comprehensive cover
--   chronic_yuan       decimal(14,2)  CNY     | 慢性病补充支付 | Chronic supplement
--   government_yuan    decimal(14,2)  CNY     | 政府兜底支付 | Government backstop
--   stacked_yuan       decimal(14,2)  CNY     | 叠加保险支付 | Stacked insurance
--   commercial_yuan    decimal(14,2)  CNY     | 补充商业保险支付 | Commercial supplement
--   subsidy_yuan       decimal(14,2)  CNY     | 医保扶贫补助 | Medical-insurance subsidy
--   after_basic_yuan   decimal(14,2)  CNY     | 基本医保后余额 | Left after basic insurance | in-policy cost only | 仅政策范围内
--   after_serious_yuan decimal(14,2)  CNY     | 大病保险后余额 | Left after serious-illness insurance
--   after_aid_yuan     decimal(14,2)  CNY     | 医疗救助后余额 | Left after medical aid
--   after_cover_yuan   decimal(14,2)  CNY     | 综合保障后余额 | Left after comprehensive cover
--   year_basic_yuan    decimal(14,2)  CNY     | 本年累计基本医保后余额 | Left after basic insurance, this year so far | large bills up to this one; NULL where one of them does not say | 截至本次的住院和慢特病结算，其中一次未注明时为空
--   before_basic_yuan  decimal(14,2)  CNY     | 此前累计基本医保后余额 | Left after basic insurance, before this bill
--   year_serious_yuan  decimal(14,2)  CNY     | 本年累计大病保险后余额 | Left after serious-illness insurance, this year so far
--   before_serious_yuan decimal(14,2) CNY     | 此前累计大病保险后余额 | Left after serious-illness insurance, before this bill
--   year_aid_yuan      decimal(14,2)  CNY     | 本年累计三重保障后余额 | Left after three layers, this year so far | care outside the province does not count | 省外就医不计
--   before_aid_yuan    decimal(14,2)  CNY     | 此前累计三重保障后余额 | Left after three layers before this bill
-- Each layer is reckoned on what those before it did pay.
WITH ground AS (
  SELECT
    c.*,
    c.kind IN ('inpatient', 'outpatient_special', 'outpatient_chronic') AS large,
    CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.serious_yuan, 0) END AS serious,
    CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.aid_yuan, 0) END AS aid,
    CASE
      WHEN c.tier IN ('village', 'township', 'county') THEN 3
      WHEN c.tier = 'city' THEN 4
      WHEN c.tier = 'province' THEN 5
      WHEN c.tier = 'outside' THEN 6
    END AS tier_rank
  FROM medical_claim AS c
  WHERE c.settled_on > :since AND c.settled_on <= :as_of
),
left_over AS (
  SELECT
    id,
    person_id,
    settled_on,
    tier_rank,
    in_policy_yuan - basic_yuan AS after_basic,
    in_policy_yuan - basic_yuan - serious AS after_serious,
    in_policy_yuan - basic_yuan - serious - aid AS after_aid,
    CASE WHEN large THEN in_policy_yuan - basic_yuan WHEN NOT large THEN 0 END AS base_serious,
    CASE WHEN large THEN in_policy_yuan - basic_yuan - serious WHEN NOT large THEN 0 END AS base_aid,
    CASE
      WHEN tier_rank = 6 OR NOT large THEN 0
      WHEN large AND tier_rank IS NOT NULL THEN in_policy_yuan - basic_yuan - serious - aid
    END AS base_cover
  FROM ground
),
summed AS (
  SELECT
    id,
    max(CASE WHEN tier_rank < 6 THEN tier_rank END) OVER so_far AS highest,
    CASE WHEN count(base_serious) OVER so_far = count(*) OVER so_far THEN sum(base_serious) OVER so_far END AS year_serious,
    CASE WHEN count(base_aid) OVER so_far = count(*) OVER so_far THEN sum(base_aid) OVER so_far END AS year_aid,
    CASE WHEN count(base_cover) OVER so_far = count(*) OVER so_far THEN sum(base_cover) OVER so_far END AS year_cover,
    base_serious,
    base_aid,
    base_cover
  FROM left_over
  WINDOW so_far AS (PARTITION BY person_id ORDER BY settled_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
on_tekun AS (
  SELECT DISTINCT c.id
  FROM ground AS c
  JOIN tekun_spell_spells AS s
    ON s.person_id = c.person_id AND s.from_on <= c.settled_on AND (s.to_on IS NULL OR s.to_on > c.settled_on)
),
on_dibao AS (
  SELECT DISTINCT c.id
  FROM ground AS c
  JOIN dibao_spell_spells AS s
    ON s.person_id = c.person_id AND s.from_on <= c.settled_on AND (s.to_on IS NULL OR s.to_on > c.settled_on)
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
  m.registered,
  CASE
    WHEN k.id IS NOT NULL THEN 'tekun'
    WHEN d.id IS NOT NULL THEN 'dibao'
    WHEN m.registered THEN 'registered'
    WHEN NOT m.registered THEN 'other'
  END AS aid_group,
  chronic.person_id IS NOT NULL AS chronic_known,
  c.kind,
  c.large,
  c.tier,
  CASE s.highest WHEN 3 THEN 'county' WHEN 4 THEN 'city' WHEN 5 THEN 'province' END AS highest_tier,
  c.referral IN ('local', 'referred', 'emergency') AS in_order,
  c.settled_on,
  c.total_yuan,
  c.in_policy_yuan,
  c.basic_yuan,
  c.serious AS serious_yuan,
  c.aid AS aid_yuan,
  CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.comprehensive_yuan, 0) END AS comprehensive_yuan,
  CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.chronic_yuan, 0) END AS chronic_yuan,
  CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.government_yuan, 0) END AS government_yuan,
  CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.stacked_yuan, 0) END AS stacked_yuan,
  CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.commercial_yuan, 0) END AS commercial_yuan,
  CASE WHEN c.basic_yuan IS NOT NULL THEN coalesce(c.subsidy_yuan, 0) END AS subsidy_yuan,
  l.after_basic AS after_basic_yuan,
  l.after_serious AS after_serious_yuan,
  l.after_aid AS after_aid_yuan,
  l.after_aid - coalesce(c.comprehensive_yuan, 0) AS after_cover_yuan,
  s.year_serious AS year_basic_yuan,
  s.year_serious - s.base_serious AS before_basic_yuan,
  s.year_aid AS year_serious_yuan,
  s.year_aid - s.base_aid AS before_serious_yuan,
  s.year_cover AS year_aid_yuan,
  s.year_cover - s.base_cover AS before_aid_yuan
FROM ground AS c
JOIN left_over AS l ON l.id = c.id
JOIN summed AS s ON s.id = c.id
LEFT JOIN member_now AS m ON m.person_id = c.person_id
LEFT JOIN on_tekun AS k ON k.id = c.id
LEFT JOIN on_dibao AS d ON d.id = c.id
LEFT JOIN chronic ON chronic.person_id = c.person_id
