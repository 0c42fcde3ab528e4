-- fact:    village_coverage
-- zh:      村级数据覆盖
-- en:      What the files cover, by village
-- grain:   area_code
-- subject: household
-- columns:
--   area_code           text         | 村代码 | Village code | the columns below: FALSE where a current file covers the village, so that an absent row means no; NULL where it says nothing | 以下各列：有当期文件覆盖该村时为“否”，没有记录即为没有；没有文件时为未知
--   if_no_claim  boolean | 无医保结算记录时 | Claims cover the window
--   if_no_disease  boolean | 无大病慢病名册记录时 | Disease roll is current
--   if_no_card  boolean | 无残疾人证名册记录时 | Disability roll is current
--   if_no_assistance  boolean | 无低保特困名册记录时 | Dibao and tekun rolls are both current
--   if_no_enrolment  boolean | 无学籍名册记录时 | School roll is current
--   if_no_work  boolean | 无务工名册记录时 | Employment roll is current
--   if_no_post  boolean | 无公益性岗位名册记录时 | Roll of posts is current
--   if_no_loan  boolean | 无小额信贷名册记录时 | Loan roll is current
--   if_no_own_pay_listed  boolean | 无大额自付名单记录时 | List of high own payment is current
--   if_no_outpatient_listed  boolean | 无门诊自付名单记录时 | List of outpatient payment is current
--   if_no_disease_listed  boolean | 无新确诊大病名单记录时 | List of new serious disease is current
--   if_no_fee_listed  boolean | 无学年费用名单记录时 | List of school fees is current
--   if_no_dropout_listed  boolean | 无疑似辍学名单记录时 | List of drop-outs is current
--   if_no_disaster_listed  boolean | 无受灾名单记录时 | List of disasters is current
--   if_no_traffic_listed  boolean | 无交通事故名单记录时 | List of traffic accidents is current
--   if_no_crime_listed  boolean | 无刑事案件名单记录时 | List of crime losses is current
--   if_no_assistance_listed  boolean | 无新增救助名单记录时 | List of new assistance is current
--   if_no_housing_listed  boolean | 无疑似危房名单记录时 | List of unsafe housing is current
--   if_no_water_listed  boolean | 无饮水问题名单记录时 | List of water failures is current
--   if_no_job_listed  boolean | 无失业返乡名单记录时 | List of job losses is current
--   if_no_disability_listed  boolean | 无新办残疾证名单记录时 | List of new disability cards is current
--   if_no_business_listed  boolean | 无产业受损名单记录时 | List of business failures is current
--   if_no_petition_listed  boolean | 无信访名单记录时 | List of petitions is current
--   register_since  date  | 户类型数据始于 | Registers begin | first day that the first file speaks of: a row without a stated start begins on it, and is no news
--   dibao_since  date  | 低保名册始于 | Dibao roll begins
--   tekun_since  date  | 特困名册始于 | Tekun roll begins
--   card_since  date  | 残疾人证名册始于 | Disability roll begins
--   disease_since  date  | 大病慢病名册始于 | Disease roll begins
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
    c.period_from_on,
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
    min(period_from_on) FILTER (WHERE ledger = 'register_spell') AS register_since,
    min(period_from_on) FILTER (WHERE ledger = 'dibao_spell') AS dibao_since,
    min(period_from_on) FILTER (WHERE ledger = 'tekun_spell') AS tekun_since,
    min(period_from_on) FILTER (WHERE ledger = 'disability_spell') AS card_since,
    min(period_from_on) FILTER (WHERE ledger = 'disease_spell') AS disease_since,
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
  CASE WHEN d.days + p.coverage_lag_days >= :as_of - :since THEN FALSE END AS if_no_claim,
  CASE WHEN r.disease_spell THEN FALSE END AS if_no_disease,
  CASE WHEN r.disability_spell THEN FALSE END AS if_no_card,
  CASE WHEN r.dibao_spell AND r.tekun_spell THEN FALSE END AS if_no_assistance,
  CASE WHEN r.enrolment THEN FALSE END AS if_no_enrolment,
  CASE WHEN r.employment_spell THEN FALSE END AS if_no_work,
  CASE WHEN r.welfare_post THEN FALSE END AS if_no_post,
  CASE WHEN r.loan THEN FALSE END AS if_no_loan,
  CASE WHEN r.medical_own_pay THEN FALSE END AS if_no_own_pay_listed,
  CASE WHEN r.outpatient_month THEN FALSE END AS if_no_outpatient_listed,
  CASE WHEN r.new_serious_disease THEN FALSE END AS if_no_disease_listed,
  CASE WHEN r.education_fee THEN FALSE END AS if_no_fee_listed,
  CASE WHEN r.suspected_dropout THEN FALSE END AS if_no_dropout_listed,
  CASE WHEN r.disaster_hit THEN FALSE END AS if_no_disaster_listed,
  CASE WHEN r.traffic_accident THEN FALSE END AS if_no_traffic_listed,
  CASE WHEN r.crime_loss THEN FALSE END AS if_no_crime_listed,
  CASE WHEN r.new_assistance THEN FALSE END AS if_no_assistance_listed,
  CASE WHEN r.unsafe_housing THEN FALSE END AS if_no_housing_listed,
  CASE WHEN r.water_failure THEN FALSE END AS if_no_water_listed,
  CASE WHEN r.job_loss THEN FALSE END AS if_no_job_listed,
  CASE WHEN r.new_disability THEN FALSE END AS if_no_disability_listed,
  CASE WHEN r.business_failure THEN FALSE END AS if_no_business_listed,
  CASE WHEN r.petition THEN FALSE END AS if_no_petition_listed,
  r.register_since,
  r.dibao_since,
  r.tekun_since,
  r.card_since,
  r.disease_since
FROM village AS v
CROSS JOIN p
LEFT JOIN claims_days AS d ON d.area_code = v.area_code
LEFT JOIN roll AS r ON r.area_code = v.area_code
