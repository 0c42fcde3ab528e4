-- fact:    clinic_work
-- zh:      村卫生室改造维修
-- en:      Works on village clinics
-- grain:   project_id
-- subject: project
-- columns:
--   started_on    date           | 开工日期 | Started on
--   due_on        date           | 计划完工日期 | Due on
--   completed_on  date           | 完工日期 | Completed on
--   accepted_on   date           | 验收日期 | Accepted on
--   facility_id   integer        | 村卫生室键 | Clinic key | NULL where the project names none | 项目未指明时为空
--   plan_year     integer  year  | 计划年度 | Year of the plan
--   done          boolean        | 已完工 | Done | completed or accepted by the day | 当日前竣工或验收
--   accepted      boolean        | 已验收 | Accepted by the day
SELECT
  p.id AS project_id,
  p.area_code,
  p.started_on,
  p.due_on,
  p.completed_on,
  p.accepted_on,
  p.facility_id,
  p.plan_year,
  (p.completed_on IS NOT NULL AND p.completed_on <= :as_of) OR (p.accepted_on IS NOT NULL AND p.accepted_on <= :as_of) AS done,
  p.accepted_on IS NOT NULL AND p.accepted_on <= :as_of AS accepted
FROM project AS p
WHERE p.kind = 'clinic'
