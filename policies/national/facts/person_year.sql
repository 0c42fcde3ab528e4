-- fact:    person_year
-- zh:      人口年度情况
-- en:      Person over twelve months
-- grain:   person_id
-- subject: person
-- columns:
--   person_id               integer                  | 人口键 | Person key
--   household_id            integer                  | 户键 | Household key
--   area_code               text                     | 村代码 | Village code
--   age                     integer  year            | 年龄 | Age
--   labour                  code(labour)             | 劳动技能 | Capacity for work
--   able                    boolean                  | 有劳动力 | Can work | ordinary, skilled or weak labour
--   in_school               boolean                  | 在校 | In school | NULL where the school roll does not cover the village, or contradicts the register
--   absence_excused         boolean                  | 有合规未入学原因 | Absence is excused | illness, disability, postponed entry, taught at home
--   dropout_listed          boolean                  | 列入疑似辍学名单 | On the drop-out list
--   net_fee_yuan            decimal(14,2)  CNY       | 资助后学年费用 | School-year fees net of aid | of senior and higher stages; the listed amount where that is higher
--   fee_ruled_out           boolean                  | 学费名单未列入 | Fee list does not name the person | TRUE where the amount is unknown but the list covers the village
--   claims                  integer  claim           | 个人结算笔数 | Claims of the person
--   own_pay_yuan            decimal(14,2)  CNY       | 个人合规自付 | Own payment of the person | what is seen; more may be unseen
--   claims_until            date                     | 个人结算截至 | Last claim on
--   outpatient_month_yuan   decimal(14,2)  CNY       | 门诊月自付最高额 | Highest monthly outpatient payment | what is seen; NULL where nothing covers the person
--   outpatient_ruled_out    boolean                  | 门诊名单未列入 | Outpatient list does not name the person | TRUE where the amount is unknown but the list covers the village
--   new_serious_disease     boolean                  | 新确诊大病 | Serious disease newly diagnosed
--   serious_diagnosed_on    date                     | 大病确诊日期 | Serious disease diagnosed on
--   disability_grade        code(disability_grade)   | 残疾等级 | Disability grade
--   severely_disabled       boolean                  | 重度残疾 | Severely disabled | grade one or two
--   new_disability          boolean                  | 新办残疾人证 | New disability card
--   disability_worse        boolean                  | 残疾等级加重 | Disability grade became more severe
--   card_issued_on          date                     | 残疾人证生效日期 | Card in force from
--   traffic_accident        boolean                  | 交通事故伤亡 | Hurt in traffic
--   crime_loss              boolean                  | 刑事案件受损 | Loss by crime
--   employed                boolean                  | 在岗务工 | In work | wage work or a public-welfare post on the day
--   work_ended_on           date                     | 务工终止日期 | Work ended on
--   job_lost                boolean                  | 近期失去工作 | Lost work lately
--   post_ends_on            date                     | 岗位合同到期日 | Contract of the post ends on
--   post_ends_soon          boolean                  | 岗位即将到期且无其他工作 | Post ends soon and no other work
--   assisted                boolean                  | 享受低保或特困 | On dibao or tekun
--   newly_assisted          boolean                  | 新纳入低保或特困 | Newly on dibao or tekun
--   assistance_ended        boolean                  | 近期退出低保或特困 | Lately off dibao or tekun
--   assistance_ended_on     date                     | 救助终止日期 | Assistance ended on
-- by month first, so that claims are read once for both the year and the dearest month
WITH claimed_month AS (
  SELECT
    person_id,
    count(*) AS claims,
    sum(own_pay_yuan) AS own_pay_yuan,
    sum(own_pay_yuan) FILTER (WHERE outpatient) AS outpatient_yuan,
    max(settled_on) AS claims_until
  FROM claims_in_window
  GROUP BY person_id, extract(YEAR FROM settled_on) * 12 + extract(MONTH FROM settled_on)
),
claimed AS (
  SELECT
    person_id,
    sum(claims) AS claims,
    sum(own_pay_yuan) AS own_pay_yuan,
    max(outpatient_yuan) AS month_yuan,
    max(claims_until) AS claims_until
  FROM claimed_month
  GROUP BY person_id
),
listed AS (
  SELECT
    person_id,
    max(amount_yuan) FILTER (WHERE listing = 'outpatient_month') AS outpatient_yuan,
    bool_or(listing = 'outpatient_month') AS outpatient,
    max(amount_yuan) FILTER (WHERE listing = 'education_fee') AS fee_yuan,
    bool_or(listing = 'education_fee') AS fee,
    bool_or(listing = 'suspected_dropout') AS dropout,
    bool_or(listing = 'new_serious_disease') AS disease,
    bool_or(listing = 'new_disability') AS disability,
    bool_or(listing = 'traffic_accident') AS traffic,
    bool_or(listing = 'crime_loss') AS crime,
    bool_or(listing = 'job_loss') AS job
  FROM listings_in_window
  GROUP BY person_id
),
schooled AS (
  SELECT
    e.person_id,
    bool_or(e.attending) AS attending,
    max(e.net_fee_yuan) FILTER (WHERE e.stage IN ('senior', 'vocational', 'college', 'technician', 'bachelor', 'master')) AS fee_yuan
  FROM enrolment AS e
  WHERE starts_with(
    e.school_year,
    CAST(extract(YEAR FROM :as_of) - CASE WHEN extract(MONTH FROM :as_of) >= 9 THEN 0 ELSE 1 END AS VARCHAR)
  )
  GROUP BY e.person_id
),
ill AS (
  SELECT
    d.person_id,
    max(coalesce(d.diagnosed_on, d.from_on)) AS diagnosed_on
  FROM disease_spell AS d
  WHERE d.disease NOT IN ('hypertension', 'diabetes', 'tuberculosis', 'severe_mental', 'other_chronic')
  GROUP BY d.person_id
),
card AS (
  SELECT
    n.person_id,
    min(n.grade) AS grade,
    max(coalesce(n.issued_on, n.from_on)) AS issued_on,
    max(n.from_on) AS from_on
  FROM disability_spell AS n
  GROUP BY n.person_id
),
earlier_card AS (
  SELECT b.person_id, min(b.grade) AS grade
  FROM disability_spell_spells AS b
  JOIN card AS c ON c.person_id = b.person_id AND b.from_on < c.from_on
  GROUP BY b.person_id
),
working AS (
  SELECT person_id FROM employment_spell
  UNION
  SELECT person_id FROM welfare_post
),
stopped AS (
  SELECT person_id, max(to_on) AS ended_on
  FROM employment_spell_spells
  WHERE to_on > :since AND to_on <= :as_of
  GROUP BY person_id
),
post AS (
  SELECT person_id, min(contract_to_on) AS contract_to_on
  FROM welfare_post
  GROUP BY person_id
),
wage AS (
  SELECT DISTINCT person_id FROM employment_spell
),
assistance AS (
  SELECT person_id, from_on, to_on FROM dibao_spell_spells
  UNION ALL
  SELECT person_id, from_on, to_on FROM tekun_spell_spells
),
aided AS (
  SELECT
    a.person_id,
    bool_or(a.from_on <= :as_of AND (a.to_on IS NULL OR a.to_on > :as_of)) AS assisted,
    min(a.from_on) FILTER (WHERE a.from_on <= :as_of) AS first_on,
    max(a.to_on) FILTER (WHERE a.to_on <= :as_of) AS ended_on
  FROM assistance AS a
  GROUP BY a.person_id
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  years_between(m.born_on, :as_of) AS age,
  k.labour,
  k.labour IN ('ordinary', 'skilled', 'weak') AS able,
  CASE
    WHEN s.attending THEN TRUE
    WHEN NOT s.attending THEN FALSE
    WHEN s.person_id IS NULL AND v.enrolment_covered AND k.schooling IS NULL THEN FALSE
  END AS in_school,
  CASE
    WHEN k.absence_reason IN ('illness', 'disability', 'postponed', 'home_teaching') THEN TRUE
    ELSE FALSE
  END AS absence_excused,
  CASE WHEN l.dropout THEN TRUE WHEN v.dropout_list THEN FALSE END AS dropout_listed,
  greatest(s.fee_yuan, l.fee_yuan) AS net_fee_yuan,
  greatest(s.fee_yuan, l.fee_yuan) IS NULL AND NOT coalesce(l.fee, FALSE) AND v.fee_list AS fee_ruled_out,
  coalesce(c.claims, 0) AS claims,
  coalesce(c.own_pay_yuan, 0) AS own_pay_yuan,
  c.claims_until,
  CASE
    WHEN c.month_yuan IS NOT NULL OR l.outpatient_yuan IS NOT NULL THEN greatest(c.month_yuan, l.outpatient_yuan)
    WHEN v.claims_covered THEN 0
  END AS outpatient_month_yuan,
  c.month_yuan IS NULL AND NOT coalesce(l.outpatient, FALSE) AND NOT v.claims_covered AND v.outpatient_list AS outpatient_ruled_out,
  CASE
    WHEN i.diagnosed_on > :as_of - CAST(p.recent_days AS INTEGER) OR l.disease THEN TRUE
    WHEN v.conditions_covered OR v.disease_list THEN FALSE
  END AS new_serious_disease,
  i.diagnosed_on AS serious_diagnosed_on,
  d.grade AS disability_grade,
  CASE
    WHEN d.grade IN ('1', '2') THEN TRUE
    WHEN d.grade IS NOT NULL OR (d.person_id IS NULL AND v.disability_covered) THEN FALSE
  END AS severely_disabled,
  CASE
    WHEN l.disability OR (d.issued_on > :as_of - CAST(p.recent_days AS INTEGER) AND b.person_id IS NULL) THEN TRUE
    WHEN v.disability_covered OR v.disability_list THEN FALSE
  END AS new_disability,
  CASE
    WHEN d.from_on > :as_of - CAST(p.recent_days AS INTEGER) AND d.grade < b.grade THEN TRUE
    WHEN v.disability_covered THEN FALSE
  END AS disability_worse,
  d.from_on AS card_issued_on,
  CASE WHEN l.traffic THEN TRUE WHEN v.traffic_list THEN FALSE END AS traffic_accident,
  CASE WHEN l.crime THEN TRUE WHEN v.crime_list THEN FALSE END AS crime_loss,
  CASE WHEN w.person_id IS NOT NULL THEN TRUE WHEN v.employment_covered THEN FALSE END AS employed,
  t.ended_on AS work_ended_on,
  CASE
    WHEN l.job AND w.person_id IS NULL THEN TRUE
    WHEN w.person_id IS NULL AND t.ended_on > :as_of - CAST(p.recent_days AS INTEGER) THEN TRUE
    WHEN w.person_id IS NOT NULL OR v.employment_covered OR v.job_list THEN FALSE
  END AS job_lost,
  x.contract_to_on AS post_ends_on,
  CASE
    WHEN x.contract_to_on <= :as_of + CAST(p.post_notice_days AS INTEGER) AND g.person_id IS NULL THEN TRUE
    WHEN x.person_id IS NOT NULL AND x.contract_to_on IS NULL AND g.person_id IS NULL THEN NULL
    WHEN x.person_id IS NOT NULL OR v.posts_covered THEN FALSE
  END AS post_ends_soon,
  CASE WHEN a.assisted THEN TRUE WHEN v.assistance_covered THEN FALSE END AS assisted,
  CASE
    WHEN a.assisted AND a.first_on > :as_of - CAST(p.recent_days AS INTEGER) THEN TRUE
    WHEN a.assisted OR v.assistance_covered THEN FALSE
  END AS newly_assisted,
  CASE
    WHEN NOT a.assisted AND a.ended_on > :as_of - CAST(p.recent_days AS INTEGER) THEN TRUE
    WHEN a.assisted OR v.assistance_covered THEN FALSE
  END AS assistance_ended,
  a.ended_on AS assistance_ended_on
FROM member_now AS m
JOIN village_coverage AS v ON v.area_code = m.area_code
CROSS JOIN p
LEFT JOIN condition AS k ON k.person_id = m.person_id
LEFT JOIN claimed AS c ON c.person_id = m.person_id
LEFT JOIN listed AS l ON l.person_id = m.person_id
LEFT JOIN schooled AS s ON s.person_id = m.person_id
LEFT JOIN ill AS i ON i.person_id = m.person_id
LEFT JOIN card AS d ON d.person_id = m.person_id
LEFT JOIN earlier_card AS b ON b.person_id = m.person_id
LEFT JOIN working AS w ON w.person_id = m.person_id
LEFT JOIN stopped AS t ON t.person_id = m.person_id
LEFT JOIN post AS x ON x.person_id = m.person_id
LEFT JOIN wage AS g ON g.person_id = m.person_id
LEFT JOIN aided AS a ON a.person_id = m.person_id
