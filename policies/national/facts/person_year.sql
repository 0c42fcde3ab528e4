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
--   able                    boolean                  | 有劳动力 / 没有劳动力 | Can work / Cannot work | ordinary, skilled or weak labour; NULL where nobody has said | 普通、技能或弱劳动力；无人填报时为未知
--   in_school               boolean                  | 在校 / 不在校 | In school / Not in school | NULL where the school roll does not cover the village, or contradicts the register | 学籍名册未覆盖该村或与登记不一致时为未知
--   absence_excused         boolean                  | 有合规未入学原因 / 没有合规未入学原因 | Absence is excused / Absence is not excused | illness, disability, postponed entry, taught at home | 疾病、残疾、延缓入学、送教上门
--   dropout_listed          boolean                  | 列入疑似辍学名单 / 未列入疑似辍学名单 | On the drop-out list / Not on the drop-out list
--   net_fee_yuan            decimal(14,2)  CNY       | 资助后学年费用 | School-year fees net of aid | of senior and higher stages; the listed amount where that is higher | 高中及以上阶段；名单金额较高的取名单
--   fee_ruled_out           boolean                  | 学费名单未列入 | Fee list does not name the person | TRUE where the amount is unknown but the list covers the village | 金额未知、但名单覆盖该村时为“是”
--   outpatient_month_yuan   decimal(14,2)  CNY       | 门诊月自付最高额 | Highest monthly outpatient payment | claims or the department's list; NULL where neither says anything | 结算明细或部门名单；都没有的为未知
--   outpatient_ruled_out    boolean                  | 门诊名单未列入 | Outpatient list does not name the person | TRUE where the amount is unknown but the list covers the village | 金额未知、但名单覆盖该村时为“是”
--   new_serious_disease     boolean                  | 新确诊大病 | Serious disease newly diagnosed | NULL while only a first roll names it without a day | 只有首份名册列名且未写日期时为未知
--   serious_diagnosed_on    date                     | 大病确诊日期 | Serious disease diagnosed on
--   disability_grade        code(disability_grade)   | 残疾等级 | Disability grade
--   severely_disabled       boolean                  | 重度残疾 / 非重度残疾 | Severely disabled / Not severely disabled | grade one or two | 一级或二级
--   new_disability          boolean                  | 新办残疾人证 | New disability card | NULL while only a first roll names it without a day | 只有首份名册列名且未写日期时为未知
--   disability_worse        boolean                  | 残疾等级加重 | Disability grade became more severe
--   card_issued_on          date                     | 残疾人证生效日期 | Card in force from
--   traffic_accident        boolean                  | 交通事故伤亡 | Hurt in traffic
--   traffic_listed_on       date                     | 交通事故名单截至 | List of traffic accidents runs until
--   crime_loss              boolean                  | 刑事案件受损 | Loss by crime
--   crime_listed_on         date                     | 刑事案件名单截至 | List of crime losses runs until
--   disease_on              date                     | 大病最近确诊或列入 | Serious disease diagnosed or listed on
--   disability_on           date                     | 残疾人证最近生效或列入 | Card in force or listed on
--   job_lost_on             date                     | 最近失业或列入 | Work ended or listed on
--   employed                boolean                  | 在岗务工 / 未在岗务工 | In work / Not in work | wage work or a public-welfare post on the day; NULL for a general household that the employment roll never named | 统计日有务工或公益性岗位；务工名册从未列过的一般农户为未知
--   work_ended_on           date                     | 务工终止日期 | Work ended on
--   job_lost                boolean                  | 近期失去工作 | Lost work lately
--   post_ends_on            date                     | 岗位合同到期日 | Contract of the post ends on
--   post_ends_soon          boolean                  | 岗位即将到期且无其他工作 | Post ends soon and no other work
--   assisted                boolean                  | 享受低保或特困 / 未享受低保或特困 | On dibao or tekun / Not on dibao or tekun
--   assisted_on             date                     | 救助起始日期 | On dibao or tekun from
--   newly_assisted          boolean                  | 新纳入低保或特困 | Newly on dibao or tekun | an earlier file did not name the person, or a start is stated; NULL while only a first file speaks | 此前的文件没有此人，或写明了起始时间；只有首份文件时为未知
--   assistance_ended        boolean                  | 近期退出低保或特困 | Lately off dibao or tekun
--   assistance_ended_on     date                     | 救助终止日期 | Assistance ended on
WITH month_claimed AS (
  SELECT person_id, sum(own_pay_yuan) AS own_pay_yuan
  FROM claims_in_window
  WHERE outpatient
  GROUP BY person_id, extract(YEAR FROM settled_on) * 12 + extract(MONTH FROM settled_on)
),
claimed AS (
  SELECT person_id, max(own_pay_yuan) AS own_pay_yuan
  FROM month_claimed
  GROUP BY person_id
),
listed AS (
  SELECT
    person_id,
    max(amount_yuan) FILTER (WHERE listing = 'outpatient_month') AS outpatient_yuan,
    max(amount_yuan) FILTER (WHERE listing = 'education_fee') AS fee_yuan,
    bool_or(TRUE) FILTER (WHERE listing = 'outpatient_month') AS outpatient,
    bool_or(TRUE) FILTER (WHERE listing = 'education_fee') AS fee,
    bool_or(TRUE) FILTER (WHERE listing = 'suspected_dropout') AS dropout,
    bool_or(TRUE) FILTER (WHERE listing = 'new_serious_disease') AS disease,
    bool_or(TRUE) FILTER (WHERE listing = 'new_disability') AS disability,
    bool_or(TRUE) FILTER (WHERE listing = 'traffic_accident') AS traffic,
    bool_or(TRUE) FILTER (WHERE listing = 'crime_loss') AS crime,
    bool_or(TRUE) FILTER (WHERE listing = 'job_loss') AS job,
    max(period_to_on) FILTER (WHERE listing = 'new_serious_disease') AS disease_on,
    max(period_to_on) FILTER (WHERE listing = 'new_disability') AS disability_on,
    max(period_to_on) FILTER (WHERE listing = 'traffic_accident') AS traffic_on,
    max(period_to_on) FILTER (WHERE listing = 'crime_loss') AS crime_on,
    max(period_to_on) FILTER (WHERE listing = 'job_loss') AS job_on
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
    max(coalesce(d.diagnosed_on, d.from_on)) AS diagnosed_on,
    bool_or(TRUE) FILTER (WHERE d.diagnosed_on > :as_of - CAST(p.recent_days AS INTEGER)) AS is_new,
    max(d.from_on) FILTER (WHERE d.diagnosed_on IS NULL) AS undated_from_on
  FROM disease_spell AS d
  CROSS JOIN p
  WHERE d.disease NOT IN ('hypertension', 'diabetes', 'tuberculosis', 'severe_mental', 'other_chronic')
  GROUP BY d.person_id
),
card AS (
  SELECT
    n.person_id,
    min(n.grade) AS grade,
    min(n.grade) IN ('1', '2') AS is_severe,
    max(n.issued_on) AS issued_on,
    max(n.from_on) AS from_on,
    max(n.from_on) > :as_of - CAST(max(p.recent_days) AS INTEGER) AS is_recent
  FROM disability_spell AS n
  CROSS JOIN p
  GROUP BY n.person_id
),
earlier_card AS (
  SELECT b.person_id, min(b.grade) AS grade
  FROM disability_spell_spells AS b
  JOIN card AS c ON c.person_id = b.person_id AND b.from_on < c.from_on
  GROUP BY b.person_id
),
disabled AS (
  SELECT
    c.person_id,
    c.grade,
    c.is_severe,
    c.issued_on,
    c.from_on,
    count(b.person_id) > 0 AS had_card,
    bool_or(TRUE) FILTER (WHERE c.is_recent AND c.grade < b.grade) AS is_worse
  FROM card AS c
  LEFT JOIN earlier_card AS b ON b.person_id = c.person_id
  GROUP BY c.person_id, c.grade, c.is_severe, c.issued_on, c.from_on
),
condition_doubled AS (
  SELECT person_id FROM condition GROUP BY person_id HAVING count(*) > 1
),
condition_superseded AS (
  SELECT id
  FROM (
    SELECT k.id, row_number() OVER (PARTITION BY k.person_id ORDER BY k.from_on DESC, k.id DESC) AS place
    FROM condition AS k
    JOIN condition_doubled AS d ON d.person_id = k.person_id
  )
  WHERE place > 1
),
condition_now AS (
  SELECT k.person_id, k.labour, k.schooling, k.absence_reason
  FROM condition AS k
  LEFT JOIN condition_superseded AS s ON s.id = k.id
  WHERE s.id IS NULL
),
spell_of_work AS (
  SELECT person_id, from_on, to_on, TRUE AS is_wage, CAST(NULL AS DATE) AS contract_to_on FROM employment_spell_spells
  UNION ALL
  SELECT person_id, from_on, to_on, FALSE AS is_wage, contract_to_on FROM welfare_post_spells
),
worked AS (
  SELECT
    person_id,
    bool_or(TRUE) FILTER (WHERE to_on IS NULL OR to_on > :as_of) AS is_working,
    bool_or(TRUE) FILTER (WHERE is_wage AND (to_on IS NULL OR to_on > :as_of)) AS has_wage,
    bool_or(TRUE) FILTER (WHERE NOT is_wage AND (to_on IS NULL OR to_on > :as_of)) AS has_post,
    min(contract_to_on) FILTER (WHERE to_on IS NULL OR to_on > :as_of) AS contract_to_on,
    max(to_on) FILTER (WHERE is_wage AND to_on <= :as_of) AS ended_on
  FROM spell_of_work
  WHERE from_on <= :as_of AND (to_on IS NULL OR to_on > :since)
  GROUP BY person_id
),
-- an employment export names the workers of registered households, and of others those it happens to know
spoken_of AS (
  SELECT DISTINCT m.household_id
  FROM member_now AS m
  JOIN employment_spell_spells AS e ON e.person_id = m.person_id
  WHERE e.from_on <= :as_of
),
spell_of_assistance AS (
  SELECT person_id, from_on, to_on, TRUE AS is_dibao FROM dibao_spell_spells
  UNION ALL
  SELECT person_id, from_on, to_on, FALSE AS is_dibao FROM tekun_spell_spells
),
aided AS (
  SELECT
    person_id,
    bool_or(to_on IS NULL OR to_on > :as_of) AS assisted,
    min(from_on) AS first_on,
    min(from_on) FILTER (WHERE is_dibao) AS first_dibao_on,
    min(from_on) FILTER (WHERE NOT is_dibao) AS first_tekun_on,
    max(to_on) FILTER (WHERE to_on <= :as_of) AS ended_on
  FROM spell_of_assistance
  WHERE from_on <= :as_of
  GROUP BY person_id
)
-- a row without a stated start begins with the first file that named it: the first file of all makes nothing new;
-- what no row says is taken from the village's coverage: no (FALSE) where a file covers it, else unknown
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  years_between(m.born_on, :as_of) AS age,
  k.labour IN ('ordinary', 'skilled', 'weak') AS able,
  coalesce(s.attending, CASE WHEN s.person_id IS NULL AND k.schooling IS NULL THEN v.if_no_enrolment END) AS in_school,
  coalesce(k.absence_reason IN ('illness', 'disability', 'postponed', 'home_teaching'), FALSE) AS absence_excused,
  coalesce(l.dropout, v.if_no_dropout_listed) AS dropout_listed,
  greatest(s.fee_yuan, l.fee_yuan) AS net_fee_yuan,
  s.fee_yuan IS NULL AND l.fee IS NULL AND v.if_no_fee_listed IS NOT NULL AS fee_ruled_out,
  coalesce(greatest(c.own_pay_yuan, l.outpatient_yuan), CASE WHEN v.if_no_claim IS NOT NULL AND l.outpatient IS NULL THEN 0 END)
    AS outpatient_month_yuan,
  c.own_pay_yuan IS NULL AND l.outpatient IS NULL AND v.if_no_claim IS NULL AND v.if_no_outpatient_listed IS NOT NULL
    AS outpatient_ruled_out,
  coalesce(
    i.is_new,
    l.disease,
    CASE
      WHEN i.undated_from_on > :as_of - CAST(p.recent_days AS INTEGER)
        THEN CASE WHEN i.undated_from_on <> v.disease_since THEN TRUE END
      ELSE v.if_no_disease
    END,
    v.if_no_disease_listed
  ) AS new_serious_disease,
  i.diagnosed_on AS serious_diagnosed_on,
  d.grade AS disability_grade,
  CASE WHEN d.person_id IS NULL THEN v.if_no_card ELSE d.is_severe END AS severely_disabled,
  coalesce(
    l.disability,
    CASE
      WHEN d.person_id IS NULL THEN v.if_no_card
      WHEN d.had_card OR coalesce(d.issued_on, d.from_on) <= :as_of - CAST(p.recent_days AS INTEGER) THEN FALSE
      WHEN d.issued_on IS NOT NULL OR d.from_on <> v.card_since THEN TRUE
    END,
    v.if_no_disability_listed
  ) AS new_disability,
  coalesce(d.is_worse, v.if_no_card) AS disability_worse,
  d.from_on AS card_issued_on,
  coalesce(l.traffic, v.if_no_traffic_listed) AS traffic_accident,
  l.traffic_on AS traffic_listed_on,
  coalesce(l.crime, v.if_no_crime_listed) AS crime_loss,
  l.crime_on AS crime_listed_on,
  greatest(i.diagnosed_on, l.disease_on) AS disease_on,
  greatest(d.from_on, l.disability_on) AS disability_on,
  greatest(w.ended_on, l.job_on) AS job_lost_on,
  coalesce(w.is_working, CASE WHEN g.registered OR o.household_id IS NOT NULL THEN v.if_no_work END) AS employed,
  w.ended_on AS work_ended_on,
  CASE
    WHEN w.is_working THEN FALSE
    WHEN l.job OR w.ended_on > :as_of - CAST(p.recent_days AS INTEGER) THEN TRUE
    ELSE coalesce(CASE WHEN g.registered OR o.household_id IS NOT NULL THEN v.if_no_work END, v.if_no_job_listed)
  END AS job_lost,
  w.contract_to_on AS post_ends_on,
  CASE
    WHEN w.has_post THEN w.has_wage IS NULL AND w.contract_to_on <= :as_of + CAST(p.post_notice_days AS INTEGER)
    ELSE v.if_no_post
  END AS post_ends_soon,
  coalesce(a.assisted, v.if_no_assistance) AS assisted,
  a.first_on AS assisted_on,
  CASE
    WHEN a.assisted IS DISTINCT FROM TRUE THEN v.if_no_assistance
    WHEN a.first_on <= :as_of - CAST(p.recent_days AS INTEGER) THEN FALSE
    WHEN
      a.first_on = v.register_since
      OR (a.first_on = a.first_dibao_on AND a.first_on = v.dibao_since)
      OR (a.first_on = a.first_tekun_on AND a.first_on = v.tekun_since)
      THEN NULL
    WHEN coalesce(v.register_since, v.dibao_since, v.tekun_since) IS NOT NULL THEN TRUE
  END AS newly_assisted,
  CASE WHEN NOT a.assisted THEN a.ended_on > :as_of - CAST(p.recent_days AS INTEGER) WHEN a.assisted THEN FALSE ELSE v.if_no_assistance END
    AS assistance_ended,
  a.ended_on AS assistance_ended_on
FROM member_now AS m
JOIN village_coverage AS v ON v.area_code = m.area_code
JOIN household_register AS g ON g.household_id = m.household_id
CROSS JOIN p
LEFT JOIN spoken_of AS o ON o.household_id = m.household_id
LEFT JOIN condition_now AS k ON k.person_id = m.person_id
LEFT JOIN claimed AS c ON c.person_id = m.person_id
LEFT JOIN listed AS l ON l.person_id = m.person_id
LEFT JOIN schooled AS s ON s.person_id = m.person_id
LEFT JOIN ill AS i ON i.person_id = m.person_id
LEFT JOIN disabled AS d ON d.person_id = m.person_id
LEFT JOIN worked AS w ON w.person_id = m.person_id
LEFT JOIN aided AS a ON a.person_id = m.person_id
