-- fact:    student_award
-- zh:      学生资助发放
-- en:      Awards to students
-- grain:   benefit_payment_id
-- subject: benefit_payment
-- columns:
--   programme    code(benefit_programme)    | 补助项目 | Programme
--   form         code(benefit_form)         | 发放形式 | Paid, waived or obtained
--   batch        text                       | 发放批次 | Batch
--   school_year  text                       | 学年 | School year
--   amount_yuan  decimal(14,2)  CNY         | 金额 | Amount
--   paid_on      date                       | 发放日期 | Paid on
--   same_awards  integer  item              | 同项发放次数 | Awards of the same kind | to this person for this item and term; NULL where no term is said | 同一人同一事项同一学期；未注明学期时为空
--   year_yuan    decimal(14,2)  CNY         | 本学年该项目合计 | Sum of the school year | of this person and programme | 同一人同一项目
--   registered   boolean                    | 建档立卡户成员 | In a household of the poverty register | lifted or not; monitored general households are not in it | 含脱贫户、未脱贫户，不含一般监测户
--   paired       boolean                    | 有党组织联系 | Has a party branch
SELECT
  b.id AS benefit_payment_id,
  b.person_id,
  m.household_id,
  coalesce(m.area_code, b.area_code) AS area_code,
  b.programme,
  b.form,
  b.batch,
  b.school_year,
  b.amount_yuan,
  b.paid_on,
  CASE
    WHEN b.school_term IS NOT NULL
    THEN count(*) OVER (PARTITION BY b.person_id, b.programme, b.item, b.school_year, b.school_term)
  END AS same_awards,
  sum(b.amount_yuan) OVER (PARTITION BY b.person_id, b.programme, b.school_year) AS year_yuan,
  m.poverty_registered AS registered,
  g.person_id IS NOT NULL AS paired
FROM benefit_payment AS b
LEFT JOIN member_now AS m ON m.person_id = b.person_id
LEFT JOIN (
  SELECT DISTINCT person_id FROM pairing WHERE kind = 'branch_student' AND person_id IS NOT NULL
) AS g ON g.person_id = b.person_id
WHERE b.programme IN ('education_aid', 'yulu', 'east_west_aid', 'branch_student_aid', 'student_loan')
  AND b.paid_on <= :as_of AND (b.returned_on IS NULL OR b.returned_on > :as_of)
