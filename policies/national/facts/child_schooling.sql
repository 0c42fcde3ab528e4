-- fact:    child_schooling
-- zh:      儿童少年就学状况
-- en:      Schooling of children
-- grain:   person_id
-- subject: person
-- columns:
--   person_id      integer               | 人口键 | Person key
--   household_id   integer               | 户键 | Household key
--   area_code      text                  | 村代码 | Village code
--   born_on        date                  | 出生日期 | Born on
--   registered     boolean               | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   on_roll        boolean               | 学籍名册有记录 | On the school roll | NULL where no roll covers the village | 学籍名册未覆盖该村时为空
--   out_of_school  boolean               | 失学辍学 | Out of school | by the latest roll, else the latest check, else what the register says | 依次取最近学籍、最近核查、登记信息
--   reason         code(absence_reason)  | 失学原因 | Reason for not attending
WITH roll AS (
  SELECT person_id, attending
  FROM (
    SELECT person_id, attending, row_number() OVER (PARTITION BY person_id ORDER BY school_year DESC, id DESC) AS place
    FROM enrolment
    WHERE enrolled_on IS NULL OR enrolled_on <= :as_of
  )
  WHERE place = 1
),
checked AS (
  SELECT person_id, result, absence_reason
  FROM (
    SELECT person_id, result, absence_reason, row_number() OVER (PARTITION BY person_id ORDER BY checked_on DESC, id DESC) AS place
    FROM enrolment_check
    WHERE checked_on <= :as_of AND result IS NOT NULL
  )
  WHERE place = 1
),
told AS (
  SELECT v.area_code
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (SELECT DISTINCT area_code FROM coverage WHERE ledger = 'enrolment' AND period_from_on <= :as_of) AS c
    ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
),
said AS (
  SELECT person_id, schooling, absence_reason
  FROM (
    SELECT person_id, schooling, absence_reason, row_number() OVER (PARTITION BY person_id ORDER BY from_on DESC, id DESC) AS place
    FROM condition
  )
  WHERE place = 1
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.born_on,
  m.poverty_registered AS registered,
  CASE WHEN roll.person_id IS NOT NULL THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS on_roll,
  CASE
    WHEN roll.attending THEN FALSE
    WHEN checked.result = 'dropped_out' THEN TRUE
    WHEN checked.result IN ('in_school', 'home_teaching', 'returned', 'postponed', 'graduated') THEN FALSE
    WHEN said.absence_reason IN ('home_teaching', 'postponed') THEN FALSE
    WHEN NOT roll.attending THEN TRUE
    WHEN said.absence_reason IS NOT NULL THEN TRUE
    WHEN said.schooling IS NOT NULL THEN FALSE
  END AS out_of_school,
  coalesce(checked.absence_reason, said.absence_reason) AS reason
FROM member_now AS m
LEFT JOIN roll ON roll.person_id = m.person_id
LEFT JOIN checked ON checked.person_id = m.person_id
LEFT JOIN told ON told.area_code = m.area_code
LEFT JOIN said ON said.person_id = m.person_id
