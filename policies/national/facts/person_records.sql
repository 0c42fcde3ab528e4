-- fact:    person_records
-- zh:      人口各部门记录对照
-- en:      What departments' records say of a person, side by side
-- grain:   person_id
-- subject: person
-- columns:
--   household_id          integer                 | 户键 | Household key | of the latest membership | 取最近一次家庭成员关系
--   on_roll               boolean                 | 仍在册 / 已不在册 | Still on a household's roll / No longer on a household's roll
--   dead                  boolean                 | 登记死亡 / 未登记死亡 | Death recorded / No death recorded
--   died_on               date                    | 死亡日期 | Died on
--   days_dead             integer  day            | 死亡后天数 | Days since the death | NULL for the living | 在世的为空
--   dibao                 boolean                 | 享受低保 / 未享受低保 | On dibao / Not on dibao | NULL where no dibao file covers the village | 未收到该村低保名册时为空
--   dibao_ended_on        date                    | 低保停保日期 | Dibao ended on | NULL while on it | 在保的为空
--   dibao_paid            boolean                 | 有低保发放记录 / 没有低保发放记录 | Dibao payments on file / No dibao payment on file | NULL where no payment file covers the village | 未收到发放名册时为空
--   dibao_paid_on         date                    | 低保最近发放日期 | Dibao last paid on
--   dibao_paid_late_days  integer  day            | 停保后发放天数 | Days from the end of dibao to the last payment | NULL where either is not known | 停保日或发放日不明时为空
--   dibao_unpaid_days     integer  day            | 低保未发放天数 | Days on dibao without a payment | since it began or was last paid; NULL where no payment file covers the village | 自享受或上次发放起；未收到发放名册时为空
--   tekun                 boolean                 | 特困供养 / 未特困供养 | On tekun support / Not on tekun support | NULL where no tekun file covers the village | 未收到该村特困名册时为空
--   carded                boolean                 | 持有效残疾人证 / 未持有效残疾人证 | Holds a disability card in force / Holds no disability card in force | NULL where no file covers the village | 未收到该村残疾人证名册时为空
--   subsidy_paid          boolean                 | 有残疾人补贴发放记录 / 没有残疾人补贴发放记录 | Disability subsidies on file / No disability subsidy on file | NULL where no payment file covers the village | 未收到发放名册时为空
--   subsidy_paid_on       date                    | 残疾人补贴最近发放日期 | Disability subsidy last paid on
--   subsidy_days          integer  day            | 距残疾人补贴最近发放天数 | Days since the disability subsidy was paid
--   said_disabled         boolean                 | 登记为残疾 / 未登记为残疾 | Registered as disabled / Not registered as disabled
--   said_healthy          boolean                 | 登记为健康 / 未登记为健康 | Registered as healthy / Not registered as healthy
--   said_no_labour        boolean                 | 登记无劳动力 / 登记有劳动力 | Registered without capacity for work / Registered with capacity for work
--   said_absent           boolean                 | 登记未在校原因 / 未登记未在校原因 | Reason for absence from school registered / No reason for absence registered
--   at_school             boolean                 | 学籍名册在校 / 学籍名册不在校 | Attending by the school roll / Not attending by the school roll | this school year; NULL where no roll covers the village | 本学年；未收到该村学籍名册时为空
--   stage                 code(school_stage)      | 学段 | Stage
--   employed              boolean                 | 在岗务工 / 未在岗务工 | In wage work / Not in wage work | NULL where no employment file covers the village | 未收到该村务工名册时为空
--   work_from_on          date                    | 务工起始日期 | In wage work from
--   work_days             integer  day            | 务工天数 | Days in wage work
--   disease_listed        boolean                 | 列入新确诊大病名单 / 未列入新确诊大病名单 | On the list of new serious diseases / Not on that list
--   disease_listed_days   integer  day            | 大病名单距今天数 | Days since the list of serious diseases
--   claims                integer  item           | 名单以来医保结算笔数 | Claims since the list began | NULL where no claims file covers the village | 未收到该村结算名册时为空
--   pay_listed            boolean                 | 列入大额医疗自付名单 / 未列入大额医疗自付名单 | On the list of large own payments / Not on that list
--   listed_pay_yuan       decimal(14,2)  CNY      | 名单所列自付金额 | Own payment as listed
--   claimed_pay_yuan      decimal(14,2)  CNY      | 结算明细自付合计 | Own payment by the claims | twelve months to the list's end; NULL where no claims file covers the village | 名单截止前十二个月；未收到结算名册时为空
--   last_claim_on         date                    | 最近结算日期 | Last claim settled on
--   claim_after_days      integer  day            | 死亡后结算天数 | Days from the death to the last claim | NULL for the living and without claims | 在世或没有结算的为空
WITH latest AS (
  SELECT person_id, household_id, to_on IS NULL OR to_on > :as_of AS on_roll
  FROM (
    SELECT
      person_id, household_id, to_on,
      row_number() OVER (PARTITION BY person_id ORDER BY from_on DESC, id DESC) AS place
    FROM membership_spells
    WHERE from_on <= :as_of
  )
  WHERE place = 1
),
on_dibao AS (
  SELECT
    person_id,
    bool_or(to_on IS NULL OR to_on > :as_of) AS now,
    max(from_on) AS from_on,
    max(to_on) AS ended_on
  FROM dibao_spell_spells
  WHERE from_on <= :as_of
  GROUP BY person_id
),
on_tekun AS (
  SELECT DISTINCT person_id FROM tekun_spell
),
carded AS (
  SELECT DISTINCT person_id FROM disability_spell
),
paid AS (
  SELECT
    person_id,
    max(paid_on) FILTER (WHERE programme = 'dibao') AS dibao_on,
    max(paid_on) FILTER (WHERE programme IN ('disability_living', 'disability_nursing')) AS subsidy_on
  FROM benefit_payment
  WHERE paid_on <= :as_of AND person_id IS NOT NULL AND (returned_on IS NULL OR returned_on > :as_of)
  GROUP BY person_id
),
said AS (
  SELECT person_id, disabled, healthy, labour, absence_reason
  FROM (
    SELECT
      person_id, disabled, healthy, labour, absence_reason,
      row_number() OVER (PARTITION BY person_id ORDER BY from_on DESC, id DESC) AS place
    FROM condition
  )
  WHERE place = 1
),
school AS (
  SELECT person_id, bool_or(attending) AS attending, max(stage) FILTER (WHERE attending) AS stage
  FROM enrolment
  WHERE starts_with(
    school_year,
    CAST(extract(YEAR FROM :as_of) - CASE WHEN extract(MONTH FROM :as_of) >= 9 THEN 0 ELSE 1 END AS VARCHAR)
  )
  GROUP BY person_id
),
work AS (
  SELECT person_id, min(from_on) AS from_on FROM employment_spell GROUP BY person_id
),
listed AS (
  SELECT
    person_id,
    bool_or(TRUE) FILTER (WHERE listing = 'new_serious_disease') AS disease,
    max(period_to_on) FILTER (WHERE listing = 'new_serious_disease') AS disease_on,
    min(period_from_on) FILTER (WHERE listing = 'new_serious_disease') AS disease_from_on,
    max(amount_yuan) FILTER (WHERE listing = 'medical_own_pay') AS pay_yuan,
    max(period_to_on) FILTER (WHERE listing = 'medical_own_pay') AS pay_to_on
  FROM threshold_listing
  WHERE period_to_on > :since AND period_to_on <= :as_of
  GROUP BY person_id
),
claimed AS (
  SELECT
    c.person_id,
    max(c.settled_on) AS last_on,
    count(*) FILTER (WHERE c.settled_on >= l.disease_from_on) AS claims,
    sum(c.own_pay_yuan) FILTER (WHERE c.settled_on <= l.pay_to_on AND months_between(c.settled_on, l.pay_to_on) < 12) AS pay_yuan
  FROM medical_claim AS c
  LEFT JOIN listed AS l ON l.person_id = c.person_id
  WHERE c.settled_on <= :as_of
  GROUP BY c.person_id
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'dibao_spell') AS dibao,
    bool_or(c.ledger = 'tekun_spell') AS tekun,
    bool_or(c.ledger = 'disability_spell') AS cards,
    bool_or(c.ledger = 'benefit_payment') AS payments,
    bool_or(c.ledger = 'enrolment') AS school,
    bool_or(c.ledger = 'employment_spell') AS work,
    bool_or(c.ledger = 'medical_claim') AS claims
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (SELECT DISTINCT ledger, area_code FROM coverage WHERE period_from_on <= :as_of) AS c
    ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  q.id AS person_id,
  m.household_id,
  h.area_code,
  m.on_roll,
  q.died_on IS NOT NULL AND q.died_on <= :as_of AS dead,
  q.died_on,
  CASE WHEN q.died_on <= :as_of THEN days_between(q.died_on, :as_of) END AS days_dead,
  CASE WHEN d.now THEN TRUE WHEN t.dibao THEN FALSE END AS dibao,
  CASE WHEN NOT d.now THEN d.ended_on END AS dibao_ended_on,
  CASE WHEN paid.dibao_on IS NOT NULL THEN TRUE WHEN t.payments THEN FALSE END AS dibao_paid,
  paid.dibao_on AS dibao_paid_on,
  CASE WHEN NOT d.now THEN days_between(d.ended_on, paid.dibao_on) END AS dibao_paid_late_days,
  CASE WHEN d.now AND t.payments THEN days_between(greatest(d.from_on, coalesce(paid.dibao_on, d.from_on)), :as_of) END
    AS dibao_unpaid_days,
  CASE WHEN k.person_id IS NOT NULL THEN TRUE WHEN t.tekun THEN FALSE END AS tekun,
  CASE WHEN n.person_id IS NOT NULL THEN TRUE WHEN t.cards THEN FALSE END AS carded,
  CASE WHEN paid.subsidy_on IS NOT NULL THEN TRUE WHEN t.payments THEN FALSE END AS subsidy_paid,
  paid.subsidy_on AS subsidy_paid_on,
  days_between(paid.subsidy_on, :as_of) AS subsidy_days,
  s.disabled AS said_disabled,
  s.healthy AS said_healthy,
  s.labour IN ('none', 'lost') AS said_no_labour,
  CASE WHEN s.person_id IS NOT NULL THEN s.absence_reason IS NOT NULL END AS said_absent,
  CASE WHEN e.person_id IS NOT NULL THEN e.attending WHEN t.school THEN FALSE END AS at_school,
  e.stage,
  CASE WHEN w.person_id IS NOT NULL THEN TRUE WHEN t.work THEN FALSE END AS employed,
  w.from_on AS work_from_on,
  days_between(w.from_on, :as_of) AS work_days,
  coalesce(l.disease, FALSE) AS disease_listed,
  days_between(l.disease_on, :as_of) AS disease_listed_days,
  CASE WHEN t.claims AND l.disease THEN coalesce(c.claims, 0) END AS claims,
  coalesce(l.pay_to_on IS NOT NULL, FALSE) AS pay_listed,
  l.pay_yuan AS listed_pay_yuan,
  CASE WHEN t.claims AND l.pay_yuan IS NOT NULL THEN coalesce(c.pay_yuan, 0) END AS claimed_pay_yuan,
  c.last_on AS last_claim_on,
  days_between(q.died_on, c.last_on) AS claim_after_days
FROM latest AS m
JOIN person AS q ON q.id = m.person_id
JOIN household AS h ON h.id = m.household_id
LEFT JOIN on_dibao AS d ON d.person_id = q.id
LEFT JOIN on_tekun AS k ON k.person_id = q.id
LEFT JOIN carded AS n ON n.person_id = q.id
LEFT JOIN paid ON paid.person_id = q.id
LEFT JOIN said AS s ON s.person_id = q.id
LEFT JOIN school AS e ON e.person_id = q.id
LEFT JOIN work AS w ON w.person_id = q.id
LEFT JOIN listed AS l ON l.person_id = q.id
LEFT JOIN claimed AS c ON c.person_id = q.id
LEFT JOIN told AS t ON t.area_code = h.area_code
