-- fact:    village_coverage
-- zh:      村级数据覆盖
-- en:      What the files cover, by village
-- grain:   area_code
-- subject: household
-- columns:
--   area_code           text         | 村代码 | Village code
--   claims_covered      boolean      | 医保结算已覆盖 | Claims cover the window | FALSE where a day of the window, but for the usual delay of a file, is in no claims file
--   conditions_covered  boolean      | 大病慢病名册已覆盖 | Disease roll is current
--   disability_covered  boolean      | 残疾人证名册已覆盖 | Disability roll is current
--   assistance_covered  boolean      | 低保特困名册已覆盖 | Dibao and tekun rolls are both current
--   enrolment_covered   boolean      | 学籍名册已覆盖 | School roll is current
--   employment_covered  boolean      | 务工名册已覆盖 | Employment roll is current
--   posts_covered       boolean      | 公益性岗位名册已覆盖 | Roll of posts is current
--   loans_covered       boolean      | 小额信贷名册已覆盖 | Loan roll is current
--   own_pay_list        boolean      | 大额自付名单已覆盖 | List of high own payment is current
--   outpatient_list     boolean      | 门诊自付名单已覆盖 | List of outpatient payment is current
--   disease_list        boolean      | 新确诊大病名单已覆盖 | List of new serious disease is current
--   fee_list            boolean      | 学年费用名单已覆盖 | List of school fees is current
--   dropout_list        boolean      | 疑似辍学名单已覆盖 | List of drop-outs is current
--   disaster_list       boolean      | 受灾名单已覆盖 | List of disasters is current
--   traffic_list        boolean      | 交通事故名单已覆盖 | List of traffic accidents is current
--   crime_list          boolean      | 刑事案件名单已覆盖 | List of crime losses is current
--   assistance_list     boolean      | 新增救助名单已覆盖 | List of new assistance is current
--   housing_list        boolean      | 疑似危房名单已覆盖 | List of unsafe housing is current
--   water_list          boolean      | 饮水问题名单已覆盖 | List of water failures is current
--   job_list            boolean      | 失业返乡名单已覆盖 | List of job losses is current
--   disability_list     boolean      | 新办残疾证名单已覆盖 | List of new disability cards is current
--   business_list       boolean      | 产业受损名单已覆盖 | List of business failures is current
--   petition_list       boolean      | 信访名单已覆盖 | List of petitions is current
WITH village AS (
  SELECT DISTINCT area_code FROM household
),
-- a file may cover a county, a township or a village: match every level of the village's code
level_of_village AS (
  SELECT v.area_code, left(v.area_code, l.digits) AS covering_code
  FROM village AS v
  CROSS JOIN (SELECT 2 AS digits UNION ALL SELECT 4 UNION ALL SELECT 6 UNION ALL SELECT 9 UNION ALL SELECT 12) AS l
  WHERE length(v.area_code) >= l.digits
),
-- A roll is current when its period reaches the day asked, but for the days a file usually takes to
-- arrive. Only this turns "no row" into "no"; without it an absent row says nothing.
spread AS (
  SELECT
    v.area_code,
    c.ledger,
    c.listing,
    greatest(c.period_from_on, :since + 1) AS from_on,
    least(c.period_to_on, :as_of) AS to_on,
    c.period_from_on <= :as_of AND c.period_to_on >= :as_of - CAST(p.coverage_lag_days AS INTEGER) AS is_current
  FROM level_of_village AS v
  JOIN coverage AS c ON c.area_code = v.covering_code
  CROSS JOIN p
),
claims_period AS (
  SELECT
    area_code,
    from_on,
    to_on,
    max(to_on) OVER (PARTITION BY area_code ORDER BY from_on, to_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached_on
  FROM (SELECT DISTINCT area_code, from_on, to_on FROM spread WHERE ledger = 'medical_claim' AND from_on <= to_on)
),
claims_days AS (
  SELECT
    area_code,
    sum(greatest(0, to_on - greatest(from_on, coalesce(reached_on + 1, from_on)) + 1)) AS days
  FROM claims_period
  GROUP BY area_code
),
roll AS (
  SELECT
    area_code,
    bool_or(ledger = 'disease_spell' AND is_current) AS disease_spell,
    bool_or(ledger = 'disability_spell' AND is_current) AS disability_spell,
    bool_or(ledger = 'dibao_spell' AND is_current) AS dibao_spell,
    bool_or(ledger = 'tekun_spell' AND is_current) AS tekun_spell,
    bool_or(ledger = 'enrolment' AND is_current) AS enrolment,
    bool_or(ledger = 'employment_spell' AND is_current) AS employment_spell,
    bool_or(ledger = 'welfare_post' AND is_current) AS welfare_post,
    bool_or(ledger = 'loan' AND is_current) AS loan,
    bool_or(listing = 'medical_own_pay' AND is_current) AS medical_own_pay,
    bool_or(listing = 'outpatient_month' AND is_current) AS outpatient_month,
    bool_or(listing = 'new_serious_disease' AND is_current) AS new_serious_disease,
    bool_or(listing = 'education_fee' AND is_current) AS education_fee,
    bool_or(listing = 'suspected_dropout' AND is_current) AS suspected_dropout,
    bool_or(listing = 'disaster_hit' AND is_current) AS disaster_hit,
    bool_or(listing = 'traffic_accident' AND is_current) AS traffic_accident,
    bool_or(listing = 'crime_loss' AND is_current) AS crime_loss,
    bool_or(listing = 'new_assistance' AND is_current) AS new_assistance,
    bool_or(listing = 'unsafe_housing' AND is_current) AS unsafe_housing,
    bool_or(listing = 'water_failure' AND is_current) AS water_failure,
    bool_or(listing = 'job_loss' AND is_current) AS job_loss,
    bool_or(listing = 'new_disability' AND is_current) AS new_disability,
    bool_or(listing = 'business_failure' AND is_current) AS business_failure,
    bool_or(listing = 'petition' AND is_current) AS petition
  FROM spread
  GROUP BY area_code
)
SELECT
  v.area_code,
  coalesce(d.days, 0) + p.coverage_lag_days >= :as_of - :since AS claims_covered,
  coalesce(r.disease_spell, FALSE) AS conditions_covered,
  coalesce(r.disability_spell, FALSE) AS disability_covered,
  coalesce(r.dibao_spell AND r.tekun_spell, FALSE) AS assistance_covered,
  coalesce(r.enrolment, FALSE) AS enrolment_covered,
  coalesce(r.employment_spell, FALSE) AS employment_covered,
  coalesce(r.welfare_post, FALSE) AS posts_covered,
  coalesce(r.loan, FALSE) AS loans_covered,
  coalesce(r.medical_own_pay, FALSE) AS own_pay_list,
  coalesce(r.outpatient_month, FALSE) AS outpatient_list,
  coalesce(r.new_serious_disease, FALSE) AS disease_list,
  coalesce(r.education_fee, FALSE) AS fee_list,
  coalesce(r.suspected_dropout, FALSE) AS dropout_list,
  coalesce(r.disaster_hit, FALSE) AS disaster_list,
  coalesce(r.traffic_accident, FALSE) AS traffic_list,
  coalesce(r.crime_loss, FALSE) AS crime_list,
  coalesce(r.new_assistance, FALSE) AS assistance_list,
  coalesce(r.unsafe_housing, FALSE) AS housing_list,
  coalesce(r.water_failure, FALSE) AS water_list,
  coalesce(r.job_loss, FALSE) AS job_list,
  coalesce(r.new_disability, FALSE) AS disability_list,
  coalesce(r.business_failure, FALSE) AS business_list,
  coalesce(r.petition, FALSE) AS petition_list
FROM village AS v
CROSS JOIN p
LEFT JOIN claims_days AS d ON d.area_code = v.area_code
LEFT JOIN roll AS r ON r.area_code = v.area_code
