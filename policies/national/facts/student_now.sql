-- fact:    student_now
-- zh:      在读学生
-- en:      Students of the latest school year
-- grain:   person_id
-- subject: person
-- columns:
--   person_id           integer             | 人口键 | Person key
--   household_id        integer             | 户键 | Household key
--   area_code           text                | 村代码 | Village code
--   registered          boolean             | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   stage               code(school_stage)  | 学段 | Stage
--   attending           boolean             | 在校 | Attending
--   boarding            boolean             | 寄宿 | Boarding
--   vocational          boolean             | 职业教育 | Vocational
--   elsewhere           boolean             | 外地就读 | Studies elsewhere
--   has_record          boolean             | 有学籍 | Has a school record
--   record_created_on   date                | 学籍建立日期 | School record created on
--   aided               boolean             | 已获资助 | Aided | in the window; NULL where no file of payments covers the village | 窗口期内；发放名册未覆盖该村时为空
--   tuition_waived      boolean             | 免学杂费 | Tuition and fees waived | as aided | 同上
--   books_waived        boolean             | 免书本费 | Books waived | as aided | 同上
--   living_paid         boolean             | 补生活费 | Living allowance paid | as aided | 同上
--   yulu_paid           boolean             | 享受雨露计划 | Yulu grant paid | as aided | 同上
--   sponsored           boolean             | 有党组织联系 | Has a party branch
--   branches            integer  item       | 联系党组织数 | Party branches
--   online              boolean             | 能参加线上学习 | Able to learn online | device, connection and taking part, in the latest term; NULL where no file covers the village | 最近学期有终端、有网络并参加；名册未覆盖该村时为空
WITH latest AS (
  SELECT person_id, stage, attending, boarding, vocational, elsewhere, has_record, record_created_on
  FROM (
    SELECT
      person_id, stage, attending, boarding, vocational, elsewhere, has_record, record_created_on,
      row_number() OVER (PARTITION BY person_id ORDER BY school_year DESC, id DESC) AS place
    FROM enrolment
    WHERE enrolled_on IS NULL OR enrolled_on <= :as_of
  )
  WHERE place = 1
),
paid AS (
  SELECT
    person_id,
    bool_or(programme IN ('education_aid', 'yulu')) AS aided,
    bool_or(item IN ('tuition', 'fees') AND form = 'waived') AS tuition,
    bool_or(item = 'books' AND form = 'waived') AS books,
    bool_or(item IN ('living', 'boarding') AND form = 'paid') AS living,
    bool_or(programme = 'yulu') AS yulu
  FROM benefit_payment
  WHERE paid_on > :since AND paid_on <= :as_of AND programme IN ('education_aid', 'yulu')
    AND (returned_on IS NULL OR returned_on > :as_of)
  GROUP BY person_id
),
online AS (
  SELECT person_id, device AND connected AND taking_part AS able
  FROM (
    SELECT
      person_id, device, connected, taking_part,
      row_number() OVER (PARTITION BY person_id ORDER BY school_term DESC, id DESC) AS place
    FROM online_learning
    WHERE checked_on <= :as_of
  )
  WHERE place = 1
),
branches AS (
  SELECT person_id, count(DISTINCT organisation_id) AS branches
  FROM pairing
  WHERE kind = 'branch_student' AND person_id IS NOT NULL
  GROUP BY person_id
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'benefit_payment') AS paid,
    bool_or(c.ledger = 'online_learning') AS online
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (
    SELECT DISTINCT ledger, area_code FROM coverage
    WHERE ledger IN ('benefit_payment', 'online_learning') AND period_from_on <= :as_of
  ) AS c ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.poverty_registered AS registered,
  e.stage,
  e.attending,
  e.boarding,
  e.vocational,
  e.elsewhere,
  e.has_record,
  e.record_created_on,
  CASE WHEN paid.aided THEN TRUE WHEN told.paid THEN FALSE END AS aided,
  CASE WHEN paid.tuition THEN TRUE WHEN told.paid THEN FALSE END AS tuition_waived,
  CASE WHEN paid.books THEN TRUE WHEN told.paid THEN FALSE END AS books_waived,
  CASE WHEN paid.living THEN TRUE WHEN told.paid THEN FALSE END AS living_paid,
  CASE WHEN paid.yulu THEN TRUE WHEN told.paid THEN FALSE END AS yulu_paid,
  coalesce(branches.branches, 0) > 0 AS sponsored,
  coalesce(branches.branches, 0) AS branches,
  CASE WHEN online.person_id IS NOT NULL THEN online.able WHEN told.online THEN FALSE END AS online
FROM latest AS e
JOIN member_now AS m ON m.person_id = e.person_id
LEFT JOIN paid ON paid.person_id = m.person_id
LEFT JOIN online ON online.person_id = m.person_id
LEFT JOIN branches ON branches.person_id = m.person_id
LEFT JOIN told ON told.area_code = m.area_code
