-- fact:    work_spell
-- zh:      务工记录
-- en:      Work in force on the day
-- grain:   employment_spell_id
-- subject: employment_spell
-- columns:
--   person_id        integer  | 人口键 | Person key
--   workshop         boolean  | 在扶贫车间务工 | In a poverty workshop
--   poor             boolean  | 贫困劳动力 | Poor labourer, here or elsewhere
--   registered_here  boolean  | 本地建档 | Registered as poor here
--   on_file          boolean  | 登记为建档立卡户成员 | The register has the household as poor, lifted or not | NULL where no register has arrived
--   followed_up_on   date     | 最近回访日期 | Last follow-up, or the first day of work
SELECT
  e.id AS employment_spell_id,
  e.person_id,
  e.area_code,
  coalesce(o.kind = 'workshop', FALSE) OR coalesce(e.channel = 'workshop', FALSE) AS workshop,
  e.poor,
  e.registered_here,
  m.poverty_registered AS on_file,
  coalesce(e.followed_up_on, e.from_on) AS followed_up_on
FROM employment_spell AS e
LEFT JOIN organisation AS o ON o.id = e.organisation_id
LEFT JOIN member_now AS m ON m.person_id = e.person_id
