-- fact:    environment_jobs
-- zh:      人居环境整治记录
-- en:      Environment works
-- grain:   environment_work_id
-- subject: environment_work
-- columns:
--   kind          code(environment_kind)  | 整治类别 | Kind
--   done_on       date                    | 整治日期 | Done on
--   quantity      decimal(14,3)           | 数量 | Quantity
--   unit_word     code(quantity_unit)     | 计量单位 | Unit
--   people        integer  person         | 参加人数 | People
--   person_times  integer  person         | 参加人次 | Person-times
--   turnouts      integer  person         | 实名参加人数 | People named
SELECT
  e.id AS environment_work_id,
  e.area_code,
  e.kind,
  e.done_on,
  e.quantity,
  e.unit_word,
  e.people,
  e.person_times,
  count(DISTINCT t.person_id) AS turnouts
FROM environment_work AS e
LEFT JOIN environment_turnout AS t ON t.environment_work_id = e.id
WHERE e.done_on <= :as_of
GROUP BY e.id, e.area_code, e.kind, e.done_on, e.quantity, e.unit_word, e.people, e.person_times
