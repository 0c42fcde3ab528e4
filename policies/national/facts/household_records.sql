-- fact:    household_records
-- zh:      农户各部门记录对照
-- en:      What departments' records say of a household, side by side
-- grain:   household_id
-- subject: household
-- columns:
--   housing          code(guarantee_status)  | 登记住房安全情况 | Safe housing as registered
--   grade            code(housing_grade)     | 鉴定等级 | Grade
--   graded_on        date                    | 住房鉴定日期 | Housing checked on
--   renovated        boolean                 | 改造已竣工验收 / 改造未竣工验收 | Works accepted / Works not accepted
--   water            code(guarantee_status)  | 登记饮水安全情况 | Safe water as registered
--   litres           decimal(8,1)  L per person per day | 人均日水量 | Water per person and day
--   water_passed     boolean                 | 水质达标 / 水质不达标 | Water quality passed / Water quality failed
--   water_checked_on date                    | 饮水核查日期 | Water checked on
--   medical          code(guarantee_status)  | 登记基本医疗保障情况 | Basic medical care as registered
--   uninsured        integer  person         | 未参保人数 | Members without basic insurance | NULL where no file covers the village | 未收到该村参保名册时为空
--   education        code(guarantee_status)  | 登记义务教育保障情况 | Compulsory education as registered
--   out_of_school    integer  person         | 学籍名册不在校的适龄人数 | Children of school age not attending by the roll | those the roll names; NULL where no roll covers the village | 只计名册所列；未收到该村学籍名册时为空
--   safety_net       boolean                 | 登记整户无劳动能力 / 未登记整户无劳动能力 | Registered without labour / Not registered without labour
--   able_members     integer  person         | 登记有劳动力人数 | Members registered with capacity for work
--   workers          integer  person         | 务工名册在岗人数 | Members in wage work by the roll | NULL where no employment file covers the village | 未收到该村务工名册时为空
--   accounted        boolean                 | 有收入账 / 没有收入账 | Has an income account / Has no income account
--   wage_yuan        decimal(14,2)  CNY      | 收入账工资性收入 | Wage income of the account | of the last account | 最近一次收入账
--   account_until    date                    | 收入账截至 | Account until
--   worked_days      integer  day            | 收入期内务工天数 | Days of wage work within the account | the longest of its members; NULL where no employment file covers the village | 成员中最长；未收到该村务工名册时为空
WITH account AS (
  SELECT
    household_id, wage_yuan, period_from_on, period_to_on,
    row_number() OVER (PARTITION BY household_id ORDER BY period_to_on DESC, id DESC) AS place
  FROM income_account
  WHERE period_to_on <= :as_of
),
insured AS (
  SELECT DISTINCT person_id FROM insurance_policy WHERE kind = 'basic_medical' AND person_id IS NOT NULL
),
schooled AS (
  SELECT person_id, bool_or(attending) AS attending
  FROM enrolment
  WHERE stage IN ('primary', 'junior', 'special') AND starts_with(
    school_year,
    CAST(extract(YEAR FROM :as_of) - CASE WHEN extract(MONTH FROM :as_of) >= 9 THEN 0 ELSE 1 END AS VARCHAR)
  )
  GROUP BY person_id
),
labour AS (
  SELECT
    person_id, labour,
    row_number() OVER (PARTITION BY person_id ORDER BY from_on DESC, id DESC) AS place
  FROM condition
),
working AS (
  SELECT DISTINCT person_id FROM employment_spell
),
worked AS (
  SELECT
    a.household_id,
    max(days_between(greatest(w.from_on, a.period_from_on), least(coalesce(w.to_on, a.period_to_on), a.period_to_on))) AS days
  FROM account AS a
  JOIN member_now AS m ON m.household_id = a.household_id
  JOIN employment_spell_spells AS w ON w.person_id = m.person_id
  WHERE a.place = 1 AND w.from_on <= a.period_to_on AND (w.to_on IS NULL OR w.to_on > a.period_from_on)
  GROUP BY a.household_id
),
members AS (
  SELECT
    m.household_id,
    count(*) FILTER (WHERE i.person_id IS NULL) AS uninsured,
    count(*) FILTER (WHERE NOT s.attending) AS out_of_school,
    count(*) FILTER (WHERE k.labour IN ('ordinary', 'skilled')) AS able,
    count(w.person_id) AS workers
  FROM member_now AS m
  LEFT JOIN insured AS i ON i.person_id = m.person_id
  LEFT JOIN schooled AS s ON s.person_id = m.person_id
  LEFT JOIN labour AS k ON k.person_id = m.person_id AND k.place = 1
  LEFT JOIN working AS w ON w.person_id = m.person_id
  GROUP BY m.household_id
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'insurance_policy') AS insurance,
    bool_or(c.ledger = 'enrolment') AS school,
    bool_or(c.ledger = 'employment_spell') AS work
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN (SELECT DISTINCT ledger, area_code FROM coverage WHERE period_from_on <= :as_of) AS c
    ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  h.id AS household_id,
  h.area_code,
  c.housing,
  c.grade,
  c.housing_checked_on AS graded_on,
  c.works_accepted AS renovated,
  c.water,
  c.litres,
  c.quality_passed AS water_passed,
  c.water_checked_on,
  c.medical,
  CASE WHEN t.insurance THEN coalesce(m.uninsured, 0) END AS uninsured,
  c.education,
  CASE WHEN t.school THEN coalesce(m.out_of_school, 0) END AS out_of_school,
  coalesce(h.no_labour_safety_net, FALSE) AS safety_net,
  m.able AS able_members,
  CASE WHEN t.work THEN coalesce(m.workers, 0) END AS workers,
  a.household_id IS NOT NULL AS accounted,
  a.wage_yuan,
  a.period_to_on AS account_until,
  CASE WHEN t.work AND a.household_id IS NOT NULL THEN coalesce(worked.days, 0) END AS worked_days
FROM household AS h
LEFT JOIN household_checks AS c ON c.household_id = h.id
LEFT JOIN account AS a ON a.household_id = h.id AND a.place = 1
LEFT JOIN worked ON worked.household_id = h.id
LEFT JOIN members AS m ON m.household_id = h.id
LEFT JOIN told AS t ON t.area_code = h.area_code
