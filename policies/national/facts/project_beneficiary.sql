-- fact:    project_beneficiary
-- zh:      项目受益户
-- en:      Households that projects benefit
-- grain:   project_link_id
-- subject: project_link
-- columns:
--   household_id  integer                  | 户键 | Household key
--   programme     code(project_programme)  | 项目来源 | Programme
--   on_file       boolean                  | 建档立卡户 | Household registered as poor, lifted or not
--   enrolled_on   date                     | 参与日期 | Enrolled on
SELECT
  k.id AS project_link_id,
  k.household_id,
  k.area_code,
  j.programme,
  r.poverty_registered AS on_file,
  k.enrolled_on
FROM project_link AS k
JOIN project AS j ON j.id = k.project_id
LEFT JOIN household_register AS r ON r.household_id = k.household_id
WHERE k.household_id IS NOT NULL
