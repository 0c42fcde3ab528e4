-- fact:    student_year
-- zh:      学生资助学年核算
-- en:      Aid to a student in a school year
-- grain:   enrolment_id
-- subject: enrolment
-- columns:
--   person_id       integer                      | 人口键 | Person key
--   household_id    integer                      | 户键 | Household key
--   school_year     text                         | 学年 | School year
--   stage           code(school_stage)           | 学段 | Stage
--   attending       boolean                      | 在校 / 不在校 | Attending / Not attending
--   boarding        boolean                      | 寄宿 / 非寄宿 | Boards / Does not board
--   registered      boolean                      | 脱贫户或监测对象成员 | In a lifted or monitored household
--   dibao           boolean                      | 低保家庭成员 / 非低保家庭成员 | In a dibao household / Not in a dibao household | NULL where no dibao file covers the village | 未收到该村低保名册时为空
--   terms_begun     integer                      | 已开学学期数 | Terms begun | the second term begins on 1 February | 春季学期自2月1日起算
--   yulu_yuan       decimal(14,2)  CNY           | 本学年雨露计划发放 | Yulu grants of the school year | NULL where no payment file covers the village | 没有发放名册的村为空
--   grant_yuan      decimal(14,2)  CNY           | 本学年助学金发放 | Student grants of the school year | living costs and grants of student aid | 学生资助中的生活费和助学金
--   boarding_yuan   decimal(14,2)  CNY           | 本学年寄宿补助发放 | Boarding subsidies of the school year
-- One row for each enrolment of the school year of the day.
WITH year_now AS (
  SELECT
    concat(
      CAST(extract(YEAR FROM :as_of) - CASE WHEN extract(MONTH FROM :as_of) < 9 THEN 1 ELSE 0 END AS TEXT),
      '-',
      CAST(extract(YEAR FROM :as_of) + CASE WHEN extract(MONTH FROM :as_of) < 9 THEN 0 ELSE 1 END AS TEXT)
    ) AS school_year
),
dibao_homes AS (
  SELECT DISTINCT m.household_id FROM dibao_spell AS s JOIN member_now AS m ON m.person_id = s.person_id
),
reached AS (
  SELECT DISTINCT area_code FROM coverage WHERE ledger = 'dibao_spell' AND period_from_on <= :as_of
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT DISTINCT v.area_code FROM villages AS v JOIN reached AS c ON starts_with(v.area_code, c.area_code)
),
paid AS (
  SELECT
    b.person_id,
    sum(CASE WHEN b.programme = 'yulu' THEN b.amount_yuan END) AS yulu,
    sum(CASE WHEN b.programme = 'education_aid' AND b.item IN ('grant', 'living') THEN b.amount_yuan END) AS aid,
    sum(CASE WHEN b.programme = 'education_aid' AND b.item = 'boarding' THEN b.amount_yuan END) AS boarding
  FROM benefit_payment AS b
  CROSS JOIN year_now
  WHERE b.programme IN ('yulu', 'education_aid') AND b.person_id IS NOT NULL AND b.paid_on <= :as_of
    AND (b.returned_on IS NULL OR b.returned_on > :as_of)
    AND (b.school_year = year_now.school_year OR (b.school_year IS NULL AND b.paid_on > :since))
  GROUP BY b.person_id
),
files AS (
  SELECT area_code, bool_or(coalesce(programme, 'yulu') = 'yulu') AS yulu,
    bool_or(coalesce(programme, 'education_aid') = 'education_aid') AS aid
  FROM payments_told
  GROUP BY area_code
)
SELECT
  e.id AS enrolment_id,
  e.person_id,
  m.household_id,
  m.area_code,
  e.school_year,
  e.stage,
  e.attending,
  e.boarding,
  m.registered,
  CASE WHEN d.household_id IS NOT NULL THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS dibao,
  CASE WHEN extract(MONTH FROM :as_of) >= 9 OR extract(MONTH FROM :as_of) < 2 THEN 1 ELSE 2 END AS terms_begun,
  CASE WHEN paid.yulu IS NOT NULL THEN paid.yulu WHEN f.yulu THEN 0 END AS yulu_yuan,
  CASE WHEN paid.aid IS NOT NULL THEN paid.aid WHEN f.aid THEN 0 END AS grant_yuan,
  CASE WHEN paid.boarding IS NOT NULL THEN paid.boarding WHEN f.aid THEN 0 END AS boarding_yuan
FROM enrolment AS e
CROSS JOIN year_now
JOIN member_now AS m ON m.person_id = e.person_id
LEFT JOIN dibao_homes AS d ON d.household_id = m.household_id
LEFT JOIN told ON told.area_code = m.area_code
LEFT JOIN paid ON paid.person_id = e.person_id
LEFT JOIN files AS f ON f.area_code = m.area_code
WHERE e.school_year = year_now.school_year AND (e.enrolled_on IS NULL OR e.enrolled_on <= :as_of)
