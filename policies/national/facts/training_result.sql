-- fact:    training_result
-- zh:      培训学员结果
-- en:      Results of training
-- grain:   training_participant_id
-- subject: training_participant
-- columns:
--   person_id      integer          | 人口键 | Person key
--   on_file        boolean          | 建档立卡人口 | Of a household registered as poor, lifted or not
--   course_days    integer  day     | 培训天数 | Days of the course
--   days_attended  integer  day     | 出勤天数 | Days attended
--   certified      boolean          | 取得证书 | Certified
--   ended_on       date             | 结业日期 | Ended on
--   employed_on    date             | 训后就业日期 | In work afterwards from
SELECT
  x.id AS training_participant_id,
  x.person_id,
  x.area_code,
  l.on_file,
  t.days AS course_days,
  x.days_attended,
  x.certified,
  coalesce(x.ended_on, t.ended_on) AS ended_on,
  x.employed_on
FROM training_participant AS x
JOIN training AS t ON t.id = x.training_id
LEFT JOIN labour_person AS l ON l.person_id = x.person_id
