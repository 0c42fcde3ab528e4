-- fact:    infrastructure_projects
-- zh:      公路与水利工程进度
-- en:      Roads and water conservancy
-- grain:   project_id
-- subject: project
-- columns:
--   kind          code(project_kind)       | 项目类别 | Kind
--   programme     code(project_programme)  | 项目来源 | Programme
--   length_km     decimal(12,3)  km        | 里程 | Length
--   planned_on    date                     | 入库日期 | Entered the library on
--   due_on        date                     | 计划完工日期 | Due on
--   completed_on  date                     | 完工日期 | Completed on
--   accepted_on   date                     | 验收日期 | Accepted on
--   completed     boolean                  | 已完工 | Completed by the day
--   accepted      boolean                  | 已验收 | Accepted by the day
SELECT
  id AS project_id,
  area_code,
  kind,
  programme,
  length_km,
  planned_on,
  due_on,
  completed_on,
  accepted_on,
  completed_on IS NOT NULL AND completed_on <= :as_of AS completed,
  accepted_on IS NOT NULL AND accepted_on <= :as_of AS accepted
FROM project
WHERE kind IN ('road', 'water_conservancy', 'drinking_water')
